"""Light verbs: the verb that carries an event noun lends it those who take part ("hold talks with", "come under fire from").

The table is lexicon/lightverbs.tsv.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from demarche.facts.arguments import Slots, arguments, preposition_of
from demarche.language.document import Document, once_a_word
from demarche.lexicon.load import load_table

# "a round of talks", "the first in a series of attacks": no event noun of the development texts lies deeper.
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Carrier:
    """The verb that carries an event noun, its slots, and which of them hold who takes part."""

    verb: int
    slots: Slots
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@once_a_word
def find_carrier(document: Document, noun: int) -> Carrier | None:
    """The light verb that a noun stands with, as its object, its subject, behind its preposition, or before its relative clause; None for a verb."""
    if document.tokens[noun].upos == "VERB":
        return None
    for verb, slot in (*_above(document, noun), *_beside(document, noun)):
        for row in (*_light_verbs().get((verb_name(document, verb), slot), ()), *_light_verbs().get(("*", slot), ())):
            return Carrier(verb, arguments(document, verb), row.actor, row.recipient)
    return None


@dataclass(frozen=True, slots=True)
class _LightVerb:
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@cache
def _light_verbs() -> dict[tuple[str, str], list[_LightVerb]]:
    """(verb, slot of the noun) → its rows."""
    found: dict[tuple[str, str], list[_LightVerb]] = defaultdict(list)
    for row in load_table("lightverbs"):
        actor, recipient = (tuple(s for s in row[c].split("|") if s and s != "-") for c in ("actor", "recipient"))
        found[row["verb"], row["noun_slot"]].append(_LightVerb(actor, recipient))
    return found


def _above(document: Document, noun: int) -> Iterator[tuple[int, str]]:
    """The verbs over a noun with the slot that it fills, through "a round of", "talks and" and the like."""
    at = noun
    for _ in range(DEEPEST):
        token = document.tokens[at]
        if token.head < 0:
            return
        relation = token.relation
        if document.tokens[token.head].upos in ("VERB", "AUX"):
            yield token.head, _slot(document, at)
            return
        inner = relation == "conj" or relation == "compound" or (relation == "nmod" and preposition_of(document, at) == "of")
        if not inner:
            return
        at = token.head


def _slot(document: Document, word: int) -> str:
    relation = document.tokens[word].relation
    if relation in ("obj", "nsubj:pass"):
        return "obj"
    return "subj" if relation == "nsubj" else preposition_of(document, word) or relation


def _beside(document: Document, noun: int) -> Iterator[tuple[int, str]]:
    """The verbs of the clauses that tell of a noun: "the talks that they held", "talks held in Doha"."""
    for child in document.children[noun]:
        if document.tokens[child].relation in ("acl", "acl:relcl") and document.tokens[child].upos == "VERB":
            slots = arguments(document, child)
            yield from ((child, slot) for slot in ("obj", "subj") if noun in slots.get(slot, []))


def verb_name(document: Document, verb: int) -> str:
    """The lemma of a verb with its particle: "call off"."""
    lemma = document.tokens[verb].lemma.lower()
    particle = next((document.tokens[c].lemma.lower() for c in document.children[verb] if document.tokens[c].relation == "compound:prt"), None)
    return f"{lemma} {particle}" if particle else lemma
