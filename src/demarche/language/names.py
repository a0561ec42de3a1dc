"""Names that the lexicon knows: they go before the model's opinion, which was learnt from the few names of the treebanks.

A found name that the lexicon holds under one kind only gets that kind; a name of several words, or an abbreviation, that the model
overlooked is added. Measured on the development sets: bench/RESULTS.md.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from demarche.language.document import Phrase
from demarche.language.words import find_words
from demarche.lexicon.load import load_table
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
    for row in load_table("people"):
        yield from ((name, "PER") for name in (row["name"], *row["aliases"].split("|")) if " " in name)
    for row in load_table("organisations"):
        # "Labour Party (UK)": what tells two rows apart stands in no text.
        yield from ((re.sub(r" \(.*", "", name), "ORG") for name in (row["name"], *row["aliases"].split("|")) if name)
    for row in load_table("states"):
        yield from ((name, "LOC") for name in (row["name"], *row["aliases"].split("|"), row["capital"]) if name)


@cache
def _by_first_word() -> dict[str, tuple[Words, ...]]:
    """The known names of several words, and abbreviations, by their first word, the longest first."""
    found: dict[str, list[Words]] = {}
    for words in _kinds():
        if len(words) > 1 or (len(words[0]) >= SHORTEST_ABBREVIATION and words[0].isupper()):
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


def with_known_names(phrases: Sequence[Phrase], words: Sequence[str], spans: Sequence[Span]) -> list[Phrase]:
    """The names that the model found, put right and completed by the lexicon, in text order. `words` and `spans`: those of the document."""
    names = [_put_right(phrase, words) for phrase in phrases]
    taken = {i for phrase in names for i in range(phrase.start, phrase.end)}
    i = 0
    while i < len(words):
        name = next((n for n in _by_first_word().get(words[i], ()) if tuple(words[i : i + len(n)]) == n), None)
        if name and taken.isdisjoint(range(i, i + len(name))):
            names.append(Phrase(_kinds()[name], i, i + len(name), Span(spans[i].start, spans[i + len(name) - 1].end), 1.0))
        i += len(name) if name else 1
    return sorted(names, key=lambda n: n.start)


def _put_right(phrase: Phrase, words: Sequence[str]) -> Phrase:
    own = tuple(words[phrase.start : phrase.end])
    kind = _kinds().get(own[1:] if own[0].lower() == "the" else own)
    return Phrase(kind, phrase.start, phrase.end, phrase.span, phrase.score) if kind else phrase
