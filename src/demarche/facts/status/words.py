"""The words that decide status: what lexicon/status_words.tsv says of a governing word, of a helping word, and of a word that is itself denied."""

from dataclasses import dataclass
from functools import cache

from demarche.facts.arguments import preposition_of
from demarche.language.document import Document, once_a_word
from demarche.lexicon.load import load_table
from demarche.record import Certainty, Status

_SUBJECTS = {"nsubj": "subj", "csubj": "subj"}
# "not" before the lemma: what the word does where it is denied itself ("did not rule out").
_DENIED = "not "
# Relations of words that say something of their head, not their head of them.
_HELPERS = frozenset(("aux", "cop", "mark", "case", "det", "amod", "advmod", "cc", "punct"))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a word does to an event. `shares`: what is said of the word is said of the event too ("may manage to")."""

    status: Status | None
    hedged: bool
    shares: bool = False
    vouched: bool = False  # the subject vouches for it
    denied: bool = False  # the row holds for the word with its negation, which is used up


@cache
def _effects() -> dict[str, dict[str, Effect]]:
    """Lemma → slot → what the word does to what stands in its slot."""
    effects: dict[str, dict[str, Effect]] = {}
    for row in load_table("status_words"):
        lemma = row["lemma"].lower()
        effect = Effect(
            Status(row["status"]) if row["status"] else None, row["certainty"] == Certainty.HEDGED, row["shares"] == "y", row["voucher"] == "subj",
            lemma.startswith(_DENIED),
        )  # fmt: skip
        effects.setdefault(lemma, {}).setdefault(row["slot"], effect)
    return effects


def effect_of_child(document: Document, child: int, slot: str) -> Effect | None:
    """What a word does to the one that it hangs on: a modal, a conjunction, an adverb, a determiner."""
    return next((effects[slot] for effects in _effects_of_child(document, child) if slot in effects), None)


@once_a_word
def _effects_of_child(document: Document, child: int) -> list[dict[str, Effect]]:
    """What the table says of a word with what is fixed to it, of its lemma and of its form."""
    token = document.tokens[child]
    fixed = [document.tokens[c].text.lower() for c in document.children[child] if document.tokens[c].relation == "fixed"]
    names = (" ".join([token.text.lower(), *fixed]), token.lemma.lower(), token.text.lower())
    return [_effects()[n] for n in names if n in _effects()]


def effect_of_governor(document: Document, word: int, head: int, *, denied: bool = False) -> Effect | None:
    """What the governing word does to the word, by the slot that it stands in; `denied`: the governing word is negated.

    "subj talk" goes before "subj": talks that failed took place, a deal that failed did not.
    """
    names = _names(document, head)
    if denied:
        names = [*(_DENIED + n for n in names), *names]
    known = [_effects()[n] for n in names if n in _effects()]
    if not known:
        return None
    lemma = document.tokens[word].lemma.lower()
    slots = [s for slot in slots_of(document, word, head) for s in (f"{slot} {lemma}", slot)]
    return next((effects[s] for effects in known for s in slots if s in effects), None)


def is_left_open(document: Document, word: int) -> bool:
    """Is a word told beside its opposite: "would neither confirm nor deny"?"""
    effects = _effects().get(document.tokens[word].lemma.lower(), {})
    return any(f"beside {other}" in effects for other in _alternatives(document, word))


def _alternatives(document: Document, word: int) -> list[str]:
    """The lemmas of the words that are coordinated with a word by "or" or "nor"."""
    first = document.tokens[word].head if document.tokens[word].relation == "conj" else word
    others = [c for c in document.children[first] if document.tokens[c].relation == "conj"]
    by = {document.tokens[c].lemma.lower() for other in others for c in document.children[other] if document.tokens[c].relation == "cc"}
    return [document.tokens[c].lemma.lower() for c in (first, *others) if c != word] if by & {"or", "nor"} else []


def _names(document: Document, word: int) -> list[str]:
    """The names of a word in the table, those with a particle, adverb or preposition first: "rule out", "have yet", "under way"."""
    token = document.tokens[word]
    if token.upos == "NOUN" and (preposition := preposition_of(document, word)):
        return [f"{preposition} {token.lemma.lower()}", token.lemma.lower(), token.text.lower()]
    behind = [document.tokens[c].lemma.lower() for c in document.children[word] if document.tokens[c].relation == "compound:prt" or _follows(document, c, word)]
    names = [token.text.lower(), token.lemma.lower()] if token.upos in ("VERB", "AUX") else [token.lemma.lower(), token.text.lower()]
    return [*(f"{n} {b}" for n in names for b in behind), *names]


def _follows(document: Document, adverb: int, word: int) -> bool:
    return document.tokens[adverb].relation == "advmod" and word < adverb


def slots_of(document: Document, word: int, head: int) -> list[str]:
    """The slots that a word may fill at its head, in the terms of the table; none where it is a helper of its head."""
    token = document.tokens[word]
    relation = token.relation.split(":")[0]
    if relation in _HELPERS or token.relation == "acl:relcl":
        return []
    if token.relation == "nsubj:pass":
        return ["obj", "subj"]
    if relation in ("obl", "nmod", "advcl", "ccomp", "xcomp", "acl"):
        # "stopped short of signing", "from striking": a clause behind a preposition fills the preposition's slot.
        preposition = preposition_of(document, word) or _marking_preposition(document, word)
        if preposition:
            return [preposition, relation] if relation in ("ccomp", "xcomp") else [preposition]
    if relation == "acl":
        return _slots_of_clause(document, word)
    if relation == "advcl":
        # "Ruled out sending troops" is no clause of its own, "came, sending troops" is; nor is "ready to send troops".
        commas = any(document.tokens[i].upos == "PUNCT" for i in range(head, word))
        governed = not commas if token.xpos == "VBG" else token.feature("VerbForm") == "Inf" and document.tokens[head].upos == "ADJ"
        return ["advcl", "xcomp"] if governed else ["advcl"]
    if relation == "ccomp" and _is_bare(document, word):
        return ["ccomp bare", "ccomp"]
    return [_SUBJECTS.get(relation, relation)]


def _is_bare(document: Document, word: int) -> bool:
    """ "Insisted that it leave", "that he be freed": a clause that demands, not one that tells."""
    helpers = [document.tokens[c] for c in document.children[word] if document.tokens[c].relation.startswith(("aux", "cop"))]
    first = helpers[0] if helpers else document.tokens[word]
    return first.xpos == "VB" and first.text.lower() == first.lemma.lower()


def _slots_of_clause(document: Document, word: int) -> list[str]:
    """ "Plans to strike" and "fears that it will strike" are slots of the noun, "plans announced in May" is none."""
    marks = {document.tokens[c].text.lower() for c in document.children[word] if document.tokens[c].relation == "mark"}
    return ["acl"] if "to" in marks else ["ccomp", "acl"] if marks else []


def _marking_preposition(document: Document, word: int) -> str | None:
    gerund = document.tokens[word].xpos == "VBG"
    marks = (document.tokens[c].lemma.lower() for c in document.children[word] if document.tokens[c].relation == "mark" and document.tokens[c].xpos == "IN")
    return next(marks, None) if gerund else None
