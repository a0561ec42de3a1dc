"""Times of day: "10 a.m. on Monday", "10:30 GMT", "noon Thursday", "Friday night", "last night". The day is read from the other words, else it is known."""

import re

from demarche.facts.times.vocabulary import matched, pattern

_CLOCK = (
    r"(?P<h>\d\d?)(?:[:.](?P<m>\d\d))?(?:[:.]\d\d)? ?(?P<half>am|pm)\b",
    r"(?P<h>\d\d?)[:.](?P<m>\d\d)(?:[:.]\d\d)?(?! ?%)(?: (?:hours|hrs))?\b",
    r"(?P<h>[0-2]\d)(?P<m>[0-5]\d) ?(?=gmt\b|utc\b|z\b|hours\b|hrs\b|local\b)(?:hours|hrs)?",
    r"(?P<h>\d\d?) oclock\b",
    r"(?P<h>\d\d?)(?= in the (?:morning|afternoon|evening)\b)",
    r"\bHOUR\b",
)
_ZONE = r" ?\bZONE\b"
_PART = (
    r"(?:\b(?:early|late|mid|later|earlier) )*(?:\b(?:in|during|at|on) )?(?:\bthe )?(?:\b(?:early|late|small|wee|middle) )*(?:hours of |of )?(?:the )?"
    r"\bPART\b(?: of| hours)?"
)
_LINK = re.compile(r"^(?:(?:on|at|of|in|the|by|from|until|about|around|before|after|early|late) )+|(?: (?:on|at|of|in|the))+$")
# "Last night" is the night before the day of publication, "this morning" is on it.
_NEAR = {"last": "yesterday", "this": "today", "overnight": "yesterday night"}
_TONIGHT = re.compile(r"\btonight\b")
_STEPS = {"before": "previous", "after": "following"}
# "4 in the afternoon" is 16:00.
_LATE_PARTS = frozenset(("AF", "EV", "NI"))


def split_clock(said: str) -> tuple[str, str] | None:
    """The time of day in TIMEX3's form and the words left that tell the day: "10 am on monday" → ("T10:00", "monday"); None without a time of day."""
    said = _with_near_days(said)
    for template in _CLOCK:
        found = pattern(template).search(said)
        if found:
            rest = _cut(said, found.start(), found.end())
            clock, rest = _value(found, rest)
            return (clock, rest) if clock else None
    found = pattern(_PART).search(said)
    if not found:
        return None
    part = matched("PART", found["part"])["part"]
    return f"T{part}", _cut(said, found.start(), found.end())


def _with_near_days(said: str) -> str:
    """The words with the day in them spelled out: "last night" → "yesterday night", "the next morning" → "next day morning"."""
    said = _TONIGHT.sub("today night", said)
    if said in _NEAR:
        return _NEAR[said]
    found = matched(r"(?:the )?(?P<which>next|following|previous|that|same) (?P<rest>PART)", said) or matched(
        r"(?:the )?(?P<rest>PART) (?P<which>before|after)", said
    )
    if found:
        return f"{_STEPS.get(found['which'], found['which'])} day {found['rest']}"
    found = matched(r"(?P<near>last|this) (?:early |late )?(?P<rest>PART)", said)
    is_near = found and (found["near"] == "this" or found["part"] in ("NI", "EV"))
    return f"{_NEAR[found['near']]} {found['rest']}" if is_near else said


def _cut(said: str, start: int, end: int) -> str:
    """What is left without a stretch, and without the prepositions that led to it."""
    left = f"{said[:start].strip()} {said[end:].strip()}".strip()
    before = ""
    while before != left:
        before, left = left, _LINK.sub("", left).strip()
    return "" if left in ("the", "on", "at", "of", "about", "around", "exactly", "early", "late", "mid") else left


def _value(found: re.Match[str], rest: str) -> tuple[str | None, str]:
    """The clock in 24 hours with "Z" for universal time, and the rest without zone and part of the day."""
    zone = pattern(_ZONE).search(rest)
    is_universal = bool(zone and matched("ZONE", zone["zone"]).get("zone") == "Z")
    if zone:
        rest = _cut(rest, zone.start(), zone.end())
    groups = found.groupdict()
    if "hour" in groups:
        return matched("HOUR", groups["hour"])["hour"] + ("Z" if is_universal else ""), rest
    part = pattern(_PART).search(rest)
    if part:
        rest = _cut(rest, part.start(), part.end())
    clock = _in_24_hours(groups, matched("PART", part["part"])["part"] if part else "")
    return (clock + ("Z" if is_universal else "") if clock else None), rest


def _in_24_hours(groups: dict[str, str | None], part: str) -> str | None:
    """The figures of a clock, with "pm" or the part of the day beside it: 7:15 pm → "T19:15"; None where no clock shows them."""
    hour, minute = int(groups["h"] or 0), int(groups.get("m") or 0)
    if groups.get("half") or (part and hour <= 12):
        hour = hour % 12 + 12 * (groups.get("half") == "pm" or part in _LATE_PARTS)
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute <= 59 else None
