"""Record → its reports: each event as one article tells it, in the form in which reports are compared."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from demarche.merge.identity import Identity, identify
from demarche.merge.stems import find_stems, stem
from demarche.record import ActorKind, Event, EventType, PartKind, Record, Status

# Days before and after publication in which an event lies that is told without a day.
_LOOKS_BACK = 10  # "the two met": news of the last days, or the background of a later piece
LOOKS_AHEAD = 30  # what is planned
_HOPES_AHEAD = 60  # what is feared or demanded
_GOES_ON = 30  # what is going on at the time of writing
_HEADLINES = frozenset((PartKind.TITLE, PartKind.SUBHEADING))
_AROUND = 4  # sides
_FEW_WORDS = 4  # stems; fewer may agree by chance
WIDEST = 62  # days; a report that leaves more open ("this year") is compared by its publication


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of a report: who across articles, on whose side, and whether one human."""

    id: str
    side: str
    person: bool  # one human with a name

    @property
    def is_known(self) -> bool:
        """Whom do other articles know by it? "Two gunmen" are this article's own, and a town of no known country is on nobody's side."""
        return "#" not in self.side and not self.side.startswith("place:")


@dataclass(frozen=True)  # without slots, so that what is derived is computed once: reports are compared by the thousand
class Report:
    """One event as one article tells it. Days are proleptic ordinals (`date.toordinal`); None where nobody knows."""

    id: str  # the article's key in the store, "#", the event's id in the record
    article: str
    type: str
    modes: tuple[str, ...]
    status: str
    doers: tuple[Party, ...]
    targets: tuple[Party, ...]
    published: int | None
    earliest: int | None
    latest: int | None
    place: str | None  # a city or point, with its country: "Kyiv, UKR"
    country: str | None  # where it took place
    anchor: str  # the stem of the word that names it
    words: frozenset[str]  # stems of the clause, without the names of parties, day and place
    around: tuple[str, ...] = ()  # the sides that its article names most: among them is who is not named here ("the two ministers")
    according_to: str | None = None  # the side that vouches for it
    headline: bool = False  # told in the headline or deck, which repeats the body
    change: str | None = None  # postponed, cancelled
    moved_from: int | None = None  # the day that a postponed event was planned for

    @property
    def is_dated(self) -> bool:
        """Does the article name the one day?"""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def is_hoped(self) -> bool:
        """Is it what somebody fears or demands?"""
        return self.status in (Status.POSSIBLE, Status.DEMANDED)

    @cached_property
    def named(self) -> frozenset[str]:
        """The sides that take part, as other articles know them."""
        return frozenset(p.side for p in (*self.doers, *self.targets) if p.is_known)

    @cached_property
    def sides(self) -> frozenset[str]:
        """The same; of a meeting, the country that it is held in too."""
        named = self.named
        return named | {self.country} if self.type == EventType.CONSULT and self.country and named else named

    @cached_property
    def ids(self) -> frozenset[str]:
        """All who take part, known or not."""
        return frozenset(p.id for p in (*self.doers, *self.targets))

    @cached_property
    def doing(self) -> frozenset[str]:
        """The sides of those who act."""
        return frozenset(p.side for p in self.doers)

    @cached_property
    def suffering(self) -> frozenset[str]:
        """The sides of those who are acted on, but for the doers' own."""
        return frozenset(p.side for p in self.targets) - self.doing

    @cached_property
    def saying(self) -> str | None:
        """The words of the clause as one, by which a sentence that was taken over is known; None for too few."""
        return " ".join(sorted(self.words)) if len(self.words) >= _FEW_WORDS else None

    @property
    def grounds(self) -> frozenset[str]:
        """The countries in which it may have taken place: where it did, else those of who takes part, else those that the article is about."""
        return frozenset((self.country,)) if self.country else self.sides or frozenset(self.around)

    @cached_property
    def window(self) -> tuple[int, int] | None:
        """The first and last day on which the event may lie; None where neither its day nor that of publication is known."""
        if self.earliest is not None and self.latest is not None and self.latest - self.earliest <= WIDEST:
            return self.earliest, self.latest
        if self.published is None:
            return None
        match self.status:
            case Status.PLANNED:
                return self.published, self.published + LOOKS_AHEAD
            case Status.POSSIBLE | Status.DEMANDED:
                return self.published, self.published + _HOPES_AHEAD
            case Status.ONGOING:
                return self.published - _GOES_ON, self.published
        return self.published - _LOOKS_BACK, self.published + (LOOKS_AHEAD if self.status == Status.NEGATED else 0)

    @cached_property
    def rank(self) -> tuple[bool, bool, bool, bool, int, str, int, str]:
        """The order in which reports are pointed to: the least first. A report points only to one before it, so that pointers never form a ring.

        Plans stand behind what puts them off and what came of them: the old plan points to the news that it was put off.
        """
        number = self.id.rpartition("#e")[2]
        return (
            self.status == Status.PLANNED and not self.change,
            not self.is_dated,
            len(self.sides) < 2,
            self.place is None,
            self.published if self.published is not None else 9_999_999,
            self.article,
            int(number) if number.isdigit() else 0,
            self.id,
        )


