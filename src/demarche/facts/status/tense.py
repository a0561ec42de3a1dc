"""When a clause is: its tense and form, and times beside it that lie ahead."""

from functools import cache

from demarche.facts.status.words import effect_of_child
from demarche.language.document import Document, Phrase, Token
from demarche.lexicon.load import load_table

_FINITE = ("VBD", "VBZ", "VBP")


def is_going_on(document: Document, word: int) -> bool:
    """Is the verb in the progressive, present or perfect: "is attacking", "has been attacking", "is being held"?"""
    beside = helpers(document, word)
    token = document.tokens[word]
    present = any(h.feature("Tense") == "Pres" and h.xpos in _FINITE for h in beside)
    return present and ((token.xpos == "VBG" and any(h.lemma == "be" for h in beside)) or any(h.text.lower() == "being" for h in beside))


def is_past(document: Document, word: int) -> bool:
    """Is the verb, or its first helping verb, in the past tense?"""
    token = document.tokens[word]
    return token.xpos == "VBD" or any(h.xpos == "VBD" for h in helpers(document, word))


def is_present(document: Document, word: int) -> bool:
    """Is the verb in the present tense, without a modal?"""
    beside = helpers(document, word)
    finite = [t for t in (*beside, document.tokens[word]) if t.xpos in _FINITE]
    return bool(finite) and finite[0].xpos != "VBD" and not any(h.xpos == "MD" or h.lemma == "have" for h in beside)


def is_present_perfect(document: Document, word: int) -> bool:
    """ "Has attacked"."""
    return any(h.lemma == "have" and h.xpos in ("VBZ", "VBP") for h in helpers(document, word))


def is_pluperfect(document: Document, word: int) -> bool:
    """ "Had attacked"."""
    return any(h.lemma == "have" and h.xpos == "VBD" for h in helpers(document, word))


def helpers(document: Document, word: int) -> list[Token]:
    """The helping verbs and copulas of a word."""
    return [document.tokens[c] for c in document.children[word] if document.tokens[c].relation.startswith(("aux", "cop"))]


def is_infinitive(document: Document, word: int) -> bool:
    """Has the verb a "to" before it?"""
    return any(document.tokens[c].text.lower() == "to" and document.tokens[c].relation == "mark" for c in document.children[word])


def is_to_come(document: Document, word: int) -> bool:
    """ "Premier to visit Oslo": an infinitive that nothing but the doer's name governs; "is to visit", "were to gather"."""
    token = document.tokens[word]
    if token.upos != "VERB" or not is_infinitive(document, word):
        return False
    if any(h.lemma == "be" and h.xpos in _FINITE for h in helpers(document, word)):
        return True
    head = document.tokens[token.head]
    return (
        token.relation in ("root", "parataxis")
        or (token.relation == "acl" and head.upos == "PROPN" and head.relation == "root")
        or (token.relation == "conj" and head.feature("VerbForm") == "Fin")
    )


def is_imperative(document: Document, word: int) -> bool:
    """ "Withdraw your troops": a bare verb without a subject that nothing governs."""
    token = document.tokens[word]
    if token.xpos != "VB" or token.relation not in ("root", "ccomp", "parataxis"):
        return False
    return not any(document.tokens[c].relation.startswith(("nsubj", "aux", "mark", "expl")) for c in document.children[word] if c < word)


def is_futurate(document: Document, word: int) -> bool:
    """ "Leaves for Moscow on Tuesday", "is meeting the emir tomorrow": the present tense beside a time that lies ahead."""
    if not is_present(document, word) or _tells(document, word):
        return False
    ahead = document.remembered["clauses of times ahead"]
    if not ahead:
        ahead[-1] = False  # so that it is asked once, where there are none too
        ahead.update({_clause_of(document, p): True for p in document.times if _lies_ahead(document, p)})
    return word in ahead


def _clause_of(document: Document, phrase: Phrase) -> int:
    """The verb, or the noun with a copula, that a time stands under."""
    at = phrase.end - 1
    while document.tokens[at].head >= 0 and document.tokens[at].upos not in ("VERB", "AUX"):
        if any(document.tokens[c].relation == "cop" for c in document.children[at]):
            break
        at = document.tokens[at].head
    return at


def _tells(document: Document, word: int) -> bool:
    """Is the verb one of saying or wanting, whose time is that of what it governs: "says on Tuesday"?"""
    return any((e := effect_of_child(document, word, slot)) and e.vouched for slot in ("ccomp", "xcomp", "obj"))


def _lies_ahead(document: Document, phrase: Phrase) -> bool:
    if any(document.tokens[w].text.isdigit() and len(document.tokens[w].text) == 4 for w in range(phrase.start, phrase.end)):
        return False  # "Ministers attend the talks on Monday, May 3, 2010": the caption of a picture
    kinds = [k for w in range(phrase.start, phrase.end) for k in _time_kinds().get(document.tokens[w].text.lower(), ())]
    if phrase.kind in ("SET", "DURATION") or any(kind == "past" or (kind in ("nearday", "shift") and value < 0) for kind, value in kinds):
        return False
    return any(kind in ("day", "future") or (kind in ("shift", "nearday") and value > 0) for kind, value in kinds)


@cache
def _time_kinds() -> dict[str, list[tuple[str, int]]]:
    """Word → its kinds in lexicon/time_words.tsv, each with its number where it has one."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in load_table("time_words"):
        number = row["value"].lstrip("-")
        found.setdefault(row["word"], []).append((row["kind"], int(row["value"]) if number.isdigit() else 0))
    return found
