"""Whether the name of a place means the place or those who govern there: "in Moscow" is a place, "Moscow warned" is not.

The syntactic slot of the name and the word that governs it decide, by lexicon/place_words.tsv. Used for places and for actors alike.
"""

from dataclasses import dataclass
from functools import cache

from demarche.facts.place_candidates import name_after, name_before, outer_head, words_of
from demarche.language.document import Document, Phrase
from demarche.lexicon.gazetteer import find_locations, fold, holds
from demarche.lexicon.load import load_table

# Over these relations a name stands in the slot of its head: "Berlin and Paris", "the capital, Kyiv", "Paris, France".
_SHARES_SLOT = frozenset(("conj", "appos", "flat", "flat:name", "list", "nmod:unmarked", "nmod:desc", "parataxis", "goeswith", "dep"))
_SLOT_BY_RELATION = {"nmod:poss": "poss", "amod": "compound", "det": "compound", "obl:agent": "by", "nsubj:outer": "nsubj"}
# A dateline stands before the first verb: longer sentences without a verb are lists and headlines.
LONGEST_DATELINE = 8


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a name stands: a preposition or relation, and the lemma of the word that governs it, "" for none."""

    name: str
    word: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name means: those who govern the place, or the place. `why` names the slot, and the word in it."""

    is_actor: bool
    why: str
    is_locative: bool = False  # the slot asks for a place


def is_actor_reading(document: Document, phrase: Phrase) -> bool:
    """Whether the name stands for a government or another actor: "talks with Tehran", "Washington's refusal"; not "in Tehran"."""
    return read_place_name(document, phrase).is_actor


def read_place_name(document: Document, phrase: Phrase) -> Reading:
    """What the name of a place means where it stands.

    A state is a place only in a slot that asks for one; a capital or seat of power also where the slot leaves it open ("the Moscow summit");
    any other name is an actor only as the subject or possessor of what people do ("California sued").
    """
    slot = slot_of(document, phrase)
    reading, by_word = _reading(slot)
    why = f"{slot.name} of {slot.word!r}" if slot.word else f"{slot.name}, no governing word"
    rank = _rank(fold(words_of(document, phrase)))
    before, after = name_before(document, phrase), name_after(document, phrase)
    if (before and _holds(document, phrase, before)) or (after and _holds(document, after, phrase)):
        return Reading(False, "beside what holds it or is in it", is_locative=True)
    if rank == "state":
        return Reading(reading != "place", why, reading == "place")
    return Reading(reading == "actor" and (by_word or rank == "seat"), why, reading == "place" or (reading == "city" and by_word))


def slot_of(document: Document, phrase: Phrase) -> Slot:
    """The slot of a name, that of its head where it only stands beside it."""
    tokens = document.tokens
    word = outer_head(document, phrase)
    while not (case := _case(document, word)) and tokens[word].head >= 0 and tokens[word].relation in _SHARES_SLOT:
        if tokens[word].relation == "appos" and _reading(Slot("appos", _lemma(document, tokens[word].head)))[1]:
            return Slot("appos", _lemma(document, tokens[word].head))
        word = tokens[word].head
    governor = tokens[word].head
    while governor >= 0 and tokens[governor].relation == "conj" and tokens[word].relation == "conj":
        governor = tokens[governor].head
    if case:
        return Slot(case, _lemma(document, governor))
    if governor < 0:
        return Slot("root", "dateline" if _is_dateline(document, phrase) else "")
    relation = tokens[word].relation
    return Slot(_SLOT_BY_RELATION.get(relation, relation.removesuffix(":unmarked")), _lemma(document, governor))


def _holds(document: Document, outer: Phrase, inner: Phrase) -> bool:
    """Whether the gazetteer has a place of the inner name in one of the outer; a state is in no other."""
    name = words_of(document, inner)
    return _rank(fold(name)) != "state" and any(holds(o, i) for o in find_locations(words_of(document, outer)) for i in find_locations(name))


@cache
def _rank(folded: str) -> str:
    """ "state", "seat" for a capital or seat of power, "" for any other name."""
    return _ranks().get(folded, "")


@cache
def _ranks() -> dict[str, str]:
    ranks: dict[str, str] = {}
    for row in load_table("states"):
        own = "seat" if row["status"] == "territory" else "state"
        for column, rank in (("metonyms", "seat"), ("capital_aliases", "seat"), ("capital", "seat"), ("aliases", own), ("name", own)):
            ranks |= {fold(name): rank for name in row[column].split("|") if name}
    ranks = {name: rank for name, rank in ranks.items() if not _is_land(name)}
    # "Europe must stand up": a part of the world acts as its states do.
    parts = [row for row in load_table("places") if row["kind"] in ("continent", "area")]
    return {fold(name): "seat" for row in parts for name in (row["name"], *row["aliases"].split("|")) if name} | ranks


def _is_land(folded: str) -> bool:
    """Whether the news knows the name as that of a region, no state's own: "Gaza Strip" is an alias of Palestine, but a place first."""
    found = find_locations(folded)
    return any(p.is_known and p.precision == "region" for p in found) and not any(p.kind == "state" and fold(p.name) == folded for p in found)


@cache
def _readings() -> dict[Slot, str]:
    return {Slot(slot, word): row["reading"] for row in load_table("place_words") for slot in row["slot"].split("|") for word in row["word"].split("|")}


def _reading(slot: Slot) -> tuple[str, bool]:
    """place, city (a place where the name is no state's) or actor; and whether the governing word has a row of its own."""
    rows = _readings()
    if slot in rows:
        return rows[slot], True
    return rows.get(Slot(slot.name, "*"), rows[Slot("*", "*")]), False


def _case(document: Document, word: int) -> str:
    """The preposition of a word with its further words, "" for none or for a possessive mark."""
    marks = [c for c in document.children[word] if document.tokens[c].relation == "case" and c < word]
    words = [w for c in marks for w in document.subtree(c)]
    return " ".join(document.tokens[w].text.lower() for w in words)


def _lemma(document: Document, word: int) -> str:
    return document.tokens[word].lemma.lower() if word >= 0 else ""


def _is_dateline(document: Document, phrase: Phrase) -> bool:
    """Whether the name begins a short sentence without a verb: "KYIV (Reuters)"."""
    start, end = document.sentences[document.sentence_of[phrase.start]]
    return phrase.start == start and end - start <= LONGEST_DATELINE and not any(t.upos in ("VERB", "AUX") for t in document.tokens[start:end])
