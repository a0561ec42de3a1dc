import csv
from collections import Counter
from dataclasses import replace

import pandas
import pytest
from hypothesis import given

from demarche.exports.gdelt import GDELT_COLUMNS, write_gdelt
from demarche.lexicon.load import load_table
from exported_rows import ACTORS, ANYTHING, NAMELESS, POST, any_exported, between, event, exported


def rows(*events):
    return [dict(zip(GDELT_COLUMNS, line.split("\t"), strict=True)) for line in write_gdelt(exported(*events))]


def only(**fields):
    (row,) = rows(event(**fields))
    return row


def test_the_columns_are_gdelts():
    assert len(GDELT_COLUMNS) == len(set(GDELT_COLUMNS)) == 61
    assert [GDELT_COLUMNS.index(c) for c in ("Actor1Code", "Actor2Code", "IsRootEvent", "AvgTone", "Actor1Geo_Type", "ActionGeo_Type", "SOURCEURL")] == [
        5, 15, 25, 34, 35, 51, 60,
    ]  # fmt: skip


def test_a_row_says_who_did_what_to_whom_when_and_where():
    row = only()
    filled = {name: value for name, value in row.items() if value and name != "GLOBALEVENTID"}
    assert filled == {
        "SQLDATE": "20220208", "MonthYear": "202202", "Year": "2022", "FractionDate": "2022.1041", "Actor1Code": "ESTGOV", "Actor1Name": "ANA RODA",
        "Actor1CountryCode": "EST", "Actor1Type1Code": "GOV", "Actor2Code": "ROMGOV", "Actor2Name": "JON HOLT", "Actor2CountryCode": "ROM",
        "Actor2Type1Code": "GOV", "EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04", "QuadClass": "1", "GoldsteinScale": "1.9",
        "NumMentions": "5", "NumSources": "2", "NumArticles": "4", "Actor1Geo_Type": "0", "Actor2Geo_Type": "0", "ActionGeo_Type": "4",
        "ActionGeo_Fullname": "Tartu, Estonia", "ActionGeo_CountryCode": "EN", "ActionGeo_Lat": "58.38", "ActionGeo_Long": "26.7225",
        "DATEADDED": "20220207000000", "SOURCEURL": "https://example.org/b?x=1&y=2",
    }  # fmt: skip


@pytest.mark.parametrize(
    "row", [*load_table("modes"), *({"type": r["type"], "mode": ""} for r in load_table("types"))], ids=lambda r: f"{r['type']} {r['mode']}"
)
def test_every_type_and_mode_has_a_code_of_cameo(row):
    assert any((r["type"], r["mode"]) == (row["type"], row["mode"]) for r in load_table("cameo"))


@pytest.mark.parametrize(
    ("type", "modes", "code", "base", "root", "quad", "goldstein"),
    [
        ("RETREAT", ("withdraw",), "0874", "087", "08", "2", "10.0"), ("AID", (), "070", "070", "07", "2", "7.0"),
        ("REQUEST", ("meet",), "106", "106", "10", "3", "-5.0"), ("ASSAULT", ("aerial",), "195", "195", "19", "4", "-10.0"),
        ("ASSAULT", ("unheard-of", "drone"), "1952", "195", "19", "4", ""), ("ACCUSE", ("investigate",), "090", "090", "09", "3", "-2.0"),
        ("CONCEDE", (), "035", "035", "03", "1", "7.0"), ("PROTEST", ("hunger",), "142", "142", "14", "4", "-6.5"),
        ("SUPPORT", ("unheard-of",), "050", "050", "05", "1", "3.5"),
    ],
)  # fmt: skip
def test_what_was_done_has_cameos_codes(type, modes, code, base, root, quad, goldstein):
    row = only(type=type, modes=modes)
    assert [row[c] for c in ("EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale")] == [code, base, root, quad, goldstein]


def test_the_quad_class_is_plovers_but_for_what_cameo_counts_otherwise():
    """A verdict is verbal in CAMEO, material in PLOVER."""
    differing = {(r["type"], r["mode"]) for r in load_table("cameo") if only(type=r["type"], modes=(r["mode"],))["QuadClass"] != quad_of(r["type"])}
    assert differing == {("SANCTION", "convict")}


def quad_of(type):
    return next(r["quad"] for r in load_table("types") if r["type"] == type)


