"""What the words of an office mean: "Minister of Foreign Affairs of Ukraine" → foreign minister, UKR. Titles and roles are those of roles.tsv."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from demarche.lexicon.load import load_table


@dataclass(frozen=True, slots=True)
class Office:
    """A role of roles.tsv, the state it is held in ("" where unknown), and the body where it is not the state itself."""

    role: str
    country: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class _Title:
    role: str
    countries: frozenset[str]
    of_state: bool
    unique: bool


NO_OFFICE = Office("")
# "South Korean", "Bosnian and Herzegovinian".
MOST_WORDS_OF_ADJECTIVE = 3
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]|[,\s]+(?:since |from )?\d{4}\b.*$")
# What may stand between a title and its body: "and Trade of", ", Minister of State of", "of the".
_BODY = re.compile(r"(?:(?: and|,| &) .*?)? (of|for|to|in|at) (?:the )?(.+)")


# The same words come again and again in a large file.
@lru_cache(maxsize=100_000)
def read_office(words: str, country: str = "") -> Office | None:
    """The office that free words name, None where roles.tsv does not know it. `country`: where the words name no state.

    An office that one person holds at a time is not asserted of a bare word ("President") nor of a body that is no state ("President of Acme").
    """
    named, rest = _without_adjective(_BRACKETS.sub("", " ".join(words.split())))
    while rest:
        found = _read_titled(rest, named, country)
        if found:
            return found
        shorter = _without_modifier(rest)
        if shorter == rest:
            return None
        if not named:
            named, shorter = _without_adjective(shorter)
        rest = shorter
    return None


def _read_titled(words: str, named: str, country: str) -> Office | None:
    lower = _lower(words)
    for end in [m.start() for m in re.finditer(r"(?=[\s,]|$)", lower)][::-1]:
        titles = _titles().get(lower[:end])
        if titles and (end == len(lower) or lower[end] == "," or _BODY.match(lower, end) or lower.startswith((" and ", " & "), end)):
            return _office(titles, lower[:end], _body(words, end), named or country, bool(named))
    return None


def _office(titles: tuple[_Title, ...], title: str, body: tuple[str, str], country: str, is_named: bool) -> Office | None:
    """The office of a title. `body`: the state and the body that stand after it; `is_named`: an adjective names the state."""
    state, of = body
    country = state or country
    fitting = [t for t in titles if country in t.countries] or [t for t in titles if not t.countries]
    if not fitting:
        return None
    title_ = fitting[0]
    if title_.unique and title_.of_state and (of or (" " not in title and not state and not is_named)):
        return None
    return Office(title_.role, country, of)


def _lower(words: str) -> str:
    """In small letters, of the same length: "İ" would become two."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in words)


def _body(words: str, end: int) -> tuple[str, str]:
    """The state and the body that stand after a title: "Energy of Iran" → IRN, "Energy". An ambassador "to Poland" serves another state."""
    match = _BODY.match(words, end)
    if not match:
        return "", ""
    preposition, body = match.groups()
    if preposition != "of" and " of " not in body:
        return "", body
    if state := state_named(body):
        return state, ""
    before, of, last = body.rpartition(" of ")
    state = state_named(last) if of else ""
    return (state, before) if state else ("", body)


def _without_adjective(words: str) -> tuple[str, str]:
    """The state whose adjective the words begin with, and the other words: "Russian foreign minister" → RUS, "foreign minister"."""
    parts = words.split(" ")
    for count in range(min(MOST_WORDS_OF_ADJECTIVE, len(parts) - 1), 0, -1):
        code = _adjectives().get(" ".join(parts[:count]).lower())
        if code:
            return code, " ".join(parts[count:])
    return "", words


def is_past(words: str) -> bool:
    """Do the words say that the office is no longer held: "former president"?"""
    return words.lower().startswith(tuple(m + ("" if m.endswith("-") else " ") for m, value in _modifiers().items() if value == "past"))


def _without_modifier(words: str) -> str:
    lower = words.lower()
    for modifier in _modifiers():
        if lower.startswith(modifier + ("" if modifier.endswith("-") else " ")):
            return words[len(modifier) :].strip()
    return words


def state_named(words: str) -> str:
    """The code of the state of this name or alias, "" for none or more than one ("Korea")."""
    codes = _states().get(words.lower().removeprefix("the ").strip(" .,"), frozenset())
    return next(iter(codes)) if len(codes) == 1 else ""


@cache
def _titles() -> dict[str, tuple[_Title, ...]]:
    found: dict[str, list[_Title]] = defaultdict(list)
    for row in load_table("roles"):
        countries = frozenset(filter(None, row["countries"].split("|")))
        for title in row["titles"].split("|"):
            found[title].append(_Title(row["role"], countries, row["sector"] == "GOV", row["unique"] == "y"))
    return {title: tuple(rows) for title, rows in found.items()}


@cache
def _states() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in load_table("states"):
        for name in (row["name"], *row["aliases"].split("|")):
            found[name.lower().removeprefix("the ")].add(row["code"])
    return {name: frozenset(codes) for name, codes in found.items() if name}


@cache
def _adjectives() -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in load_table("states"):
        # A state that is gone does not take its heir's adjective: "Yugoslav" stays its own.
        if row["status"] != "dissolved":
            for adjective in filter(None, row["adjectives"].split("|")):
                found[adjective.lower()].add(row["code"])
    return {a: next(iter(codes)) for a, codes in found.items() if len(codes) == 1}


@cache
def _modifiers() -> dict[str, str]:
    return {row["id"]: row["value"] for row in load_table("foreign_ids") if row["kind"] == "modifier"}
