"""Text → Document: words, then the model's one reading, then trees and phrases. The only place that knows what the model's outputs mean."""

import itertools
from collections.abc import Sequence

import numpy as np

from demarche.language.attribution import Piece, find_attributions
from demarche.language.document import Attribution, Document, Phrase, Token
from demarche.language.lemmas import lemma_of
from demarche.language.model import LanguageModel, Outputs
from demarche.language.names import with_known_names
from demarche.language.repairs import repaired
from demarche.language.spans import find_spans
from demarche.language.trees import best_heads
from demarche.language.windows import read_windows
from demarche.language.words import find_words
from demarche.text import Span

# MATRES' axes in our words.
AXES = ("happened", "intended", "negated", "hypothetical")


def analyse(text: str, paragraphs: Sequence[Span], model: LanguageModel) -> Document:
    """The document of a text's paragraphs; what stands outside them is not read."""
    words: list[Span] = []
    starts: list[int] = []
    for paragraph in paragraphs:
        found = find_words(text, paragraph.start, paragraph.end)
        if found:
            starts.append(len(words))
            words += found
    return analyse_words(text, words, starts, model)


def analyse_words(text: str, words: Sequence[Span], starts: Sequence[int], model: LanguageModel, sentences: Sequence[int] | None = None) -> Document:
    """The document of given words; `starts`: where paragraphs begin, `sentences`: where sentences do, None to have them found."""
    strings = [w.of(text) for w in words]
    begins = np.zeros(len(words), dtype=bool)
    begins[list(starts)] = True
    gaps = [3 if begins[i] else _gap(text, words[i - 1].end, words[i].start) for i in range(len(words))]
    given = None if sentences is None else np.isin(np.arange(len(words)), sentences)
    builder = _Builder(text, words, strings, model)
    for reading in read_windows(strings, gaps, begins.tolist(), model, sentences):
        a, b = reading.start, reading.end
        builder.add(a, b, reading.outputs, begins[a:b], None if given is None else given[a:b])
    return builder.document(list(starts))


def _gap(text: str, end: int, start: int) -> int:
    """Index into subwords.GAPS."""
    return 1 if start == end else 3 if "\n" in text[end:start] else 2


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    probabilities: np.ndarray = powers / powers.sum(-1, keepdims=True)
    return probabilities


class _Builder:
    """Gathers what the windows say, window by window, into one document."""

    def __init__(self, text: str, words: Sequence[Span], strings: Sequence[str], model: LanguageModel) -> None:
        self.text, self.words, self.strings, self.model = text, words, strings, model
        self.tokens: list[Token] = []
        self.sentences: list[int] = []
        self.names: list[Phrase] = []
        self.entities: list[Phrase] = []
        self.times: list[Phrase] = []
        self.attributions: list[Attribution] = []
        self.event_types: list[np.ndarray] = []

    def add(self, start: int, end: int, outputs: Outputs, begins: np.ndarray, given: np.ndarray | None) -> None:
        """Takes the first `end - start` words of a window in, which begins at word `start` of the document."""
        n = end - start
        logits = outputs.logits["sentence"][:n]
        first = begins | (given if given is not None else logits[:, 1] > logits[:, 0])
        first[0] = True
        bounds = [*np.flatnonzero(first).tolist(), n]
        heads = np.zeros(len(outputs.arcs), dtype=np.int64)
        for a, b in itertools.pairwise(bounds):
            own = best_heads(np.concatenate([outputs.arcs[a:b, :1], outputs.arcs[a:b, a + 1 : b + 1]], 1))
            heads[a:b] = np.where(own == 0, 0, own + a)
        relations = self.model.relations(outputs, heads)
        self._add_tokens(start, n, outputs, heads, relations)
        self.sentences += [start + a for a in bounds[:-1]]
        if "event_type" in outputs.logits:
            self.event_types.append(_softmax(outputs.logits["event_type"][:n]))
        for task, found in (("name", self.names), ("entity", self.entities), ("time", self.times)):
            spans = find_spans(outputs.logits[task][:n], self.model.labels[task])
            found += [self._phrase(kind, start + a, start + b, p) for kind, a, b, p in spans]
        for contents, cue, source in find_attributions(outputs, self.model):
            if contents[-1][1] <= n:
                self._add_attribution(start, contents, cue, source)

    def _add_tokens(self, start: int, n: int, outputs: Outputs, heads: np.ndarray, relations: np.ndarray) -> None:
        labels = {**self.model.labels, "axis": AXES}

        def told(task: str) -> list[str]:
            names = labels[task]
            return [names[i] for i in outputs.logits[task][:n].argmax(1).tolist()]

        words, tags = self.strings[start : start + n], told("upos")
        lemmas = [lemma_of(*told, self.model.lemmas) for told in zip(words, tags, told("lemma"), strict=True)]
        governors = [head - 1 + start if head else -1 for head in heads[:n].tolist()]
        names = [labels["relation"][i] for i in relations[:n].tolist()]
        scores, strict = (np.clip(outputs.scores[scale][:n], -3.0, 3.0).tolist() for scale in ("uw", "meantime"))
        spans = self.words[start : start + n]
        columns = (words, spans, lemmas, tags, told("xpos"), told("feats"), governors, names, scores, strict, told("event"), told("axis"))
        self.tokens += [Token(*cells) for cells in zip(*columns, strict=True)]

    def _phrase(self, kind: str, start: int, end: int, score: float) -> Phrase:
        return Phrase(kind, start, end, Span(self.words[start].start, self.words[end - 1].end), score)

    def _add_attribution(self, start: int, contents: list[Piece], cue: Piece | None, source: Piece | None) -> None:
        phrase = {kind: self._phrase(kind, start + p[0], start + p[1], p[2]) for kind, p in (("cue", cue), ("source", source)) if p}
        pieces = tuple(self._phrase("content", start + a, start + b, p) for a, b, p in contents)
        score = float(np.mean([p.score for p in (*pieces, *phrase.values())]))
        self.attributions.append(Attribution(pieces, phrase.get("cue"), phrase.get("source"), score))

    def document(self, starts: list[int]) -> Document:
        def ranges(firsts: list[int]) -> tuple[tuple[int, int], ...]:
            return tuple(zip(firsts, [*firsts[1:], len(self.tokens)][: len(firsts)], strict=True))

        names = with_known_names(self.names, self.strings, self.words)
        return Document(
            self.text, tuple(repaired(self.tokens)), ranges(self.sentences), ranges(starts), tuple(names), tuple(self.entities), tuple(self.times),
            tuple(self.attributions), np.concatenate(self.event_types) if self.event_types else None,
        )  # fmt: skip
