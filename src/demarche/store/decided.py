"""What people have decided against or beside Demarche: the same, or not the same. Kept beside the reports, and undone by taking the line out."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, or_, select

from demarche.errors import BadQuery
from demarche.store.schema import decisions

EVENT, ACTOR, ISSUE = "event", "actor", "issue"
SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True)
class Decision:
    """One correction. `one` and `other` are ids of reports, actors or topics; for actors and topics `one` is known as `other`."""

    id: str
    kind: str
    verdict: str
    one: str
    other: str
    why: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Decided:
    """All corrections, for look-up."""

    verdicts: dict[frozenset[str], str] = field(default_factory=dict)
    partners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    aliases: dict[str, str] = field(default_factory=dict)  # of actors
    topics: dict[str, str] = field(default_factory=dict)

    def apart(self, one: str, other: str) -> bool:
        return bool(self.verdicts) and self.verdicts.get(frozenset((one, other))) == DIFFERENT

    def same(self, one: str, other: str) -> bool:
        return bool(self.verdicts) and self.verdicts.get(frozenset((one, other))) == SAME

    def beside(self, reports: set[str]) -> set[str]:
        """The reports that a person has called the same as one of these."""
        if not self.partners:
            return set()
        return {other for report in reports for other in self.partners.get(report, ()) if self.same(report, other)} - reports


def load_decided(connection: Connection) -> Decided:
    """The corrections of a store. A chain of aliases ends at its last name."""
    decided = Decided()
    for row in list_decisions(connection):
        if row.kind == EVENT:
            decided.verdicts[frozenset((row.one, row.other))] = row.verdict
            decided.partners[row.one].add(row.other)
            decided.partners[row.other].add(row.one)
        elif row.verdict == SAME:
            (decided.aliases if row.kind == ACTOR else decided.topics)[row.one] = row.other
    for names in (decided.aliases, decided.topics):
        for name in names:
            names[name] = _last(names, name)
    return decided


def list_decisions(connection: Connection) -> list[Decision]:
    """The corrections in the order of their ids, which no clock decides."""
    return [Decision(*row) for row in connection.execute(select(decisions).order_by(decisions.c.at, decisions.c.id))]


def keep_decision(connection: Connection, kind: str, verdict: str, pair: tuple[str, str], *, why: str, who: str, at: datetime) -> Decision:
    """Writes a correction down, in place of any earlier one on the same pair."""
    one, other = pair
    id_ = "d-" + sha256("|".join((kind, *sorted(pair))).encode()).hexdigest()[:10]
    connection.execute(delete(decisions).where(decisions.c.id == id_))
    decision = Decision(id_, kind, verdict, one, other, why, who, at.isoformat(timespec="seconds"))
    connection.execute(insert(decisions).values({f: getattr(decision, f) for f in Decision.__slots__}))
    return decision


def take_back(connection: Connection, id_: str) -> Decision:
    """Takes a correction out. Raises BadQuery for an id that none bears."""
    found = next((d for d in list_decisions(connection) if d.id == id_), None)
    if found is None:
        raise BadQuery(f'"{id_}": no decision has this id. `demarche decisions` lists them.')
    connection.execute(delete(decisions).where(decisions.c.id == id_))
    return found


def forget_of(connection: Connection, reports: list[str]) -> None:
    """Takes out the corrections of reports that are gone."""
    for report in reports:
        connection.execute(delete(decisions).where(decisions.c.kind == EVENT, or_(decisions.c.one == report, decisions.c.other == report)))


def _last(names: dict[str, str], name: str) -> str:
    seen = {name}
    while (following := names.get(name)) and following not in seen:
        name = following
        seen.add(name)
    return name