@pytest.mark.parametrize(
    ("actor", "code", "country", "types"),
    [
        ("troops:rus", "RUSMIL", "RUS", ["MIL", "", ""]), ("un", "UNO", "", ["UNO", "", ""]), ("state:ukr", "UKR", "UKR", ["", "", ""]),
        ("nurses", "UKRHLH", "UKR", ["HLH", "", ""]), ("paper", "UKRMED", "UKR", ["MED", "", ""]), ("rebels", "REB", "", ["REB", "", ""]),
        ("eu", "IGO", "", ["IGO", "", ""]),
    ],
)  # fmt: skip
def test_an_actor_has_cameos_codes(actor, code, country, types):
    row = only(**between([actor]))
    assert (row["Actor1Code"], row["Actor1CountryCode"], [row[f"Actor1Type{n}Code"] for n in (1, 2, 3)]) == (code, country, types)
    assert row["Actor2Code"] == row["Actor2Name"] == ""


@pytest.mark.parametrize(
    ("precision", "country", "place", "kind", "name", "fips"),
    [
        ("city", "USA", "Ohio City", "3", "Ohio City, United States", "US"), ("region", "USA", "Ohio", "2", "Ohio, United States", "US"),
        ("region", "UKR", "Donbas", "5", "Donbas, Ukraine", "UP"), ("point", "UKR", "Kyiv airport", "4", "Kyiv airport, Ukraine", "UP"),
        ("country", "RUS", "Russia", "1", "Russia", "RS"), ("point", None, "Black Sea", "4", "Black Sea", ""), (None, None, None, "0", "", ""),
        (None, "KOS", None, "1", "Kosovo", "KV"), ("area", None, "the Balkans", "0", "", ""),
    ],
)  # fmt: skip
def test_a_place_has_its_type_and_country(precision, country, place, kind, name, fips):
    row = only(precision=precision, country=country, place=place)
    assert (row["ActionGeo_Type"], row["ActionGeo_Fullname"], row["ActionGeo_CountryCode"]) == (kind, name, fips)


@pytest.mark.parametrize("status", ["planned", "demanded", "possible", "negated", "lapsed"])
def test_what_did_not_happen_is_no_event_of_gdelt(status):
    assert rows(event(status=status)) == []


def test_ids_are_whole_numbers_that_stay_and_differ_by_pair():
    three = event(**between(["state:rus", "state:ukr", "un"]))
    ids = [r["GLOBALEVENTID"] for r in rows(three, event("e:2"))]
    assert len(set(ids)) == 4 and all(0 <= int(i) < 2**63 for i in ids)
    moved = replace(three, actors=three.actors[:2], actor_ids=three.actor_ids[:2], reports=9)
    assert rows(moved)[0]["GLOBALEVENTID"] == ids[0] == "5183752249444244823"


@pytest.mark.parametrize("url", ["javascript:alert(1)", None, "ftp://example.org"])
def test_only_an_address_of_the_web_is_the_source(url):
    assert only(sources=(replace(NAMELESS, url=url), POST))["SOURCEURL"] == POST.url
    assert only(sources=(replace(NAMELESS, url=url),))["SOURCEURL"] == ""


def test_an_event_without_day_and_sources_was_added_on_the_day_of_the_export():
    row = only(day=None, sources=())
    assert (row["SQLDATE"], row["FractionDate"], row["DATEADDED"]) == ("", "", "20220209000000")


def test_pandas_reads_it_with_its_own_settings(tmp_path):
    odd = replace(ACTORS["un"], name='"United" \t\nNations')
    path = tmp_path / "events.tsv"
    path.write_text("\n".join(write_gdelt(replace(exported(event(**between(["un"], ["state:rus"])), event()), actors={**ACTORS, "un": odd}))), "utf-8")
    read = pandas.read_csv(path, sep="\t", names=GDELT_COLUMNS, dtype={"EventCode": str})
    assert read.shape == (2, 61) and list(read["EventCode"]) == ["042", "042"] and list(read["Actor1Name"]) == ["'UNITED' NATIONS", "ANA RODA"]


@given(any_exported())
@ANYTHING
def test_whatever_the_rows_hold_each_line_has_sixty_one_cells(given_rows):
    lines = list(write_gdelt(given_rows))
    read = list(csv.reader(lines, delimiter="\t"))
    assert all(line.encode("utf-8") for line in lines) and len(read) == len(lines) and Counter(map(len, read)).keys() <= {61}
    assert not [c for line in lines for c in line if c != "\t" and (c < " " or c in "\x7f\x85\u2028\u2029")]
    assert all(cells[0].isdigit() and cells[29] in "1234" for cells in read)
