"""The cheap gate before the language model: tells an article that is plainly not of international affairs, by its words alone.

Every word of lexicon/topic_words.tsv speaks for international affairs or for a topic far from them. An article is let go only where one such
topic is loud and affairs are next to silent; whatever is uncertain is kept, since a report lost is worse than a match report read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from demarche.lexicon.load import load_table

AFFAIRS = "affairs"
UNCLEAR = "unclear"
SHORT = "short"
# Below this many words nothing is told apart: a brief on a strike and one on a striker share most of their words.
_SHORTEST_JUDGED = 40
_LONGEST_PHRASE = 3
# A second use of a word says a little more, a tenth nothing: names and key words come again in every paragraph.
_MOST_REPEATS = 2
# Sport and travel are full of states, so a name says little, and ten of them no more than five.
_STATE = "state"
_STATE_WEIGHT = 0.2
_MOST_FOR_STATES = 1.0
_LEAST_OFF_TOPIC = 10.0
_LEAST_DENSITY = 0.06
_LEAST_RATIO = 3.0
_OTHER_TOPICS = 0.5
_WORDS_NAMED = 3
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about, why we think so, and whether it goes on to the language model."""

    name: str
    reason: str
    on_topic: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    """A word or phrase of the table, with how loudly it speaks in the article."""

    word: str
    topic: str
    strength: float


def find_topic(text: str, title: str | None = None) -> Topic:
    """The topic of an article, told by its words; `on_topic` is False only where it is plainly far from international affairs.

    `name` is "affairs", "short", "unclear" or an off-topic kind of lexicon/topic_words.tsv; `reason` is a sentence for the user.
    A title that the text does not begin with is read with it.
    """
    words = _WORD.findall(_joined(text, title).lower())
    if len(words) < _SHORTEST_JUDGED:
        return Topic(SHORT, f"{len(words)} words: too short to tell its topic", True)
    hits = sorted(_find_hits(words), key=lambda hit: -hit.strength)
    return _judge(hits, len(words))


def _joined(text: str, title: str | None) -> str:
    return text if not title or text.lstrip().startswith(title) else f"{title}\n{text}"


def _find_hits(words: list[str]) -> Iterator[_Hit]:
    counts: dict[str, int] = {}
    for word in _table_words(words):
        counts[word] = counts.get(word, 0) + 1
    evidence = _evidence()
    for word, count in counts.items():
        topic, weight = evidence[word]
        yield _Hit(word, topic, weight * min(count, _MOST_REPEATS))


def _table_words(words: list[str]) -> Iterator[str]:
    """The words and phrases of the table that stand in the text, in order; the longest phrase takes its words."""
    evidence, openings = _evidence(), _openings()
    at = 0
    while at < len(words):
        longest = _LONGEST_PHRASE if words[at] in openings else 1
        for length in range(longest, 0, -1):
            found = _entry(" ".join(words[at : at + length]), evidence)
            if found:
                yield found
                break
        at += length


def _entry(words: str, evidence: dict[str, tuple[str, float]]) -> str | None:
    """The table's entry for words of the text, which may be its plural; None where it has none."""
    if words in evidence:
        return words
    if words.endswith("s") and words[:-1] in evidence:
        return words[:-1]
    return None


def _judge(hits: list[_Hit], length: int) -> Topic:
    return Topic(UNCLEAR, "", True)


@cache
def _evidence() -> dict[str, tuple[str, float]]:
    """For every word and phrase its topic and weight. States speak weakly for affairs."""
    names = [n for row in load_table("states") for c in ("name", "aliases", "demonyms", "adjectives", "capital") for n in row[c].split("|")]
    states = {" ".join(_WORD.findall(name.lower())): (_STATE, _STATE_WEIGHT) for name in names}
    return states | {row["word"]: (row["topic"], float(row["weight"])) for row in load_table("topic_words")}


@cache
def _openings() -> frozenset[str]:
    """The first words of phrases: only there is it worth to look for more than one word."""
    return frozenset(word.split()[0] for word in _evidence() if " " in word)
