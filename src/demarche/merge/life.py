"""The reports of one event → what is known of it: type, parties, day, place, its life from plan to outcome, who says and who denies it.

Reports are taken in the order of publication; what the order of arrival was does not matter.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from demarche.merge.report import Party, Report
from demarche.record import Certainty, Status


class Stage(StrEnum):
    """A change in the life of an event. The first is how it was first reported."""

    POSSIBLE = "possible"
    DEMANDED = "demanded"
    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    ONGOING = "ongoing"
    HAPPENED = "happened"
    NEGATED = "negated"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Telling:
    """A report with what is known of its article."""

    report: Report
    origin: str  # articles of one origin share it
    country: str | None  # of the outlet
    certainty: str
    score: float
    published: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One change: the day of the report that tells it (None where nobody knows), the stage, the report, who vouches, and the day it now stands for."""

    day: str | None
    stage: Stage
    report: str
    by: str | None
    on: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the reports of one event together say."""

    best: Report  # the one that tells it best
    type: str
    modes: tuple[str, ...]
    status: Status
    certainty: Certainty
    earliest: int | None
    latest: int | None
    place: str | None
    country: str | None
    doers: tuple[Party, ...]
    targets: tuple[Party, ...]
    life: tuple[Step, ...]
    say: int  # origins that tell it
    deny: int  # origins, or actors that they name, which deny it
    origins: int
    countries: int  # of the outlets that tell it
    score: float


_DONE = frozenset((Stage.HAPPENED, Stage.ONGOING))
# On one day of publication the plan stands before what came of it.
_ORDER = {Status.POSSIBLE: 0, Status.DEMANDED: 1, Status.PLANNED: 2, Status.ONGOING: 3, Status.HAPPENED: 4, Status.NEGATED: 5}


def tell(tellings: Sequence[Telling]) -> Known:
    """What is known of the event that these reports tell of. There must be one at least."""
    ranked = sorted(tellings, key=lambda t: t.report.rank)
    ordered = sorted(tellings, key=lambda t: (_moment(t.published), _ORDER[Status(t.report.status)], t.report.rank))
    best = ranked[0].report
    life = _life(ordered)
    status = _status(life)
    type_ = _vote(ranked, lambda t: t.report.type) or best.type
    earliest, latest = _days(ordered, status)
    place = _vote(ranked, lambda t: t.report.place)
    doers, targets = _parties([t.report for t in ranked])
    denying = _denying(ordered) if status is not Status.NEGATED else set()
    saying = [t for t in tellings if (t.report.status == Status.NEGATED) == (status is Status.NEGATED)]
    stated = any(t.certainty == Certainty.STATED for t in tellings if t.report.status == status)
    country = place.rpartition(", ")[2] if place else _vote(ranked, lambda t: t.report.country)
    return Known(
        best, type_, _modes(ranked, type_), status, Certainty.STATED if stated else Certainty.HEDGED, earliest, latest, place, country, doers, targets, life,
        say=len({t.origin for t in saying}), deny=len(denying), origins=len({t.origin for t in tellings}),
        countries=len({t.country for t in saying if t.country}), score=max(t.score for t in tellings),
    )  # fmt: skip


def _moment(published: str | None) -> str:
    """When a report was published, so that clocks of several zones compare; what nobody knows is last."""
    if published is None or len(published) <= 10:
        return published or "9999"
    moment = datetime.fromisoformat(published)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None).isoformat()


def _life(ordered: Sequence[Telling]) -> tuple[Step, ...]:
    steps: list[Step] = []
    stage: Stage | None = None
    day: int | None = None
    for telling in ordered:
        report = telling.report
        following = _next(stage, report)
        if stage is Stage.CANCELLED and following is Stage.PLANNED and not _is_other_day(day, report):
            following = None  # who still speaks of the plan has not heard, or tells what was planned
        if stage is Stage.CANCELLED and following in _DONE and report.earliest is None:
            following = None  # "the summit from which he withdrew": who tells no day only speaks of it
        moved = following is Stage.POSTPONED or (following is Stage.PLANNED and stage in (Stage.PLANNED, Stage.POSTPONED) and _is_other_day(day, report))
        if following is None or (following is stage and not moved):
            day = day if day is not None else report.earliest
            continue
        if following is Stage.PLANNED and moved:
            following = Stage.POSTPONED
        steps.append(Step(telling.published, following, report.id, report.according_to, report.earliest))
        day = report.earliest if report.earliest is not None or moved else day
        if following is not Stage.DENIED:
            stage = following
    return tuple(steps)


def _next(stage: Stage | None, report: Report) -> Stage | None:
    """The stage that a report brings the event to; None where it changes nothing."""
    told = Stage(report.status)
    if report.change == "postponed" and stage not in _DONE:
        return Stage.POSTPONED
    if report.change == "cancelled" and stage not in _DONE:
        return Stage.CANCELLED
    if stage is None:
        return told
    if told is Stage.NEGATED:
        if stage in (Stage.PLANNED, Stage.POSTPONED):
            return Stage.CANCELLED
        return None if stage in (Stage.CANCELLED, Stage.NEGATED) else Stage.DENIED
    if stage in _DONE:
        return told if told in _DONE and stage is Stage.ONGOING and told is not stage else None
    if told in _DONE:
        return told
    if stage in (Stage.PLANNED, Stage.POSTPONED):
        return Stage.PLANNED if told is Stage.PLANNED else None  # a later "may" takes nothing back
    return told if told is not stage else None


def _is_other_day(day: int | None, report: Report) -> bool:
    return report.is_dated and day is not None and report.earliest != day


def _status(life: Sequence[Step]) -> Status:
    last = next((s.stage for s in reversed(life) if s.stage is not Stage.DENIED), Stage.NEGATED)
    return {Stage.POSTPONED: Status.PLANNED, Stage.CANCELLED: Status.NEGATED}.get(last) or Status(last.value)


def _denying(ordered: Sequence[Telling]) -> set[str]:
    return {t.report.according_to or t.origin for t in ordered if t.report.status == Status.NEGATED}


def _days(ordered: Sequence[Telling], status: Status) -> tuple[int | None, int | None]:
    """The days of the event: those that most origins name; of a plan, those named last."""
    if status is Status.PLANNED:
        return _planned_days([t.report for t in reversed(ordered)])
    told = [t for t in ordered if t.report.status in (status, Status.HAPPENED, Status.ONGOING)]
    timed = [t for t in told if t.report.earliest is not None or t.report.latest is not None] or [
        t for t in ordered if t.report.earliest is not None or t.report.latest is not None
    ]
    dated = [t for t in timed if t.report.is_dated] or timed
    if not dated:
        return None, None
    votes = Counter(days for days, _ in {((t.report.earliest, t.report.latest), t.origin) for t in dated})
    return min(votes, key=lambda days: (-votes[days], _width(days), days[0] or 0, days[1] or 0))


def _planned_days(latest_first: Sequence[Report]) -> tuple[int | None, int | None]:
    for report in latest_first:
        if report.earliest is not None and report.status == Status.PLANNED:
            return report.earliest, report.latest
        if report.change == "postponed":
            return None, None  # put off, nobody knows till when
    return None, None


def _width(days: tuple[int | None, int | None]) -> int:
    return days[1] - days[0] if days[0] is not None and days[1] is not None else 99_999


def _vote(ranked: Sequence[Telling], value: Callable[[Telling], str | None]) -> str | None:
    """What most origins say; the report of the highest rank decides between equals. None where nobody says anything."""
    said = list(dict.fromkeys((v, t.origin) for t in ranked if (v := value(t)) is not None))
    votes = Counter(v for v, _ in said)
    return max(votes, key=lambda v: votes[v]) if votes else None


def _modes(ranked: Sequence[Telling], type_: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m for t in ranked if t.report.type == type_ for m in t.report.modes))


def _parties(ranked: Sequence[Report]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who acts and who is acted on: as the best report says, and those of sides that it leaves out."""
    doers, targets = list(ranked[0].doers), list(ranked[0].targets)
    for report in ranked[1:]:
        present = {p.side for p in (*doers, *targets)}
        for own, others in ((doers, report.doers), (targets, report.targets)):
            for party in others:
                if party.side not in present:
                    own.append(party)
                elif party.person:
                    _name(own, party)
    return tuple(doers), tuple(targets)


def _name(parties: list[Party], person: Party) -> None:
    """A state that another report names by its one person is that person."""
    for i, party in enumerate(parties):
        if party.side == person.side and not party.person and not any(p.person and p.side == person.side for p in parties):
            parties[i] = person
