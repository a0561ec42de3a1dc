"""What the words around an expression add to it: "February" before "this year", "10:30" before "on Monday", "60" in "between 60 and 90 days"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from demarche.facts.times.clock import split_clock
from demarche.facts.times.reading import day_of, shifted_day
from demarche.facts.times.relative import moved
from demarche.facts.times.vocabulary import matched
from demarche.facts.times.wording import plain
from demarche.language.document import Document, Phrase

_LINKS = frozenset(("and", "or", "to", "through", "until", "-", "–"))
_DAYS = (r"DAY|NEARDAY|tonight", r"(?:DAY )?MONTH DATE(?: YEAR)?", r"DATE MONTH(?: YEAR)?")
_YEAR_AFTER = re.compile(r" (?:of )?((?:this|last|next) year)\b")
# Between a time of day and its day: "at 10 a.m. (0900 GMT) on Friday", "16:15 UTC, June 1st".
_TO_ITS_DAY = re.compile(r"(?:[\s,]*\([^()]{0,20}\))?[\s,]*(?:on )?")


def full_wording(document: Document, phrases: Sequence[Phrase], at: int) -> str:
    """The words of an expression with what its neighbours share with it."""
    said = phrases[at].span.of(document.text)
    if said.isdigit() and len(said) <= 3:
        return _shared(document, phrases, at) or said
    if matched(r"(?:early |late |mid )?MONTH(?: DATE)?", plain(said)):
        year = _YEAR_AFTER.match(document.text, phrases[at].span.end)
        return f"{said} {year[1]}" if year else said
    if at + 1 < len(phrases) and _TO_ITS_DAY.fullmatch(document.text[phrases[at].span.end : phrases[at + 1].span.start]):
        clock, after = split_clock(plain(said)), phrases[at + 1].span.of(document.text)
        if clock and not clock[1] and any(matched(t, plain(after)) for t in _DAYS):
            return f"{said} {after}"
    return said


def _shared(document: Document, phrases: Sequence[Phrase], at: int) -> str | None:
    """A bare number with the unit of the next expression, or with the month of the one before: "April 24 and 25"."""
    here = phrases[at]
    following = phrases[at + 1] if at + 1 < len(phrases) else None
    if following and here.end + 1 == following.start and document.tokens[here.end].text.lower() in _LINKS:
        unit = matched(r"NUMBER (?P<word>UNIT)", plain(following.span.of(document.text)))
        if unit:
            return f"{here.span.of(document.text)} {unit['word']}"
    before = phrases[at - 1] if at else None
    if before and before.end + 1 == here.start and document.tokens[before.end].text.lower() in _LINKS:
        month = matched(r"(?P<word>MONTH) DATE", plain(before.span.of(document.text)))
        if month:
            return f"{month['word']} {here.span.of(document.text)}"
    return None


def end_of_range(document: Document, phrases: Sequence[Phrase], at: int, before: str | None) -> date | None:
    """The day of the second weekday of "Monday to Wednesday": the first one after the day before it."""
    start = day_of(before[:10]) if before else None
    if not at or start is None or phrases[at - 1].end + 1 != phrases[at].start:
        return None
    if document.tokens[phrases[at].start - 1].text.lower() not in _LINKS - {"and", "or"}:
        return None
    first, second = (matched("DAY", plain(phrases[i].span.of(document.text))) for i in (at - 1, at))
    return start + timedelta((int(second["day"]) - int(first["day"])) % 7) if first and second else None


def dated_events(document: Document, days: Sequence[tuple[Phrase, str]]) -> dict[str, date | None]:
    """Lemma of an event → the day that the text gives it; None where it gives several. `days`: expressions with their values."""
    found: dict[str, date | None] = {}
    for phrase, value in days:
        day = day_of(value[:10])
        for lemma in _events_at(document, phrase) if day else ():
            found[lemma] = day if found.get(lemma, day) == day else None
    return found


def _events_at(document: Document, phrase: Phrase) -> set[str]:
    """The event nouns that a time modifies, or that are subject or object of the verb that it modifies."""
    head = next((document.tokens[i].head for i in range(phrase.start, phrase.end) if not phrase.start <= document.tokens[i].head < phrase.end), -1)
    if head < 0:
        return set()
    near = [head, *(c for c in document.children[head] if document.tokens[c].relation in ("nsubj", "nsubj:pass", "obj"))]
    return {document.tokens[i].lemma.lower() for i in near if document.tokens[i].event != "O" and document.tokens[i].upos == "NOUN"}


def day_after_event(document: Document, phrase: Phrase, events: dict[str, date | None]) -> tuple[str, str] | None:
    """The value of "two weeks" in "two weeks after the summit", and the event's lemma, where the text dates the summit."""
    found = matched(r"(?:the |NUMBER )?UNIT", plain(phrase.span.of(document.text)))
    if not found or phrase.end >= len(document.tokens):
        return None
    link = document.tokens[phrase.end]
    sign = {"after": 1, "following": 1, "before": -1}.get(link.lemma.lower(), 0)
    event = document.tokens[link.head].lemma.lower() if link.head >= 0 else ""
    day = events.get(event) if sign else None
    steps = float(found.get("number", 1)) * sign
    if day is None or abs(steps) > 1e5:
        return None
    if found["unit"] == "W" and "number" in found:
        there = shifted_day(day, 7 * steps)
        return (there.isoformat(), event) if there else None
    value = moved(day, found["unit"], steps)
    return (value, event) if value else None
