"""Contexts: which of PLOVER's 37 spheres of politics a paragraph, and an event in it, is about.

The words of lexicon/contexts.tsv vote. One strong word makes a context, or two different weak ones in the same sentence. The longest phrase takes
its words: "a war of words" speaks of no war.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from demarche.facts.named import Who
from demarche.facts.statements.phrases import paragraph_of
from demarche.language.document import Document, once_a_word
from demarche.lexicon.load import Row, load_table
from demarche.record import Event, EventType

MOST = 4  # no event of the development gold has more than two; a paragraph that speaks of everything says nothing of one event
_STRONG, _WEAK = 2, 1
_ACT = "EVENT"  # an event is one word, however many rows hold of it


@dataclass(slots=True)
class _Node:
    """A place in the table's phrases: what can follow, and the rows that end here."""

    next: dict[str, "_Node"] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


class _Part(NamedTuple):
    """A piece of a word between hyphens, with its word."""

    form: str
    lemma: str
    word: int


def find_contexts(document: Document) -> dict[int, tuple[str, ...]]:
    """The contexts of each paragraph by its number, in the codebook's order; paragraphs without any are left out."""
    starts = [start for start, _ in document.paragraphs]
    found: dict[int, set[str]] = {}
    for number, sentence in enumerate(document.sentences):
        contexts = _decided(_votes(document, number))
        if contexts and starts:
            found.setdefault(bisect_right(starts, sentence[0]) - 1, set()).update(contexts)
    return {paragraph: tuple(c for c in _order() if c in contexts) for paragraph, contexts in found.items()}


def contexts_at(document: Document, found: dict[int, tuple[str, ...]], word: int, act: Sequence[str] = ()) -> tuple[str, ...]:
    """The contexts of the event that a word names: first its own sentence's, those with most words before the others, then its paragraph's.

    `act` is what the event itself says of its context (`words_of_act`).
    """
    votes = {context: dict(words) for context, words in _votes(document, document.sentence_of[word]).items()}
    for row in (r for a in act for r in _acts().get(a, ())):
        words = votes.setdefault(row["context"], {})
        words[_ACT] = max(words.get(_ACT, 0), _weight(row))
    order = _order()
    own = sorted(_decided(votes), key=lambda c: (-sum(votes[c].values()), order[c]))
    paragraph = paragraph_of(document, word)
    return tuple(dict.fromkeys((*own, *found.get(paragraph, ()))))[:MOST]


def words_of_act(type_: EventType, mode: Sequence[str], codes: Sequence[str | None]) -> tuple[str, ...]:
    """The EVENT rows of the table that hold of an event: its type, its modes, and who takes part, by the actors' codes.

    CONSULT of FRAGOV and RUS → "consult", "consult between states".
    """
    kinds = [type_.value.lower(), *(f"{type_.value.lower()} {m}" for m in mode)]
    known = [c for c in codes if c]
    parties = []
    if len({c[:3] for c in known if c[3:] in ("", "GOV")}) > 1:
        parties.append("between states")
    if any("MIL" in c[3:] for c in known):
        parties.append("with soldiers")
    return (*kinds, *(f"{k} {p}" for k in kinds for p in parties))


def _decided(votes: dict[str, dict[str, int]]) -> list[str]:
    return [context for context, words in votes.items() if sum(words.values()) >= _STRONG]


@once_a_word
def _votes(document: Document, sentence: int) -> dict[str, dict[str, int]]:
    """The words of a sentence that speak for a context, each once, with their weight."""
    stretch = document.sentences[sentence]
    parts = _parts(document, stretch)
    root = _phrases().next
    vouching = _words_of_vouchers(document, stretch)
    votes: dict[str, dict[str, int]] = {}
    at = 0
    while at < len(parts):
        length = 1
        if parts[at].lemma in root or parts[at].form in root:
            length, rows = _longest(document, parts, at)
            for row in rows:
                weight = _weight(row) - (parts[at].word in vouching)
                if row["context"] and weight:
                    votes.setdefault(row["context"], {})[row["word"].lower()] = weight
        at += length
    return votes


