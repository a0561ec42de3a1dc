"""Days with a name: feasts that come every year, and single days such as 9/11. Their rules are those of lexicon/named_days.tsv."""

from datetime import date, timedelta

from demarche.facts.times.absolute import nearest
from demarche.facts.times.reading import Reading, Reference, make_day, shifted_day, week_of
from demarche.facts.times.vocabulary import matched, named_days, words


def read_named_day(said: str, reference: Reference) -> Reading | None:
    """A feast or another day with a name, of the year named, else of the nearest; its week where the words say so."""
    found = matched(r"(?:SHIFT )?HOLIDAY(?: YEAR)?(?: (?P<span>week|season))?", said)
    if not found or found.get("span") == "season":
        return None
    day = _holiday(found["holiday"], found.get("year"), found.get("shift"), reference)
    if day is None:
        return None
    return Reading(week_of(day) if "span" in found else day.isoformat(), f"named day: {found['holiday']}")


def _holiday(name: str, year: str | None, shift: str | None, reference: Reference) -> date | None:
    rule = named_days()[name]
    if rule[:4].isdigit():
        return date.fromisoformat(rule)
    if year:
        return holiday_in(rule, int(year))
    if reference.day is None:
        return None
    days = [d for y in range(reference.day.year - 1, reference.day.year + 2) if (d := holiday_in(rule, y))]
    if shift in ("-1", "1"):
        side = [d for d in days if (d > reference.day if shift == "1" else d < reference.day)]
        return min(side, default=None) if shift == "1" else max(side, default=None)
    return nearest(days, reference)


def holiday_in(rule: str, year: int) -> date | None:
    """The day of a feast in a year, by its rule in lexicon/named_days.tsv: "12-25", "11-thu-4", "05-mon-last", "easter-2"."""
    rule, _, days = rule.partition("+")
    if rule.startswith(("easter", "orthodox")):
        name, _, back = rule.partition("-")
        first = easter(year) if name == "easter" else orthodox_easter(year)
        return shifted_day(first, int(days or 0) - int(back or 0))
    month, _, rest = rule.partition("-")
    weekday, _, place = rest.partition("-")
    if not place:
        return make_day(year, int(month), int(rest))
    fitting = [d for n in range(1, 32) if (d := make_day(year, int(month), n)) and d.isoweekday() == int(words("day")[weekday])]
    return shifted_day(fitting[-1 if place == "last" else int(place) - 1], int(days or 0))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    century, place = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (place // 4) - moon - place % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches: the Julian calendar's (Meeus), thirteen days on until 2099."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(13)
