"""One cue with two clauses → two statements: "he said that A, but that B"."""

from dataclasses import replace

from demarche.facts.statements.phrases import phrase_of, trimmed
from demarche.language.document import Attribution, Document, Phrase


def split_clauses(document: Document, attribution: Attribution) -> list[Attribution]:
    """The attribution once for each clause of its content that opens with a "that" of its own behind a conjunction."""
    pieces = attribution.content
    if len(pieces) != 1 or not attribution.cue:
        return [attribution]
    cuts = _cuts(document, pieces[0], attribution.cue)
    if not cuts:
        return [attribution]
    starts, ends = [pieces[0].start, *(after for _, after in cuts)], [*(before for before, _ in cuts), pieces[0].end]
    parts = [trimmed(document, a, b) for a, b in zip(starts, ends, strict=True)]
    return [replace(attribution, content=(phrase_of(document, "content", a, b, attribution.score),)) for a, b in parts if b > a]


def _cuts(document: Document, piece: Phrase, cue: Phrase) -> list[tuple[int, int]]:
    """Where a content is cut: the conjunction before each further clause, and the clause's first word."""
    first = document.tokens[piece.start]
    if first.relation != "mark":
        return []
    found = []
    for word in range(piece.start + 1, piece.end):
        token, before = document.tokens[word], document.tokens[word - 1]
        if token.relation != "mark" or token.text.lower() != first.text.lower() or before.relation != "cc":
            continue
        verb = document.tokens[token.head]
        if verb.head in range(cue.start, cue.end) or verb.head == first.head:
            found.append((word - 1, word))
    return found
