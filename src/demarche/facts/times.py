"""Time expressions: what the model marks as a time, with TIMEX3's type, and the value that the grammar below can tell.

Values count from the day of publication (TimeML's document creation time). What the grammar does not know stays None.
"""

import calendar
import re
from datetime import date, timedelta
from functools import cache

from demarche.language.document import Document, Phrase
from demarche.lexicon.load import load_table
from demarche.record import TimeExpression, TimeType

DAYS = {d: i for i, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
DAYS |= {d[:3]: i for d, i in DAYS.items()} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
MONTHS |= {m[:3]: i for m, i in MONTHS.items()} | {"sept": 9}
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "hour": "TH", "minute": "TM", "second": "TS"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}


def find_times(document: Document, published: str | None) -> list[TimeExpression]:
    """Every time expression, in text order."""
    day = date.fromisoformat(published[:10]) if published else None
    found = []
    for phrase in document.times:
        words = phrase.span.of(document.text)
        type_ = TimeType(phrase.kind)
        value = resolve_value(words, type_, day, is_past=_is_past(document, phrase))
        found.append(TimeExpression(phrase.span.start, phrase.span.end, words, type_, value))
    return found


def _is_past(document: Document, phrase: Phrase) -> bool:
    """Does the verb that governs the expression speak of the past? Without a verb: yes, as most news does."""
    word: int | None = phrase.end - 1
    for _ in range(12):
        if word is None or word < 0:
            break
        token = document.tokens[word]
        if token.upos == "VERB":
            helpers = [document.tokens[c].lemma for c in document.children[word] if document.tokens[c].relation.startswith("aux")]
            infinitive = token.feature("VerbForm") == "Inf"
            return not (infinitive or {"will", "shall", "would", "may", "might", "can", "could", "must", "should"} & set(helpers))
        word = token.head
    return True


@cache
def _numbers() -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in load_table("numbers")}


def number_of(words: str) -> float | None:
    """The number that words name: "three" → 3, "a couple of" → 2, "25" → 25."""
    words = words.strip().lower().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words)
    named = _numbers()
    if words in named:
        return named[words]
    pieces = [named.get(w) for w in re.split(r"[\s-]+", words) if w != "and"]
    if not pieces or None in pieces:
        return None
    total = group = 0.0
    for piece in pieces:
        value = piece or 0.0
        if value >= 1000:
            total, group = total + (group or 1) * value, 0.0
        else:
            group = group * value if value == 100 and group else group + value
    return total + group


def resolve_value(words: str, type_: TimeType, published: date | None, *, is_past: bool) -> str | None:
    """The TIMEX3 value of an expression, None where it can't be told."""
    said = re.sub(r"\s+", " ", words.lower().strip(" ,.'\"“”‘’")).removeprefix("the ")
    # The point inside a period is not part of TIMEX3's value.
    said = re.sub(r"^(?:(?:very )?(?:beginning|start|middle|end|close|eve|rest|course) of|all of|as early as|as late as) (?:the )?", "", said)
    absolute = _absolute(said, published)
    if absolute:
        return absolute
    if type_ is TimeType.DURATION:
        return _duration(said)
    if type_ is TimeType.SET:
        return _set(said)
    if said in ("now", "currently", "current", "at present", "nowadays", "these days", "present", "at the moment", "presently"):
        return "PRESENT_REF"
    if said in (
        "recently",
        "recent",
        "lately",
        "once",
        "previously",
        "past",
        "formerly",
        "former",
        "earlier",
        "long ago",
        "in the past",
        "recent days",
        "recent weeks",
    ):
        return "PAST_REF"
    if said in ("future", "soon", "in the future", "coming days", "coming weeks", "near future", "shortly", "later", "someday"):
        return "FUTURE_REF"
    return _relative(said, published, is_past) if published else None


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = "|".join(sorted(DAYS, key=len, reverse=True))


