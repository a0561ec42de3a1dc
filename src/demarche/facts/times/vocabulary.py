"""The words of time and the grammar's shorthand over them: a template such as "SHIFT UNIT" is a pattern in which SHIFT is any word of that kind.

The words are those of lexicon/time_words.tsv and lexicon/named_days.tsv.
"""

import re
from collections.abc import Iterable
from functools import cache

from demarche.lexicon.load import load_table

_FIXED = {
    "YEAR": r"(?P<year>1\d{3}|20\d\d)",
    "DATE": r"(?P<date>[0-3]?\d)(?:st|nd|rd|th)?",
    "NTH": r"(?P<nth>\d+)(?:st|nd|rd|th)",
    "NUMBER": r"(?P<number>\d+(?:\.\d+)?)",
}
_SHORTHAND = re.compile(r"[A-Z]{3,}")


@cache
def words(kind: str) -> dict[str, str]:
    """Word → value, of one kind of time word: `words("month")["feb"]` → "2"."""
    return {row["word"]: row["value"] for row in load_table("time_words") if row["kind"] == kind}


@cache
def named_days() -> dict[str, str]:
    """Name of a day, plain → the day: "12-25", "11-thu-4", "easter+1", "2001-09-11"."""
    return {row["words"].replace("'s", "").replace("'", ""): row["day"] for row in load_table("named_days")}


def any_of(options: Iterable[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(re.escape(o) for o in sorted(options, key=len, reverse=True))


def _expanded(shorthand: re.Match[str]) -> str:
    name = shorthand[0]
    if name == "HOLIDAY":
        return f"(?P<holiday>{any_of(named_days())})"
    return _FIXED.get(name) or f"(?P<{name.lower()}>{any_of(words(name.lower()))})"


@cache
def pattern(template: str) -> re.Pattern[str]:
    """The compiled pattern of a template."""
    return re.compile(_SHORTHAND.sub(_expanded, template), re.ASCII)


def matched(template: str, said: str) -> dict[str, str]:
    """What each shorthand of the template stands for in a text that it covers wholly; empty where it does not.

    A word of a table comes as its value: `matched("SHIFT MONTH", "last feb")` → {"shift": "-1", "month": "2", "": "last feb"}.
    """
    match = pattern(template).fullmatch(said)
    if not match:
        return {}
    return {k: words(k).get(v, v) for k, v in match.groupdict().items() if v is not None} | {"": said}
