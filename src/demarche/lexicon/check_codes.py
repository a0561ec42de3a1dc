"""The checks of the tables of codes by which other collections know states, events and sectors. `check.py` runs them with its own."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from demarche.lexicon.load import Row, load_table

_GOLDSTEIN = 10  # the scale's end, on both sides


def _check_cow(row: Row) -> Iterator[str]:
    yield from _check_state(row)
    yield from _fits(row, "cow", "[A-Z]{3}", "three capital letters")
    yield from _fits(row, "number", "[1-9][0-9]{0,2}", "a number from 1 to 999")
    if (first := _cow_by_number().get(row["number"], row["cow"])) != row["cow"]:
        yield f'number {row["number"]} is "{first}" too'


def _check_gdelt_country(row: Row) -> Iterator[str]:
    yield from _check_state(row)
    yield from _fits(row, "cameo", "([A-Z]{3})?", "three capital letters, or nothing where it is the ISO code")
    yield from _fits(row, "fips", "([A-Z]{2})?", "two capital letters")


def _check_ftm_country(row: Row) -> Iterator[str]:
    yield from _check_state(row)
    yield from _fits(row, "ftm", "([a-z]{1,4}(-[a-z]+)?)?", "small letters: suhh, ge-ab")


def _check_cameo(row: Row) -> Iterator[str]:
    if (row["type"], row["mode"]) not in _acts():
        yield f'"{row["type"]} {row["mode"]}" is no type of types.tsv with a mode of modes.tsv'
    yield from _fits(row, "cameo", "(0[1-9]|1[0-9]|20)[0-9]{1,2}", "an event code of three or four figures: 036, 0841")
    if (row["base"], row["root"]) != (row["cameo"][:3], row["cameo"][:2]):
        yield f'"{row["cameo"]}" has base {row["cameo"][:3]} and root {row["cameo"][:2]}'
    yield from _fits(row, "goldstein", r"(-?\d+\.\d)?", "a number with one decimal")
    if row["goldstein"] and abs(float(row["goldstein"])) > _GOLDSTEIN:
        yield f"goldstein {row['goldstein']} is off the scale of -10 to 10"


def _check_cameo_sector(row: Row) -> Iterator[str]:
    yield from _fits(row, "sector", "[A-Z]{3}", "three capital letters")
    yield from _fits(row, "cameo", "([A-Z]{3})?", "three capital letters, or nothing where CAMEO has none")


def _check_state(row: Row) -> Iterator[str]:
    if row["code"] not in _states():
        yield f'code "{row["code"]}" is not in lexicon/states.tsv'


def _fits(row: Row, column: str, pattern: str, asked: str) -> Iterator[str]:
    if not re.fullmatch(pattern, row[column]):
        yield f'{column}: "{row[column]}". Write {asked}'


@cache
def _states() -> frozenset[str]:
    return frozenset(row["code"] for row in load_table("states"))


@cache
def _acts() -> frozenset[tuple[str, str]]:
    """Types with each of their modes, and with none."""
    return frozenset([(r["type"], "") for r in load_table("types")] + [(r["type"], r["mode"]) for r in load_table("modes")])


@cache
def _cow_by_number() -> dict[str, str]:
    """The first abbreviation that stands beside each number."""
    found: dict[str, str] = {}
    for row in load_table("cow"):
        found.setdefault(row["number"], row["cow"])
    return found


CODE_CHECKS: dict[str, Callable[[Row], Iterator[str]]] = {
    "cow": _check_cow, "gdelt_countries": _check_gdelt_country, "ftm_countries": _check_ftm_country, "cameo": _check_cameo,
    "cameo_sectors": _check_cameo_sector,
}  # fmt: skip
