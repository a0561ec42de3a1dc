"""Record → its facts, each in a few words of ours: what a printer sets beside the text. Ids that the record does not know stand for themselves."""

import re
from dataclasses import dataclass
from enum import StrEnum

from demarche.facts.times.bounds import bounds_of
from demarche.record import Actor, Certainty, Event, Figure, Place, Position, Record, Statement, Status, TimeExpression, When
from demarche.text import Span

_REFERENCES = {"PAST_REF": "in the past", "PRESENT_REF": "now", "FUTURE_REF": "in the future"}
_PARTS_OF_DAY = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}  # TimeML 1.2.1
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century", "TH": "hour", "TM": "minute", "TS": "second"}
_YEAR_OR_MONTH = re.compile(r"\d{4}(-\d{2})?")  # its days need no telling
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([A-Z]+)")

_QUOTATION_MARKS = '"“”„«»'


class FactKind(StrEnum):
    EVENT = "event"
    STATEMENT = "statement"
    POSITION = "position"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Name:
    """An actor as a fact names it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in words. `label` is the type and modes of an event, the cue of a statement, the stance of a position, the amount of a figure."""

    id: str
    kind: FactKind
    at: Span  # the words that bear it
    label: str
    who: tuple[Name, ...] = ()
    to: tuple[Name, ...] = ()
    status: Status | None = None  # of events
    notes: tuple[str, ...] = ()  # hedged; direct, indirect or mixed
    words: str = ""  # what is said, asked, wanted or counted
    when: str = ""
    where: str = ""
    according_to: Name | None = None
    via: str = ""
    within: str | None = None  # id of the statement that this one is reported in
    evidence: tuple[Span, ...] = ()
    score: float | None = None


def find_facts(record: Record) -> list[Fact]:
    """Events, statements, positions and figures in the order of the words that bear them."""
    names = {a.id: a.name for a in record.actors}
    facts = [_event(e, record, names) for e in record.events]
    facts += [_statement(s, record, names) for s in record.statements]
    facts += [_position(p, record, names) for p in record.positions]
    facts += [_figure(f, names) for f in record.figures]
    return sorted(facts, key=lambda f: (f.at.start, f.at.end))


def in_a_line(fact: Fact) -> str:
    """The fact as one line: "CONSULT visit, planned: Emmanuel Macron → Vladimir Putin, 2022-02-07, in Moscow"."""
    who, to = (", ".join(n.name for n in names) for names in (fact.who, fact.to))
    parties = f"{who or '?'} → {to}" if to else who
    source = f"according to {fact.according_to.name}" if fact.according_to else ""
    after = ", ".join(filter(None, (parties, fact.when, fact.where and f"in {fact.where}", source, fact.via and f"via {fact.via}")))
    head = ", ".join(filter(None, (fact.label, fact.status, *fact.notes)))
    return f"{head}: {after}" if after else head


def actor_in_words(actor: Actor) -> str:
    """What is known of an actor: "person, president, FRA, FRAGOV"; a code that is the country's own is not told twice."""
    code = actor.code if actor.code != actor.country else None
    return ", ".join(filter(None, (actor.kind.value, actor.role, actor.country, code)))


def time_in_words(time: TimeExpression) -> str:
    """Its value, and the days where the value is no single day: "2022-W07 (2022-02-14 to 2022-02-20)"."""
    return _days(time.value, *bounds_of(time.value)) or "value unknown"


def value_in_words(value: str) -> str:
    """A TIMEX3 value as one reads it: "2 days" for P2D, "2022-02-08 evening" for 2022-02-08TEV; the others are plain as they are."""
    if value in _REFERENCES:
        return _REFERENCES[value]
    length = _LENGTH.fullmatch(value)
    unit = _UNITS.get(length[1] + length[3]) if length else None
    if length and unit:
        return f"{length[2]} {unit}" if length[2] == "1" else f"{length[2]} {unit}s"
    day, _, part = value.partition("T")
    return f"{day} {_PARTS_OF_DAY.get(part, part)}" if day and part else value