def _absolute(said: str, published: date | None) -> str | None:
    """Dates that name their year, decades, centuries; a month with a day too, in the nearest year."""
    m = re.fullmatch(rf"(?:(?:{_DAY})\.?,? )?({_MONTH})\.?,? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?", said)
    m2 = re.fullmatch(rf"(?:(?:{_DAY})\.?,? )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\.?(?:,? (\d{{4}}))?", said)
    if m or m2:
        month, day, year = (m[1], m[2], m[3]) if m else (m2[2], m2[1], m2[3]) if m2 else ("", "", "")
        chosen = int(year) if year else _nearest_year(MONTHS[month], published)
        return f"{chosen:04}-{MONTHS[month]:02}-{int(day):02}" if chosen else f"XXXX-{MONTHS[month]:02}-{int(day):02}"
    m = re.fullmatch(rf"(early |late |mid-|mid )?({_MONTH})\.?(?:,? (?:of )?(\d{{4}}))", said)
    if m:
        return f"{int(m[3]):04}-{MONTHS[m[2]]:02}"
    m = re.fullmatch(r"(?:early |late |mid-|mid |year )?((?:1[0-9]|20)\d{2})", said)
    if m:
        return m[1]
    m = re.fullmatch(r"(?:early |late |mid-|mid )?(?:((?:1[0-9]|20)\d)0s|['’](\d)0s)", said)
    if m:
        return m[1] or f"19{m[2]}"
    m = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", said)
    if m:
        return said
    m = re.fullmatch(rf"({_MONTH})\.?(?: of)? (this|last|next) year", said)
    if m and published:
        return f"{published.year + {'this': 0, 'last': -1, 'next': 1}[m[2]]}-{MONTHS[m[1]]:02}"
    m = re.fullmatch(rf"({'|'.join(SEASONS)})(?: of)? (\d{{4}})", said)
    if m:
        return f"{m[2]}-{SEASONS[m[1]]}"
    m = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th) century", said)
    return f"{int(m[1]) - 1:02}" if m else None


def _nearest_year(month: int, published: date | None) -> int | None:
    if published is None:
        return None
    distance = (month - published.month) % 12
    return published.year + (1 if published.month + distance > 12 and distance <= 4 else 0) - (1 if distance > 6 and month > published.month else 0)


_AMOUNT = (
    r"(?:(?:about|around|nearly|almost|more than|at least|over|up to|some|another|roughly|less than|past|last|next|first|previous|coming|full|whole|entire) )*"
)


def _duration(said: str) -> str | None:
    said = said.removesuffix("-long").removesuffix(" long")
    m = re.fullmatch(rf"{_AMOUNT}(.*?)[ -]?(day|week|month|year|decade|century|hour|minute|second|weekend|quarter)s?(?:[ -]old)?", said)
    if not m:
        return None
    unit = {"weekend": "WE", "quarter": "Q"}.get(m[2]) or UNITS[m[2]]
    amount = m[1].removesuffix(" of").strip()
    plural = said.rstrip().endswith("s")
    value = 1.0 if amount in ("", "a", "an", "one", "the") and not plural else number_of(amount) if amount else None
    count = "X" if value is None else f"{value:g}"
    return f"PT{count}{unit[1]}" if unit[0] == "T" else f"P{count}{unit}"


def _set(said: str) -> str | None:
    adverbs = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y", "hourly": "PT1H"}
    if said in adverbs:
        return adverbs[said]
    m = re.fullmatch(r"(?:each|every|a|per|an) (day|week|month|year|decade|hour|minute)", said)
    if m:
        return _duration(f"1 {m[1]}")
    m = re.fullmatch(rf"(?:each|every) ({_DAY})|({_DAY})s", said)
    return f"XXXX-WXX-{DAYS[m[1] or m[2]] + 1}" if m else None