def reports_of(record: Record, key: str, aliases: Mapping[str, Identity] | None = None) -> list[Report]:
    """The reports of a record, in its order; `key` is the article's in the store, `aliases` says which actor is another one."""
    own = {a.id: identify(a, key) for a in record.actors}
    identities = {local: (aliases or {}).get(identity.id, identity) for local, identity in own.items()}
    names = {a.id: find_stems(" ".join((a.name, *(record.article.text[m.start : m.end] for m in a.mentions[:3])))) for a in record.actors}
    known = _Article(record, key, _Parties(identities), names, to_day(record.article.published), _around(record, identities))
    return [_report(e, known) for e in record.events]


def _around(record: Record, identities: Mapping[str, Identity]) -> tuple[str, ...]:
    """The sides that an article names most, by their mentions and the places that lie in them."""
    times: Counter[str] = Counter()
    for actor in record.actors:
        if "#" not in identities[actor.id].side and actor.kind is not ActorKind.MEDIA:
            times[identities[actor.id].side] += len(actor.mentions)
    times.update(p.country for p in record.places if p.country)
    return tuple(sorted(sorted(times, key=lambda side: (-times[side], side))[:_AROUND]))


@dataclass(frozen=True, slots=True)
class _Article:
    """What all reports of an article share."""

    record: Record
    key: str
    parties: "_Parties"
    names: Mapping[str, frozenset[str]]
    published: int | None
    around: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Parties:
    identities: Mapping[str, Identity]

    def of(self, ids: Iterable[str]) -> tuple[Party, ...]:
        found = {Party(i.id, i.side, i.person) for i in (self.identities[id_] for id_ in ids)}
        return tuple(sorted(found, key=lambda p: p.id))


def _report(event: Event, known: _Article) -> Report:
    record, parties = known.record, known.parties
    text = record.article.text
    words = find_stems(" ".join(s.of(text) for s in event.evidence))
    told = " ".join((event.when.text if event.when else "", event.where.text if event.where else ""))
    words -= find_stems(told).union(*(known.names[a] for a in (*event.actors, *event.recipients)))
    where = event.where
    there = _places_only(event, record)
    town = _town(event, record)
    vouching = parties.of((event.according_to,)) if event.according_to else ()
    return Report(
        id=f"{known.key}#{event.id}",
        article=known.key,
        type=event.type.value,
        modes=event.mode,
        status=event.status.value,
        doers=parties.of(a for a in event.actors if a not in there),
        targets=parties.of(a for a in event.recipients if a not in there),
        published=known.published,
        earliest=to_day(event.when.earliest) if event.when else None,
        latest=to_day(event.when.latest) if event.when else None,
        place=town,
        country=where.country if where else town.rpartition(", ")[2] if town else None,
        anchor=stem(event.anchor.of(text)),
        words=words,
        around=known.around,
        according_to=vouching[0].side if vouching else None,
        headline=any(p.start <= event.anchor.start < p.end for p in record.article.parts if p.kind in _HEADLINES),
        change=event.change,
        moved_from=to_day(event.moved_from.earliest) if event.moved_from else None,
    )


def _places_only(event: Event, record: Record) -> set[str]:
    """The actors of an event that only say where: "signed in Tashkent", "an oil pipeline to the Indian Ocean"."""
    places = {a.id for a in record.actors if a.kind is ActorKind.PLACE}
    named = {a.id for a in record.actors if event.where and a.name == event.where.name}
    agreed = event.type in (EventType.AGREE, EventType.SUPPORT, EventType.COOPERATE) and not {*event.actors, *event.recipients} <= places
    return places if agreed else places & named


def _town(event: Event, record: Record) -> str | None:
    """The town of an event: where it took place, else the one town that it was done to ("shelled Balakliia")."""
    where = event.where
    if where:  # "Eritrean market town" is no name
        return f"{where.name}, {where.country}" if where.precision in ("city", "point") and not _is_described(where.name) else None
    suffering = [a for a in record.actors if a.id in event.recipients]
    towns = [f"{a.name}, {a.country}" for a in suffering if a.kind is ActorKind.PLACE and a.country]
    return towns[0] if len(towns) == 1 and event.type is EventType.ASSAULT else None


def _is_described(name: str) -> bool:
    return not name or name.split()[-1].islower()


def to_day(iso: str | None) -> int | None:
    """The number of a day from an ISO date or date-time; None for none, and for what no calendar has."""
    try:
        return date.fromisoformat(iso[:10]).toordinal() if iso else None
    except ValueError:
        return None


def to_iso(day: int | None) -> str | None:
    """The ISO date of a day's number."""
    return date.fromordinal(day).isoformat() if day is not None else None
