"""The words by which somebody reports, and where their addressee stands: lexicon/reporting_words.tsv."""

from dataclasses import dataclass
from functools import cache

from demarche.language.document import Document, once_a_word
from demarche.lexicon.load import load_table

# Acts of speech: what is reported by them was said. Belief, fear, wish and knowledge may never have been uttered.
SPOKEN = frozenset(("speech", "denial", "demand", "promise"))


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a word of the table is, and the slots in which the addressee (or for talks: the outlet) stands."""

    kind: str
    slots: tuple[str, ...]


@cache
def _words() -> dict[str, dict[str, tuple[Reporting, ...]]]:
    """Lemma → part of speech → what it is."""
    found: dict[str, dict[str, tuple[Reporting, ...]]] = {}
    for row in load_table("reporting_words"):
        of_lemma = found.setdefault(row["lemma"], {})
        of_lemma[row["pos"]] = (*of_lemma.get(row["pos"], ()), Reporting(row["kind"], tuple(s for s in row["slots"].split("|") if s)))
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(lemma.split(" ")[0] for lemma in _words())


def reporting_at(document: Document, word: int, pos: str | None = None) -> tuple[Reporting, ...]:
    """What the table says of a word, with its particle first: "pointed out"."""
    return _reporting_at(document, word).get(pos or document.tokens[word].upos, ())


def may_report(document: Document, word: int) -> bool:
    """Does the table know the word at all? Most it does not, and need not be looked at."""
    return bool(_reporting_at(document, word))


@once_a_word
def _reporting_at(document: Document, word: int) -> dict[str, tuple[Reporting, ...]]:
    """What the table says of a word, by part of speech."""
    token = document.tokens[word]
    lemma = token.lemma.lower()
    if _first_words().isdisjoint((lemma, lemma + "e", lemma.removesuffix("e"), token.text.lower())):
        return {}
    particles = [document.tokens[c].lemma.lower() for c in document.children[word] if document.tokens[c].relation == "compound:prt"]
    if word + 1 < len(document.tokens) and document.tokens[word + 1].upos in ("ADP", "ADV", "ADJ"):
        particles.append(document.tokens[word + 1].text.lower())
    # The model cuts a mute e off some verbs that it has never seen: "alleg", "insiste".
    found: dict[str, tuple[Reporting, ...]] = {}
    for name in (*(f"{lemma} {p}" for p in particles), lemma, lemma + "e", lemma.removesuffix("e"), token.text.lower()):
        found = _words().get(name, {}) | found  # the name that was tried first goes before
    return found


def is_reporting(document: Document, word: int, kinds: frozenset[str]) -> bool:
    """Is the word one by which somebody reports, of one of these kinds?"""
    return any(r.kind in kinds for r in reporting_at(document, word))


@cache
def platforms() -> dict[str, str]:
    """The names of platforms where people publish for themselves, by their names in lower case."""
    return {row["lemma"].lower(): row["lemma"] for row in load_table("reporting_words") if row["kind"] == "platform"}
