"""The knowledge base is broad, complete where it must be, and whole: what it holds of states, offices, organisations and titles.

Coverage: for every UN member, office and year since 1990 or its independence, does the table know who held it on 1 July?
"""

import re
import resource
import subprocess
import sys
from collections import defaultdict

import pytest

from demarche.lexicon.check import SECTORS, check_rows, check_tables
from demarche.lexicon.load import Row, load_table, make_row

YEARS = range(1990, 2026)
MONARCHS = {"king", "queen", "emir", "sultan", "emperor", "grand duke", "prince", "supreme leader"}
LEADERS = MONARCHS | {"president", "prime minister", "chancellor", "head of government", "head of state", "general secretary"}
OFFICES = {"leader": LEADERS, "foreign minister": {"foreign minister"}, "defence minister": {"defence minister"}}
# Shares in per cent as measured; a fall fails. Small states have no defence minister, or none that the news names.
FLOORS = {"leader": 99, "foreign minister": 89, "defence minister": 62}
MEMBERS = [row for row in load_table("states") if row["status"] == "un_member"]


def holds_on(term: Row, day: str) -> bool:
    """Was an office held on a day? Bounds of a year or a month count as a whole; an unknown end reaches to the end of its first year."""
    start, end = term["from"], term["to"]
    if not start or start > day[: len(start)]:
        return False
    return not end or (start[:4] == day[:4] if end == "?" else end >= day[: len(end)])


def coverage(roles):
    """How many of the years of all UN members have a holder of one of the roles, in per cent."""
    terms = defaultdict(list)
    for row in load_table("people"):
        if row["role"] in roles:
            terms[row["country"]].append(row)
    held = [
        any(holds_on(term, f"{year}-07-01") for term in terms[state["code"]])
        for state in MEMBERS
        for year in YEARS
        if not state["from"] or int(state["from"][:4]) < max(year, 1991)
    ]
    return 100 * sum(held) / len(held)


def test_all_tables_keep_their_schema_and_are_checked_in_three_seconds():
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run([sys.executable, "-m", "demarche.lexicon.check"], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (result.stdout, result.stderr, result.returncode) == ("all tables keep their schema\n", "", 0)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 3


def test_the_knowledge_base_is_broad():
    assert len(load_table("states")) >= 200
    assert len(MEMBERS) == 193
    assert len({(r["name"], r["country"]) for r in load_table("people") if r["from"]}) >= 2500
    assert len(load_table("organisations")) >= 600


@pytest.mark.parametrize("office", list(OFFICES))
def test_offices_are_known_for_most_years(office):
    assert coverage(OFFICES[office]) >= FLOORS[office]


# "Dominican" is of the Dominican Republic in the news: the island's own is left out.
WITHOUT = {"demonyms": {"Dominica"}, "adjectives": {"Dominica"}}


@pytest.mark.parametrize("column", ["name", "demonyms", "adjectives", "capital", "latitude", "longitude", "region"])
def test_every_un_member_has(column):
    assert {row["name"] for row in MEMBERS if not row[column]} - WITHOUT.get(column, set()) == set()


def test_every_state_with_a_capital_says_where_it_is():
    assert [row["name"] for row in load_table("states") if row["capital"] and not (row["latitude"] and row["longitude"])] == []


def test_every_state_of_the_people_and_organisations_is_known():
    codes = {row["code"] for row in load_table("states")}
    assert {row["country"] for name in ("people", "organisations") for row in load_table(name)} - {""} <= codes


def test_the_french_president_is_another_one_in_2008_and_in_2022():
    terms = [row for row in load_table("people") if row["country"] == "FRA" and row["role"] == "president" and not row["of"]]
    assert {r["name"] for r in terms if holds_on(r, "2008-07-01")} == {"Nicolas Sarkozy"}
    assert {r["name"] for r in terms if holds_on(r, "2022-07-01")} == {"Emmanuel Macron"}


# ---- titles


def titles():
    """Title → (role, countries, sector) of every row that lists it."""
    found = defaultdict(list)
    for row in load_table("roles"):
        for title in row["titles"].split("|"):
            found[title].append((row["role"], row["countries"].split("|") if row["countries"] else [], row["sector"]))
    return found


def test_there_are_many_titles():
    assert len(titles()) >= 250


def test_every_role_of_the_people_has_titles():
    assert {row["role"] for row in load_table("people")} <= {row["role"] for row in load_table("roles")}


@pytest.mark.parametrize(
    ("title", "country", "role"),
    [
        ("secretary of state", "USA", "foreign minister"),
        ("foreign secretary", "GBR", "foreign minister"),
        ("chancellor", "DEU", "chancellor"),
        ("pentagon chief", "USA", "defence minister"),
        ("taoiseach", "IRL", "prime minister"),
        ("head of state", "", "president"),
        ("premier", "", "prime minister"),
        ("un chief", "", "secretary general"),
    ],
)
def test_a_title_means_the_office_of_its_country(title, country, role):
    assert role in {r for r, countries, _ in titles()[title] if country in countries or not (country or countries)}


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        ("governor", "GOV"), ("mayor", "GOV"), ("ambassador", "GOV"), ("senator", "LEG"), ("lawmaker", "LEG"), ("general", "MIL"), ("admiral", "MIL"),
        ("colonel", "MIL"), ("judge", "JUD"), ("prosecutor", "JUD"), ("bishop", "REL"), ("ayatollah", "REL"), ("activist", "SOC"), ("journalist", "JRN"),
        ("professor", "EDU"), ("analyst", "EDU"), ("chief executive", "BUS"), ("militant", "UAF"), ("rebel", "REB"), ("police chief", "COP"),
        ("farmer", "AGR"), ("refugee", "REF"), ("spy chief", "SPY"), ("nurse", "MED"), ("union leader", "LAB"), ("villager", "CVL"),
        ("opposition leader", "OPP"), ("smuggler", "CRM"), ("spokeswoman", ""),
    ],
)  # fmt: skip
def test_a_title_has_its_sector(title, sector):
    assert sector in {s for _, countries, s in titles()[title] if not countries}


