"""A text as the language model reads it: words, tags, trees, names, times, attributions and how certain each event is.

Immutable. Indices count the document's words; spans count code points of the article's text.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, wraps
from typing import Any, TypeVar

import numpy as np

from demarche.text import Span

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Token:
    """One word in the terms of Universal Dependencies."""

    text: str
    span: Span
    lemma: str
    upos: str
    xpos: str
    feats: str  # "Number=Plur|…", "_" for none
    head: int  # index of the governing word in the document, -1 for the root of a sentence
    relation: str
    factuality: float = 3.0  # -3 certainly did not … 3 certainly did, as the text has it; means something for events only
    factuality_strict: float = 3.0  # the same on MEANTIME's scale, which knows hardly anything between yes and no
    event: str = "O"  # TimeML's class of the event that the word names, "O" for none
    axis: str = "happened"  # happened, intended, negated, hypothetical

    def feature(self, name: str) -> str | None:
        """The value of one feature: `token.feature("Tense")` → "Past"."""
        return _features(self.feats).get(name)


@cache
def _features(feats: str) -> dict[str, str]:
    """Name → value. A language has some hundred combinations, a document a feature for every word: each is taken apart once."""
    return {name: value for name, _, value in (pair.partition("=") for pair in reversed(feats.split("|")))}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `[start, end)` of the document that bear a kind: a name (PER, ORG, LOC), an entity, a time (DATE, TIME, DURATION, SET)."""

    kind: str
    start: int
    end: int
    span: Span
    score: float  # the model's mean probability for the words' labels


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says, by which words, what: PolNeAR's source, cue and content."""

    content: tuple[Phrase, ...]
    cue: Phrase | None
    source: Phrase | None
    score: float


@dataclass(frozen=True)
class Document:
    """An analysed text. `sentences` and `paragraphs` are `(start, end)` in words."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()
    names: tuple[Phrase, ...] = ()
    entities: tuple[Phrase, ...] = ()
    times: tuple[Phrase, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    event_types: np.ndarray | None = field(default=None, compare=False, repr=False)  # [words, 17]: probability of each PLOVER type, last of none

    @cached_property
    def remembered(self) -> dict[str, dict[int, Any]]:
        """What steps have worked out of this document word by word, so that no step does it again: name of the question → word → answer."""
        return defaultdict(dict)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The words that each word governs, in text order."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head >= 0:
                children[token.head].append(i)
        return tuple(tuple(c) for c in children)

    @cached_property
    def names_at(self) -> dict[int, list[Phrase]]:
        """The names that each word stands in; a word outside of all names has no entry."""
        return _by_word(self.names)

    @cached_property
    def times_at(self) -> dict[int, list[Phrase]]:
        """The times that each word stands in; a word outside of all times has no entry."""
        return _by_word(self.times)

    @cached_property
    def sources_behind(self) -> dict[int, int]:
        """First word → end of each source that is named behind what it says; of several that begin there, the longest."""
        found: dict[int, int] = {}
        for a in self.attributions:
            if a.source and a.content and a.source.start > a.content[0].start:
                found[a.source.start] = max(a.source.end, found.get(a.source.start, 0))
        return found

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(token.span.end for token in self.tokens)

    def word_at(self, position: int) -> int:
        """The first word that ends behind a code point of the text; the number of words where none does."""
        return bisect_right(self._ends, position)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """The number of each word's sentence."""
        return tuple(n for n, (a, b) in enumerate(self.sentences) for _ in range(a, b))

    def subtree(self, i: int) -> list[int]:
        """A word and all that hangs on it, in text order."""
        children = self.children
        found = [i]
        for word in found:  # grows while it is walked
            found.extend(children[word])
        return sorted(found)

    def span(self, start: int, end: int) -> Span:
        """The stretch of text from word `start` up to word `end` (exclusive)."""
        return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)

    def words(self, start: int, end: int) -> str:
        """The text from word `start` up to word `end` (exclusive), as it is written."""
        return self.text[self.tokens[start].span.start : self.tokens[end - 1].span.end]


def once_a_word(ask: Callable[[Document, int], Answer]) -> Callable[[Document, int], Answer]:
    """The same question, asked once of each word of a document: trees don't change. The answer belongs to all who ask and is not to be changed."""
    name = f"{ask.__module__}.{ask.__qualname__}"

    @wraps(ask)
    def remembered(document: Document, word: int) -> Answer:
        answers: dict[int, Answer] = document.remembered[name]
        if word not in answers:
            answers[word] = ask(document, word)
        return answers[word]

    return remembered


def _by_word(phrases: Iterable[Phrase]) -> dict[int, list[Phrase]]:
    found: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        for word in range(phrase.start, phrase.end):
            found.setdefault(word, []).append(phrase)
    return found
