"""What sources disagree on: events that some deny, and figures for one thing that differ. Side by side, never a verdict."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from demarche.lexicon.load import load_table
from demarche.merge.stems import find_words, stem
from demarche.store.asked import EventRow, FigureRow, Filter, Source
from demarche.store.asking import get_events, list_denied, list_figures
from demarche.store.store import Store
from demarche.views.rows import Rows, day_of

_NAMED = 4  # parties of a side in a line
_MANY = 2000  # figures that are looked through


@dataclass(frozen=True, slots=True)
class Voice:
    """What one side of a dispute says, in whose words, and where."""

    says: str
    who: str | None
    published: str | None
    words: str
    source: Source


@dataclass(frozen=True, slots=True)
class Dispute:
    """`kind`: denial or figures; `about`: in a few words; `event`: its id, where there is one."""

    kind: str
    day: str | None
    about: str
    event: str | None
    voices: tuple[Voice, ...]

    @property
    def said(self) -> str:
        """Who says what, and when, in a line."""
        return "; ".join(f"{v.who or v.source.outlet or v.source.key}: {v.says} ({day_of(v.published)})" for v in self.voices)


def disputes(store: Store, asked: Filter) -> Rows[Dispute]:
    """Denied events and differing figures, the latest day first."""
    with store.reading() as connection:
        denied = list_denied(connection, asked, store.knowledge)
        found = list_figures(connection, replace(asked, limit=_MANY), store.knowledge, of_events=True)
        differing = _differing(found)
        told = {e.id: e for e in get_events(connection, {f.event for group in differing for f in group if f.event}, asked.today)}
    rows = [_denial(e) for e in denied] + [_figures(group, told) for group in differing]
    rows = [r for r in rows if r.kind == "denial" or _is_asked_for(told.get(r.event or ""), asked)]
    return Rows(sorted(rows, key=lambda d: (d.day or "", d.about), reverse=True)[: asked.limit])


def _is_asked_for(event: EventRow | None, asked: Filter) -> bool:
    """Is it of the type and place that are asked for?"""
    if event is None:
        return not (asked.type or asked.place)
    there = asked.place is None or asked.place == event.place or asked.place.upper() == event.country
    return there and asked.type in (None, event.type)


def disputes_of(event: EventRow, found: Sequence[FigureRow]) -> list[Dispute]:
    """What the reports of one event disagree on; `found` are the figures told of it."""
    denied = [_denial(event)] if event.deny and event.say else []
    return [*denied, *(_figures(group, {event.id: event}) for group in _differing(list(found)))]


def _denial(event: EventRow) -> Dispute:
    voices = tuple(Voice(s.stage, s.by, s.published, s.words, s.source) for s in event.life)
    return Dispute("denial", event.day, f"{event.type}: {describe(event)}", event.id, voices)


def describe(event: EventRow) -> str:
    """An event in a few words: who, to whom, where."""
    who = _some(event.actors) or "somebody"
    to = f" → {_some(event.recipients)}" if event.recipients else ""
    return f"{who}{to}{f' in {event.place}' if event.place else ''}"


def _some(names: Sequence[str]) -> str:
    """The first few names; the others are counted."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED + 1 else ""
    return ", ".join(names[: _NAMED if more else len(names)]) + more


def _differing(found: list[FigureRow]) -> list[list[FigureRow]]:
    """Figures of one event in one unit, of which not all agree, in more than one article."""
    groups: dict[tuple[str, str, frozenset[str]], list[FigureRow]] = defaultdict(list)
    for figure in found:
        if figure.event:
            groups[figure.event, figure.unit, _fate(figure)].append(figure)
    return [group for group in groups.values() if len({f.value for f in group}) > 1 and len({f.source.key for f in group}) > 1]


def _fate(figure: FigureRow) -> frozenset[str]:
    """What became of those who are counted: the killed and the wounded are two figures."""
    return frozenset(fate for word in find_words(figure.words) if (fate := _fates().get(stem(word))))


@cache
def _fates() -> dict[str, str]:
    return {stem(row["word"]): row["fate"] for row in load_table("fates")}


def _figures(group: list[FigureRow], told: dict[str, EventRow]) -> Dispute:
    event = told.get(group[0].event or "")
    about = f"{group[0].unit}: {describe(event) if event else group[0].of or ''}"
    voices = [Voice(f.text, f.according_to, f.published, f.words, f.source) for f in sorted(group, key=lambda f: (f.published or "", f.id))]
    return Dispute("figures", event.day if event else group[0].published, about, group[0].event, tuple(voices))
