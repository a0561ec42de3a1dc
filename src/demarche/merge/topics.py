"""An issue in a few words → the topic it belongs to, so that the same issue said in many words is one row.

A topic is the first line of lexicon/issue_topics.tsv (and of a researcher's own) whose pattern the issue's words meet; an issue that none
meets is its own topic, without inflection and negation. A function of the words: nothing else can change it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from demarche.lexicon.knowledge import fold
from demarche.lexicon.load import Row, parse_table, read_table
from demarche.merge.stems import find_stems, stem
from demarche.record import Stance

Parts = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")
_WHOLE = 3  # letters: stems as short as this are whole words, or "inf" would stand in "information"
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
    """One line of the table. A stem is a tuple of parts that stand one after the other in the issue."""

    line: int
    topic: str
    name: str
    all: tuple[Parts, ...]
    any: tuple[Parts, ...]
    none: tuple[Parts, ...]
    affirms: int

    def meets(self, words: Sequence[str]) -> bool:
        return (
            all(_stands(parts, words) for parts in self.all)
            and (not self.any or any(_stands(parts, words) for parts in self.any))
            and not any(_stands(parts, words) for parts in self.none)
        )


def find_topic(issue: str, places: Iterable[str] = ()) -> Topic:
    """The topic of an issue. `places`: names of the states that it may be about, for topics that many states have ("withdrawal of troops: Syria")."""
    words = _WORD.findall(fold(issue))
    found = _find(words, _patterns(), places)
    if found:
        return found
    stems = sorted(find_stems(issue) - {stem(w) for w in _NEGATIONS})
    return Topic("-".join(stems) or "-".join(words), issue, -1 if set(words) & _NEGATIONS else 1)


@dataclass(frozen=True, slots=True)
class OwnTopics:
    """A researcher's own lines, which go before those of the package: what was put together wrongly, or kept apart, is put right in a file."""

    patterns: "ByPart" = field(default_factory=dict)

    def find(self, issue: str, places: Iterable[str] = ()) -> Topic | None:
        """The topic of an issue by the own lines; None where none is met."""
        return _find(_WORD.findall(fold(issue)), self.patterns, places) if self.patterns else None


def load_own_topics(folder: Path) -> OwnTopics:
    """The lines of `issue_topics.tsv` in a folder, with the columns of the package's; none where there is no such file. Raises BadTable for a broken one."""
    path = folder / "issue_topics.tsv"
    return OwnTopics(_by_part(parse_table(path.read_text("utf-8"), str(path)))) if path.is_file() else OwnTopics()


def side_of(stance: Stance, affirms: int) -> int:
    """1 where a stance is for what the topic's name says, -1 where it is against, 0 where it is neither (fears, doubts, expects)."""
    return affirms * (1 if stance in _FOR else -1 if stance in _AGAINST else 0)


def _find(words: Sequence[str], patterns: "ByPart", places: Iterable[str]) -> Topic | None:
    # The table is long: only lines of which a needed stem begins a word of the issue are looked at, in the table's order.
    near = {p.line: p for word in words for end in range(1, len(word) + 1) for p in patterns.get(word[:end], ())}
    return next((topic for line in sorted(near) if near[line].meets(words) and (topic := _topic(near[line], words, places))), None)


def _stands(parts: Parts, words: Sequence[str]) -> bool:
    """Do words that begin with these parts stand one after the other? Short parts ("eu", "ira") are whole words."""
    return any(
        all(w == part if len(part) <= _WHOLE else w.startswith(part) for w, part in zip(words[i:], parts, strict=False))
        for i in range(len(words) - len(parts) + 1)
    )


def _topic(pattern: _Pattern, words: Sequence[str], places: Iterable[str]) -> Topic | None:
    """The topic of a pattern; None where many states have it ("a ceasefire") and the issue names none of them."""
    if "{place}" not in pattern.name:
        return Topic(pattern.topic, pattern.name, pattern.affirms)
    folded = {p: _WORD.findall(fold(p)) for p in set(places)}
    named = sorted(p for p, parts in folded.items() if any(list(words[i : i + len(parts)]) == parts for i in range(len(words))))
    if not named:
        return None
    id_ = "-".join((pattern.topic, *("-".join(folded[p]) for p in named)))
    return Topic(id_, " ".join(pattern.name.replace("{place}", ", ".join(named)).split()).strip(" :,-()"), pattern.affirms)


@cache
def _patterns() -> "ByPart":
    return _by_part(read_table("issue_topics"))


def _by_part(rows: Iterable[Row]) -> "ByPart":
    """The lines by the first part of a stem that they need: one of `all`, or else any of `any`."""
    by_part: ByPart = defaultdict(list)
    for row in rows:
        pattern = _pattern(row)
        needed = [max(pattern.all, key=lambda parts: len("".join(parts)))] if pattern.all else pattern.any
        for parts in needed:
            by_part[parts[0]].append(pattern)
    return by_part


ByPart = dict[str, list[_Pattern]]


def _pattern(row: Row) -> _Pattern:
    all_, any_, none = (tuple(tuple(s.split("_")) for s in row[column].split()) for column in ("all", "any", "not"))
    return _Pattern(row.number, row["topic"], row["name"], all_, any_, none, int(row["polarity"]))
