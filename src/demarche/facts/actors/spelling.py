"""When two names are one by their spelling: the same words, a family name, initials, a company's name without its form."""

from collections.abc import Iterator, Sequence
from functools import cache

from demarche.facts.actors.candidates import BODIES, Candidate, Cluster
from demarche.lexicon.knowledge import How, fold
from demarche.lexicon.load import load_table
from demarche.lexicon.roles import load_agents
from demarche.record import ActorKind, MentionForm


def keys_of(name: str) -> Iterator[str]:
    """The words and initials under which a name is found again: two names that `why_same` holds for one share a key."""
    words = name.split()
    yield from fold(name).split(" ")
    if len(words) > 1:
        yield from (initials.lower() for initials in _initials(words))
        yield from (initials.lower() for initials in _initials([w for w in words if w.rstrip(".,") not in _company_words()]))


def why_same(candidate: Candidate, cluster: Cluster) -> str:
    """Why a name belongs to a cluster; "" where it does not."""
    if cluster.kind is ActorKind.STATE and candidate.kind is ActorKind.PLACE:
        return ""
    if cluster.kind is not candidate.kind and not {cluster.kind, candidate.kind} <= BODIES:
        # "with Macron" marked as a place, where the article has a Macron: a single unknown word is the person.
        names = {part for name in cluster.names for part in (name, name.split(" ")[-1])}
        same = cluster.kind is ActorKind.PERSON and " " not in candidate.name and fold(candidate.name) in names and candidate.why in ("", How.CAPITAL)
        return "same name, marked as another kind" if same else ""
    mine = fold(candidate.name).split()
    for name in cluster.names:
        theirs = name.split()
        if mine == theirs:
            return "same name"
        if candidate.kind is ActorKind.PERSON and _is_part(mine, theirs):
            if candidate.gender and cluster.gender and candidate.gender != cluster.gender:
                return ""
            return f'part of "{cluster.name}"'
    return _same_body(candidate.name, cluster.name) if candidate.kind in BODIES and candidate.form is not MentionForm.METONYM else ""


def _is_part(mine: list[str], theirs: list[str]) -> bool:
    """Is one person's name the end of the other's, or first and last word of it?"""
    short, long = sorted((mine, theirs), key=len)
    if len(short) == len(long):
        return len(short) > 1 and short[-1] == long[-1] and _is_variant(short[0], long[0])
    if short == long[-len(short) :] or (len(short) > 1 and short[0] == long[0] and short[-1] == long[-1]):
        return True
    return len(short) == 1 and short == long[:1] and len(short[0]) > 2


def _is_variant(one: str, other: str) -> bool:
    """Are two first names spellings of one: an initial, a cut-off form, a letter apart?"""
    if one[0] != other[0]:
        return False
    return len(one) == 1 or len(other) == 1 or one.startswith(other) or other.startswith(one)


@cache
def _company_words() -> frozenset[str]:
    return frozenset(row["word"].rstrip(".") for row in load_table("company_words"))


def _same_body(name: str, other: str) -> str:
    mine, theirs = ([w for w in n.split() if w.rstrip(".,") not in _company_words()] or n.split() for n in (name, other))
    if fold(" ".join(mine)) == fold(" ".join(theirs)):
        return "same name without the company's form"
    short, long = sorted((mine, theirs), key=len)
    if len(short) == 1 and len(long) > 1 and short[0].replace(".", "") in _initials(long):
        return "initials"
    rest = long[len(short) :]
    generic = {w.lower() for w in rest} <= load_agents().keys()
    if long[: len(short)] == short and rest and len(short[0]) > 3 and generic:
        return f'short for "{" ".join(long)}"'
    return ""


def _initials(words: Sequence[str]) -> tuple[str, str]:
    capitals = [w[0] for w in words if w[:1].isupper()]
    return "".join(capitals), "".join(w[0] for w in words if w[:1].isalpha()).upper()
