"""Does a time expression look back or ahead? By the words on its way to the root of the sentence: prepositions, tense, what governs the verb.

"met on Tuesday" looks back; "will meet on Tuesday", "plans to meet on Tuesday" and "a vote due on Tuesday" look ahead.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise

from demarche.language.document import Document, Phrase, Token
from demarche.lexicon.load import load_table


class Direction(Enum):
    """Where a time lies, seen from the day of publication. PRESENT: the clause is in the present tense, which schedules as often as it reports."""

    PAST = "past"
    FUTURE = "future"
    PRESENT = "present"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bearing:
    """A direction and the word that gives it."""

    direction: Direction
    cue: str = ""


NO_BEARING = Bearing(Direction.UNKNOWN)
# No time of the development articles hangs further than this from the verb that tells its direction.
LONGEST_CLIMB = 12
_CLAUSES = frozenset(("xcomp", "ccomp", "acl", "advcl"))
# "It had been due to expire on Friday": what was still ahead then is over now.
_LONG_PAST = frozenset(("had", "'d", "’d"))
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_AHEAD = frozenset(("planned", "demanded", "possible"))


@cache
def _cues() -> dict[tuple[str, str], Direction]:
    """(lemma, slot) → direction, as lexicon/time_cues.tsv has it."""
    return {(row["lemma"], row["slot"]): Direction(row["direction"]) for row in load_table("time_cues")}


@cache
def _planning() -> frozenset[tuple[str, str]]:
    """(lemma, slot) of the words that leave what they govern to the future: "plan" with an infinitive, "will" as helping verb."""
    return frozenset((row["lemma"].lower(), row["slot"]) for row in load_table("status_words") if row["status"] in _AHEAD)


def find_direction(document: Document, phrase: Phrase) -> Bearing:
    """Where the phrase's time lies, with the word that says so."""
    word = _head(document, phrase)
    path = _path(document, word)
    perfect = next((b for i in path if (b := _from_tense(document, i))), None)
    if perfect and perfect.cue.lower() in _LONG_PAST:
        return perfect
    near = _from_children(document, word) or _from_adjective(document, phrase) or _from_event(document, phrase, word)
    if near:
        return near
    for step, (below, above) in enumerate(pairwise([word, *path])):
        bearing = _from_governor(document, below, above, is_nearest=step == 0) or _from_tense(document, above)
        if bearing:
            return bearing
    return NO_BEARING


def _path(document: Document, word: int) -> list[int]:
    """The words that govern a word, from the nearest up."""
    path: list[int] = []
    while (word := document.tokens[word].head) >= 0 and len(path) < LONGEST_CLIMB:
        path.append(word)
    return path


def _head(document: Document, phrase: Phrase) -> int:
    """The word of the phrase that hangs on a word outside it."""
    inside = range(phrase.start, phrase.end)
    return next((i for i in reversed(inside) if document.tokens[i].head not in inside), phrase.end - 1)


def _from_children(document: Document, word: int) -> Bearing | None:
    """What the preposition of the time says, and the adjectives of the noun that the time modifies."""
    for child in document.children[word]:
        token = document.tokens[child]
        direction = _cues().get((token.lemma.lower(), token.relation)) if token.relation == "case" else None
        if direction:
            return Bearing(direction, token.text)
    above = document.tokens[word].head
    for child in document.children[above] if above >= 0 else ():
        token = document.tokens[child]
        direction = _cues().get((token.lemma.lower(), token.relation)) if token.relation == "amod" else None
        if direction:
            return Bearing(direction, token.text)
    return None


def _from_adjective(document: Document, phrase: Phrase) -> Bearing | None:
    """What an adjective says that stands before the time at once, "effective June 1", wherever the parser hangs it."""
    token = document.tokens[phrase.start - 1] if phrase.start else None
    direction = _cues().get((token.lemma.lower(), "governor")) if token and token.upos == "ADJ" else None
    return Bearing(direction, token.text) if token and direction else None


def _from_event(document: Document, phrase: Phrase, word: int) -> Bearing | None:
    """A time that names an event, "Tuesday's ruling", "a June accord", is past, unless the event is of a kind that is set beforehand: "Tuesday's vote"."""
    if phrase.end + 1 >= len(document.tokens):
        return None
    if document.tokens[word].relation == "compound" and phrase.end <= document.tokens[word].head <= phrase.end + 2:
        return _from_noun(document, document.tokens[word].head)
    if document.tokens[phrase.end].text not in _POSSESSIVES:
        return None
    # Where the parser took the time for the verb's own, the event is the next noun.
    is_poss = document.tokens[word].relation == "nmod:poss"
    return _from_noun(document, document.tokens[word].head if is_poss else _next_noun(document, phrase.end + 1))


