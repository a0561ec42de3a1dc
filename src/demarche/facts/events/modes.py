"""The mode of an event: of its frame, else of the word that names it, else of the words of its clause (lexicon/mode_words.tsv)."""

from functools import cache

from demarche.facts.events.frames import Frame
from demarche.language.document import Document, once_a_word
from demarche.lexicon.load import load_table
from demarche.record import EventType


def find_mode(document: Document, word: int, frame: Frame, clause: tuple[int, int]) -> str | None:
    """The mode, None where nothing tells it. `clause`: first and last word + 1 of the event's clause."""
    if frame.mode:
        return frame.mode
    rows = _words().get(frame.type)
    if not rows:
        return None
    own = _names(document, word)
    if mode := next((m for m, words in rows if words & own), None):
        return mode
    near = set().union(*(_names(document, i) for i in range(*clause)))
    return next((m for m, words in rows if words & near), None)


@once_a_word
def _names(document: Document, word: int) -> frozenset[str]:
    """The lemma and the form of a word, alone and with the word before it."""
    token = document.tokens[word]
    own = {token.lemma.lower(), token.text.lower()}
    before = document.tokens[word - 1] if word else None
    return frozenset(own | ({f"{b} {o}" for b in {before.lemma.lower(), before.text.lower()} for o in own} if before else set()))


@cache
def _words() -> dict[EventType, list[tuple[str, frozenset[str]]]]:
    found: dict[EventType, list[tuple[str, frozenset[str]]]] = {}
    for row in load_table("mode_words"):
        found.setdefault(EventType(row["type"]), []).append((row["mode"], frozenset(row["words"].split("|"))))
    return found
