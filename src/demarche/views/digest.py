"""The brief of a store: what happened, what is planned, who wants what, what is disputed. Each line has its sources, and says what it counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from demarche.record import Status
from demarche.store.asked import LAPSED, EventRow, Filter, Source
from demarche.store.asking import list_events
from demarche.store.store import Store
from demarche.views.disputes import Dispute, describe, disputes
from demarche.views.positions import IssueRow, table_of_positions
from demarche.views.rows import day_of
from demarche.views.timeline import agenda
from demarche.views.worded import shorten

_LONGEST = 140  # of the words in a line
_LINES = 25  # a section
_OUTLETS = 3  # named in a line; more are counted
_LEAST_SCORE = 0.5  # of an event that only one report tells: bench/EVENTS.md


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One line: its day, what and who, the words of the best report, and who says so."""

    section: str
    day: str
    what: str
    words: str
    sources: str
    ref: str  # the id of the event or topic


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief; `left_out` lines more are not shown."""

    title: str
    lines: tuple[DigestLine, ...]
    left_out: int = 0


def digest(store: Store, asked: Filter) -> list[Section]:
    """The brief, `asked.first` being the day since which things count."""
    with store.reading() as connection:
        told = list_events(connection, replace(asked, limit=5000), store.knowledge, newest_first=True)
    happened = [e for e in told if e.status in (Status.HAPPENED, Status.ONGOING, Status.NEGATED) and _is_worth(e)]
    planned = [e for e in agenda(store, replace(asked, first=None)) if _is_worth(e)]
    issues = [i for i in table_of_positions(store, replace(asked, limit=5000, type=None, status=None)) if i.contested or len(i.cells) > 1]
    return [
        _section("What happened", [_event_line(e) for e in sorted(happened, key=_weight)], keep_day_order=True),
        _section("What is planned", [_event_line(e) for e in planned]),
        _section("Who wants what", [_issue_line(i) for i in issues]),
        _section("What is disputed", [_dispute_line(d) for d in disputes(store, asked)]),
    ]


def _is_worth(event: EventRow) -> bool:
    return event.origins > 1 or event.score >= _LEAST_SCORE


def _weight(event: EventRow) -> tuple[int, int, str]:
    """The better corroborated first."""
    return -event.origins, -event.reports, event.id


def _section(title: str, lines: list[DigestLine], *, keep_day_order: bool = False) -> Section:
    shown = [replace(line, section=title) for line in lines[:_LINES]]
    if keep_day_order:
        shown = sorted(shown, key=lambda line: (line.day, line.ref))
    return Section(title, tuple(shown), len(lines) - len(shown))


def _event_line(event: EventRow) -> DigestLine:
    kind = " ".join((event.type, *event.modes))
    status = "" if event.status == Status.HAPPENED else f" · {event.status}"
    return DigestLine("", event.day or "no day", f"{kind}{status} · {describe(event)}", shorten(event.words, _LONGEST), corroborated(event), event.id)


def corroborated(event: EventRow) -> str:
    """ "3 origins in 2 countries say, 1 denies: The Wire, Le Quotidien": counts of origins, never of reports."""
    origins = f"{event.say} {'origin says' if event.say == 1 else 'origins say'}"
    where = f" in {event.countries} countries" if event.countries > 1 else ""
    denied = f", {event.deny} {'denies' if event.deny == 1 else 'deny'}" if event.deny else ""
    lapsed = ", nobody has confirmed it" if event.status == LAPSED else ""
    denying = {s.source.key for s in event.life if s.stage in ("denied", "negated")}
    saying = [s for s in event.sources if s.key not in denying] or event.sources
    return f"{origins.replace(' say', where + ' say', 1)}{denied}{lapsed}: {outlets(saying)}"


def outlets(sources: Iterable[Source]) -> str:
    """Who published it, the first few by name."""
    names = list(dict.fromkeys(s.outlet or s.title or s.key for s in sources))
    more = f" and {len(names) - _OUTLETS} more" if len(names) > _OUTLETS else ""
    return ", ".join(names[:_OUTLETS]) + more


def _issue_line(issue: IssueRow) -> DigestLine:
    cells = "; ".join(f"{c.holder} {c.stance}" + (f" ({c.issue})" if c.issue != issue.name else "") for c in issue.cells)
    day = max((c.published or "" for c in issue.cells), default="")
    return DigestLine("", day_of(day), issue.name, cells, outlets(c.latest.source for c in issue.cells), issue.topic)


def _dispute_line(dispute: Dispute) -> DigestLine:
    return DigestLine("", dispute.day or "no day", dispute.about, dispute.said, outlets(v.source for v in dispute.voices), dispute.event or "")
