"""Treebanks as gold: documents with their raw text, and the CoNLL 2018 scores of tags, trees, words and sentences."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demarche.language.analyse import analyse, analyse_words
from demarche.language.document import Document
from demarche.language.model import LanguageModel
from demarche.text import Span


@dataclass(frozen=True)
class GoldDocument:
    """A treebank's document. Indices count words; `heads` has -1 for roots."""

    genre: str
    text: str
    spans: tuple[Span, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: tuple[int, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def gold_names(self) -> tuple[str, list[tuple[str, int, int]], list[tuple[int, int]]]:
        """The text, its names as `(kind, start, end)` in code points, and the stretches that count neither way."""
        labels = [next((f.split("=")[1] for f in r[9].split("|") if f.startswith(("NER=", "GNER="))), "?") for r in self.rows]
        names, unknown, i = [], [], 0
        kinds = {"person": "PER", "organization": "ORG", "place": "LOC"}
        while i < len(labels):
            end = i + 1
            while end < len(labels) and labels[end].startswith("I-"):
                end += 1
            kind = kinds.get(labels[i][2:], labels[i][2:])
            if labels[i] == "?":
                unknown.append((self.spans[i].start, self.spans[i].end))
            elif labels[i].startswith("B-") and kind in ("PER", "ORG", "LOC"):
                names.append((kind, self.spans[i].start, self.spans[end - 1].end))
            i = end
        return self.text, names, unknown


def read_documents(path: Path) -> Iterator[GoldDocument]:
    rows: list[tuple[str, ...]] = []
    sentences: list[int] = []
    paragraphs: list[int] = []
    genre, new_sentence = "", True
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if rows:
                    yield _document(genre, rows, sentences, paragraphs)
                rows, sentences, paragraphs = [], [], []
            elif line.startswith("# newpar"):
                paragraphs.append(len(rows))
            elif line.startswith("# genre"):
                genre = line.split("=")[1].strip()
            elif line[0].isdigit():
                if new_sentence:
                    sentences.append(len(rows))
                new_sentence = False
                rows.append(tuple(line.rstrip("\n").split("\t")))
            elif not line.strip():
                new_sentence = True
    yield _document(genre, rows, sentences, paragraphs)


def _document(genre: str, rows: list[tuple[str, ...]], sentences: list[int], paragraphs: list[int]) -> GoldDocument:
    starts, breaks = set(sentences), set(paragraphs) | {0}
    text, spans, heads, base = "", [], [], 0
    for i, row in enumerate(rows):
        base = i if i in starts else base
        if i in breaks and text:
            text = text.rstrip(" ") + "\n\n"
        spans.append(Span(len(text), len(text) + len(row[1])))
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        heads.append(-1 if row[6] == "0" else base + int(row[6]) - 1)
    return GoldDocument(genre, text, tuple(spans), tuple(rows), tuple(heads), tuple(sentences), tuple(sorted(breaks)))


def gold_scores(documents: list[GoldDocument], model: LanguageModel) -> dict[str, float]:
    """Tags and trees on the treebank's own words and sentences."""
    hits = dict.fromkeys(("UPOS", "features", "lemma", "UAS", "LAS"), 0)
    words = 0
    for d in documents:
        read = analyse_words(d.text, d.spans, d.paragraphs, model, d.sentences)
        words += len(d.rows)
        for token, row, head in zip(read.tokens, d.rows, d.heads, strict=True):
            hits["UPOS"] += token.upos == row[3]
            hits["features"] += token.feats == row[5]
            hits["lemma"] += token.lemma == row[2]
            hits["UAS"] += token.head == head
            hits["LAS"] += token.head == head and token.relation == row[7]
    return {k: round(100 * v / words, 2) for k, v in hits.items()}


def raw_scores(documents: list[GoldDocument], model: LanguageModel) -> dict[str, float]:
    """F1 of words, sentences and labelled trees from raw text. Only a blank line parts paragraphs."""
    right = {"words": 0, "sentences": 0, "LAS": 0}
    gold_count = {"words": 0, "sentences": 0}
    system_count = {"words": 0, "sentences": 0}
    for d in documents:
        bounds = [*(d.spans[i].start for i in d.paragraphs), len(d.text)]
        read = analyse(d.text, [Span(a, b) for a, b in itertools.pairwise(bounds)], model)
        place = {s: i for i, s in enumerate(d.spans)}
        right["words"] += sum(t.span in place for t in read.tokens)
        gold_sentences = {(d.spans[a].start, d.spans[b - 1].end) for a, b in zip(d.sentences, [*d.sentences[1:], len(d.rows)], strict=True)}
        system_sentences = {(read.span(a, b).start, read.span(a, b).end) for a, b in read.sentences}
        right["sentences"] += len(gold_sentences & system_sentences)
        right["LAS"] += _right_arcs(d, read, place)
        for counts, words, sentences in ((gold_count, d.rows, d.sentences), (system_count, read.tokens, read.sentences)):
            counts["words"] += len(words)
            counts["sentences"] += len(sentences)
    f1 = {k: 200 * right[k] / (gold_count[k] + system_count[k]) for k in ("words", "sentences")}
    return {k: round(v, 2) for k, v in {**f1, "LAS": 200 * right["LAS"] / (gold_count["words"] + system_count["words"])}.items()}


def _right_arcs(gold: GoldDocument, read: Document, place: dict[Span, int]) -> int:
    right = 0
    for token in read.tokens:
        i = place.get(token.span)
        if i is None:
            continue
        head = -1 if token.head < 0 else place.get(read.tokens[token.head].span, -2)
        right += head == gold.heads[i] and token.relation == gold.rows[i][7]
    return right
