"""What the lines of an imported file give: rows of people.tsv or organisations.tsv, problems, or nothing of ours."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from demarche.lexicon.imports.offices import NO_OFFICE, Office

PEOPLE_COLUMNS = tuple("name aliases gender country role of from to wikipedia source".split())
ORGANISATION_COLUMNS = tuple("name aliases nouns kind country code seat parent from to wikipedia source".split())


class Table(StrEnum):
    PEOPLE = "people"
    ORGANISATIONS = "organisations"


COLUMNS = {Table.PEOPLE: PEOPLE_COLUMNS, Table.ORGANISATIONS: ORGANISATION_COLUMNS}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row for one of our tables, and the line of the file that it comes from."""

    line: int
    table: Table
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that can't be read: what is wrong, and the remedy."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A line without anything of ours: an address, a ship, somebody without an English name."""

    line: int


Found = Entry | Problem | Passed


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who or what a line is about, before the offices: names, country and where it was read."""

    line: int
    name: str
    aliases: tuple[str, ...]
    country: str
    source: str
    gender: str = ""
    wikipedia: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """An office with its term: ISO dates as far as known, "?" for an end that nobody knows."""

    office: Office
    start: str = ""
    end: str = "?"


def person_entries(person: Bearer, terms: Iterable[Held]) -> list[Entry]:
    """One row a term; one row without an office where none is known. An office without dates says nothing beside the same one with dates."""
    dated = list(dict.fromkeys(terms))
    with_dates = {t.office for t in dated if t.start}
    kept = [t for t in dated if t.start or t.office not in with_dates] or [Held(NO_OFFICE, "", "")]
    return [
        _entry(person, Table.PEOPLE, {
            "gender": person.gender, "country": t.office.country or person.country, "role": t.office.role, "of": t.office.of, "from": t.start, "to": t.end,
        })
        for t in kept
    ]  # fmt: skip


def organisation_entry(bearer: Bearer, cells: dict[str, str]) -> Entry:
    """The row of an organisation; `cells` hold what a person has not: nouns, kind, code, from, to."""
    return _entry(bearer, Table.ORGANISATIONS, {"country": bearer.country, **cells})


def _entry(bearer: Bearer, table: Table, cells: dict[str, str]) -> Entry:
    known = {"name": bearer.name, "aliases": "|".join(bearer.aliases), "wikipedia": bearer.wikipedia, "source": bearer.source, **cells}
    return Entry(bearer.line, table, {column: _cell(known.get(column, "")) for column in COLUMNS[table]})


def _cell(words: str) -> str:
    """A cell holds no tab and no line break."""
    return " ".join(words.split())


def read_names(names: Iterable[str], *, of_person: bool) -> tuple[str, ...]:
    """Names as English news writes them, each once: those in Latin letters; a person's "PUTIN, Vladimir" is turned to "Vladimir Putin"."""
    plain = [" ".join(n.replace("|", " ").split()) for n in names if _is_latin(n)]
    found: dict[str, str] = {}
    for name in map(_turned, plain) if of_person else plain:
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _turned(name: str) -> str:
    last, comma, first = name.partition(", ")
    # More than one comma, or a form of company ("Acme, Inc."), is no family name.
    if comma and "," not in first and "." not in first:
        name = f"{first} {last}"
    # "Iryna PETRENKO": capitals mark the family name in lists, and "KIM" only where the whole name is in capitals.
    shortest = 2 if name.isupper() else 4
    return " ".join("-".join(map(str.capitalize, w.split("-"))) if w.isupper() and len(w) >= shortest else w for w in name.split(" ")) if " " in name else name


def _is_latin(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(c.isascii() or unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in letters)
