"""Expressions that the grammar is sure of: they are marked where the model missed them, and complete what it marked in part.

Each pattern has been counted on the gold of the development articles that are not held out: at least two in three of its finds are marked there, of
most nine in ten. (For the F1 of values a find pays from two in five on.)
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from demarche.facts.numbers import number_words
from demarche.facts.times.vocabulary import any_of, pattern, words
from demarche.facts.times.wording import plain
from demarche.language.document import Document, Phrase

# Of the tables' words those that begin an expression on which nine in ten marks of the gold agree; "each", "a few" and the rest stand in the rules.
_SHIFTS = ("last", "this", "next")
_PARTS = ("early", "late", "mid")
_POINTING = ("last", "past", "next")
_WITH_ARTICLE = ("few", "dozen", "couple")
_UNCOUNTED = ("recent", "coming")
_ORDINALS = ("first", "second", "third", "fourth")
# "For weeks", "within months": the gold marks two in three; without a preposition before it, "days" is often the story's own subject.
_BEFORE_UNITS = ("for", "within", "in")
# "On the 20th": a day where the sentence goes on as behind a noun.
_ORDINAL_DAY = r"(?<=\b[Oo]n )the [0-3]?\d(?:st|nd|rd|th)\b(?=[.,;:)]|$| (?:and|or|at|in|to|with|by|for|after|before|as)\b)"
_LONGEST = 200  # characters of an expression and of what must not follow it; a megabyte of digits is none
_YEAR = r"(?:1[6-9]|20)\d\d\b(?![.,]\d|%)"


@dataclass(frozen=True, slots=True)
class _Rule:
    """What stands where a word begins it, and the type of it. `is_sure`: it is a time by itself; else it only completes what the model has marked in part."""

    pattern: re.Pattern[str]
    kind: str = ""
    is_sure: bool = True


def with_sure(document: Document, phrases: Iterable[Phrase]) -> list[Phrase]:
    """The model's phrases, completed where they are part of what a rule covers, and what the sure rules cover besides."""
    found = _Found(phrases)
    ends = [t.span.end for t in document.tokens]
    at = 0
    for i, token in enumerate(document.tokens):
        for rule in _rules_for(token.text) if i >= at else ():
            match = rule.pattern.match(document.text, token.span.start, token.span.start + _LONGEST)
            end = bisect_right(ends, match.end()) if match else i
            if end > i and not _is_named(document, i, end) and _add(document, found, rule, i, end):
                at = end
                break
    return sorted(found, key=lambda p: p.start)


