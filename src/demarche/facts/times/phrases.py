"""Which words are a time expression: the model's phrases with their edges put right, and those that the grammar is sure of and the model missed.

Each rule has been counted on the gold of the development articles that are not held out: it stands here where nine in ten marks agree with it.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from demarche.facts.numbers import number_words
from demarche.facts.times.reading import Reading
from demarche.facts.times.vocabulary import any_of, matched, pattern, words
from demarche.facts.times.wording import plain
from demarche.language.document import Document, Phrase

# A phrase that the model holds for no time as likely as for one is left to the grammar.
LEAST_SCORE = 0.5
_SHIFTS = ("last", "this", "next")
_ORDINALS = ("first", "second", "third", "fourth")
_LINKS = frozenset(("and", "or", "to"))
_SHORT_NUMBER = re.compile(r"\d{1,3}(?:st|nd|rd|th)?")
_AGE = re.compile(r"[\s-]*(?:years?[\s-]old\b|-old\b)", re.IGNORECASE)
_NAMED_THEN = frozenset(("by", "until", "till", "since"))


def find_phrases(document: Document) -> list[Phrase]:
    """The time expressions of a document, in text order, none over another."""
    return [p for p in _joined(document, _with_sure(document)) if not _is_unmarked(document, p)]


def read_part(document: Document, phrase: Phrase, read: Callable[[str], Reading | None]) -> Reading | None:
    """The reading of the longest part of a phrase that can be read: of "current" in "current financial difficulties".

    A part of "Chinese New Year" or of "2013-2017" is another time.
    """
    if len(re.findall(r"\d+", phrase.span.of(document.text))) > 1:
        return None
    for length in range(phrase.end - phrase.start - 1, 0, -1):
        for start in dict.fromkeys((phrase.start, phrase.end - length)):
            said = document.span(start, start + length).of(document.text)
            reading = None if _is_opening(said) or matched("HOLIDAY", plain(said)) else read(said)
            if reading:
                return reading
    return None


def _joined(document: Document, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases, a lone "each" or "the" joined to the phrase that follows it at once, or left out where none does."""
    found: list[Phrase] = []
    for phrase in phrases:
        if found and _is_not_alone(document, found[-1]):
            before = found.pop()
            if before.end == phrase.start and words("opening").get(before.span.of(document.text).lower()) == "join":
                phrase = _between(document, phrase, before.start, phrase.end)
        found.append(phrase)
    if found and _is_not_alone(document, found[-1]):
        found.pop()
    return found


def _is_not_alone(document: Document, phrase: Phrase) -> bool:
    """Is it only the beginning of an expression? A number is not where another one stands beside it: "24 and 25", "between 60 and 90 days"."""
    said = phrase.span.of(document.text)
    beside = [document.tokens[i].text.lower() for i in (phrase.start - 1, phrase.end) if 0 <= i < len(document.tokens)]
    return _is_opening(said) and not (said[0].isdigit() and _LINKS.intersection(beside))


def _is_opening(said: str) -> bool:
    """Do the words only begin an expression: "each", "this", "24"?"""
    return said.lower() in words("opening") or bool(_SHORT_NUMBER.fullmatch(said))


def _between(document: Document, phrase: Phrase, start: int, end: int) -> Phrase:
    return replace(phrase, start=start, end=end, span=document.span(start, end))


def _is_unmarked(document: Document, phrase: Phrase) -> bool:
    """Is it a word that the gold does not mark: "already", "once", a person's age?"""
    said = phrase.span.of(document.text)
    before = document.tokens[phrase.start - 1].text.lower() if phrase.start else ""
    if said.lower() in words("unmarked"):
        return before not in _NAMED_THEN
    if document.tokens[phrase.end - 1].text in words("capital"):
        return True
    return bool(re.search(r"years?[\s-]old$", said) or _AGE.match(document.text, phrase.span.end))


@dataclass(frozen=True, slots=True)
class _Rule:
    """What stands where a word begins it. `is_sure`: it is a time by itself; else it only completes what the model has marked in part."""

    pattern: re.Pattern[str]
    is_sure: bool = True


