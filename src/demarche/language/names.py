"""Names that the lexicon knows: they go before the model's opinion, which was learnt from the few names of the treebanks.

A found name that the lexicon holds under one kind only gets that kind; a name of several words, or an abbreviation, that the model
overlooked is added. Measured on the development sets: bench/RESULTS.md.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from demarche.language.document import Phrase
from demarche.language.words import find_words
from demarche.lexicon.load import load_table, read_table
from demarche.text import Span

Words = tuple[str, ...]
# Two letters in capitals are too often something else ("IS", "AA").
SHORTEST_ABBREVIATION = 3
TWO_KINDS = "?"


@cache
def _kinds() -> dict[Words, str]:
    """Words of each known name → its kind. Names that stand for two kinds ("Georgia" the state and a person's name) are left out."""
    kinds: dict[Words, str] = {}
    for name, kind in _known_names():
        words = _words(name)
        if kinds.setdefault(words, kind) != kind:
            kinds[words] = TWO_KINDS
    return {words: kind for words, kind in kinds.items() if kind != TWO_KINDS}


def _words(name: str) -> Words:
    """The words of a name. Most names are letters, spaces and hyphens only, and need no rules: loading takes a third of the time."""
    plain = name.replace("-", " - ").split()
    return tuple(plain) if all(w.isalpha() or w == "-" for w in plain) else tuple(s.of(name) for s in find_words(name))


def _known_names() -> Iterator[tuple[str, str]]:
    for row in read_table("people"):
        yield from ((name, "PER") for name in (row["name"], *row["aliases"].split("|")) if " " in name)
    for row in read_table("organisations"):
        # "Labour Party (UK)": what tells two rows apart stands in no text.
        yield from ((re.sub(r" \(.*", "", name), "ORG") for name in (row["name"], *row["aliases"].split("|")) if name)
    for row in load_table("states"):
        yield from ((name, "LOC") for name in (row["name"], *row["aliases"].split("|"), row["capital"]) if name)


@cache
def _lengths_by_first_word() -> dict[str, tuple[int, ...]]:
    """First word → how many words the known names of several words, and abbreviations, have that begin with it, the longest first."""
    found: dict[str, set[int]] = {}
    for words in _kinds():
        if len(words) > 1 or (len(words[0]) >= SHORTEST_ABBREVIATION and words[0].isupper()):
            found.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def with_known_names(phrases: Sequence[Phrase], words: Sequence[str], spans: Sequence[Span]) -> list[Phrase]:
    """The names that the model found, put right and completed by the lexicon, in text order. `words` and `spans`: those of the document."""
    names = [_put_right(phrase, words) for phrase in phrases]
    taken = {i for phrase in names for i in range(phrase.start, phrase.end)}
    kinds, lengths = _kinds(), _lengths_by_first_word()
    i = 0
    while i < len(words):
        end = next((i + n for n in lengths.get(words[i], ()) if i + n <= len(words) and tuple(words[i : i + n]) in kinds), i)
        if end > i and taken.isdisjoint(range(i, end)):
            names.append(Phrase(kinds[tuple(words[i:end])], i, end, Span(spans[i].start, spans[end - 1].end), 1.0))
        i = max(end, i + 1)
    return sorted(names, key=lambda n: n.start)


def _put_right(phrase: Phrase, words: Sequence[str]) -> Phrase:
    own = tuple(words[phrase.start : phrase.end])
    kind = _kinds().get(own[1:] if own[0].lower() == "the" else own)
    return Phrase(kind, phrase.start, phrase.end, phrase.span, phrase.score) if kind else phrase
