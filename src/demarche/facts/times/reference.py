"""The day that a text counts from: its day of publication, else a full date at its top, alone in its line or in a dateline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from demarche.facts.times.absolute import read_absolute
from demarche.facts.times.reading import Reference, day_of
from demarche.facts.times.wording import plain
from demarche.language.document import Document, Phrase

# A dateline or a date's own line stands within the first lines, however long the headline is.
TOP_LINES = 6
_LONGEST_BEFORE = 300  # characters before the date in its line; eight names and what parts them are shorter
# What may stand beside the date in its line: "KYIV, February 7, 2022 (Reuters) -" before the story, "Published:", a time of day.
_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]*(?:[ ,/]+|$)){0,8}|\W*(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Dd]ate)\W*(?:on\W+)?")
_AFTER = re.compile(r"\W*(?:\(\w[\w /.-]*\)|[-–—_]|$|\d\d?[:.]\d\d)")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that relative times count from, and in words where it was learnt."""

    day: date | None
    source: str


def find_anchor(document: Document, phrases: Sequence[Phrase], published: str | None) -> Anchor:
    """The day of publication where it is known, else the first full date that stands at the top of the text like one of publication."""
    day = day_of(published[:10]) if published else None
    if day:
        return Anchor(day, "the day of publication")
    top = _end_of_top(document.text)
    for phrase in phrases:
        if phrase.span.start >= top:
            break
        named = read_absolute(plain(phrase.span.of(document.text)), Reference(None))
        day = day_of(named.value) if named else None
        if day and _stands_apart(document.text, phrase):
            return Anchor(day, "the date at the top of the text")
    return Anchor(None, "an unknown day of publication")


def _end_of_top(text: str) -> int:
    """Where the first lines of a text end; blank lines before them do not count."""
    at = len(text) - len(text.lstrip())
    for _ in range(TOP_LINES):
        at = text.find("\n", at) + 1
        if at == 0:
            return len(text)
    return at


def _stands_apart(text: str, phrase: Phrase) -> bool:
    """Is the date the line's own, or part of a dateline, rather than of a sentence?"""
    before = text[max(0, phrase.span.start - _LONGEST_BEFORE) : phrase.span.start].rpartition("\n")[2]
    if len(before) == _LONGEST_BEFORE or not _BEFORE.fullmatch(before.strip()):
        return False
    end = text.find("\n", phrase.span.end)
    return bool(_AFTER.match(text, phrase.span.end, end if end >= 0 else len(text)))