@cache
def _rules() -> dict[str, _Rule]:
    """First word, in lower case → rule: "Tuesday night", "Feb. 3, 2022", "last week", "two years ago"."""
    names = {k: any_of(w.capitalize() for w in words(k) if len(w) > 3 or k == "month") for k in ("day", "month")}
    month, day, year = rf"(?:{names['month']})\.?", r"[0-3]?\d(?:st|nd|rd|th)?(?!\d|[.:]\d)", r"(?:1[6-9]|20)\d\d\b(?![.,]\d|%)"
    month_day = rf"(?:{month} {day}(?:,? {year})?|{day} (?:{month}|of {month})(?:,? {year})?|{month},? {year})"
    weekday = rf"(?:{names['day']})\b(?:,? {month_day}| (?:{any_of(words('part'))})\b)?"
    after = "|".join(rf"(?<=\b{w} )" for w in ("in", "In", "since", "Since", "until", "by", "By"))
    amounts = [w for w in (*number_words(), *words("vague")) if " " not in w]
    counted = rf"(?:{any_of(amounts)}|\d+)[ -](?:more )?(?:day|week|month|year|decade|hour|minute)s?\b(?! old|-)"
    shifted = rf"(?:{any_of(_SHIFTS)}) (?:week|month|year|quarter|weekend|spring|summer|autumn|winter|{any_of(words('day'))})\b(?!-)"
    in_figures = rf"\d{{4}}-\d\d-\d\d\b|\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?m\b\.?|(?:1[6-9]|20)\d0s\b|{month_day}|(?:{after}){year}"
    sure = (
        (words("day"), weekday),
        (words("month"), rf"{month_day}|(?:{after})(?:{any_of(w.capitalize() for w in words('month') if len(w) > 2)})\b(?!\.? \d)"),
        (_SHIFTS, rf"(?i:{shifted})"),
        (amounts, rf"(?i:{counted} ago)\b"),
        (_ORDINALS, rf"(?i:{any_of(_ORDINALS)})[ -]quarter\b"),
        (("each", "every"), rf"(?i:each|every) (?:day|week|month|year|{names['day']})\b"),
        (("yesterday", "tomorrow", "tonight"), r"(?i:yesterday|tomorrow|tonight)\b"),
        ("0123456789", rf"{in_figures}|{counted} ago\b"),
    )
    partial = (
        (amounts, rf"(?i:{counted})"),
        ("0123456789", counted),
        (("couple",), r"couple of (?:day|week|month|year|decade|hour)s\b"),
    )
    rules = {first: _Rule(re.compile(rule)) for firsts, rule in sure for first in firsts}
    return rules | {f"{first} in part": _Rule(re.compile(rule), is_sure=False) for firsts, rule in partial for first in firsts}


def _with_sure(document: Document) -> list[Phrase]:
    """The model's phrases, completed where they are part of what a rule covers, and what the sure rules cover besides."""
    found = [p for p in document.times if p.score >= LEAST_SCORE]
    ends = [t.span.end for t in document.tokens]
    at = 0
    for i, token in enumerate(document.tokens):
        first = token.text[0] if token.text[0].isdigit() else token.text.lower().rstrip(".")
        for rule in filter(None, (_rules().get(first), _rules().get(f"{first} in part"))) if i >= at else ():
            match = rule.pattern.match(document.text, token.span.start)
            end = bisect_right(ends, match.end()) if match else i
            if end > i and not _is_in_name(document, i, end) and _add(document, found, i, end, is_sure=rule.is_sure):
                at = end
                break
    return sorted(found, key=lambda p: p.start)


def _add(document: Document, found: list[Phrase], start: int, end: int, *, is_sure: bool) -> bool:
    """Puts an expression among the phrases, in place of those that it completes; was there anything to do?"""
    touched = [p for p in found if p.start < end and p.end > start]
    if not touched and is_sure:
        span = document.span(start, end)
        found.append(Phrase(_kind(span.of(document.text)), start, end, span, 1.0))
    elif touched:
        whole = _between(document, touched[-1], min(start, touched[0].start), max(end, touched[-1].end))
        found[:] = [p for p in found if p not in touched] + [whole]
    return bool(touched) or is_sure


def _is_in_name(document: Document, start: int, end: int) -> bool:
    """Is it part of a longer name: "Black Friday", "The Sunday Times"?"""
    return any(n.start <= start and n.end >= end and n.end - n.start > end - start for n in document.names)


def _kind(said: str) -> str:
    if matched(r"(?:each|every) (?:UNIT|DAY)", plain(said)):
        return "SET"
    return "TIME" if pattern(r"\bPART\b").search(plain(said)) or re.search(r"\d ?[ap]\.?m\b", said) else "DATE"
