"""Who an actor is across articles. An identity is a function of one record: the order of articles can't change it.

Known actors are their entry of the knowledge base, other people their full name; who is only described, or has no more than a family
name, stays the article's own. Corrections ("these two are one") are aliases that the caller applies.
"""

from dataclasses import dataclass

from demarche.lexicon.knowledge import fold
from demarche.record import Actor, ActorKind, MentionForm

# Kinds whose full name alone identifies them; groups ("protesters") never do.
_NAMED = frozenset((ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.MEDIA, ActorKind.PLACE, ActorKind.STATE))
# Sectors of PLOVER that are on no state's side, though they have its country: rebels, opposition, separatists, criminals, unidentified forces.
_NOT_OF_STATE = frozenset(("REB", "OPP", "SEP", "UAF", "PRM", "CRM", "PTY"))


@dataclass(frozen=True, slots=True)
class Identity:
    """`id` is the same for the same actor in every article; `side` is the state whose part he takes, or his own id; `person`: one human with a name."""

    id: str
    side: str
    person: bool


def identify(actor: Actor, article: str) -> Identity:
    """The identity of an actor of one article, whose key in the store is `article`."""
    id_ = _identity(actor, article)
    against = (actor.code or "")[3:6] in _NOT_OF_STATE
    named = "#" not in id_
    return Identity(id_, actor.country if actor.country and not against else id_, actor.kind is ActorKind.PERSON and named)


def _identity(actor: Actor, article: str) -> str:
    name = fold(actor.name).strip()
    named = any(m.form is MentionForm.NAME for m in actor.mentions)
    if actor.known or (named and actor.kind in _NAMED and (" " in name or actor.kind is not ActorKind.PERSON)):
        return ":".join(filter(None, (actor.kind.value, name.replace(" ", "-"), actor.country or "")))
    return f"{article}#{actor.id}"
