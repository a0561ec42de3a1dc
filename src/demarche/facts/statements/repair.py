"""The attributions that the model marks → whole statements: torn contents mended, strangers parted, scraps thrown out."""

from collections.abc import Sequence
from dataclasses import replace

from demarche.facts.arguments import arguments
from demarche.facts.events.frames import find_frame
from demarche.facts.statements.phrases import is_worded, paragraph_of, phrase_of, trimmed
from demarche.facts.statements.quotations import OPENING, Quotations
from demarche.facts.statements.reporting import SPOKEN, is_reporting, reporting_at
from demarche.language.document import Attribution, Document, Phrase
from demarche.record import EventType

# What is done without a word. Of attacks and coercion many are words ("slammed the plan").
_DEEDS = frozenset((EventType.MOBILIZE, EventType.SANCTION, EventType.RETREAT, EventType.AID))
# Of a phrase cut off behind one of these, the word that it hangs on is missing: "to mobilise young | voters".
_LEADING = frozenset(("det", "amod", "compound", "nummod", "case", "mark", "aux", "aux:pass", "cop", "nmod:poss", "cc"))
# Clauses that a content may lack: the second of two that are coordinated, and what its last verb governs.
_FURTHER = frozenset(("conj", "ccomp", "xcomp"))
# An unquoted content below this many words that has no source is a scrap: on the development articles fewer than one in five is a statement.
LEAST_ALONE = 3
# Below these scores three of five unquoted attributions are wrong on the development articles: with a word of reporting as cue, and without.
LEAST_REPORTED, LEAST_SCORE = 0.6, 0.7


def parted(document: Document, attributions: Sequence[Attribution], quotations: Quotations) -> list[Attribution]:
    """The attributions, each of one place in the text."""
    return [p for a in attributions for p in _parted(document, a, quotations)]


def _after_stray(document: Document, piece: Phrase, cue: Phrase | None, quotations: Quotations) -> Phrase:
    """Of a piece that a mark opens which is never closed, what stands in the sentence of the cue."""
    if not cue or document.tokens[piece.start].text not in OPENING or quotations.at(piece.start + 1):
        return piece
    start = document.sentences[document.sentence_of[cue.start]][0]
    return phrase_of(document, piece.kind, *trimmed(document, start, piece.end), piece.score) if piece.start < start < piece.end else piece


def _speaks(document: Document, piece: Phrase) -> bool:
    """Does the piece hold the verb of its sentence, and is that a verb of reporting?"""
    return any(document.tokens[w].relation == "root" and is_reporting(document, w, SPOKEN) for w in range(piece.start, piece.end))


def completed(document: Document, attribution: Attribution) -> Attribution:
    """The attribution with contents that end where a phrase ends."""
    return replace(attribution, content=tuple(_completed(document, p, attribution) for p in attribution.content))


def _parted(document: Document, attribution: Attribution, quotations: Quotations) -> list[Attribution]:
    """One attribution for each paragraph, unless a quotation stays open between them; contents without any word are left out."""
    groups: list[list[Phrase]] = []
    for piece in sorted((_after_stray(document, p, attribution.cue, quotations) for p in attribution.content), key=lambda p: p.start):
        if not is_worded(document, piece.start, piece.end):
            continue
        if groups and _belongs(document, groups[-1][-1], piece, quotations):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if not groups:
        return []
    anchor = attribution.cue or attribution.source
    own = min(groups, key=lambda g: min(abs(p.start - anchor.start) for p in g) if anchor else 0)
    return [replace(attribution, content=tuple(g)) if g is own else Attribution(tuple(g), None, None, attribution.score) for g in groups]


def _belongs(document: Document, before: Phrase, piece: Phrase, quotations: Quotations) -> bool:
    """Do both stand in one paragraph, or in one quotation that stays open? A sentence with a speaker of its own stands apart."""
    quoted = quotations.at(piece.start) or quotations.at(piece.start + 1)
    if not quoted and document.sentence_of[before.end - 1] != document.sentence_of[piece.start] and _speaks(document, before):
        return False
    if paragraph_of(document, before.end - 1) == paragraph_of(document, piece.start):
        return True
    return quotations.stays_open(before.end) and paragraph_of(document, piece.start) == paragraph_of(document, before.end - 1) + 1


