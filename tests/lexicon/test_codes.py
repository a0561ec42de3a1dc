"""The codes of other collections are complete where they must be, and the checker finds what is wrong in them."""

from collections import Counter

import pytest

from demarche.lexicon.check import SECTORS, check_rows
from demarche.lexicon.load import load_table, make_row
from demarche.lexicon.roles import STATELESS

MEMBERS = {row["code"] for row in load_table("states") if row["status"] == "un_member"}

GOOD = {
    "cow": {"code": "UKR", "cow": "UKR", "number": "369", "source": "s"},
    "gdelt_countries": {"code": "ROU", "cameo": "ROM", "fips": "RO", "source": "s"},
    "ftm_countries": {"code": "XABK", "ftm": "ge-ab", "source": "s"},
    "cameo": {"type": "RETREAT", "mode": "release", "cameo": "0841", "base": "084", "root": "08", "goldstein": "7.0", "source": "s"},
    "cameo_sectors": {"sector": "JRN", "cameo": "MED", "source": "s"},
}


def faults(table, change):
    return [fault for _, fault in check_rows(table, (make_row(2, GOOD[table] | change),))]


@pytest.mark.parametrize("table", list(GOOD))
def test_a_good_row_has_no_fault(table):
    assert faults(table, {}) == []


@pytest.mark.parametrize(
    ("table", "change", "fault"),
    [
        ("cow", {"code": "UKX"}, 'code "UKX" is not in lexicon/states.tsv'),
        ("cow", {"cow": "Ukr"}, 'cow: "Ukr". Write three capital letters'),
        ("cow", {"number": "0"}, 'number: "0"'),
        ("cow", {"number": "365"}, 'number 365 is "RUS" too'),
        ("gdelt_countries", {"fips": "ROU"}, 'fips: "ROU". Write two capital letters'),
        ("gdelt_countries", {"cameo": "R"}, 'cameo: "R"'),
        ("gdelt_countries", {"code": ""}, 'code "" is not in lexicon/states.tsv'),
        ("ftm_countries", {"ftm": "GE-AB"}, 'ftm: "GE-AB"'),
        ("cameo", {"mode": "drone"}, '"RETREAT drone" is no type of types.tsv'),
        ("cameo", {"type": "HELP", "mode": ""}, '"HELP " is no type of types.tsv'),
        ("cameo", {"cameo": "841"}, 'cameo: "841"'),
        ("cameo", {"base": "08"}, '"0841" has base 084 and root 08'),
        ("cameo", {"goldstein": "7"}, 'goldstein: "7"'),
        ("cameo", {"goldstein": "-10.5"}, "off the scale"),
        ("cameo_sectors", {"sector": "GOVT"}, 'sector: "GOVT"'),
        ("cameo_sectors", {"source": ""}, "no source"),
    ],
)
def test_a_fault_is_named(table, change, fault):
    assert any(fault in found for found in faults(table, change)), faults(table, change)


@pytest.mark.parametrize(("table", "column"), [("cow", "number"), ("gdelt_countries", "fips")])
def test_every_un_member_has_a_code(table, column):
    assert {row["code"] for row in load_table(table) if row[column]} >= MEMBERS


def test_two_states_of_today_share_no_code():
    """Dissolved states may: COW's Russia is the Soviet Union too."""
    for table, column in (("cow", "number"), ("cow", "cow"), ("gdelt_countries", "fips")):
        found = Counter(row[column] for row in load_table(table) if row["code"] in MEMBERS)
        assert [code for code, count in found.items() if count > 1] == []


@pytest.mark.parametrize(
    ("code", "cow", "number", "fips"),
    [
        ("USA", "USA", "2", "US"), ("GBR", "UKG", "200", "UK"), ("DEU", "GMY", "255", "GM"), ("CHE", "SWZ", "225", "SZ"), ("SWZ", "SWA", "572", "WZ"),
        ("AUS", "AUL", "900", "AS"), ("AUT", "AUS", "305", "AU"), ("UKR", "UKR", "369", "UP"), ("CHN", "CHN", "710", "CH"), ("SRB", "YUG", "345", "RI"),
        ("KOS", "KOS", "347", "KV"), ("KOR", "ROK", "732", "KS"), ("SSD", "SSD", "626", "OD"), ("VNM", "DRV", "816", "VM"), ("TLS", "ETM", "860", "TT"),
    ],
)  # fmt: skip
def test_codes_that_are_easily_taken_for_others(code, cow, number, fips):
    (row,) = (r for r in load_table("cow") if r["code"] == code)
    (place,) = (r for r in load_table("gdelt_countries") if r["code"] == code)
    assert (row["cow"], row["number"], place["fips"]) == (cow, number, fips)


def test_every_sector_has_a_row():
    assert {row["sector"] for row in load_table("cameo_sectors")} == SECTORS | STATELESS