# ---- the checker

GOOD = {
    "people": {"name": "Ana Bell", "aliases": "", "gender": "f", "country": "AND", "role": "foreign minister", "of": "", "from": "2015-05", "to": "?",
               "wikipedia": "", "source": "s"},
    "organisations": {"name": "North Lake Front", "aliases": "NLF", "nouns": "", "kind": "group", "country": "TCD", "code": "TCDREB", "seat": "", "parent": "",
                      "from": "1998", "to": "", "wikipedia": "", "source": "s"},
    "roles": {"role": "king", "titles": "king|monarch", "countries": "", "sector": "GOV", "unique": "y", "source": "s"},
    "foreign_ids": {"scheme": "wikidata", "id": "Q1", "kind": "country", "value": "TCD", "country": "", "nouns": "", "source": "s"},
    "numbers": {"word": "two", "value": "2", "source": "s"}, "abbreviations": {"form": "Mr.", "where": "title", "source": "s"},
    "fused": {"form": "cannot", "cut": "3", "source": "s"}, "name_classes": {"kind": "PER", "nouns": "man", "source": "s"},
    "types": {"type": "AID", "quad": "2", "score": "10", "source": "s"},
}  # fmt: skip


def faults(table, *changes):
    rows = tuple(make_row(n, GOOD[table] | change) for n, change in enumerate(changes or ({},), 2))
    return [fault for _, fault in check_rows(table, rows)]


@pytest.mark.parametrize("table", list(GOOD))
def test_a_good_row_has_no_fault(table):
    assert faults(table) == []


@pytest.mark.parametrize(
    ("table", "change", "fault"),
    [
        ("people", {"role": "boss"}, 'unknown role "boss"'),
        ("people", {"country": "XXX"}, 'country "XXX" is not in lexicon/states.tsv'),
        ("people", {"from": "2015-13"}, 'from: "2015-13" is no date'),
        ("people", {"from": "?"}, 'from: "?" is no date'),
        ("people", {"from": "2015-05-09", "to": "2015-05-01"}, "ends (2015-05-01) before it begins"),
        ("people", {"gender": "x"}, 'unknown gender "x"'),
        ("people", {"source": ""}, "no source"),
        ("organisations", {"kind": "firm"}, 'unknown kind "firm". Known: organisation group media office'),
        ("organisations", {"code": "TCDGVO"}, 'unknown sector "GVO"'),
        ("organisations", {"code": "TCDRE"}, "begins with no country"),
        ("organisations", {"to": "1997"}, "ends (1997) before it begins"),
        ("roles", {"sector": "GVO"}, 'unknown sector "GVO"'),
        ("roles", {"titles": "King"}, "in lower case"),
        ("roles", {"titles": "king|king"}, "each once"),
        ("roles", {"countries": "TCD|XX"}, 'country "XX"'),
        ("foreign_ids", {"value": "XX"}, 'country "XX"'),
        ("foreign_ids", {"kind": "position", "value": "boss"}, 'unknown role "boss"'),
        ("numbers", {"value": "zwei"}, "is no number"),
        ("abbreviations", {"where": "never"}, 'unknown where "never"'),
        ("fused", {"cut": "9"}, 'not inside "cannot"'),
        ("name_classes", {"kind": "MISC"}, 'unknown kind "MISC"'),
        ("types", {"type": "HELP"}, 'unknown type "HELP"'),
    ],
)
def test_a_fault_is_named(table, change, fault):
    assert any(fault in found for found in faults(table, change)), faults(table, change)


@pytest.mark.parametrize(
    ("table", "first", "second", "fault"),
    [
        ("people", {}, {}, "the same as line 2 in name"),
        ("people", {}, {"name": "Anna Bell", "aliases": "Ana Bell", "from": "2016"}, '"Ana Bell" is also Ana Bell, line 2'),
        ("people", {}, {"wikipedia": "Ana_Bell", "from": "2001", "to": "2002"}, "One person has one name and one Wikipedia title"),
        ("people", {"to": "2015-06"}, {"name": "Anna Bell", "aliases": "Ana Bell", "from": "2016"}, None),
        ("people", {}, {"country": "TCD", "from": "2016"}, None),
        ("organisations", {}, {"name": "National Lake Force", "from": "2001"}, '"NLF" is also North Lake Front, line 2'),
        ("organisations", {"to": "2000"}, {"name": "National Lake Force", "from": "2001"}, None),
        ("organisations", {"to": "2000"}, {"from": "2000", "code": "TCDPTY"}, None),
        ("organisations", {}, {"from": "2000", "code": "TCDPTY"}, '"North Lake Front" is also North Lake Front, line 2'),
        ("organisations", {}, {"name": "National Lake Force", "kind": "media"}, None),
    ],
)
def test_names_that_two_bear_at_one_time_are_named(table, first, second, fault):
    found = faults(table, first, second)
    assert any(fault in f for f in found) if fault else found == []


def test_the_sectors_are_those_of_the_codebook():
    assert len(SECTORS) == 25 and all(re.fullmatch("[A-Z]{3}", s) for s in SECTORS)


def test_the_checker_returns_its_complaints():
    assert check_tables() == []