def _parts(document: Document, stretch: tuple[int, int]) -> list[_Part]:
    """The words in small letters; hyphens part and count for nothing, so that "cease-fire" is "cease fire"."""
    parts = []
    for word in range(*stretch):
        token = document.tokens[word]
        form, lemma = token.text.lower(), token.lemma.lower()
        if "-" not in form:
            parts.append(_Part(form, lemma, word))
        else:
            pieces = [p for p in form.split("-") if p]
            parts += [_Part(p, lemma.rpartition("-")[2] if p == pieces[-1] else p, word) for p in pieces]
    return parts


def _longest(document: Document, parts: list[_Part], at: int) -> tuple[int, list[Row]]:
    """The longest phrase of the table that begins at a part: how many parts it takes, and its rows; one part and no rows where none stands there."""
    ends: dict[int, list[Row]] = {}
    nodes, end = [_phrases()], at
    while nodes and end < len(parts):
        part = parts[end]
        nodes = [n.next[w] for n in nodes for w in dict.fromkeys((part.form, part.lemma)) if w in n.next]
        end += 1
        ends[end] = [r for n in nodes for r in n.rows]
    for stop in sorted(ends, reverse=True):
        fitting = [r for r in ends[stop] if _fits(document, parts[at:stop], r)]
        if fitting:
            return stop - at, fitting
    return 1, []


def _fits(document: Document, phrase: list[_Part], row: Row) -> bool:
    """Does a row mean these words: as a name in its own spelling, or as words of its part of speech that are no part of a name?"""
    if row["pos"] == "PROPN":
        return document.words(phrase[0].word, phrase[-1].word + 1) == row["word"]
    if any(p.word in document.names_at and document.tokens[p.word].text[:1].isupper() for p in phrase):
        return False
    tag = document.tokens[phrase[-1].word].upos
    return row["pos"] in ("", tag) or (row["pos"] == "NOUN" and tag == "PROPN")


def _words_of_vouchers(document: Document, stretch: tuple[int, int]) -> frozenset[int]:
    """The words for whoever is only named after the fact as its source: "…, his lawyer said" makes nothing a matter of law."""
    behind = document.sources_behind
    return frozenset(w for first in range(*stretch) for w in range(first, behind.get(first, first)))


def _weight(row: Row) -> int:
    return _STRONG if row["weight"] == "strong" else _WEAK


@cache
def _phrases() -> _Node:
    root = _Node()
    for row in load_table("contexts"):
        if row["pos"] != "EVENT":
            node = root
            for word in _pieces(row["word"]):
                node = node.next.setdefault(word, _Node())
            node.rows.append(row)
    return root


def _pieces(words: str) -> Iterator[str]:
    yield from words.lower().replace("-", " ").split()


@cache
def _acts() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in load_table("contexts"):
        if row["pos"] == "EVENT":
            found.setdefault(row["word"], []).append(row)
    return found


@cache
def _order() -> dict[str, int]:
    """Each context's place in the codebook, which is that of its first row in the table."""
    contexts = dict.fromkeys(row["context"] for row in load_table("contexts") if row["context"])
    return {context: n for n, context in enumerate(contexts)}


def with_contexts(document: Document, found: Mapping[int, Event], who: Who) -> dict[int, Event]:
    """The events, by the word that names each, with the contexts that their words and their own act stand in."""
    contexts = find_contexts(document)
    codes = {n.actor.id: n.actor.code for n in who}

    def told(word: int, event: Event) -> Event:
        act = words_of_act(event.type, event.mode, [codes[a] for a in (*event.actors, *event.recipients)])
        context = contexts_at(document, contexts, word, act)
        return replace(event, context=context) if context else event

    return {word: told(word, event) for word, event in found.items()}
