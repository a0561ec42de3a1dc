"""Words that make a clause what it is: a link to the sentence before, a negation, a condition, a mood. The table is lexicon/clause_words.tsv."""

from functools import cache

from demarche.lexicon.load import load_table


@cache
def clause_words(kind: str) -> frozenset[str]:
    """The lemmas of a kind: link, negation, none, condition, possible, modal, permitted, future."""
    return frozenset(row["word"] for row in load_table("clause_words") if row["kind"] == kind)
