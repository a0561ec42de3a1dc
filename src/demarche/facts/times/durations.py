"""Lengths of time and what repeats: "three days" → P3D, "several months" → PXM, "every Tuesday" → XXXX-WXX-2, "twice a year" → P1Y."""

import re

from demarche.facts.times.reading import Reading, Reference
from demarche.facts.times.vocabulary import matched
from demarche.facts.times.wording import without_first
from demarche.record import TimeType

# What may stand between a number and its unit ("three consecutive days") and behind it ("a four-year term").
_BETWEEN = r"(?:\w+ )??"
_BEHIND = r"(?: \w+){0,2}"
# A half of a unit, in the next smaller one that halves evenly.
_HALVES = {"Y": "6M", "10Y": "5Y", "100Y": "50Y", "TH": "T30M", "TM": "T30S", "D": "T12H"}
_OF_YEAR = re.compile(r"^(?:(?:last|this|next) )?(?:year|\d{4}) (?=\d+th \d)|^year (?:earlier|ago) (?=\d)")
_NTH = re.compile(r"\d+th")
# "Last week", "the fourth quarter" and "the weekend" are dates; "the past decade" and "the year" may be lengths.
_DATED = re.compile(r"(?:the )?(?:(?:last|this|next|previous|\dth) (?:\w+[^s\W]|century)|weekend)$")
_SURELY_REPEATS = re.compile(r"^(?:each|every|per|once|twice)\b|(?:ly|s|annual|basis)$")
_UNCOUNTED = r"(?:\w+ )*(?:while|period|period of time|long time|some time|lengthy time)"


def read_duration(said: str, reference: Reference) -> Reading | None:
    """The length of a stretch of time, X where nobody counts it."""
    is_year = matched(r"(?:the )?(?:fiscal |financial |full )?year", said) and not reference.counts_from_next
    if not is_year and not _DATED.match(said) and not (said.endswith(" ago") and reference.day):
        for read in (_part_of_unit, _counted, _two_units, _range, _single):
            value = _between_years(said) or read(_amount(said))
            if value:
                return Reading(value, "length of time", TimeType.DURATION)
    if reference.type is TimeType.DURATION and matched(_UNCOUNTED, said):
        return Reading("PXX", "length that nobody tells", TimeType.DURATION)
    return None


def _amount(said: str) -> str:
    """The length without what stands before it: "at least the past 18 months" → "18 months"."""
    while shorter := without_first(said, ("article", "lead", "approximate", "shift")):
        said = shorter
    said = _OF_YEAR.sub("", said)
    first, _, rest = said.partition(" ")
    return rest if _NTH.fullmatch(first) and rest[:1].isdigit() else said


def duration(amount: str, unit: str) -> str:
    """TIMEX3's duration: ("3", "D") → "P3D", ("2", "TH") → "PT2H", ("4", "10Y") → "P40Y", ("X", "10Y") → "PXDE"."""
    if unit[:-1].isdigit() and amount == "X":
        return {"10Y": "PXDE", "100Y": "PXCE"}.get(unit, f"PX{unit[-1]}")
    if unit[:-1].isdigit():
        amount, unit = f"{float(amount) * int(unit[:-1]):.12g}", unit[-1]
    whole, _, part = amount.partition(".")
    clock, unit = ("T", unit[1:]) if unit[0] == "T" else ("", unit)
    if part == "5" and clock + unit in _HALVES:
        return f"P{clock}{whole}{unit}{_HALVES[clock + unit].removeprefix(clock)}"
    return f"P{clock}{amount}{unit}"


def _part_of_unit(said: str) -> str | None:
    """Half an hour, half a century, a quarter century."""
    if matched(r"(?:1 )?quarter (?:of )?(?:a )?(?:1 )?century", said):
        return "P25Y"
    found = matched(r"half (?:of )?(?:1 )?UNIT(?: long)?", said)
    return f"P{_HALVES[found['unit']]}" if found and found["unit"] in _HALVES else None


