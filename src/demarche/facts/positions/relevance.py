"""Which stances belong to public affairs: a firm's forecast, a match and a family quarrel are no positions."""

from collections.abc import Sequence
from functools import cache

from demarche.facts.events.frames import load_frames
from demarche.facts.named import Who
from demarche.language.document import Document
from demarche.lexicon.load import load_table

# Sectors of the actor code whose plans are business: "expects its sales to grow".
_BUSINESS = ("BUS", "MNC")
# A row of less than this score counts only where somebody else, or an act of politics, is its content; of people who are nobody in
# public life, a row of less than the second.
PLAIN, PLAIN_OF_ANYBODY = 0.5, 0.7


def is_public(document: Document, contents: Sequence[int], who: Who, holders: Sequence[str], *, score: float) -> bool:
    """Is it a matter of public affairs, by who holds the stance and by what it is about?"""
    if all(who.codes.get(h, "").endswith(_BUSINESS) for h in holders):
        return False
    if not all(h in who.telling for h in holders) and not contents:
        return False
    words = [w for c in contents for w in document.subtree(c)]
    lemmas = {document.tokens[w].lemma.lower() for w in words if document.tokens[w].upos in ("NOUN", "VERB")}
    others = {a for w in words for a in who.at(document, w)} - set(holders)
    if lemmas & _unpolitical() and not any(who.codes.get(a) for a in others):
        return False
    if not contents or score >= (PLAIN if any(who.codes.get(h) for h in holders) else PLAIN_OF_ANYBODY):
        return True
    return bool(others) or any(_is_act(document, w) for w in words)


def _is_act(document: Document, word: int) -> bool:
    token = document.tokens[word]
    return (token.upos, token.lemma.lower()) in load_frames()


@cache
def _unpolitical() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("unpolitical_words"))