def _completed(document: Document, piece: Phrase, attribution: Attribution) -> Phrase:
    """The piece up to the end of the phrase that its last word begins, and of the clauses that go on with it."""
    others = {w for p in (attribution.cue, attribution.source) if p for w in range(p.start, p.end)}
    end = _end_of_phrase(document, piece, others)
    while (further := _end_of_clause(document, piece.start, end, others)) > end:
        end = further
    return replace(piece, end=end, span=document.span(piece.start, end)) if end > piece.end else piece


def _end_of_phrase(document: Document, piece: Phrase, others: set[int]) -> int:
    """Where the phrase ends that the piece's last word, an article or the like, begins; else the piece's own end."""
    end = piece.end
    last = document.tokens[end - 1]
    if last.relation not in _LEADING or not end - 1 < last.head < document.sentences[document.sentence_of[piece.start]][1]:
        return end
    branch = [w for w in document.subtree(last.head) if w >= end]
    while end in branch and end not in others and (document.tokens[end].relation != "punct" or end < last.head):
        end += 1
    return end if end > last.head else piece.end


def _end_of_clause(document: Document, start: int, end: int, others: set[int]) -> int:
    """Where the clause ends that follows the words `[start, end)` and hangs on them; `end` where none does."""
    stop = document.sentences[document.sentence_of[start]][1]
    first = end + 1 if end < stop and document.tokens[end].text == "," else end
    if first >= stop:
        return end
    head = first
    while document.tokens[head].head >= 0 and not start <= document.tokens[head].head < end:
        head = document.tokens[head].head
    branch = document.subtree(head)
    if document.tokens[head].head < 0 or document.tokens[head].relation not in _FURTHER or branch[0] < end:
        return end
    after = trimmed(document, first, min(branch[-1] + 1, stop))[1]
    return end if others.intersection(range(end, after)) else max(after, end)


def is_scrap(document: Document, attribution: Attribution, quotations: Quotations) -> bool:
    """Is it none: words that nobody says, or of which the model is unsure? A quotation is never a scrap."""
    words = [w for p in attribution.content for w in range(p.start, p.end)]
    if any(quotations.at(w) for w in words):
        return False
    if attribution.cue and _is_deed(document, attribution.cue):
        return True
    if not attribution.source and (attribution.cue is None or len(words) < LEAST_ALONE):
        return True
    reported = attribution.cue and any(reporting_at(document, w) for w in range(attribution.cue.start, attribution.cue.end))
    return attribution.score < (LEAST_REPORTED if reported and attribution.source else LEAST_SCORE)


def _is_deed(document: Document, cue: Phrase) -> bool:
    """Does a cue do something to what is taken for its content: "recalled its ambassador"? What has a clause beneath it may well be said."""
    for word in range(cue.start, cue.end):
        slots = arguments(document, word) if document.tokens[word].upos == "VERB" else {}
        if "obj" in slots and not {"ccomp", "xcomp"} & slots.keys() and (frame := find_frame(document, word, slots)) and frame.type in _DEEDS:
            return True
    return False


def joined(first: Attribution, second: Attribution) -> Attribution:
    """The first attribution with the second's content beside its own."""
    return replace(first, content=tuple(sorted((*first.content, *second.content), key=lambda p: p.start)), score=min(first.score, second.score))


def taken(attributions: Sequence[Attribution]) -> set[int]:
    """All words of contents, cues and sources."""
    return {w for a in attributions for p in (*a.content, a.cue, a.source) if p for w in range(p.start, p.end)}


def with_source(document: Document, attribution: Attribution, source: tuple[int, int] | None, cue: tuple[int, int] | None = None) -> Attribution:
    """The attribution with what it lacked of source and cue."""
    found = attribution
    if source and not found.source:
        found = replace(found, source=phrase_of(document, "source", *source, attribution.score))
    if cue and not found.cue:
        found = replace(found, cue=phrase_of(document, "cue", *cue, attribution.score))
    return found


# Before these relations a phrase is not yet whole.
_OPEN = frozenset(("det", "amod", "compound", "nummod", "nmod:desc"))


def with_whole_source(document: Document, attribution: Attribution) -> Attribution:
    """The attribution with its source up to the noun that it begins: the model marks now and then "The" of "The Philippines"."""
    source = attribution.source
    if source is None:
        return attribution
    end = source.end
    while document.tokens[end - 1].relation in _OPEN and document.tokens[end - 1].head >= end and document.tokens[end - 1].head - end < 4:
        end = document.tokens[end - 1].head + 1
    return attribution if end == source.end else replace(attribution, source=phrase_of(document, "source", source.start, end, source.score))
