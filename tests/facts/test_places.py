"""Names of places resolve to the right place, by what the article says; what nothing tells stays open."""

from dataclasses import replace

import pytest
from sentences import parse_sentence, sentence_in

from conftest import ROOT
from demarche.facts.places import find_places, trace_places
from demarche.lexicon.load import load_table

STATES = load_table("states")
PLACES = [line.split("\t") for line in (ROOT / "src/demarche/lexicon/gazetteer_places.txt").read_text("utf-8").splitlines()]
NAME_BY_CODE = {row["code"]: row["name"] for row in STATES}


def country_of(row):
    """The country of a state's places: breakaway parts have that of the state that they broke from."""
    return (row["parent"] or row["code"]) if row["code"].startswith("X") else row["code"]


def found(document):
    return [(place.name, place.country) for place in find_places(document)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Paris"], [("Paris", "FRA")]),
        (["Paris", "Texas"], [("Texas", "USA")]),
        (["Tripoli"], [("Tripoli", "LBY")]),
        (["Tripoli", "Lebanon"], [("Tripoli", "LBN"), ("Lebanon", "LBN")]),
        (["Georgia"], [("Georgia", "GEO")]),
        (["Atlanta", "Georgia"], [("Atlanta", "USA"), ("Georgia", "USA")]),
        (["Batumi", "Georgia"], [("Batumi", "GEO"), ("Georgia", "GEO")]),
        (["Buffalo", "N.Y."], [("Buffalo", "USA"), ("New York State", "USA")]),
        (["Birmingham", "Ala."], [("Birmingham", "USA"), ("Alabama", "USA")]),
        (["Kiev"], [("Kyiv", "UKR")]),
        (["Jordan"], [("Jordan", "JOR")]),
        (["Niger"], [("Niger", "NER")]),
        (["Guinea"], [("Guinea", "GIN")]),
        (["Chad"], [("Chad", "TCD")]),
        (["Washington"], [("Washington", "USA")]),
        (["Helmand province"], [("Helmand", "AFG")]),
        (["Guantanamo Bay"], [("Guantanamo Bay", "CUB")]),
        (["Strait of Hormuz"], [("Strait of Hormuz", None)]),
    ],
)
def test_a_name_resolves_by_what_stands_beside_it(names, expected):
    assert set(expected) <= set(found(sentence_in(*names)))


def test_the_containing_place_tells_which_of_two_is_meant():
    (paris, _) = find_places(sentence_in("Paris", "Texas"))
    assert paris.country != "FRA"


@pytest.mark.parametrize("name", ["Springfield", "San Fernando", "Zorblaxia"])
def test_what_nothing_tells_has_no_coordinates(name):
    (place,) = find_places(sentence_in(name))
    assert (place.text, place.latitude, place.longitude) == (name, None, None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # The countries that the article speaks of.
        ("Lebanese/amod>4 and/cc>3 Lebanese/conj>1 soldiers/nsubj>5 met/root>0 Lebanese/amod>7 scouts/obj>5 in/case>9 *Tripoli/obl>5", [("Tripoli", "LBN")]),
        ("Greek/amod>2 soldiers/nsubj>3 met/root>0 Americans/obj>3 in/case>6 *Athens/obl>3", [("Athens", "GRC")]),
        ("Americans/nsubj>2 met/root>0 Ukrainians/obj>2 in/case>5 *Odessa/obl>2", [("Odesa", "UKR")]),
        ("the/det>3 Syrian/amod>3 town/nsubj>6 of/case>5 *Azaz/nmod>3 fell/root>0", [("Azaz", "SYR")]),
        ("They/nsubj>2 left=leave/root>0 *Lebanon/nmod:poss>5 's/case>3 *Tripoli/obj>2", [("Tripoli", "LBN")]),
        ("Kinshasa/nsubj>2 protested/root>0 in/case>4 *Congo/obl>2", [("DR Congo", "COD")]),
        # Nearness to the other places: Valencia in Spain and in Venezuela.
        ("They/nsubj>2 met/root>0 in/case>4 *Valencia/obl>2 and/cc>6 *Maracaibo/conj>4", [("Valencia", "VEN"), ("Maracaibo", "VEN")]),
        # What the words beside the name ask for.
        ("They/nsubj>2 fought/root>0 in/case>5 *Kharkiv/compound>5 region/obl>2", [("Kharkiv", "UKR")]),
        # Names that mean who governs there.
        ("*Moscow/nsubj>2 warned/root>0 them/obj>2 in/case>5 *Geneva/obl>2", [("Geneva", "CHE")]),
        ("the/det>3 United/amod>3 *States/nsubj>4 said/root>0", []),
    ],
)
def test_the_article_tells_which_place_is_meant(sentence, expected):
    assert found(parse_sentence(sentence)) == expected


