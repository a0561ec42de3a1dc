"""Which articles are copies, and which come from one origin.

A copy holds no sentence that its original lacks (its headline apart), so that nothing is lost when it is not read. Two articles that share
most of their shingles resemble each other: they count as one origin, and both are read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b

from rensa import RMinHash

from demarche.lexicon.load import load_table
from demarche.merge.credits import agency_names
from demarche.merge.report import to_day
from demarche.record import Article, PartKind

# Wire stories are reprinted within a day or two; later, "on Tuesday" means another day.
_DAYS_APART = 2
DAYS_ALIKE = 7  # a wire story is taken over within a week; what looks like it later is a form that is filled in anew
_SHINGLE = 4  # words
# Measured on the written set and its wire copies: bench/STORE.md. Other reports of one event share less than a fifth.
_RESEMBLING = 0.5
_PERMUTATIONS, _BAND = 128, 4  # 32 bands of 4: pairs with a Jaccard similarity of 0.4 meet in one with a chance of 0.56, of 0.6 with 0.99
_LEADS = 3  # the first sentences, by which an article that was cut short finds its original
_STORY = frozenset((PartKind.PARAGRAPH, PartKind.SUBHEADING))
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+|\n+")
_WORD = re.compile(r"\w+")
# "KYIV, Feb 8 (Reuters) - ": where and by whom, before the story begins.
_DATELINE = re.compile(r"^(?:[A-Z]{2}[A-Z .,'/-]*[\w .,/]{0,20}(?:\([^)\n]{2,40}\))?|[A-Z][\w .,'/-]{1,40}\([^)\n]{2,40}\))\s*[-–—]{1,2}\s+")


@dataclass(frozen=True, slots=True)
class Imprint:
    """An article, as copies are told by it: hashes of its sentences, and marks under which it is found."""

    key: str
    published: str | None
    sentences: frozenset[int]
    marks: tuple[int, ...]
    shingles: frozenset[int]


@lru_cache(maxsize=128)  # the same article is asked for before it is read and again when it is kept, and a wire story with each of its copies
def take_imprint(article: Article, key: str) -> Imprint:
    """The imprint of an article."""
    sentences = list(_sentences(article))
    hashes = [_hash(s) for s in sentences]
    words = " ".join(sentences).split()
    shingles = [" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))]
    return Imprint(key, article.published, frozenset(hashes), (*dict.fromkeys((*hashes[:_LEADS], *_bands(shingles))),), frozenset(map(_hash, shingles)))


def is_copy(imprint: Imprint, original: Imprint) -> bool:
    """Does an article say nothing that the other does not? Of two that say the same, the one published later is the copy."""
    if not imprint.sentences <= original.sentences or not _in_time(imprint, original):
        return False
    if len(imprint.sentences) < len(original.sentences):
        return True
    return (original.published or "9999", original.key) < (imprint.published or "9999", imprint.key)


def find_original(imprint: Imprint, others: Iterable[Imprint]) -> str | None:
    """The key of the article that an article is a copy of: the fullest, the first of them published; None for an article of its own."""
    originals = [o for o in others if is_copy(imprint, o)]
    return min(originals, key=lambda o: (-len(o.sentences), o.published or "9999", o.key)).key if originals else None


def resemblance(imprint: Imprint, other: Imprint) -> float:
    """The share of the shorter article's shingles that the other holds too, 0..1 (Broder's containment, 1997)."""
    fewer = min(len(imprint.shingles), len(other.shingles))
    return len(imprint.shingles & other.shingles) / fewer if fewer else 0.0


def resembles(imprint: Imprint, other: Imprint) -> bool:
    return resemblance(imprint, other) >= _RESEMBLING


def _in_time(imprint: Imprint, other: Imprint) -> bool:
    mine, theirs = to_day(imprint.published), to_day(other.published)
    return mine == theirs or (mine is not None and theirs is not None and abs(mine - theirs) <= _DAYS_APART)


def _sentences(article: Article) -> Iterator[str]:
    """The sentences of the story in small letters without punctuation; of an article that is a headline only, that."""
    story = [p for p in article.parts if p.kind in _STORY] or article.parts
    for number, part in enumerate(story):
        if part.kind is not PartKind.BOILERPLATE:
            words = article.text[part.start : part.end]
            words = _DATELINE.sub("", words) if number == 0 else words
            for sentence in _SENTENCE_END.split(words):
                plain = " ".join(_WORD.findall(sentence.casefold()))
                if plain and not _is_credit(sentence):
                    yield plain


def _is_credit(sentence: str) -> bool:
    """Is this all that a line says: "(Reuters)", "With reporting by AFP"?"""
    words = _WORD.findall(sentence)
    return bool(set(words) & _agency_words()) and all(w in _agency_words() or w.casefold() in _credit_words() for w in words)


@cache
def _agency_words() -> frozenset[str]:
    """The words of agencies' names, as they are written."""
    return frozenset(word for name in agency_names() for word in _WORD.findall(name))


@cache
def _credit_words() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("credit_words"))


def _bands(shingles: list[str]) -> list[int]:
    sketch = RMinHash(_PERMUTATIONS, 1)
    sketch.update(shingles)
    digest = sketch.digest()
    return [_hash(f"{i}:{digest[i : i + _BAND]}") for i in range(0, _PERMUTATIONS, _BAND)]


def _hash(words: str) -> int:
    """63 bits, so that every database can keep them as a whole number."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