def place_in_words(place: Place) -> str:
    """Name and country, as far as known."""
    if place.precision is None and place.latitude is None and place.country is None:
        return f"{place.name} (which one is unknown)"
    return ", ".join(filter(None, (place.name, place.country)))


def place_in_full(place: Place) -> str:
    """Name, country and coordinates, as far as known."""
    at = f" ({place.latitude:.2f}, {place.longitude:.2f})" if place.latitude is not None and place.longitude is not None else ""
    return place_in_words(place) + at


def shorten(words: str, longest: int) -> str:
    """The words on one line, cut between two words where they are longer than that."""
    words = " ".join(words.split())
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0] + " …"


def in_quotes(words: str) -> str:
    """The words in quotation marks, without those that they bring along."""
    return f"“{words.strip(_QUOTATION_MARKS)}”"


def _named(ids: tuple[str, ...], names: dict[str, str]) -> tuple[Name, ...]:
    return tuple(Name(i, names.get(i, i)) for i in ids)


def _source(id: str | None, names: dict[str, str]) -> Name | None:
    return Name(id, names.get(id, id)) if id is not None else None


def _event(event: Event, record: Record, names: dict[str, str]) -> Fact:
    return Fact(
        event.id,
        FactKind.EVENT,
        event.anchor,
        " ".join((event.type.value, *event.mode)),
        _named(event.actors, names),
        _named(event.recipients, names),
        event.status,
        notes=(event.certainty.value,) if event.certainty is Certainty.HEDGED else (),
        words=event.content.of(record.article.text) if event.content else "",
        when=_when(event.when),
        where=", ".join(filter(None, (event.where.name, event.where.country))) if event.where else "",
        according_to=_source(event.according_to, names),
        evidence=event.evidence,
        score=event.score,
    )


def _statement(statement: Statement, record: Record, names: dict[str, str]) -> Fact:
    text = record.article.text
    cue = statement.cue.of(text) if statement.cue else ""
    spans = (*statement.content, *statement.evidence, *(s for s in (statement.cue, statement.source) if s))
    return Fact(
        statement.id,
        FactKind.STATEMENT,
        spans[0] if spans else Span(0, 0),
        cue if any(c.isalpha() for c in cue) else "says",
        _named(statement.speakers, names),
        _named(statement.addressees, names),
        notes=(statement.form.value,),
        words=" … ".join(c.of(text) for c in statement.content),
        via=statement.via or "",
        within=statement.within,
        evidence=statement.evidence,
        score=statement.score,
    )


def _position(position: Position, record: Record, names: dict[str, str]) -> Fact:
    spans = (*((position.content,) if position.content else ()), *position.evidence)
    return Fact(
        position.id,
        FactKind.POSITION,
        spans[0] if spans else Span(0, 0),
        position.stance.value,
        _named(position.holders, names),
        _named(position.toward, names),
        words=position.issue,
        according_to=_source(position.according_to, names),
        evidence=position.evidence,
        score=position.score,
    )


def _figure(figure: Figure, names: dict[str, str]) -> Fact:
    comparison = "" if figure.comparison == "exactly" else figure.comparison
    holder = _source(figure.holder, names)
    return Fact(
        figure.id,
        FactKind.FIGURE,
        Span(figure.start, figure.end),
        " ".join(filter(None, (comparison, f"{figure.value:,.10g}", figure.unit))),
        (holder,) if holder else (),
        words=figure.of or "",
        according_to=_source(figure.according_to, names),
        evidence=figure.evidence,
    )


def _when(when: When | None) -> str:
    return (_days(when.value, when.earliest, when.latest) or when.text) if when else ""


def _days(value: str | None, earliest: str | None, latest: str | None) -> str:
    plain = value is not None and _YEAR_OR_MONTH.fullmatch(value) and (earliest, latest) == bounds_of(value)
    if earliest == latest or value is None or plain:
        return value_in_words(value or "")
    return f"{value_in_words(value)} ({earliest or '…'} to {latest or '…'})"
