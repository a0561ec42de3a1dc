"""An expression in plain words: lower case, without commas and hyphens, numbers and ordinals in figures, "a year" as "1 year".

"the last twenty-four hours" → "the last 24 hours"; "March the eighth, nineteen ninety-seven" → "march the 8th 1997".
"""

import re
from functools import cache, lru_cache

from demarche.facts.numbers import number_of, number_words
from demarche.facts.times.vocabulary import words

_QUOTES_AND_DASHES = str.maketrans("‘’`“”–—‑\u00a0", "'''\"\"--- ")
_IN_NUMBERS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_DECADES = re.compile(r"(?<=\d0)'s\b")
_MARKS = re.compile(r"(?<!\d)[.:]|[.:](?!\d)|'s\b|'")
_GAPS = re.compile(r"[,;()\[\]{}\"_*!?]|(?<!\d)-|-(?!\d)")
_HALVES = re.compile(r"(?<!\d)(\d+)(?: and (?:a|1) half| 1/2)\b")
_OR_SO = re.compile(r" or so\b")
_OR_TWO = re.compile(r"\b1 (\w+) or 2\b")
_HALF_AFTER = re.compile(r"\b1 (\w+) and (?:a|1) half\b")
# Years said in two halves begin so: "eighteen forty-eight", "nineteen ninety-six", "twenty ten".
_CENTURIES = frozenset(("seventeen", "eighteen", "nineteen", "twenty"))
# Number words that take an article: "a hundred", but "a three-year term".
_COLLECTIVES = frozenset(("hundred", "thousand", "million", "dozen", "couple"))
# "A fiscal year" is a length, "the fiscal year" may be the one that runs.
_KINDS_OF_YEAR = frozenset(("fiscal", "financial", "calendar", "full", "whole"))
# The most words that one entry of lexicon/time_words.tsv has.
LONGEST_WORD = 5
# An article's expressions repeat: "today", "on Tuesday".
REMEMBERED = 2048


@lru_cache(maxsize=REMEMBERED)
def plain(expression: str) -> str:
    """The expression in plain words."""
    said = _IN_NUMBERS.sub("", _DECADES.sub("s", expression.lower().translate(_QUOTES_AND_DASHES)))
    said = _GAPS.sub(" ", _MARKS.sub("", said))
    said = " ".join(_figures(said.split()))
    said = _OR_TWO.sub(r"few \1s", said)
    return _OR_SO.sub("", _HALF_AFTER.sub(r"1.5 \1", _HALVES.sub(r"\1.5", said)))


@lru_cache(maxsize=REMEMBERED)
def cores(said: str) -> tuple[str, ...]:
    """Plain words with less and less around the period itself: "by the end of the year", "the end of the year", "end of the year", "year".

    TIMEX3 keeps "the end of", "late" and "about" out of the value.
    """
    found = [said] if said else []
    while shorter := without_first(said, ("article", "lead", "portion")):
        said = shorter
        found.append(said)
    while shorter := _without_last(said):
        said = shorter
        found.append(said)
    return tuple(found)


def without_first(said: str, kinds: tuple[str, ...]) -> str:
    """What is left behind a first word, or words, of some kinds: ("about 3 days", ("approximate",)) → "3 days"; empty where none stands first."""
    pieces = said.split(" ")
    for length in range(min(LONGEST_WORD, len(pieces) - 1), 0, -1):
        first = " ".join(pieces[:length])
        if any(first in words(kind) for kind in kinds):
            return " ".join(pieces[length:])
    return ""


def _without_last(said: str) -> str:
    pieces = said.split(" ")
    return next((" ".join(pieces[:-n]) for n in (2, 1) if len(pieces) > n and " ".join(pieces[-n:]) in words("trail")), "")


def _figures(said: list[str]) -> list[str]:
    """The words with numbers and ordinals in figures, and "a" as 1 where a unit follows."""
    found: list[str] = []
    at = 0
    while at < len(said):
        for read in (_ordinal, _number, _article):
            figure, used = read(said, at)
            if used:
                found.append(figure)
                at += used
                break
        else:
            found.append(said[at])
            at += 1
    return found


def _number(said: list[str], at: int) -> tuple[str, int]:
    """The number that begins at a word, in figures, and how many words it takes; 0 where none begins."""
    end = at + (said[at] in ("a", "an") and " ".join(said[at + 1 : at + 2]) in _COLLECTIVES)
    while end < len(said) and (said[end] in _counting() or (said[end] == "and" and said[end - 1] in ("hundred", "thousand"))):
        end += 1
    run = said[at:end]
    value = _spoken_year(run) or (number_of(" ".join(run)) if run and run[-1] not in ("a", "an", "and") else None)
    if value is None:
        return "", 0
    is_couple = run[-1] == "couple" and said[end : end + 1] == ["of"]
    return str(int(value)) if value == int(value) else f"{value:g}", end - at + is_couple


@cache
def _counting() -> frozenset[str]:
    return frozenset(w for w in number_words() if w not in ("a", "an") and "half" not in w and w not in words("unit"))


def _spoken_year(run: list[str]) -> int | None:
    """The year that number words say in two halves: nineteen ninety six → 1996."""
    if len(run) < 2 or run[0] not in _CENTURIES:
        return None
    century, rest = number_of(run[0]), number_of(" ".join(run[1:]))
    return int(century * 100 + rest) if century and rest and 10 <= rest < 100 else None


def _ordinal(said: list[str], at: int) -> tuple[str, int]:
    """An ordinal in figures. "second" is one only before a period or behind a month: it is a unit else."""
    ordinals = words("ordinal")
    for length in (2, 1):
        word = " ".join(said[at : at + length])
        if word in ordinals and at + length <= len(said):
            after = said[at + length] if at + length < len(said) else ""
            before = said[at - 1] if at else ""
            if word == "second" and not (after in words("unit") or after == "half" or before in words("month")):
                return "", 0
            return f"{ordinals[word]}th", length
    return "", 0


def _article(said: list[str], at: int) -> tuple[str, int]:
    after = said[at + 1 : at + 3]
    is_one = said[at] in ("a", "an") and (after[:1] or [""])[0] in words("unit")
    is_one_of_a_kind = said[at] in ("a", "an") and len(after) == 2 and after[0] in _KINDS_OF_YEAR and after[1] in words("unit")
    return ("1", 1) if is_one or is_one_of_a_kind else ("", 0)
