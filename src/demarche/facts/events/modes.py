"""The mode of an event: of its frame, else of the word that names it, else of the words of its clause (lexicon/mode_words.tsv)."""

from functools import cache

from demarche.facts.events.frames import Frame
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import EventType


def find_mode(document: Document, word: int, frame: Frame, clause: tuple[int, int]) -> str | None:
    """The mode, None where nothing tells it. `clause`: first and last word + 1 of the event's clause."""
    if frame.mode:
        return frame.mode
    own = _names(document, word)
    near = {n for i in range(*clause) for n in _names(document, i)}
    rows = _words().get(frame.type, ())
    return next((m for m, words in rows if words & own), None) or next((m for m, words in rows if words & near), None)


def _names(document: Document, word: int) -> set[str]:
    """The lemma and the form of a word, alone and with the word before it."""
    token = document.tokens[word]
    own = {token.lemma.lower(), token.text.lower()}
    before = document.tokens[word - 1] if word else None
    return own | ({f"{b} {o}" for b in (before.lemma.lower(), before.text.lower()) for o in own} if before else set())


@cache
def _words() -> dict[EventType, list[tuple[str, frozenset[str]]]]:
    found: dict[EventType, list[tuple[str, frozenset[str]]]] = {}
    for row in load_table("mode_words"):
        found.setdefault(EventType(row["type"]), []).append((row["mode"], frozenset(row["words"].split("|"))))
    return found
