"""The identifiers of other collections in our terms, from foreign_ids.tsv and the codes of states.tsv."""

import re
from functools import cache

from demarche.lexicon.load import Row, load_table

ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@cache
def ids_of(scheme: str) -> dict[str, Row]:
    """The rows of foreign_ids.tsv of one scheme, by their id."""
    return {row["id"]: row for row in load_table("foreign_ids") if row["scheme"] == scheme}


def country_of_code(code: str) -> str:
    """Our three letters for a country of two or three, "" for one that is no state: "ua" → UKR, "gb-sct" → GBR, "eu" → ""."""
    lower = code.strip().lower()
    special = ids_of("ftm").get(lower)
    if special and special["kind"] == "country":
        return special["value"]
    return _codes().get(lower) or _codes().get(lower.partition("-")[0], "")


@cache
def _codes() -> dict[str, str]:
    found = {}
    for row in load_table("states"):
        found[row["code"].lower()] = row["code"]
        if row["code2"]:
            found[row["code2"].lower()] = row["code"]
    return found


def only_one(countries: list[str]) -> str:
    """The country where they agree, "" where they don't."""
    return countries[0] if countries and len(set(countries)) == 1 else ""


def read_date(words: str) -> str:
    """A date or date-time as ISO date; other words unchanged, so that the check can name them."""
    match = ISO_DATE.match(words)
    return match.group() if match and words[match.end() : match.end() + 1] in ("", "T", " ") else words
