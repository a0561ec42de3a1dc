"""The words by which somebody takes a stance: which word in which construction is which stance. The table is lexicon/stances.tsv."""

from dataclasses import dataclass
from functools import cache

from demarche.facts.positions.slots import Surroundings
from demarche.language.document import Document
from demarche.lexicon.load import Row, load_table
from demarche.record import Stance

Conditions = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class StanceWord:
    """One sense of a word: what must and must not stand beside it, the stance, and where holder, content and addressee stand."""

    required: Conditions
    excluded: Conditions
    stance: Stance | None  # None: no stance, unless it is negated
    negated: Stance | None  # the stance where the word is negated; None: then it is none
    holder: tuple[str, ...]
    content: tuple[str, ...]
    toward: tuple[str, ...]
    score: float


@cache
def load_stances() -> dict[tuple[str, str], tuple[StanceWord, ...]]:
    """The rows by part of speech and lemma, those that ask for more first."""
    found: dict[tuple[str, str], list[StanceWord]] = {}
    for row in load_table("stances"):
        word = _read_row(row)
        for lemma in row["lemma"].split("|"):
            found.setdefault((row["pos"], lemma), []).append(word)
    return {key: tuple(sorted(words, key=lambda w: -len(w.required))) for key, words in found.items()}


def _read_row(row: Row) -> StanceWord:
    stance, negated = (Stance(row[c]) if row[c] else None for c in ("stance", "negated"))
    holder, content, toward = (tuple(s for s in row[c].split("|") if s) for c in ("holder", "content", "toward"))
    return StanceWord(_conditions(row["with"]), _conditions(row["not"]), stance, negated, holder, content, toward, float(row["score"]))


def _conditions(cell: str) -> Conditions:
    return tuple((slot, frozenset(words.split(","))) for slot, _, words in (c.partition("=") for c in cell.split(";") if c))


def may_take_stance(document: Document, word: int) -> bool:
    """Does the table know the word at all? Most it does not, and need not be looked at."""
    token = document.tokens[word]
    pos = {"PROPN": "NOUN", "SCONJ": "ADP"}.get(token.upos, token.upos)
    stances = load_stances()
    return (pos, token.lemma.lower()) in stances or (pos == "VERB" and ("ADJ", token.text.lower()) in stances)


def find_stance_word(document: Document, word: int, around: Surroundings) -> StanceWord | None:
    """The row that a word stands in, the most exacting that holds; None where none does."""
    token = document.tokens[word]
    pos = {"PROPN": "NOUN", "SCONJ": "ADP"}.get(token.upos, token.upos)
    rows = load_stances().get((pos, token.lemma.lower()), ())
    if pos == "VERB" and ("cop" in around.slots or "aux:pass" in around.slots):
        # "is opposed to", "was concerned about": the parser may take the adjective for a passive.
        rows = (*load_stances().get(("ADJ", token.text.lower()), ()), *rows)
    for row in rows:
        if all(_holds(document, around, c) for c in row.required) and not any(_holds(document, around, c) for c in row.excluded):
            return row
    return None


def _holds(document: Document, around: Surroundings, condition: tuple[str, frozenset[str]]) -> bool:
    """Is the slot, or the facet, filled by one of the condition's words? `*` takes any filler."""
    slot, wanted = condition
    found = around.facets.get(slot) or frozenset(
        n for i in around.slots.get(slot, ()) for n in (document.tokens[i].lemma.lower(), document.tokens[i].text.lower())
    )
    return bool(found) if "*" in wanted else bool(found & wanted)
