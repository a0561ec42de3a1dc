"""A text → a Document as no model would make it: random tags, trees, phrases and attributions, all of them allowed by what `document.py` promises."""

import itertools
import random
from collections.abc import Iterator, Sequence

import numpy as np

from demarche.facts.events.types import TYPES
from demarche.language.document import Attribution, Document, Phrase, Token
from demarche.language.words import find_words
from demarche.text import Span

LONGEST = 400  # words of a sentence: language/windows.py cuts where the encoder ends
_TAGS = "NOUN NOUN PUNCT VERB VERB ADP PRON DET PROPN ADJ AUX ADV CCONJ PART NUM SCONJ INTJ SYM X".split()
_XPOS = "NN NNS NNP VB VBD VBN VBG VBZ MD PRP PRP$ IN TO CD JJ RB DT CC WDT WP , .".split()
_FEATS = (
    "_", "Number=Sing", "Number=Plur", "VerbForm=Inf", "Mood=Ind|Tense=Past|VerbForm=Fin", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "Tense=Past|VerbForm=Part|Voice=Pass", "VerbForm=Ger", "Definite=Ind|PronType=Art", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "Number=Plur|Person=3|PronType=Prs", "Person=1|PronType=Prs", "Polarity=Neg",
)  # fmt: skip
RELATIONS = (
    "punct case det nsubj advmod amod obj obl conj nmod compound cc mark aux cop nmod:poss advcl xcomp flat acl:relcl ccomp acl appos aux:pass nummod "
    "parataxis nsubj:pass nmod:unmarked obl:unmarked discourse compound:prt expl fixed iobj list obl:agent dep nmod:desc csubj nsubj:outer advcl:relcl "
    "det:predet vocative reparandum goeswith cc:preconj orphan dislocated csubj:pass csubj:outer"
).split()
_EVENTS = "O OCCURRENCE STATE REPORTING I_ACTION I_STATE PERCEPTION ASPECTUAL".split()
_TAG_OF = {
    "said": "VERB", "told": "VERB", "met": "VERB", "he": "PRON", "He": "PRON", "they": "PRON", "it": "PRON", "them": "PRON", "that": "SCONJ", "and": "CCONJ",
    "the": "DET", "of": "ADP", "in": "ADP", "on": "ADP", "his": "PRON", "may": "AUX", "twenty": "NUM", "one": "NUM", "hundred": "NUM",
}  # fmt: skip
SHAPES = ("bush", "chain", "star", "comb")


def stub_document(text: str, *, seed: int = 0, paragraphs: Sequence[Span] | None = None, shape: str = "bush", relations: Sequence[str] = RELATIONS) -> Document:
    """A document of the whole text; the same seed gives the same one."""
    rng = random.Random(seed)
    words: list[Span] = []
    starts: list[int] = []
    for paragraph in paragraphs or _paragraphs(text):
        found = find_words(text, paragraph.start, paragraph.end)
        if found:
            starts.append(len(words))
            words += found
    strings = [w.of(text) for w in words]
    sentences = list(_sentences(strings, starts))
    tokens: list[Token] = []
    for a, b in sentences:
        heads = _heads(b - a, shape, rng)
        tokens += [_token(strings[i], words[i], heads[i - a] + a if heads[i - a] >= 0 else -1, relations, rng) for i in range(a, b)]
    made = _Phrases(words, sentences, rng)
    types = np.random.default_rng(seed).dirichlet([0.2] * (len(TYPES) + 1), len(words)) if words else None
    return Document(
        text, tuple(tokens), tuple(sentences), tuple(zip(starts, [*starts[1:], len(words)][: len(starts)], strict=True)),
        tuple(made.runs(("PER", "ORG", "LOC"), [t.upos == "PROPN" for t in tokens])), tuple(made.some(("person", "organization", "place", "event"))),
        tuple(made.some(("DATE", "TIME", "DURATION", "SET"))), tuple(made.attributions()), types,
    )  # fmt: skip


