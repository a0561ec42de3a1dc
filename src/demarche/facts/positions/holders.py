"""Whose a stance is, and toward whom: from the slots of its word, from the verb that carries a noun, or from the statement that contains it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from demarche.facts.arguments import arguments, preposition_of
from demarche.facts.named import Who
from demarche.facts.positions.slots import Surroundings, is_negated
from demarche.facts.positions.words import StanceWord
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import ActorKind

# A paper, a town or a stretch of land takes no stance. Capitals that stand for a government are states by then.
_HOLDING = frozenset((ActorKind.PERSON, ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.OFFICE, ActorKind.GROUP))
# What a paper tells of others is not its own stance, nor is the correspondent's.
_PRESS = "JRN"
# Whose a statement, a letter, a majority is: "a resolution by the assembly", "most of the member states".
_SOURCES = ("from", "by")
_OWNERS = ("poss", "of", "by", "from", "in", "compound", "amod")


@dataclass(frozen=True, slots=True)
class Carrier:
    """The verb that lends a noun its subject ("voiced support"), and whether it says that the stance ends ("dropped its objection")."""

    verb: int
    ends: bool


@dataclass(frozen=True, slots=True)
class Holders:
    ids: tuple[str, ...]
    carrier: Carrier | None = None


def find_holders(document: Document, word: int, around: Surroundings, row: StanceWord, who: Who, speakers: tuple[str, ...]) -> Holders:
    """The ids of those who take the stance, from the first of the row's slots that names somebody who can take one."""
    carrier = find_carrier(document, word) if document.tokens[word].upos != "VERB" else None
    for slot in row.holder:
        if slot == "speaker":
            found = able(speakers, who)
        elif slot == "carrier":
            found = actors_of(document, arguments(document, carrier.verb).get("subj", ()), who, speakers) if carrier else ()
        else:
            found = actors_of(document, around.slots.get(slot, ()), who, speakers)
        if found:
            return Holders(found, carrier)
    return Holders((), carrier)


def able(ids: Sequence[str], who: Who) -> tuple[str, ...]:
    """Those who can take a stance."""
    return tuple(dict.fromkeys(i for i in ids if who.kinds.get(i) in _HOLDING and not who.codes[i].endswith(_PRESS)))


def actors_of(document: Document, fillers: Sequence[int], who: Who, speakers: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The ids of those whom the words of a slot mean: by name, by "we" in what somebody says, or as owner of a statement or of a share."""
    found: list[str] = []
    for filler in fillers:
        if _is_nobody(document, filler):
            return ()
        direct = _source_of_noun(document, filler, who) or able(who.at(document, filler), who)
        if not direct and document.tokens[filler].lemma.lower() in _words("self"):
            direct = able(speakers, who)
        if not direct and document.tokens[filler].lemma.lower() in _words("same") and len(speakers) == 1:
            direct = able(speakers, who)  # "Oslo said it was ready": whom the pronoun means nobody else could tell
        if not direct and document.tokens[filler].lemma.lower() in _words("bearer"):
            direct = next((ids for c in _owners(document, filler) if (ids := able(who.at(document, c), who))), ())
        found += direct
    return tuple(dict.fromkeys(found))


def _source_of_noun(document: Document, pronoun: int, who: Who) -> tuple[str, ...]:
    """Whom "it" means in the clause that a noun contains: "signals from Syria that it wants" are Syria's, whoever the sentence is about."""
    if document.tokens[pronoun].lemma.lower() not in _words("same") or document.tokens[pronoun].head < 0:
        return ()
    clause = document.tokens[pronoun].head
    contained = any(document.tokens[c].lemma.lower() == "that" and document.tokens[c].relation == "mark" for c in document.children[clause])
    if not contained or not document.tokens[clause].relation.startswith("acl"):
        return ()
    noun = document.tokens[clause].head
    sources = (c for c in document.children[noun] if preposition_of(document, c) in _SOURCES or document.tokens[c].relation == "nmod:poss")
    return next((ids for c in sources if (ids := able(who.at(document, c), who))), ())


def _is_nobody(document: Document, word: int) -> bool:
    if document.tokens[word].lemma.lower() in _words("nobody"):
        return True
    return is_negated(document, word) and document.tokens[word].upos in ("NOUN", "PROPN", "PRON")


def _owners(document: Document, noun: int) -> Iterator[int]:
    """What hangs on a noun and may own it, in the order of likelihood."""
    at: dict[str, list[int]] = {}
    for child in document.children[noun]:
        relation = document.tokens[child].relation
        slot = {"nmod:poss": "poss", "amod": "amod", "compound": "compound", "nmod:desc": "compound"}.get(relation) or preposition_of(document, child) or ""
        at.setdefault(slot, []).append(child)
    for slot in _OWNERS:
        yield from at.get(slot, ())


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("holder_words") if row["kind"] == kind)


def find_carrier(document: Document, noun: int) -> Carrier | None:
    """The verb that a noun of stance stands with as its object or behind a preposition, or that governs the noun's relative clause."""
    at = noun
    for _ in range(2):
        head = document.tokens[at].head
        if head < 0:
            break
        if document.tokens[head].upos == "VERB":
            relation = document.tokens[at].relation
            slot = preposition_of(document, at) or ("obj" if relation in ("obj", "nsubj:pass") else relation)
            ends = _carriers().get((document.tokens[head].lemma.lower(), slot))
            return Carrier(head, ends) if ends is not None else None
        if document.tokens[at].relation != "conj":
            break
        at = head
    for child in document.children[noun]:
        if document.tokens[child].relation.startswith("acl") and document.tokens[child].upos == "VERB" and noun in arguments(document, child).get("obj", ()):
            ends = _carriers().get((document.tokens[child].lemma.lower(), "obj"))
            if ends is not None:
                return Carrier(child, ends)
    return None


@cache
def _carriers() -> dict[tuple[str, str], bool]:
    """(verb, slot of the noun) → does the verb say that the stance ends?"""
    return {(row["verb"], row["noun_slot"]): row["effect"] == "ends" for row in load_table("stance_carriers")}


def find_addressees(document: Document, around: Surroundings, row: StanceWord, who: Who, holders: Sequence[str]) -> tuple[str, ...]:
    """The ids of those in the row's own slots for whoever the stance is directed at."""
    return _first_actors(document, [around.slots.get(slot, ()) for slot in row.toward], who, holders)


def find_toward(document: Document, contents: Sequence[int], who: Who, holders: Sequence[str]) -> tuple[str, ...]:
    """The ids of those who are to act in the content, who get something in it, or whom it names."""
    places: list[Sequence[int]] = []
    for content in contents:
        inner = arguments(document, content)
        if not any(document.tokens[c].relation.startswith("nsubj") for c in document.children[content]):
            inner = {slot: words for slot, words in inner.items() if slot != "subj"}  # an infinitive's lent subject is the holder
        places += [inner.get(slot, ()) for slot in ("subj", "iobj", "to", "with", "against", "by")]
    return _first_actors(document, [*places, contents], who, (*holders, *who.own_states(holders)))


def _first_actors(document: Document, places: Sequence[Sequence[int]], who: Who, holders: Sequence[str]) -> tuple[str, ...]:
    for fillers in places:
        found = tuple(dict.fromkeys(a for f in fillers for a in able(who.at(document, f), who) if a not in holders and a in who.telling))
        if found:
            return found
    return ()
