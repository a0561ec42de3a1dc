"""An issue in a few words → the topic it belongs to, so that the same issue said in many words is one row.

A topic is the first line of lexicon/issue_topics.tsv (and of a researcher's own) whose pattern the issue's words meet; an issue that none
meets is its own topic, without inflection and negation. A function of the words: nothing else can change it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from demarche.lexicon.knowledge import fold
from demarche.lexicon.load import Row, load_table
from demarche.merge.stems import find_stems, stem
from demarche.record import Stance

_NEGATIONS = frozenset(("not", "no", "never", "without", "stop", "end", "halt", "ban", "freeze"))
_FOR = frozenset((Stance.DEMANDS, Stance.OFFERS, Stance.SUPPORTS, Stance.ACCEPTS))
_AGAINST = frozenset((Stance.OPPOSES, Stance.REFUSES, Stance.DENIES))


@dataclass(frozen=True, slots=True)
class Topic:
    """`id` is the same for the same issue; `name` is for people; `affirms`: 1 where the words affirm what the name says, -1 where they state the reverse."""

    id: str
    name: str
    affirms: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    topic: str
    name: str
    all: tuple[str, ...]
    any: tuple[str, ...]
    none: tuple[str, ...]
    affirms: int

    def meets(self, words: str) -> bool:
        """`words`: folded, a blank before each and at the end; a stem stands for the words that begin with it."""
        return (
            all(stem_ in words for stem_ in self.all)
            and (not self.any or any(stem_ in words for stem_ in self.any))
            and not any(stem_ in words for stem_ in self.none)
        )


def find_topic(issue: str, places: Iterable[str] = ()) -> Topic:
    """The topic of an issue. `places`: names of the states that it may be about, for topics that many states have ("withdrawal of troops: Syria")."""
    words = f" {fold(issue)} "
    for pattern in _patterns():
        if pattern.meets(words):
            return _topic(pattern, words, places)
    stems = sorted(find_stems(issue) - {stem(w) for w in _NEGATIONS})
    negated = set(words.split()) & _NEGATIONS
    return Topic("-".join(stems) or fold(issue).replace(" ", "-"), issue, -1 if negated else 1)


def side_of(stance: Stance, affirms: int) -> int:
    """1 where a stance is for what the topic's name says, -1 where it is against, 0 where it is neither (fears, doubts, expects)."""
    return affirms * (1 if stance in _FOR else -1 if stance in _AGAINST else 0)


def _topic(pattern: _Pattern, words: str, places: Iterable[str]) -> Topic:
    if "{place}" not in pattern.name:
        return Topic(pattern.topic, pattern.name, pattern.affirms)
    named = sorted(p for p in set(places) if f" {fold(p)} " in words.replace("'s ", " "))
    where = ", ".join(named)
    id_ = "-".join((pattern.topic, *(fold(p).replace(" ", "-") for p in named)))
    return Topic(id_, " ".join(pattern.name.replace("{place}", where).split()).strip(" :,-"), pattern.affirms)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(_pattern(row) for row in load_table("issue_topics"))


def _pattern(row: Row) -> _Pattern:
    all_, any_, none = (tuple(" " + s.replace("_", " ") for s in row[column].split()) for column in ("all", "any", "not"))
    return _Pattern(row["topic"], row["name"], all_, any_, none, int(row["polarity"]))
