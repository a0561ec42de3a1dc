"""Events → the pairs of those who take part. POLECAT and GDELT have a row for each pair, where we have one event with all its parties."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, zip_longest

from demarche.lexicon.check import SECTORS
from demarche.lexicon.roles import STATELESS
from demarche.record import Status
from demarche.store.asked import ActorRow, EventRow

HAPPENED = (Status.HAPPENED, Status.ONGOING)


@dataclass(frozen=True, slots=True)
class Pair:
    """Who did it, and to whom; None: nobody is known."""

    actor: ActorRow | None
    recipient: ActorRow | None


def pairs_of(event: EventRow, actors: Mapping[str, ActorRow]) -> list[Pair]:
    """Each actor with each recipient. Where several act and nobody is acted on, as in a meeting, each two of them, once."""
    acting, acted_on = parties_of(event.actor_ids, event.actors, actors), parties_of(event.recipient_ids, event.recipients, actors)
    if len(acting) > 1 and not acted_on:
        return [Pair(one, other) for one, other in combinations(acting, 2)]
    return [Pair(one, other) for one in acting or (None,) for other in acted_on or (None,)]


def parties_of(ids: Sequence[str], names: Sequence[str], actors: Mapping[str, ActorRow]) -> list[ActorRow]:
    """The actors of these ids; one that is not among `actors` has his name only."""
    pairs = zip_longest(ids, names, fillvalue="")
    return [actors.get(id_) or ActorRow(id_, name or id_, "", None, None, None, known=False, articles=0) for id_, name in pairs]


def sectors_of(actor: ActorRow) -> tuple[str, ...]:
    """PLOVER's sectors in the actor's code, without the country: FRAGOV → GOV; UNO, of no one state, stands for itself."""
    rest = (actor.code or "").removeprefix(actor.country or "")
    return tuple(part for part in re.findall("...", rest) if part in SECTORS or part in STATELESS)