class _Found:
    """Phrases, none over another, in the order of their finding, and the one at each word."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases: dict[int, Phrase] = {}
        self._at: dict[int, int] = {}  # word → number of its phrase
        for phrase in phrases:
            self.add(phrase)

    def __iter__(self) -> Iterator[Phrase]:
        return iter(self._phrases.values())

    def add(self, phrase: Phrase) -> None:
        number = next(reversed(self._phrases), -1) + 1
        self._phrases[number] = phrase
        self._at.update(dict.fromkeys(range(phrase.start, phrase.end), number))

    def take(self, start: int, end: int) -> list[Phrase]:
        """Takes out the phrases that the words `[start, end)` touch."""
        touched = sorted({self._at[word] for word in range(start, end) if word in self._at})
        taken = [self._phrases.pop(number) for number in touched]
        for word in (w for p in taken for w in range(p.start, p.end)):
            self._at.pop(word, None)
        return taken


def between(document: Document, phrase: Phrase, start: int, end: int) -> Phrase:
    """The phrase with other edges."""
    return replace(phrase, start=start, end=end, span=document.span(start, end))


@lru_cache(maxsize=50_000)
def _rules_for(word: str) -> list[_Rule]:
    first = word[0] if word[0].isdigit() else word.lower().rstrip(".")
    return _rules().get(first, [])


@cache
def _rules() -> dict[str, list[_Rule]]:
    """First word, in lower case → rules: "Tuesday night", "Feb. 3, 2022", "last week", "two years ago", "now"."""
    found: dict[str, list[_Rule]] = {}
    for firsts, rule in (*_named_rules(), *_counted_rules()):
        for first in firsts:
            found.setdefault(first, []).append(rule)
    for marked in sorted(words("marked"), key=len, reverse=True):
        found.setdefault(marked.split()[0], []).append(_Rule(re.compile(rf"(?:{marked}|{marked.capitalize()})\b(?!-)"), words("marked")[marked]))
    return found


def _named_rules() -> list[tuple[Iterable[str], _Rule]]:
    """Days, months, years, and those that "last", "this" and "next" point to."""
    names = {k: any_of(w.capitalize() for w in words(k) if len(w) > 3 or k == "month") for k in ("day", "month")}
    weekday = rf"(?:{names['day']})\b(?:,? {_month_day()}| (?:{any_of(words('part'))})\b)?"
    quarter = rf"(?:{any_of(_ORDINALS)})[ -]quarter\b"
    # "This Week" in capitals is a broadcast.
    unit = rf"(?:week|month|year|quarter|weekend|{any_of(words('season'))})\b(?!-)"
    shifted = rf"(?i:{any_of(_SHIFTS)}) (?:year['’]s (?i:{quarter})|{unit}|(?:{names['day']})\b(?!-))"
    within = rf"(?i:{any_of(_PARTS)})[ -](?:{_month_day()}|(?:{names['month']})\b(?!\.? \d)|{_YEAR}|(?:1[6-9]|20)\d0s\b|{shifted})"
    in_months = rf"{_after()}(?:{any_of(w.capitalize() for w in words('month') if len(w) > 2)})\b(?!\.? \d)"
    figures = rf"\d{{4}}-\d\d-\d\d\b|{_clock()}|(?:1[6-9]|20)\d0s\b|{_month_day()}|{_after()}{_YEAR}"
    repeated = rf"(?i:each|every) (?:day|week|month|year|{names['day']}|{names['month']}|{any_of(words('season'))}|{any_of(words('part'))})\b"
    return [
        (words("day"), _Rule(re.compile(rf"(?:{names['day']}) of (?i:{any_of(_SHIFTS)}) week\b"))),
        (words("day"), _Rule(re.compile(weekday))),
        (words("month"), _Rule(re.compile(rf"{_month_day()}|{in_months}"))),
        (_SHIFTS, _Rule(re.compile(shifted))),
        (_PARTS, _Rule(re.compile(within))),
        (_ORDINALS, _Rule(re.compile(rf"(?i:{quarter})"))),
        (("each", "every"), _Rule(re.compile(repeated), "SET")),
        (("the",), _Rule(re.compile(_ORDINAL_DAY))),
        (("the",), _Rule(re.compile(rf"(?i:the (?:{any_of(w for w in words('nearday') if ' ' in w)}))\b"))),
        ("0123456789", _Rule(re.compile(figures))),
    ]


def _clock() -> str:
    """10 p.m., 18:00 local time, 2200 GMT."""
    zone = rf"(?i:{any_of(words('zone'))})\b"
    return rf"\d{{1,2}}(?:[:.]\d\d)? ?(?:[ap]\.m\b\.?|[ap]m\b)(?: {zone})?|[0-2]?\d[:.][0-5]\d(?: {zone})|[0-2]\d[0-5]\d (?:GMT|UTC)\b"


def _month_day() -> str:
    short, long = _short_and_long_months()
    month, day = rf"(?:{any_of(long)}|(?:{any_of(short)})\.?)", r"[0-3]?\d(?:st|nd|rd|th)?(?!\d|[.:]\d)"
    return rf"(?:{month} {day}(?:,? {_YEAR})?|{day} (?:{month}|of {month})(?:,? {_YEAR})?|{month},? {_YEAR})"


def _short_and_long_months() -> tuple[list[str], list[str]]:
    """Sept, which a full stop may follow, and September, behind which it ends the sentence."""
    months = [w.capitalize() for w in words("month")]
    short = [m for m in months if any(other.startswith(m) and other != m for other in months)]
    return short, [m for m in months if m not in short]


def _after() -> str:
    """A preposition behind which a month or a year stands."""
    return "(?:" + "|".join(rf"(?<=\b{w} )" for w in ("in", "In", "since", "Since", "until", "by", "By", "from", "From", "between")) + ")"


def _counted_rules() -> list[tuple[Iterable[str], _Rule]]:
    """Numbers with a unit, and units that nobody counts."""
    amounts = [w for w in (*number_words(), *words("vague")) if " " not in w]
    units = [w for w, unit in words("unit").items() if w.endswith("s") and not unit.startswith("T")]
    unit = r"(?:day|week|fortnight|month|year|decade|hour|minute)s?\b(?! old|-)"
    counted = rf"(?i:(?:a (?=(?:{any_of(_WITH_ARTICLE)}) ))?(?:{any_of(amounts)})|\d+)[ -](?:more )?{unit}"
    pointed = rf"(?i:(?:the )?(?:{any_of(_POINTING)}) (?:{any_of(amounts)}|\d+)) (?:{any_of(units)})\b(?!-)"
    surely = "|".join(rf"(?<=\b{w} )" for b in _BEFORE_UNITS for w in (b, b.capitalize()))
    return [
        (("once", "twice", *amounts), _Rule(re.compile(r"(?i:(?:once|twice|\w+ times) (?:an?|per|each|every) (?:day|week|month|year|hour))\b"), "SET")),
        ((*amounts, *"0123456789"), _Rule(re.compile(rf"{counted} (?:ago|earlier|later)\b"), "DATE")),
        ((*amounts, *"0123456789"), _Rule(re.compile(counted), "DURATION")),
        (("each", "every"), _Rule(re.compile(rf"(?i:each|every) {counted}"), "SET")),
        ((*_POINTING, "the"), _Rule(re.compile(pointed), "DURATION")),
        ((*_UNCOUNTED, "the"), _Rule(re.compile(rf"(?i:(?:the )?(?:{any_of(_UNCOUNTED)}) (?:{any_of(units)}))\b(?!-)"), "DATE")),
        (("couple",), _Rule(re.compile(r"couple of (?:day|week|month|year|decade|hour)s\b"), "DURATION", is_sure=False)),
        (units, _Rule(re.compile(rf"(?:{surely})(?:{any_of(units)})\b"), "DURATION")),
    ]


def _add(document: Document, found: _Found, rule: _Rule, start: int, end: int) -> bool:
    """Puts an expression among the phrases, in place of those that it completes; was there anything to do?"""
    touched = found.take(start, end)
    if touched:
        found.add(between(document, touched[-1], min(start, touched[0].start), max(end, touched[-1].end)))
    elif rule.is_sure:
        span = document.span(start, end)
        found.add(Phrase(rule.kind or _kind(span.of(document.text)), start, end, span, 1.0))
    return bool(touched) or rule.is_sure


def _is_named(document: Document, start: int, end: int) -> bool:
    """Is it part of a longer name: "Black Friday", "The Sunday Times", "News Today"?"""
    word, before = document.tokens[start].text, document.tokens[start - 1].text if start else ""
    if word[:1].isupper() and before[:1].isupper() and word.lower() in words("marked"):
        return True
    return any(n.end >= end and n.end - n.start > end - start for n in document.names_at.get(start, ()))


def _kind(said: str) -> str:
    """The type of a named time: a time of day where it tells one."""
    return "TIME" if pattern(r"\bPART\b").search(plain(said)) or re.search(r"\d ?[ap]\.?m\b", said) else "DATE"
