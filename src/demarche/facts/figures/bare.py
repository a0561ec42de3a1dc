"""Numbers without a noun that the words around them explain: "killing 12", "36 dead", "the toll rose to 36", "refugees number 160,000"."""

from collections.abc import Iterator
from functools import cache

from demarche.facts.arguments import preposition_of
from demarche.facts.figures.amounts import Amount
from demarche.facts.figures.counted import Counted
from demarche.facts.figures.numerals import root_of
from demarche.facts.figures.phrases import is_break
from demarche.facts.figures.units import Unit, members_of, unit_of
from demarche.language.document import Document
from demarche.lexicon.load import Row, load_table

_PEOPLE = Unit("people", "people")
_KINDS = frozenset(("people", "troops", "officials", "arms", "votes"))


def read_bare(document: Document, lower: list[str], amount: Amount) -> tuple[Counted, str | None] | None:
    """What a number without a noun counts, and how the word that tells so compares ("exceeded"); None where nothing tells."""
    root = root_of(document, amount.number)
    found = _said(document, amount) or _harmed(document, amount, root) or _are(document, root)
    found = found or _body(document, amount, root) or _conjoined(document, amount, root)
    return (found, None) if found else _subject(document, amount, root)


def _said(document: Document, amount: Amount) -> Counted | None:
    """ "120 killed", "36 dead"."""
    if is_break(document, amount.end):
        return None
    token = document.tokens[amount.end]
    if token.text.lower() not in _lemmas("said") or token.upos not in ("ADJ", "VERB", "NOUN"):
        return None
    return Counted(_PEOPLE, amount.end, f"people who are {token.text.lower()}", None, token.text)


def _harmed(document: Document, amount: Amount, root: int) -> Counted | None:
    """ "Killing 12", "hundreds were arrested", "scores fled"."""
    before = document.tokens[amount.start - 1] if amount.start else None
    if before and before.upos == "VERB" and before.lemma.lower() in _lemmas("obj"):
        return Counted(_PEOPLE, amount.end, f"people as the object of “{before.text}”")
    token = document.tokens[root]
    slot = {"nsubj": "subj", "nsubj:pass": "obj", "obj": "obj"}.get(token.relation)
    verb = document.tokens[token.head]
    if slot and verb.upos == "VERB" and verb.lemma.lower() in _lemmas(slot):
        return Counted(_PEOPLE, amount.end, f"people by “{verb.text}”")
    return None


def _are(document: Document, root: int) -> Counted | None:
    """ "900,000 were children"."""
    token = document.tokens[root]
    if token.relation != "nsubj" or token.head < root or not any(document.tokens[c].relation == "cop" for c in document.children[token.head]):
        return None
    unit = unit_of(document.tokens[token.head]) if document.tokens[token.head].upos == "NOUN" else None
    return Counted(unit, root + 1, "noun that they are", token.head, document.tokens[token.head].text) if unit and unit.kind in _KINDS else None


def _body(document: Document, amount: Amount, root: int) -> Counted | None:
    """ "An army of 90,000", "a population of 3 million", "a death toll of 36"."""
    noun = document.tokens[root].head
    if document.tokens[root].relation != "nmod" or noun > root or preposition_of(document, root) != "of":
        return None
    if document.tokens[noun].feature("Number") != "Sing":  # "in groups of three" tells of no three
        return None
    lemma = document.tokens[noun].lemma.lower()
    unit = members_of().get(lemma) or next((Unit(row["unit"], "people") for row in _nouns() if row["lemma"] == lemma and row["unit"]), None)
    return Counted(unit, amount.end, f"members of “{document.tokens[noun].text}”") if unit else None


def _conjoined(document: Document, amount: Amount, root: int) -> Counted | None:
    """ "247 people in Kenya and 10 in Tanzania"."""
    noun = document.tokens[root].head
    if document.tokens[root].relation != "conj" or is_break(document, amount.end) or document.tokens[amount.end].upos != "ADP":
        return None
    if document.tokens[noun].upos == "PROPN" and document.tokens[noun].relation in ("nmod", "obl"):
        noun = document.tokens[noun].head  # the parser may take "10" for a fellow of "Kenya"
    unit = unit_of(document.tokens[noun]) if any(document.tokens[c].relation == "nummod" for c in document.children[noun]) else None
    return Counted(unit, amount.end, f"like “{document.tokens[noun].text}” before it", None, None) if unit and unit.kind in _KINDS else None


def _subject(document: Document, amount: Amount, root: int) -> tuple[Counted, str | None] | None:
    """ "The toll rose to 36", "the number of troops was cut from 40,000 to 30,000", "casualties exceeded 3,000"."""
    token = document.tokens[root]
    while token.relation in ("nmod", "conj") and token.head < root and document.tokens[token.head].upos == "NUM":
        root, token = token.head, document.tokens[token.head]
    is_predicate = any(document.tokens[c].relation == "cop" for c in document.children[root])
    verb = root if is_predicate else token.head
    slot = "obj" if is_predicate or token.relation in ("obj", "xcomp") else "to" if amount.is_change else preposition_of(document, root)
    row = _verbs().get(("be" if is_predicate else document.tokens[verb].lemma.lower(), slot or "")) if verb >= 0 else None
    for noun in _nouns_of(document, verb, root) if row else ():
        unit = _counted_by(document, noun)
        if unit and row:
            return Counted(unit, amount.end, f"subject of “{document.tokens[verb].text}”", None, None), row["comparison"] or None
    return None


def _nouns_of(document: Document, verb: int, root: int) -> Iterator[int]:
    """The nouns whose count a verb may tell: its object ("raised the number to"), its subject, the noun it describes."""
    for relation in ("obj", "nsubj:pass", "nsubj"):
        yield from (c for c in document.children[verb] if document.tokens[c].relation == relation and c != root)
    if document.tokens[verb].relation.startswith("acl"):
        yield document.tokens[verb].head


def _counted_by(document: Document, noun: int) -> Unit | None:
    """People for a toll, troops for "the number of troops", refugees for "refugees"."""
    row = next((r for r in _nouns() if r["lemma"] == document.tokens[noun].lemma.lower()), None)
    if row is None:
        unit = unit_of(document.tokens[noun])
        return unit if unit and unit.kind in _KINDS else None
    if row["unit"]:
        return Unit(row["unit"], "people")
    return next(
        (unit_of(document.tokens[c]) for c in document.children[noun] if document.tokens[c].relation == "nmod" and preposition_of(document, c) == "of"), None
    )


@cache
def _lemmas(slot: str) -> frozenset[str]:
    return frozenset(row["lemma"] for row in load_table("count_words") if row["slot"] == slot and row["unit"] == "people")


@cache
def _verbs() -> dict[tuple[str, str], Row]:
    return {(row["lemma"], row["slot"]): row for row in load_table("count_words") if row["unit"] == "subject"}


@cache
def _nouns() -> tuple[Row, ...]:
    return tuple(row for row in load_table("count_words") if row["slot"] == "subject")
