"""Time expressions: what the model marks as a time, its edges put right, with the value and the type that the grammar can tell.

Values count from the day of publication (TimeML's document creation time). What the grammar does not know stays None.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from demarche.facts.times.direction import find_direction
from demarche.facts.times.neighbours import dated_events, day_after_event, end_of_range, full_wording
from demarche.facts.times.phrases import find_phrases, names_time, read_part
from demarche.facts.times.reading import Reading, Reference
from demarche.facts.times.reference import Anchor, find_anchor
from demarche.facts.times.value import read_value
from demarche.facts.traced import Traced
from demarche.language.document import Document, Phrase
from demarche.record import TimeExpression, TimeType


def find_times(document: Document, published: str | None) -> list[TimeExpression]:
    """Every time expression, in text order."""
    return [traced.fact for traced in trace_times(document, published)]


def trace_times(document: Document, published: str | None) -> list[Traced[TimeExpression]]:
    """Every time expression with how it came to its value, in text order."""
    phrases = find_phrases(document)
    readings = _readings(document, phrases, find_anchor(document, phrases, published))
    events = dated_events(document, [(p, r.value) for p, r in zip(phrases, readings, strict=True) if r])
    read = [(p, _from_event(document, p, events) or r) for p, r in zip(phrases, readings, strict=True)]
    return [_traced(document, p, r) for p, r in read if r or names_time(document, p)]


def _readings(document: Document, phrases: Sequence[Phrase], anchor: Anchor) -> list[Reading | None]:
    """The reading of each phrase, those before it known."""
    found: list[Reading | None] = []
    mentioned: list[str] = []
    for at, phrase in enumerate(phrases):
        before = document.tokens[phrase.start - 1].text.lower() if phrase.start else ""
        after = document.tokens[phrase.end].text.lower() if phrase.end < len(document.tokens) else ""
        reference = Reference(anchor.day, TimeType(phrase.kind), find_direction(document, phrase), before, tuple(mentioned), after, anchor.source)
        reading = _in_range(document, phrases, at, found) or read_value(full_wording(document, phrases, at), reference)
        reading = reading or read_part(document, phrase, partial(read_value, reference=reference))
        found.append(reading)
        if reading and not reading.is_comparison:
            mentioned.append(reading.value)
    return found


def _in_range(document: Document, phrases: Sequence[Phrase], at: int, found: Sequence[Reading | None]) -> Reading | None:
    before = found[-1] if found else None
    day = end_of_range(document, phrases, at, before.value if before else None)
    return Reading(day.isoformat(), "end of a range, counted from its beginning") if day else None


def _from_event(document: Document, phrase: Phrase, events: dict[str, date | None]) -> Reading | None:
    found = day_after_event(document, phrase, events)
    return Reading(found[0], f"counted from the day that the text gives for “{found[1]}”", TimeType.DATE) if found else None


def _traced(document: Document, phrase: Phrase, reading: Reading | None) -> Traced[TimeExpression]:
    words = phrase.span.of(document.text)
    time = TimeExpression(phrase.span.start, phrase.span.end, words, _type_of(phrase, reading), reading.value if reading else None)
    return Traced(time, reading.why if reading else "no value known")


def _type_of(phrase: Phrase, reading: Reading | None) -> TimeType:
    """The type that the reading tells; a day, month or year is a date, whatever the model took it for, unless it repeats."""
    type_ = reading.type if reading and reading.type else TimeType(phrase.kind)
    is_date = reading is not None and reading.value[0].isdigit() and "T" not in reading.value
    return TimeType.DATE if is_date and type_ is not TimeType.SET else type_
