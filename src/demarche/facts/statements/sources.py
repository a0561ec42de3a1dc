"""Who is the source where the model marks none: the subject of the cue, a label, a dash and a name, the speaker of the quotation before."""

from collections.abc import Sequence

from demarche.facts.arguments import arguments
from demarche.facts.statements.phrases import noun_phrase, paragraph_of
from demarche.facts.statements.quotations import Quotations
from demarche.facts.statements.reporting import SPOKEN, is_reporting
from demarche.language.document import Attribution, Document, Phrase

Range = tuple[int, int]

_DASHES = frozenset(("—", "–", "―", "-", "--"))
# A name behind a dash or before a colon is no longer than this: "― Anna Maria de Souza, baker, Porto".
LONGEST_LABEL = 8
_PREDICATES = ("VERB", "ADJ", "AUX")


def source_by_cue(document: Document, attribution: Attribution) -> Range | None:
    """The subject of the cue's verb, the possessor before its noun; None where it has none, or only "it" and "there" without meaning."""
    if not attribution.cue:
        return None
    content = {w for p in attribution.content for w in range(p.start, p.end)}
    inside = range(attribution.cue.start, attribution.cue.end)
    for word in sorted(inside, key=lambda i: (document.tokens[i].head in inside, i)):
        token = document.tokens[word]
        if token.upos not in (*_PREDICATES, "NOUN"):
            continue
        found = [w for w in (subjects_of(document, word) if token.upos != "NOUN" else arguments(document, word).get("poss", [])) if w not in content]
        if found:
            return noun_phrase(document, found[0], {*content, *inside})
    return None


def subjects_of(document: Document, word: int) -> list[int]:
    """The subjects of a verb; of a relative clause its pronoun, as the words stand."""
    pronouns = [c for c in document.children[word] if document.tokens[c].relation == "nsubj" and document.tokens[c].feature("PronType") == "Rel"]
    return pronouns or arguments(document, word).get("subj", [])


def governing_cue(document: Document, attribution: Attribution) -> Range | None:
    """The reporting verb that the content of an attribution without a cue hangs on, with its helpers."""
    first = attribution.content[0]
    inside = range(first.start, first.end)
    outer = [document.tokens[w].head for w in inside if document.tokens[w].head not in inside]
    outer += [c for w in inside for c in document.children[w] if c not in inside and document.tokens[c].relation == "parataxis"]
    for word in outer:
        if word >= 0 and is_reporting(document, word, SPOKEN | {"belief", "fear", "wish", "doubt", "knowledge"}):
            return cue_range(document, word)
    return None


def cue_range(document: Document, word: int) -> Range:
    """A verb with its helping verbs and negations right before it and its particle: "had not pointed out"."""
    start, end = word, word + 1
    while start - 1 in document.children[word] and document.tokens[start - 1].relation in ("aux", "aux:pass", "advmod", "cop"):
        start -= 1
    while end in document.children[word] and document.tokens[end].relation == "compound:prt":
        end += 1
    return start, end


def labelled(document: Document, attribution: Attribution) -> tuple[Range, Range] | None:
    """Source and cue of "Name: words" and "“words” ― Name"."""
    first, last = attribution.content[0].start, attribution.content[-1].end
    start, end = document.paragraphs[paragraph_of(document, first)]
    while first > start and document.tokens[first - 1].text in '“"„«':
        first -= 1
    while start < first and document.tokens[start].text in '“"„«':
        start += 1
    if start < first - 1 <= start + LONGEST_LABEL and document.tokens[first - 1].text == ":" and _is_name(document, start, first - 1):
        return (start, first - 1), (first - 1, first)
    while last < end and document.tokens[last].text in '”"»':
        last += 1
    if last < end and document.tokens[last].text in _DASHES:
        after = min(end, last + 1 + LONGEST_LABEL)
        stop = next((i for i in range(last + 1, after) if document.tokens[i].upos == "PUNCT" or document.tokens[i].upos == "VERB"), after)
        if _is_name(document, last + 1, stop) and (stop == end or document.tokens[stop].upos == "PUNCT"):
            return (last + 1, stop), (last, last + 1)
    return None


def _is_name(document: Document, start: int, end: int) -> bool:
    """Do the words begin with a name (a speaker's label may be written in capitals)?"""
    return end > start and document.tokens[start].text[:1].isupper() and any(document.tokens[i].upos == "PROPN" for i in range(start, end))


def announced(document: Document, attribution: Attribution) -> tuple[Range, Range] | None:
    """Source and cue of the sentence that a colon closes right before the words: "The mayor went on:"."""
    first = attribution.content[0].start
    while first > 0 and document.tokens[first - 1].text in '“"„«':
        first -= 1
    if first == 0 or document.tokens[first - 1].text != ":":
        return None
    start, end = document.sentences[document.sentence_of[first - 1]]
    for word in reversed(range(start, min(end, first - 1))):
        token = document.tokens[word]
        if token.upos == "VERB" and (is_reporting(document, word, SPOKEN) or token.relation == "root"):
            subjects = subjects_of(document, word)
            if subjects:
                return noun_phrase(document, subjects[0], {word}), cue_range(document, word)
    return None


def goes_on(document: Document, before: Attribution, attribution: Attribution, quotations: Quotations) -> bool:
    """Is it a quotation that follows another at once: in the same paragraph, or in the next, with nobody else speaking in between?"""
    first, last = attribution.content[0].start, max(p.end for p in (*before.content, before.cue, before.source) if p)
    if not _is_quoted(attribution.content, quotations) or not _is_quoted(before.content, quotations) or last > first:
        return False
    here, there = paragraph_of(document, first), paragraph_of(document, last - 1)
    if here == there:
        return document.sentence_of[first] - document.sentence_of[last - 1] <= 1
    # In the next paragraph the quotation must begin at once, and the one before must have ended its own with at most its source.
    start = document.paragraphs[here][0]
    return here == there + 1 and first - start <= 1 and document.paragraphs[there][1] - last <= 2


def _is_quoted(content: Sequence[Phrase], quotations: Quotations) -> bool:
    return any(quotations.at(w) for p in content for w in (p.start, min(p.start + 1, p.end - 1)))
