"""What the model marks as one name → the names in it: possessors apart, descriptions and what follows by a preposition cut off."""

from collections.abc import Iterator

from demarche.facts.actors.measures import is_measuring
from demarche.language.document import Document, Phrase
from demarche.lexicon.knowledge import How, Knowledge
from demarche.lexicon.roles import LONGEST_TITLE, load_titles
from demarche.record import ActorKind

# Shorter words in small letters belong to names: "bin", "von", "al", "de".
SHORTEST_NOUN = 3
CONNECTORS = frozenset(("ADP", "DET", "CCONJ", "PART", "PUNCT", "NUM"))


def joined(document: Document) -> list[Phrase]:
    """The marked names; two that stand side by side as parts of one person's name, "Jaber al-Ahmed" and "al-Sabah", are one."""
    found: list[Phrase] = []
    for phrase in document.names:
        before = found[-1] if found else None
        first = document.tokens[phrase.start]
        if (
            before
            and before.kind == phrase.kind == "PER"
            and before.end == phrase.start
            and first.relation == "flat"
            and before.start <= first.head < before.end
        ):
            found[-1] = Phrase("PER", before.start, phrase.end, document.span(before.start, phrase.end), max(before.score, phrase.score))
        else:
            found.append(phrase)
    return found


def pieces_of(document: Document, phrase: Phrase, knowledge: Knowledge) -> Iterator[Phrase]:
    """The names inside a marked phrase, in text order. What the knowledge base knows as a whole stays whole."""
    if knowledge.senses(phrase.span.of(document.text)):
        yield phrase
        return
    start = phrase.start
    for i in range(phrase.start + 1, phrase.end - 1):
        if document.tokens[i].text == "," and _are_states(document, start, i, phrase.end, knowledge):
            yield from _piece(document, phrase, start, i, phrase.kind, knowledge)
            start = i + 1
        elif document.tokens[i].text in ("'s", "’s") or (document.tokens[i].text in ("'", "’") and document.tokens[i].upos == "PART"):
            yield from _piece(document, phrase, start, i, "ORG" if phrase.kind == "PER" else phrase.kind, knowledge)
            start = i + 1
    yield from _piece(document, phrase, start, phrase.end, phrase.kind, knowledge)


def _are_states(document: Document, start: int, comma: int, end: int, knowledge: Knowledge) -> bool:
    """Do states stand before and behind a comma: "Poland, Hungary"?"""
    after = next((i for i in range(comma + 1, end) if document.tokens[i].upos in ("PUNCT", "CCONJ")), end)
    sides = (document.words(a, b) for a, b in ((start, comma), (comma + 1, after)) if a < b)
    found = [knowledge.senses(side) for side in sides]
    return len(found) == 2 and all(f and f[0].known.kind is ActorKind.STATE and f[0].how is How.NAME for f in found)


def _piece(document: Document, phrase: Phrase, start: int, end: int, kind: str, knowledge: Knowledge) -> Iterator[Phrase]:
    start = _after_measure(document, _after_description(document, start, end), end, knowledge)
    if kind == "PER":
        start = _after_title(document, start, end, knowledge)
        end = next((i for i in range(start + 1, end) if document.tokens[i].upos == "ADP" and document.tokens[i].text in _CUTTING), end)
    while start < end and document.tokens[start].upos in ("ADP", "SCONJ", "PUNCT", "CCONJ") and document.tokens[start].text not in ("Al", "El"):
        start += 1
    end = _before_description(document, start, end)
    while end - 1 > start and document.tokens[end - 1].upos in ("ADP", "CCONJ", "DET", "PUNCT") and document.tokens[end - 1].text not in (".", ")"):
        end -= 1
    if start < end:
        yield Phrase(kind, start, end, document.span(start, end), phrase.score)


def _after_measure(document: Document, start: int, end: int, knowledge: Knowledge) -> int:
    """Where a known name begins behind what only measures it out: "Members of Congress"."""
    behind = start + 2
    known = behind < end and is_measuring(document, start) and knowledge.senses(document.words(behind, end))
    return behind if known else start


_CUTTING = frozenset(("of", "from", "for", "in", "at", "with", "on"))


def _after_description(document: Document, start: int, end: int) -> int:
    """Where the name begins behind common nouns in small letters: "aircraft manufacturer Boeing"."""
    for i in range(end - 2, start - 1, -1):
        token = document.tokens[i]
        is_common = token.text.islower() and token.text.isalpha() and token.upos not in CONNECTORS and len(token.text) > SHORTEST_NOUN
        if is_common and any(t.text[:1].isupper() for t in document.tokens[i + 1 : end]):
            return i + 1
    return start


def _before_description(document: Document, start: int, end: int) -> int:
    """Where the name ends before common nouns in small letters: "Somalia state news agency"."""
    while end - 1 > start and document.tokens[end - 1].upos in ("NOUN", "ADJ") and document.tokens[end - 1].text.islower():
        end -= 1
    return end


def _is_title(document: Document, start: int, end: int) -> bool:
    words = document.words(start, end).split()
    return " ".join(w.lower().rstrip(".") for w in words) in load_titles()


def _is_body_before_title(document: Document, start: int, last: int, end: int, knowledge: Knowledge) -> bool:
    """Is it the body of which the title behind it is: "UN" in "UN Secretary-General Ban Ki-moon"?"""
    if not any(_is_title(document, last, i) for i in range(last + 1, min(end, last + LONGEST_TITLE + 1))):
        return False
    return any(s.known.kind is ActorKind.ORGANISATION for s in knowledge.senses(document.words(start, last)))


def _after_title(document: Document, start: int, end: int, knowledge: Knowledge) -> int:
    """Where a person's name begins behind titles and adjectives of states: "Speaker Pelosi", "US President Joe Biden"."""
    moved = True
    while moved and start < end - 1:
        moved = False
        for last in range(min(end - 1, start + LONGEST_TITLE), start, -1):
            state = any(s.known.kind is ActorKind.STATE and s.how is not How.CAPITAL for s in knowledge.senses(document.words(start, last)))
            if _is_title(document, start, last) or state or _is_body_before_title(document, start, last, end, knowledge):
                start, moved = last, True
                break
    return start
