"""Statements inside statements: "Peskov pointed out that Macron had announced …"."""

from collections.abc import Sequence

from demarche.facts.named import Who
from demarche.facts.statements.missed import by_phrase, by_verb
from demarche.facts.statements.reporting import SPOKEN
from demarche.facts.statements.speakers import find_speakers
from demarche.language.document import Attribution, Document


def find_inner(document: Document, outer: Sequence[Attribution], who: Who) -> list[Attribution]:
    """What somebody is reported to have said, promised or denied by somebody else, inside his statement."""
    found = []
    for attribution in outer:
        speakers = set(find_speakers(document, attribution.source, who)) if attribution.source else set()
        for piece in attribution.content:
            for word in range(piece.start, piece.end):
                inner = by_phrase(document, word) or (by_verb(document, word, SPOKEN) if document.tokens[word].axis == "happened" else None)
                if inner and inner.source and _lies_in(inner, piece.start, piece.end):
                    others = set(find_speakers(document, inner.source, who))
                    if others and not others & speakers:
                        found.append(inner)
    return found


def _lies_in(inner: Attribution, start: int, end: int) -> bool:
    return all(start <= p.start and p.end <= end for p in (*inner.content, inner.cue, inner.source) if p)


def find_outers(attributions: Sequence[Attribution]) -> list[int | None]:
    """For each attribution, the narrowest one before it whose content holds it whole; None for one that stands free."""
    found: list[int | None] = []
    open_: list[int] = []
    for n, inner in enumerate(attributions):
        start = extent(inner)[0]
        open_ = [i for i in open_ if extent(attributions[i])[1] > start]
        holding = [(p.end - p.start, i) for i in open_ for p in attributions[i].content if _lies_in(inner, p.start, p.end)]
        found.append(min(holding)[1] if holding else None)
        open_.append(n)
    return found


def extent(attribution: Attribution) -> tuple[int, int]:
    """The first word of content, cue and source, and the end of the last."""
    phrases = [p for p in (*attribution.content, attribution.cue, attribution.source) if p]
    return min(p.start for p in phrases), max(p.end for p in phrases)