def test_a_region_said_to_be_one_has_the_precision_of_a_region():
    (city,) = trace_places(parse_sentence("They/nsubj>2 fought/root>0 in/case>4 *Kharkiv/obl>2"))
    (region,) = trace_places(parse_sentence("They/nsubj>2 fought/root>0 in/case>5 *Kharkiv/compound>5 region/obl>2"))
    assert (city.why.split(":")[0], region.why.split(":")[0]) == ("city", "region")


def test_a_part_of_a_country_has_its_country_but_no_coordinates():
    (place,) = find_places(sentence_in("northern Cambodia"))
    assert (place.name, place.country, place.latitude) == ("northern Cambodia", "KHM", None)


def test_a_part_of_a_persons_name_is_no_place():
    document = parse_sentence("Denzel/flat>2 *Houston/nsubj>3 sang/root>0 and/cc>6 *Houston/nsubj>6 bowed/conj>3")
    person, place = document.names
    named = replace(document, names=(replace(person, kind="PER", start=0, span=document.span(0, 2)), place))
    assert found(document) == [("Houston", "USA"), ("Houston", "USA")]
    assert found(named) == []


def test_why_says_the_slot_and_the_rivals():
    (traced, _) = trace_places(sentence_in("Tripoli", "Lebanon"))
    assert "said to be in Lebanon" in traced.why


@pytest.mark.parametrize("text", ["*\u200b/root>0", "in/case>2 *🏙/root>0", "in/case>2 *''/root>0", "*,/root>0", "*the/root>0"])
def test_odd_names_break_nothing(text):
    document = parse_sentence(text)
    assert find_places(document) == find_places(document)


# --- the gazetteer as a whole ---
@pytest.mark.parametrize("row", STATES, ids=lambda row: row["code"])
def test_every_state_resolves(row):
    (place,) = find_places(sentence_in(row["name"]))
    assert (place.name, place.country) == (row["name"], country_of(row))
    assert (place.latitude is None) == (not row["latitude"])


@pytest.mark.parametrize("row", [r for r in STATES if r["capital"] and r["status"] != "dissolved"], ids=lambda row: row["code"])
def test_every_capital_resolves_in_its_state(row):
    place = find_places(sentence_in(row["capital"], row["name"]))[0]
    assert place.country == country_of(row)
    assert abs(place.latitude - float(row["latitude"])) < 1.5


# Capitals with a namesake as well known.
SHARED_CAPITALS = {"GUY", "SYC"}  # Georgetown, Victoria


@pytest.mark.parametrize("row", [r for r in STATES if r["status"] == "un_member" and r["code"] not in SHARED_CAPITALS], ids=lambda row: row["code"])
def test_the_capital_of_a_member_of_the_united_nations_resolves_without_a_hint(row):
    (place,) = find_places(sentence_in(row["capital"]))
    assert place.country == row["code"]


def test_every_region_resolves_in_its_state():
    wrong = []
    for name, kind, country, *_ in PLACES:
        if kind == "region":
            place = find_places(sentence_in(f"{name} province", NAME_BY_CODE[country]))[0]
            if place.country != country:
                wrong.append((name, country, place))
    assert wrong == []


def test_great_cities_resolve_in_their_state():
    cities = sorted((p for p in PLACES if p[1] != "region" and int(p[6]) >= 50_000), key=lambda p: (-int(p[6]), p))
    wrong = []
    for name, _, country, *_ in cities[:1000] + cities[1000::20]:
        place = find_places(sentence_in(name, NAME_BY_CODE[country]))[0]
        if place.country != country:
            wrong.append((name, country, place))
    assert len(cities) > 10_000
    assert wrong == []
