"""The gazetteer finds what it holds, by any spelling, and its files keep the order that the search relies on."""

import pytest

from conftest import ROOT
from demarche.lexicon.gazetteer import PRECISIONS, find_locations, fold, holds
from demarche.lexicon.load import load_table

LEXICON = ROOT / "src/demarche/lexicon"


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("São Tomé", "sao tome"),
        ("Dar-es-Salaam", "dar es salaam"),
        ("N.Y.", "ny"),
        ("the Gaza Strip", "gaza strip"),
        ("Sana'a", "sanaa"),
        ("Łódź", "lodz"),
        ("Gəncə", "ganca"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("...", ""),
        ("北京", "北京"),
    ],
)
def test_names_fold_to_plain_letters(name, folded):
    assert fold(name) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("name", "own_name", "country", "kind"),
    [
        ("Kiev", "Kyiv", "UKR", "capital"),
        ("Odessa", "Odesa", "UKR", "city"),
        ("Peking", "Beijing", "CHN", "capital"),
        ("Bombay", "Mumbai", "IND", "city"),
        ("St. Petersburg", "Saint Petersburg", "RUS", "city"),
        ("Hodeidah", "Hodeidah", "YEM", "city"),
        ("Calif.", "California", "USA", "region"),
        ("Xinjiang Uyghur Autonomous Region", "Xinjiang", "CHN", "region"),
        ("Bayern", "Bavaria", "DEU", "region"),
        ("Grand Est", "Grand Est", "FRA", "region"),
        ("Hormuz Strait", "Strait of Hormuz", "", "strait"),
        ("the Donbass", "Donbas", "UKR", "region"),
        ("DPRK", "North Korea", "PRK", "state"),
    ],
)
def test_a_place_is_found_by_its_other_names(name, own_name, country, kind):
    assert (own_name, country, kind) in {(p.name, p.country, p.kind) for p in find_locations(name)}


@pytest.mark.parametrize("name", ["", "  ", "Qqqzzzxx", "\x00", "\n", "\t", "a\nb", "zzzzzzzz", "𝔎𝔶𝔦𝔳 🏙"])
def test_what_is_no_name_finds_nothing_and_breaks_nothing(name):
    assert all(p.name for p in find_locations(name))


def test_the_names_are_sorted_and_each_leads_to_the_start_of_a_line():
    places = (LEXICON / "gazetteer_places.txt").read_bytes()
    lines = (LEXICON / "gazetteer_names.txt").read_bytes().splitlines()
    keys = [line.partition(b"\t")[0] for line in lines]
    assert keys == sorted(set(keys))
    ids = {int(i) for line in lines for i in line.partition(b"\t")[2].split()}
    starts = {0} | {i + 1 for i, byte in enumerate(places) if byte == ord("\n")} - {len(places)}
    assert ids == starts


def test_the_files_stay_small():
    assert sum(path.stat().st_size for path in LEXICON.glob("gazetteer_*.txt")) <= 4_000_000


def test_every_name_of_the_files_is_found():
    lines = (LEXICON / "gazetteer_names.txt").read_text("utf-8").splitlines()
    for line in (lines[0], lines[-1], *lines[::97]):
        name, _, ids = line.partition("\t")
        assert len(find_locations(name)) >= len(ids.split()), name


def test_the_places_of_newsreaders_have_known_precision_and_country():
    codes = {row["code"] for row in load_table("states")} | {""}
    for row in load_table("places"):
        assert row["precision"] in PRECISIONS, row.number
        assert row["country"] in codes, row.number
        assert row["latitude"] == "" or (-90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180), row.number
    assert len(load_table("places")) >= 600


def location(name, country):
    return next(p for p in find_locations(name) if p.country == country)


@pytest.mark.parametrize(
    ("outer", "inner", "is_held"),
    [
        (("Lebanon", "LBN"), ("Tripoli", "LBN"), True),
        (("Lebanon", "LBN"), ("Tripoli", "LBY"), False),
        (("Texas", "USA"), ("Dallas", "USA"), True),
        (("Texas", "USA"), ("Miami", "USA"), False),
        (("Texas", "USA"), ("Texas", "USA"), False),
        (("Moscow", "RUS"), ("Red Square", "RUS"), True),
    ],
)
def test_states_and_regions_hold_their_places(outer, inner, is_held):
    assert holds(location(*outer), location(*inner)) is is_held