def _two_units(said: str) -> str | None:
    """Two hours and 20 minutes."""
    found = matched(r"NUMBER (?:hours?|hrs?) (?:and )?(?P<rest>\d+) (?:minutes?|mins?)", said)
    return f"PT{found['number']}H{found['rest']}M" if found else None


def _counted(said: str) -> str | None:
    """Three days, a four-year term, the past 18 months, several weeks."""
    found = matched(rf"(?:NUMBER|VAGUE)(?: of)? {_BETWEEN}UNIT(?:{_BEHIND}| (?:ended|ending) .+)", said)
    return duration(found.get("number", "X"), found["unit"]) if found else None


def _range(said: str) -> str | None:
    """Two to three weeks, 12 or 18 months: not one length, so that only the unit is told."""
    found = matched(rf"(?P<a>\d+(?:\.\d+)?)(?: to | or | and |-)(?P<b>\d+(?:\.\d+)?) {_BETWEEN}UNIT{_BEHIND}", said)
    return duration("X", found["unit"]) if found else None


def _between_years(said: str) -> str | None:
    found = matched(r"(?:from|between) YEAR (?:to|and|until|through) (?P<last>1\d{3}|20\d\d)", said)
    years = int(found["last"]) - int(found["year"]) if found else 0
    return f"P{years}Y" if years > 0 else None


def _single(said: str) -> str | None:
    """One unit, or units that nobody counts: "year-long", "days", "recent months", "weeks or months"."""
    found = matched(r"(?P<kind>fiscal |financial |calendar |full )?(?P<word>UNIT)(?: (?:or|and) \w+s)?(?: (?:long|old|ahead|time|on end))?", said)
    if not found:
        return None
    is_many = found["word"].endswith("s")
    if found["unit"] == "WE":
        return "PXWE" if is_many else "P2D"
    return duration("X" if is_many else "1", found["unit"])


def read_set(said: str, reference: Reference) -> Reading | None:
    """What repeats: the unit that it repeats in, or the pattern of the days. "A year" repeats only where the model says so."""
    if reference.type is not TimeType.SET and not _SURELY_REPEATS.search(said):
        return None
    if said == "weekends":
        return Reading("XXXX-WXX-WE", "repeats", TimeType.SET)
    for read in (_frequency, _every_unit, _every_day):
        value = read(said)
        if value:
            return Reading(value, "repeats", TimeType.SET)
    return None


def _frequency(said: str) -> str | None:
    return matched(r"(?:(?:almost|nearly|twice|once) )*FREQUENCY(?: basis)?", said).get("frequency")


def _every_unit(said: str) -> str | None:
    """Every two weeks, each year, twice a month, every other day."""
    found = matched(r"(?:\w+ )*?(?:each|every|per|1)(?: (?:single|and every))?(?: (?P<other>other|2th)| NUMBER| VAGUE)? UNIT", said)
    if not found:
        return None
    amount = "2" if "other" in found else found.get("number") or found.get("vague", "1")
    return duration(amount, found["unit"]) if found["unit"] != "WE" else "XXXX-WXX-WE"


def _every_day(said: str) -> str | None:
    """Every Tuesday, Mondays, Tuesday nights, each July, the past three summers."""
    found = matched(r"(?:each|every|on)? ?DAYs?(?: PART)?(?: of (?:each|every) week)?", said)
    if found and (said.startswith(("each", "every")) or said.endswith("s")):
        return f"XXXX-WXX-{found['day']}" + (f"T{found['part']}" if "part" in found else "")
    found = matched(r"(?:each|every) MONTH", said)
    if found:
        return f"XXXX-{int(found['month']):02}"
    found = matched(r"(?:each|every) SEASON", said) or matched(r"(?:.* )?SEASONs", said)
    if found:
        return f"XXXX-{found['season']}"
    found = matched(r"(?:each|every) NTH quarter|(?:\w+ )?(?P<n>\d)th quarters", said)
    if found:
        return f"XXXX-Q{found.get('nth') or found['n']}"
    found = matched(r"(?:each|every) PART", said) or (matched("PART", said) if said.endswith("s") else {})
    return f"XXXX-XX-XXT{found['part']}" if found else None
