import json
from dataclasses import replace

import pytest
from hypothesis import given

from demarche.exports.geojson import write_geojson
from exporting import ANY, MEETING, SHELLING, SITE, any_exported, exported


def check(collection: dict) -> None:
    """What RFC 7946 asks of a collection of points: its sections 3.1.1 to 3.3, 4 and 7.1."""
    assert collection["type"] == "FeatureCollection" and isinstance(collection["features"], list)
    assert not {"geometry", "properties", "coordinates", "geometries", "crs"} & set(collection)
    for feature in collection["features"]:
        assert feature["type"] == "Feature" and isinstance(feature["properties"], dict) and isinstance(feature["id"], str)
        assert not {"coordinates", "geometries", "features"} & set(feature)
        assert set(feature["geometry"]) == {"type", "coordinates"} and feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180 and -90 <= latitude <= 90


def no_number(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


@given(any_exported())
@ANY
def test_whatever_the_rows_hold_it_is_a_collection_that_says_what_they_say(rows):
    content = write_geojson(rows)
    collection = json.loads(content.encode("utf-8"), parse_constant=no_number)
    check(collection)
    placed = [e for e in rows.events if e.latitude is not None]
    assert collection["left_out"] == len(rows.events) - len(placed)
    for feature, event in zip(collection["features"], placed, strict=True):
        assert feature["geometry"]["coordinates"] == [event.longitude, event.latitude]
        for name in ("id", "words", "place", "country", "day", "score"):
            assert feature["properties"][name] == whole(getattr(event, name))
        for name in ("actors", "recipients", "modes"):
            assert feature["properties"][name] == [whole(v) for v in getattr(event, name)]


def whole(value: object) -> object:
    """The value with halves of characters replaced."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value) if isinstance(value, str) else value


def test_a_point_of_the_map_knows_what_happened_and_who_says_so():
    (feature,) = json.loads(write_geojson(exported(MEETING)))["features"]
    told = feature["properties"]
    assert feature["geometry"]["coordinates"] == [37.61, 55.75]
    assert told["url"] == f"{SITE}/events/{MEETING.id}" and told["name"] == "Emmanuel Macron, Vladimir Putin in Moscow (CONSULT meet, planned)"
    assert (told["day"], told["type"], told["status"], told["precision"], told["reports"], told["origins"]) == (
        "2022-02-14",
        "CONSULT",
        "planned",
        "city",
        3,
        2,
    )
    assert [s["outlet"] for s in told["sources"]] == ["The Wire", "Le Quotidien"]


@pytest.mark.parametrize("nowhere", [SHELLING, replace(MEETING, latitude=None), replace(MEETING, longitude=None)])
def test_what_took_place_nobody_knows_where_is_counted(nowhere):
    collection = json.loads(write_geojson(exported(MEETING, nowhere)))
    assert [f["id"] for f in collection["features"]] == [MEETING.id] and collection["left_out"] == 1


def test_a_point_on_the_equator_is_a_point():
    assert len(json.loads(write_geojson(exported(replace(MEETING, latitude=0.0, longitude=0.0))))["features"]) == 1


def test_letters_stay_readable():
    assert "Kraków" in write_geojson(exported(replace(MEETING, place="Kraków")))
