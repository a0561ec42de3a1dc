"""What people have decided against or beside Demarche: the same, or not the same. Kept beside the reports, and undone by taking the line out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, or_

from demarche.errors import NotThere
from demarche.merge.identity import Identity
from demarche.store.many import ask, in_batches
from demarche.store.schema import decisions

EVENT, ACTOR, ISSUE = "event", "actor", "issue"
SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True)
class Decision:
    """One correction. `one` and `other` are ids of reports, actors or topics; for actors and topics `one` is known as `other`.

    What was decided in one go ("these three are not that one") has ids with one beginning: "d-ab12.1", "d-ab12.2". `side` and `person`: of the actor
    that `other` is.
    """

    id: str
    kind: str
    verdict: str
    one: str
    other: str
    why: str
    who: str
    at: str
    side: str | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """All corrections, for look-up; of several on one pair the latest holds."""

    verdicts: dict[frozenset[str], str] = field(default_factory=dict)
    partners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    aliases: dict[str, Identity] = field(default_factory=dict)  # of actors
    topics: dict[str, str] = field(default_factory=dict)

    def apart(self, one: str, other: str) -> bool:
        return bool(self.verdicts) and self.verdicts.get(frozenset((one, other))) == DIFFERENT

    def pairs(self, verdict: str, among: Collection[str]) -> list[tuple[str, str]]:
        """The pairs of these reports on which a person has decided so."""
        found = {pair for one in among if one in self.partners for pair in (frozenset((one, other)) for other in self.partners[one] if other in among)}
        return sorted((min(pair), max(pair)) for pair in found if self.verdicts.get(pair) == verdict)

    def same_as(self, reports: Iterable[str]) -> set[str]:
        """The reports that a person has called the same as one of these."""
        return {other for r in reports for other in self.partners.get(r, ()) if self.verdicts.get(frozenset((r, other))) == SAME} if self.partners else set()


def load_decided(connection: Connection) -> Decided:
    """The corrections of a store. A chain of names ends at its last."""
    decided = Decided()
    actors_as: dict[str, str] = {}
    identities: dict[str, Identity] = {}
    for row in list_decisions(connection):
        if row.kind == EVENT:
            decided.verdicts[frozenset((row.one, row.other))] = row.verdict
            decided.partners[row.one].add(row.other)
            decided.partners[row.other].add(row.one)
        elif row.kind == ACTOR:
            actors_as[row.one] = row.other
            identities[row.other] = Identity(row.other, row.side or row.other, bool(row.person))
        else:
            decided.topics[row.one] = row.other
    decided.aliases.update({one: identities[_last(actors_as, one)] for one in actors_as})
    ends = {one: _last(decided.topics, one) for one in decided.topics}
    decided.topics.update(ends)
    return decided


def list_decisions(connection: Connection) -> list[Decision]:
    """The corrections in the order in which they were made."""
    return [replace(Decision(*row), person=bool(row[-1])) for row in ask(connection, _ALL)]


_ALL = f"SELECT {', '.join(Decision.__slots__)} FROM decisions ORDER BY at, id"


def keep_decisions(
    connection: Connection, kind: str, verdict: str, pairs: Sequence[tuple[str, str]], *, why: str, who: str, at: datetime, identity: Identity | None = None
) -> list[Decision]:
    """Writes down what was decided in one go. Earlier decisions on the same pairs stay, and hold again when this one is taken back."""
    batch = "d-" + sha256("|".join((kind, verdict, at.isoformat(), *(x for pair in pairs for x in pair))).encode()).hexdigest()[:10]
    made = [
        Decision(f"{batch}.{n}", kind, verdict, one, other, why, who, at.isoformat(), identity.side if identity else None, bool(identity and identity.person))
        for n, (one, other) in enumerate(pairs, 1)
    ]
    connection.execute(insert(decisions), [{f: getattr(d, f) for f in Decision.__slots__} for d in made])
    return made


def take_back(connection: Connection, id_: str) -> list[Decision]:
    """Takes corrections out, by the id of one or of all that were made in one go. Raises BadQuery for an id that none bears."""
    found = [d for d in list_decisions(connection) if d.id == id_ or d.id.partition(".")[0] == id_]
    if not found:
        raise NotThere(f'"{id_}": no decision has this id. `demarche decisions` lists them.')
    connection.execute(delete(decisions).where(decisions.c.id.in_([d.id for d in found])))
    return found


def forget_of(connection: Connection, reports: Sequence[str]) -> None:
    """Takes out the corrections of reports that are gone."""
    for batch in in_batches(reports):
        connection.execute(delete(decisions).where(decisions.c.kind == EVENT, or_(decisions.c.one.in_(batch), decisions.c.other.in_(batch))))


def _last(names: dict[str, str], name: str) -> str:
    seen = {name}
    while (following := names.get(name)) and following not in seen:
        name = following
        seen.add(name)
    return name
