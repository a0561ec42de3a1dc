"""Named people, states and organisations: the names that the model marks, gathered into actors.

A later mention by a part of the name ("Macron") belongs to the actor whose full name it ends ("Emmanuel Macron"), if only one fits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from demarche.language.document import Document, Phrase
from demarche.lexicon.load import load_table
from demarche.record import Actor, ActorKind, Mention, MentionForm
from demarche.text import Span


@dataclass(frozen=True, slots=True)
class Named:
    """An actor and the phrases that name it."""

    actor: Actor
    phrases: tuple[Phrase, ...]


def find_actors(document: Document) -> list[Named]:
    """The actors that the text names, in the order of their first mention. Places that are no states are not actors."""
    groups: list[tuple[str, list[Phrase]]] = []
    for phrase in sorted(document.names, key=lambda p: -(p.end - p.start)):
        name = clean_name(phrase.span.of(document.text))
        if phrase.kind == "LOC" and name.casefold() not in _states():
            continue
        known = [i for i, (other, phrases) in enumerate(groups) if _same(name, other, phrase.kind, phrases[0].kind)]
        if len(known) == 1:
            groups[known[0]][1].append(phrase)
        else:
            exact = [i for i in known if groups[i][0].casefold() == name.casefold()]
            if exact:
                groups[exact[0]][1].append(phrase)
            else:
                groups.append((name, [phrase]))
    groups.sort(key=lambda g: min(p.start for p in g[1]))
    return [_actor(f"a{n}", name, phrases) for n, (name, phrases) in enumerate(groups, 1)]


def clean_name(words: str) -> str:
    """The name without article, possessive and marks: "the European Union's" → "European Union"."""
    words = re.sub(r"\s+", " ", words).strip(" ,.;:\"“”‘’'()")
    return re.sub(r"(?i)^the\s+|['’]s?$", "", words) or words


@cache
def _states() -> dict[str, str]:
    """Names of states in lower case → their ISO code."""
    found = {}
    for row in load_table("states"):
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found[name.casefold()] = row["code"]
    return found


def _same(name: str, other: str, kind: str, other_kind: str) -> bool:
    if kind != other_kind:
        return False
    mine, theirs = name.casefold().split(), other.casefold().split()
    if mine == theirs:
        return True
    if kind == "PER":
        return len(mine) < len(theirs) and (mine == theirs[-len(mine) :] or mine == theirs[: len(mine)])
    initials = "".join(w[0] for w in other.split() if w[0].isupper())
    return kind == "ORG" and name.replace(".", "") == initials and len(initials) > 1


def _actor(id_: str, name: str, phrases: Sequence[Phrase]) -> Named:
    kind = {"PER": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION, "LOC": ActorKind.STATE}[phrases[0].kind]
    ordered = tuple(sorted(phrases, key=lambda p: p.start))
    mentions = tuple(Mention(p.span.start, p.span.end, MentionForm.NAME) for p in ordered)
    country = _states().get(name.casefold()) if kind is ActorKind.STATE else None
    return Named(Actor(id_, name, kind, country=country, known=country is not None, mentions=mentions), ordered)


def actor_in(named: Sequence[Named], span: Span) -> str | None:
    """The id of the actor that a stretch of text names first; people before states, as in "Russian President Putin"."""
    inside = [(n.actor.kind is not ActorKind.PERSON, m.start, n.actor.id) for n in named for m in n.actor.mentions if span.overlaps(Span(m.start, m.end))]
    return min(inside)[2] if inside else None
