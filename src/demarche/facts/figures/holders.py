"""Whose a figure is: "Ukraine's 200,000 soldiers", "2,500 US troops", "Russia has massed 100,000 troops"."""

from collections.abc import Sequence
from functools import cache

from demarche.facts.arguments import arguments, holding_verbs, preposition_of
from demarche.facts.figures.numerals import Numeral, root_of
from demarche.facts.named import Named, actor_of
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import ActorKind

_NATIONAL = frozenset(("troops", "officials", "arms", "formation"))  # what an adjective of a country makes that country's


def find_holder(document: Document, noun: int, number: Numeral, kind: str, named: Sequence[Named]) -> tuple[str, str] | None:
    """The id of the actor that has what the noun counts, and what says so; None where that is not certain."""
    is_part = number.start <= document.tokens[noun].head < number.end  # "lost 20 of its tanks": the verb governs the number
    return _by_description(document, noun, kind, named) or _by_verb(document, root_of(document, number) if is_part else noun, named)


def _by_description(document: Document, noun: int, kind: str, named: Sequence[Named]) -> tuple[str, str] | None:
    for child in document.children[noun]:
        token = document.tokens[child]
        is_of = token.relation == "nmod" and token.upos == "PROPN" and preposition_of(document, child) in ("of", "from")
        if token.relation == "nmod:poss" or (kind in _NATIONAL and (token.relation in ("compound", "amod") or is_of)):
            actor = _other_actor(document, child, noun, named) or (_by_adjective(token.text, named) if token.relation in ("amod", "compound") else None)
            if actor:
                return actor, f"“{token.text}” {'before' if child < noun else 'after'} it"
    return None


def _other_actor(document: Document, word: int, noun: int, named: Sequence[Named]) -> str | None:
    """The actor that a word names, unless it is the counted ones themselves: "an estimated 4,000 fighters" may be an actor too."""
    actor = actor_of(document, word, named)
    around = [p for n in named if n.actor.id == actor for p in n.phrases if p.start <= word < p.end]
    return None if around and all(p.start <= noun < p.end for p in around) else actor


def _by_adjective(adjective: str, named: Sequence[Named]) -> str | None:
    country = _countries().get(adjective)
    return next((n.actor.id for n in named if country and n.actor.kind is ActorKind.STATE and n.actor.country == country), None)


def _by_verb(document: Document, noun: int, named: Sequence[Named]) -> tuple[str, str] | None:
    """The subject of a verb of having whose object the noun is, relative clauses and passives undone."""
    verbs = [document.tokens[noun].head, *(c for c in document.children[noun] if document.tokens[c].relation.startswith("acl"))]
    for verb in verbs:
        if verb < 0 or document.tokens[verb].lemma.lower() not in holding_verbs():
            continue
        slots = arguments(document, verb)
        if noun in slots.get("obj", ()):
            for subject in slots.get("subj", ()):
                actor = _other_actor(document, subject, noun, named)
                if actor:
                    return actor, f"subject of “{document.tokens[verb].text}”"
    return None


@cache
def _countries() -> dict[str, str]:
    """Adjectives of countries → the country's code."""
    return {form: row["code"] for row in load_table("states") for form in row["adjectives"].split("|") if form}
