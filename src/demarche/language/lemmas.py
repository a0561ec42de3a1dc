"""A word, its tag and its edit script → its lemma.

Words that the treebanks know have theirs in a list, other irregular verbs in irregular_verbs.tsv. Of the verbs that the treebanks or the
lexicon of events know, regular forms go back to them. For the rest the network's script says how many letters go from the end and what
comes instead: "l3|y", "studies" → "study".
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from demarche.lexicon.load import load_table, read_table

Lemmas = dict[tuple[str, str], str]


def load_lemmas(path: Path) -> Lemmas:
    """(word in lower case, tag) → lemma."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {(form, tag): lemma for form, tag, lemma in rows}


def lemma_of(word: str, tag: str, script: str, known: Lemmas) -> str:
    """The lemma of a word with its tag."""
    small = word.lower()
    return known.get((small, tag)) or (tag == "VERB" and (_irregular().get(small) or _regular(small))) or apply_script(word, script)


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in load_table("irregular_verbs")}


@cache
def _verbs() -> frozenset[str]:
    """The verbs of the lexicon in one word."""
    tables = [(row["lemma"], row["pos"]) for name in ("frames", "status_words", "reporting_words") for row in read_table(name)]
    tables += [(row["verb"].split(" ")[0], "VERB") for row in load_table("lightverbs")]
    return frozenset(lemma for lemma, pos in tables if pos == "VERB" and lemma.isalpha())


# The network cut "expelled" to "expell", "freed" to "fre", "staged" to "stag": no frame knew them.
def _regular(word: str) -> str | None:
    """The known verb that a regular form belongs to; None where it belongs to none."""
    return next((base for base in _bases(word) if base in _verbs()), None)


def _bases(word: str) -> Iterator[str]:
    """The verbs that a form can be regular of, those with fewer changes first."""
    yield word
    for ending in ("ed", "ing", "es", "s"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if ending != "s" and stem.endswith("i") and ending != "ing":
                yield stem[:-1] + "y"
            yield from (stem + "e", stem) if ending in ("ed", "ing") else (stem,)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


def apply_script(word: str, script: str) -> str:
    """The lemma; `l` scripts work on the word in lower case, `c` scripts on the word as it is."""
    strip, _, added = script[1:].partition("|")
    word = word.lower() if script[0] == "l" else word
    count = int(strip)
    return (word[: len(word) - count] if count <= len(word) else "") + added or word
