import csv
from io import StringIO

import pytest
from hypothesis import given

from demarche.exports.polecat import POLECAT_COLUMNS, write_polecat
from exported_rows import ANYTHING, NAMELESS, POST, WIRE, any_exported, between, event, exported


def rows(*events, **options):
    return list(csv.DictReader(write_polecat(exported(*events), **options)))


def test_the_header_is_polecats():
    assert len(POLECAT_COLUMNS) == len(set(POLECAT_COLUMNS)) == 40
    assert POLECAT_COLUMNS[:8] == ("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name")
    assert POLECAT_COLUMNS[7:15][3] == "Primary Actor Sector" and POLECAT_COLUMNS[22] == "Wikipedia Recipient ID" and POLECAT_COLUMNS[-1] == "Version"
    assert next(write_polecat(exported())) == ",".join(POLECAT_COLUMNS)


def test_a_row_says_who_did_what_to_whom_when_and_where():
    (row,) = rows(event())
    filled = {name: value for name, value in row.items() if value and name != "Version"}
    assert filled == {
        "Event ID": "e:1", "Event Date": "2022-02-08", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "4.0", "Quad Code": "VERBAL COOPERATION",
        "Contexts": "diplomatic;military", "Actor Name": "Ana Roda", "Actor Country": "EST", "Actor COW": "366", "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV", "Actor Title": "foreign minister", "Recipient Name": "Jon Holt", "Recipient Country": "ROU", "Recipient COW": "360",
        "Primary Recipient Sector": "GOV", "Recipient Sectors": "GOV", "Recipient Title": "president", "Placename": "Tartu", "City": "Tartu",
        "Country": "EST", "Latitude": "58.38", "Longitude": "26.7225", "Source": "Morning Post;The Wire", "Publication Date": "2022-02-07",
        "Story People": "Ana Roda;Jon Holt", "Story Locations": "Tartu", "Language": "English",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("actors", "recipients", "pairs"),
    [
        (["state:rus"], ["state:ukr", "un"], [("Russia", "Ukraine"), ("Russia", "United Nations")]),
        (["state:rus", "eu"], ["un"], [("Russia", "United Nations"), ("European Union", "United Nations")]),
        (["state:rus", "state:ukr", "un"], [], [("Russia", "Ukraine"), ("Russia", "United Nations"), ("Ukraine", "United Nations")]),
        (["state:rus"], [], [("Russia", "")]),
        ([], ["state:ukr"], [("", "Ukraine")]),
    ],
)
def test_each_pair_has_a_row_under_the_events_id(actors, recipients, pairs):
    found = rows(event(**between(actors, recipients)))
    assert [(r["Actor Name"], r["Recipient Name"]) for r in found] == pairs and {r["Event ID"] for r in found} == {"e:1"}


@pytest.mark.parametrize(
    ("status", "written", "as_type", "intensity"),
    [
        ("happened", True, "AID", "10.0"), ("ongoing", True, "AID", "10.0"), ("planned", False, "AGREE", "2.5"), ("lapsed", False, "AGREE", "2.5"),
        ("demanded", False, "AID", "10.0"), ("negated", False, "AID", "10.0"),
    ],
)  # fmt: skip
def test_only_what_happened_is_written_unless_all_is_asked_for(status, written, as_type, intensity):
    told = event(type="AID", modes=(), status=status)
    assert len(rows(told)) == written
    (row,) = rows(told, every_status=True)
    assert (row["Event Type"], row["Intensity"], row["Event Mode"]) == (as_type, intensity, "")


def test_a_planned_withdrawal_is_a_concession_without_its_mode():
    (row,) = rows(event(type="RETREAT", modes=("withdraw",), status="planned"), every_status=True)
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("CONCEDE", "", "VERBAL COOPERATION")


@pytest.mark.parametrize(
    ("actor", "country", "cow", "sectors"),
    [
        ("troops:rus", "RUS", "365", "MIL"), ("un", "", "", "UNO"), ("state:ukr", "UKR", "369", ""), ("rebels", "XABK", "", "REB"),
        ("nurses", "UKR", "369", "MED"),
    ],
)  # fmt: skip
def test_an_actor_has_his_country_and_sectors(actor, country, cow, sectors):
    (row,) = rows(event(**between([actor])))
    assert (row["Actor Country"], row["Actor COW"], row["Actor Sectors"]) == (country, cow, sectors)


@pytest.mark.parametrize(("precision", "city", "province"), [("point", "Tartu", ""), ("region", "", "Tartu"), ("country", "", ""), (None, "", "")])
def test_a_place_stands_where_its_precision_says(precision, city, province):
    (row,) = rows(event(precision=precision))
    assert (row["Placename"], row["City"], row["Province"]) == ("Tartu", city, province)


def test_people_bodies_and_places_of_the_event_stand_apart():
    (row, *_) = rows(event(**between(["person:roda", "un", "paper", "office"], ["city", "state:ukr"]), place=None))
    assert row["Story People"] == "Ana Roda" and row["Story Organizations"] == "United Nations;Harbour Times;Office of the President"
    assert row["Story Locations"] == "Odesa;Ukraine"


def test_no_cell_is_a_formula_and_no_value_parts_a_list():
    source = NAMELESS.__class__("=k", "=1+1;@x", None, None, None, "o")
    (row,) = rows(event(id="=HYPERLINK()", actors=("-1+1",), actor_ids=(), contexts=("a;=b", "=c"), sources=(source, WIRE, POST), latitude=-33.9))
    assert row["Event ID"] == "'=HYPERLINK()" and row["Actor Name"] == "'-1+1" and row["Contexts"] == "a,=b;'=c" and row["Latitude"] == "-33.9"
    assert row["Source"] == "'=1+1,@x;The Wire;Morning Post"


@given(any_exported())
@ANYTHING
def test_whatever_the_rows_hold_each_line_is_a_row_of_forty_cells(given_rows):
    lines = list(write_polecat(given_rows, every_status=True))
    assert all("\n" not in line and "\r" not in line and line.encode("utf-8") for line in lines)
    read = list(csv.reader(StringIO("\n".join(lines))))
    assert len(read) == len(lines) > len(given_rows.events) and {len(r) for r in read} == {40}
    assert not [c for r in read for c in r if c[:1] in tuple("=+-@\t\r") and not c.replace(".", "", 1).lstrip("-").isdigit()]