def _relative(said: str, published: date, is_past: bool) -> str | None:
    fixed = {"today": 0, "yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
    m = re.fullmatch(r"(?:early |late |earlier |later )?(today|yesterday|tomorrow|this|tonight)(?: (morning|afternoon|evening|night))?", said)
    if m and (m[1] != "this" or m[2]):
        day = published + timedelta(fixed.get(m[1], 0))
        part = PARTS[m[2]] if m[2] else PARTS["night"] if m[1] == "tonight" else ""
        return day.isoformat() + (f"T{part}" if part else "")
    if said in fixed:
        return (published + timedelta(fixed[said])).isoformat()
    m = re.fullmatch(rf"(?:(on|this|last|next|past|coming|early|late) )*({_DAY})\.?(?: (morning|afternoon|evening|night))?", said)
    if m:
        return _weekday(said, DAYS[m[2]], published, is_past) + (f"T{PARTS[m[3]]}" if m[3] else "")
    m = re.fullmatch(rf"(?:(early|late|mid|last|next|this|in)[ -])*({_MONTH})\.?", said)
    if m:
        return _month(said, MONTHS[m[2]], published, is_past)
    return _calendar(said, published) or _quarter(said, published) or _ago(said, published) or _season(said, published, is_past)


def _weekday(said: str, weekday: int, published: date, is_past: bool) -> str:
    ahead = (weekday - published.weekday()) % 7
    if said.startswith(("next ", "coming ")):
        ahead = ahead or 7
    elif said.startswith(("last ", "past ")) or is_past:
        ahead = ahead - 7 if ahead else (-7 if said.startswith("last ") else 0)
    return (published + timedelta(ahead)).isoformat()


def _month(said: str, month: int, published: date, is_past: bool) -> str:
    year = published.year
    if said.startswith("next ") or (not is_past and month < published.month):
        year += month <= published.month
    elif said.startswith("last ") or (is_past and month > published.month):
        year -= month >= published.month
    return f"{year}-{month:02}"


def _calendar(said: str, published: date) -> str | None:
    """This, last and next week, month, year, quarter, decade."""
    m = re.fullmatch(
        r"(?:early |late |later |earlier |in )?(this|last|next|previous|past|current|coming|same) (week|month|year|weekend|decade|century|quarter)", said
    )
    if not m:
        return None
    step = {"this": 0, "current": 0, "same": 0, "last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}[m[1]]
    if m[2] in ("week", "weekend"):
        year, week, _ = (published + timedelta(7 * step)).isocalendar()
        return f"{year}-W{week:02}" + ("-WE" if m[2] == "weekend" else "")
    if m[2] == "month":
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02}"
    if m[2] == "quarter":
        quarters = published.year * 4 + (published.month - 1) // 3 + step
        return f"{quarters // 4}-Q{quarters % 4 + 1}"
    return {"year": f"{published.year + step}", "decade": f"{published.year // 10 + step}", "century": f"{published.year // 100 + step}"}[m[2]]


ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _quarter(said: str, published: date) -> str | None:
    """Quarters as business news has them: without a year, the last one of that number that has begun."""
    m = re.fullmatch(
        r"(?:fiscal )?(first|second|third|fourth)[ -]quarter(?: of (\d{4}|this year|last year))?|(\d{4}) (first|second|third|fourth) quarter", said
    )
    now = published.year * 4 + (published.month - 1) // 3
    if m:
        number = ORDINALS[m[1] or m[4]]
        named = m[2] or m[3] or ""
        year = int(named) if named.isdigit() else published.year - (named == "last year" or (not named and number > now % 4 + 1))
        return f"{year}-Q{number}"
    if said in ("quarter", "latest quarter", "recent quarter", "most recent quarter", "latest period"):
        return f"{(now - 1) // 4}-Q{(now - 1) % 4 + 1}"
    return None


def _ago(said: str, published: date) -> str | None:
    m = re.fullmatch(
        r"(?:in |within )?(?:about |around |nearly |almost |more than |some |just |over )*(.+?)[ -](day|week|month|year|decade)s? ?"
        r"(ago|earlier|before|later|from now|from today|time|after)?",
        said,
    )
    if not m or not (m[3] or said.startswith("in ")):
        return None
    amount = number_of(m[1])
    if amount is None:
        return "PAST_REF" if m[3] in ("ago", "earlier", "before") else "FUTURE_REF"
    step = int(amount) * (-1 if m[3] in ("ago", "earlier", "before") else 1)
    if m[2] == "day":
        return (published + timedelta(step)).isoformat()
    if m[2] == "week":
        year, week, _ = (published + timedelta(7 * step)).isocalendar()
        return f"{year}-W{week:02}"
    if m[2] == "month":
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02}"
    return str(published.year + step) if m[2] == "year" else f"{(published.year + 10 * step) // 10}"


def _season(said: str, published: date, is_past: bool) -> str | None:
    m = re.fullmatch(rf"(?:(this|last|next) )?({'|'.join(SEASONS)})", said)
    if not m:
        return None
    return f"{published.year + {'last': -1, 'next': 1}.get(m[1] or '', 0)}-{SEASONS[m[2]]}"
