"""Words → TIMEX3 value: each reader of the grammar in turn, on the expression and on what is left of it without "early", "the end of", "about"."""

from collections.abc import Callable
from datetime import date

from demarche.facts.times.absolute import read_absolute
from demarche.facts.times.anchored import read_anchored
from demarche.facts.times.clock import split_clock
from demarche.facts.times.direction import Bearing, Direction
from demarche.facts.times.durations import read_duration, read_set
from demarche.facts.times.named_days import read_named_day
from demarche.facts.times.periods import read_period
from demarche.facts.times.reading import Reading, Reference
from demarche.facts.times.relative import read_relative
from demarche.facts.times.vocabulary import matched, words
from demarche.facts.times.wording import cores, plain
from demarche.record import TimeType

Reader = Callable[[str, Reference], Reading | None]
_STEPS_AWAY = r"(?:NUMBER|VAGUE|1) (?:\w+ )?UNIT (?:later|earlier|afterwards?)"


def resolve_value(expression: str, type_: TimeType, published: date | None, *, is_past: bool) -> str | None:
    """The TIMEX3 value of an expression on its own, None where it can't be told."""
    bearing = Bearing(Direction.PAST if is_past else Direction.FUTURE)
    reading = read_value(expression, Reference(published, type_, bearing))
    return reading.value if reading else None


def read_value(expression: str, reference: Reference) -> Reading | None:
    """The value of an expression with how it was found; None where it can't be told."""
    said = plain(expression)
    # The model takes "three days later" now for a length, now for a day; it is a day, but "three days later than planned" a length.
    steps = bool(matched(_STEPS_AWAY, said))
    type_ = TimeType.DURATION if steps and reference.after == "than" else TimeType.DATE if steps and reference.last_day else reference.type
    return next((r for readers in READERS[type_] if (r := _first(said, reference, readers))), None)


def _first(said: str, reference: Reference, readers: tuple[Reader, ...]) -> Reading | None:
    """What the first reader that knows the words reads, the fullest wording first."""
    for wording in cores(said):
        for read in readers:
            reading = read(wording, reference)
            if reading:
                return reading
    return None


def _read_vague(said: str, reference: Reference) -> Reading | None:
    """Now, recently, soon: TIMEX3 has a word each for them."""
    for kind in ("present", "past", "future"):
        if said in words(kind):
            return Reading(words(kind)[said], f"{kind}, no day")
    return None


def _read_clock(said: str, reference: Reference) -> Reading | None:
    """A time of day on the day that the other words tell, else on the day named last, else on that of publication."""
    split = split_clock(said)
    if not split:
        return None
    clock, rest = split
    day = _read_date(rest, reference) if rest else _day_meant(reference)
    if day is None or len(day.value) != 10 or day.value[4] != "-":
        return None
    type_ = reference.type if clock[1:].isalpha() else TimeType.TIME
    return Reading(day.value + clock, f"time of day; {day.why}", type_)


def _day_meant(reference: Reference) -> Reading | None:
    day = reference.last_day or reference.day
    return Reading(day.isoformat(), "the day named last" if reference.last_day else "the day of publication") if day else None


def _read_date(said: str, reference: Reference) -> Reading | None:
    return _first(said, reference, DATES)


DATES: tuple[Reader, ...] = (read_absolute, read_named_day, read_period, _read_vague, read_anchored, read_relative)
# By the type that the model gives, which readers go first; each group reads all wordings before the next group does.
READERS: dict[TimeType, tuple[tuple[Reader, ...], ...]] = {
    TimeType.DATE: ((read_set,), DATES, (_read_clock,), (read_duration,)),
    TimeType.TIME: ((read_set,), (_read_clock,), DATES, (read_duration,)),
    TimeType.DURATION: ((read_set,), (read_duration,), DATES, (_read_clock,)),
    TimeType.SET: ((read_set,), (read_duration,), DATES, (_read_clock,)),
}