def _from_noun(document: Document, event: int) -> Bearing | None:
    token = document.tokens[event]
    is_set_beforehand = (token.lemma.lower(), "event") in _cues()
    return None if is_set_beforehand else Bearing(Direction.PAST, token.text)


def _next_noun(document: Document, start: int) -> int:
    """The first noun of three words, else the first of them."""
    return next((i for i in range(start, min(start + 3, len(document.tokens))) if document.tokens[i].upos == "NOUN"), start)


def _from_governor(document: Document, word: int, above: int, *, is_nearest: bool) -> Bearing | None:
    """What the governing word says by its own meaning: "due on Tuesday", "plans to meet on Tuesday"."""
    token, relation = document.tokens[above], document.tokens[word].relation
    lemma = token.lemma.lower()
    particle = next((document.tokens[c].lemma.lower() for c in document.children[above] if document.tokens[c].relation == "compound:prt"), None)
    direction = _cues().get((f"{lemma} {particle}", "governor")) or _cues().get((lemma, "governor"))
    if is_nearest and direction:
        return Bearing(direction, token.text)
    is_infinitive = any(document.tokens[i].feature("VerbForm") == "Inf" for i in (word, *_helpers(document, word)))
    # "Is to visit": the parser has "visit" as the complement of "is".
    if relation in _CLAUSES and is_infinitive and (lemma == "be" or (lemma, relation) in _planning()):
        return Bearing(Direction.FUTURE, token.text)
    return None


def _helpers(document: Document, word: int) -> list[int]:
    """The helping verbs of a word."""
    return [c for c in document.children[word] if document.tokens[c].relation.split(":")[0] in ("aux", "cop")]


def _from_tense(document: Document, word: int) -> Bearing | None:
    """The direction of a verb's own tense and helping verbs; None for a noun, and for an infinitive or participle that follows another verb's."""
    token = document.tokens[word]
    helpers = [document.tokens[c] for c in _helpers(document, word)]
    if token.upos not in ("VERB", "AUX") and not helpers:
        return None
    perfect = next((h for h in helpers if h.lemma.lower() == "have"), None)
    if perfect is not None:
        return Bearing(Direction.PAST, perfect.text)
    modal = next((h for h in helpers if (h.lemma.lower(), "aux") in _planning()), None)
    if modal is not None:
        is_ability = modal.text.lower() == "could" and _is_negated(document, word)
        return Bearing(Direction.PAST if is_ability else Direction.FUTURE, modal.text)
    if _is_headline_plan(document, word):
        return Bearing(Direction.FUTURE, "to")
    if token.feature("VerbForm") == "Inf" and any(h.lemma.lower() == "be" and h.feature("VerbForm") == "Fin" for h in helpers):
        return Bearing(Direction.FUTURE, "be to")
    if any(h.feature("VerbForm") == "Inf" for h in helpers):
        return None
    finite = next((h for h in helpers if h.feature("VerbForm") == "Fin"), token)
    return _from_form(token, finite)


def _is_headline_plan(document: Document, word: int) -> bool:
    """Is it the infinitive of a headline, "Macron to visit Moscow"?"""
    token = document.tokens[word]
    has_to = token.feature("VerbForm") == "Inf" and any(document.tokens[c].text.lower() == "to" for c in document.children[word])
    return has_to and (token.head < 0 or (token.relation == "acl" and document.tokens[token.head].head < 0))


def _is_negated(document: Document, word: int) -> bool:
    """Does the clause deny the verb, by a word beside it or beside its subject: "neither could be reached"?"""
    inside = document.children[word]
    subjects = [c for i in inside if document.tokens[i].relation.startswith("nsubj") for c in document.children[i]]
    return any(document.tokens[i].feature("Polarity") == "Neg" for i in (*inside, *subjects))


def _from_form(token: Token, finite: Token) -> Bearing | None:
    tense, form = finite.feature("Tense"), finite.feature("VerbForm")
    if tense == "Past":
        return Bearing(Direction.PAST, finite.text)
    if form == "Fin" and tense == "Pres":
        return Bearing(Direction.FUTURE if token is not finite and token.text.lower().endswith("ing") else Direction.PRESENT, finite.text)
    return None