def _paragraphs(text: str) -> Iterator[Span]:
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line)


def _sentences(words: Sequence[str], paragraphs: Sequence[int]) -> Iterator[tuple[int, int]]:
    firsts = {*paragraphs, *(i + 1 for i, word in enumerate(words) if word in (".", "?", "!"))}
    start = 0
    for i in range(1, len(words) + 1):
        if i in firsts or i == len(words) or i - start == LONGEST:
            yield start, i
            start = i


def _heads(n: int, shape: str, rng: random.Random) -> list[int]:
    """The heads of a tree of `n` words, -1 for its root."""
    if shape == "chain":
        return [i - 1 for i in range(n)]
    if shape == "star":
        return [-1, *[0] * (n - 1)]
    if shape == "comb":
        return [-1 if not i else i - 1 if i % 2 else i - 2 for i in range(n)]
    order = rng.sample(range(n), n)
    heads = [-1] * n
    for k, word in enumerate(order[1:], 1):
        heads[word] = min((order[rng.randrange(k)] for _ in range(4)), key=lambda h, w=word: abs(h - w))
    return heads


def _token(word: str, span: Span, head: int, relations: Sequence[str], rng: random.Random) -> Token:
    guess = "PUNCT" if not any(c.isalnum() for c in word) else "NUM" if word[0].isdigit() else "PROPN" if word[0].isupper() else rng.choice(_TAGS)
    tag = _TAG_OF.get(word, guess) if rng.random() < 0.9 else rng.choice(_TAGS)
    relation = "root" if head < 0 else rng.choice(relations)
    return Token(word, span, word.lower(), tag, rng.choice(_XPOS), rng.choice(_FEATS), head, relation, rng.uniform(-3, 3), rng.uniform(-3, 3),
                 rng.choice(_EVENTS), rng.choice(("happened", "intended", "negated", "hypothetical")))  # fmt: skip


class _Phrases:
    """Phrases over words; those of one call do not overlap."""

    def __init__(self, words: Sequence[Span], sentences: Sequence[tuple[int, int]], rng: random.Random) -> None:
        self.words, self.sentences, self.rng = words, sentences, rng

    def phrase(self, kind: str, start: int, end: int) -> Phrase:
        return Phrase(kind, start, end, Span(self.words[start].start, self.words[end - 1].end), self.rng.random())

    def runs(self, kinds: Sequence[str], wanted: Sequence[bool]) -> Iterator[Phrase]:
        """Up to three words at a time of those that are wanted."""
        for is_wanted, group in itertools.groupby(range(len(self.words)), key=lambda i: wanted[i]):
            run = list(group)
            while is_wanted and run:
                length = self.rng.randint(1, 3)
                yield self.phrase(self.rng.choice(kinds), run[0], run[:length][-1] + 1)
                run = run[length:]

    def some(self, kinds: Sequence[str], often: float = 0.15) -> Iterator[Phrase]:
        at = 0
        while at < len(self.words):
            end = min(at + self.rng.randint(1, 4), len(self.words))
            if self.rng.random() < often:
                yield self.phrase(self.rng.choice(kinds), at, end)
            at = end

    def attributions(self) -> Iterator[Attribution]:
        """At most one to a sentence; its content may run on over the next one, which then has none of its own before it ends."""
        free = 0
        for (a, b), (_, stop) in itertools.pairwise([*self.sentences, (len(self.words), len(self.words))]):
            first = max(a, free)
            if b - first < 6 or self.rng.random() < 0.5:
                continue
            cuts = sorted(self.rng.sample(range(first, max(b, stop) + 1), 6))
            source, cue = (self.phrase(kind, *cuts[i : i + 2]) if self.rng.random() < 0.7 else None for kind, i in (("source", 0), ("cue", 2)))
            yield Attribution((self.phrase("content", *cuts[4:6]),), cue, source, self.rng.random())
            free = cuts[5]
