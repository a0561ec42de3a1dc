"""A word, its tag and its edit script → its lemma.

Words that the treebanks know have theirs in a list, other irregular verbs in irregular_verbs.tsv. For the rest the network's script says how
many letters go from the end and what comes instead: "l3|y", "studies" → "study".
"""

from functools import cache
from pathlib import Path

from demarche.lexicon.load import load_table

Lemmas = dict[tuple[str, str], str]


def load_lemmas(path: Path) -> Lemmas:
    """(word in lower case, tag) → lemma."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {(form, tag): lemma for form, tag, lemma in rows}


def lemma_of(word: str, tag: str, script: str, known: Lemmas) -> str:
    """The lemma of a word with its tag."""
    small = word.lower()
    return known.get((small, tag)) or (tag == "VERB" and _irregular().get(small)) or apply_script(word, script)


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in load_table("irregular_verbs")}


def apply_script(word: str, script: str) -> str:
    """The lemma; `l` scripts work on the word in lower case, `c` scripts on the word as it is."""
    strip, _, added = script[1:].partition("|")
    word = word.lower() if script[0] == "l" else word
    count = int(strip)
    return (word[: len(word) - count] if count <= len(word) else "") + added or word
