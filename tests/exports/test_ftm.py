import json
from collections import Counter

import pytest
from hypothesis import given

from demarche.exports.ftm import write_ftm
from demarche.lexicon.load import load_table
from exported_rows import ACTORS, ANYTHING, NAMELESS, POST, WIRE, any_exported, between, event, exported

reason = "pip install followthemoney, which needs ICU (apt install libicu-dev)"
model = pytest.importorskip("followthemoney", reason=reason).model
InvalidData = pytest.importorskip("followthemoney.exc", reason=reason).InvalidData
registry = pytest.importorskip("followthemoney.types", reason=reason).registry


def entities(*events):
    return [json.loads(line) for line in write_ftm(exported(*events))]


def of_schema(schema, *events):
    return [e["properties"] for e in entities(*events) if e["schema"] == schema]


def check(entity):
    """FollowTheMoney finds no fault in the entity, and takes all its properties."""
    schema = model.get(entity["schema"])
    try:
        schema.validate(entity)
    except InvalidData as fault:
        raise AssertionError(fault.errors) from fault
    assert registry.entity.validate(entity["id"])
    kept = model.get_proxy(entity, cleaned=False).properties
    assert set(kept) == set(entity["properties"]) >= set(schema.required)
    return kept


def test_an_event_is_written_with_its_parties_its_articles_and_what_ties_them():
    found = entities(event())
    for entity in found:
        assert {name: sorted(values) for name, values in entity["properties"].items()} == {n: sorted(v) for n, v in check(entity).items()}
    assert Counter(e["schema"] for e in found) == {"Person": 2, "Event": 1, "Article": 2, "Documentation": 2}
    by_name = {e["properties"].get("name", [None])[0]: e for e in found}
    assert by_name["Ana Roda"]["properties"] == {"name": ["Ana Roda"], "country": ["ee"], "sector": ["ESTGOV"], "position": ["foreign minister"]}
    (told,) = (e for e in found if e["schema"] == "Event")
    assert told["properties"] == {
        "name": ["Ana Roda → Jon Holt in Tartu (CONSULT visit, happened)"], "summary": ["Ana Roda met Jon Holt in Tartu."], "date": ["2022-02-08"],
        "location": ["Tartu"], "country": ["ee"], "involved": [by_name["Ana Roda"]["id"], by_name["Jon Holt"]["id"]], "recordId": ["e:1"],
        "sourceUrl": ["https://crisis.example.org/events/e%3A1", POST.url, WIRE.url],
        "keywords": ["CONSULT", "visit", "happened", "stated", "diplomatic", "military"],
    }  # fmt: skip
    article = by_name["Ministers meet in Tartu"]
    assert article["properties"] == {
        "title": ["Ministers meet in Tartu"], "name": ["Ministers meet in Tartu"], "publisher": ["The Wire"], "publishedAt": ["2022-02-08"],
        "sourceUrl": [WIRE.url],
    }  # fmt: skip
    ties = [e["properties"] for e in found if e["schema"] == "Documentation"]
    assert {"document": [article["id"]], "entity": [told["id"]], "role": ["report"], "date": ["2022-02-08"]} in ties


def test_who_is_told_of_twice_stands_once_and_before_what_points_to_him():
    found = entities(event(), event("e:2", **between(["person:roda"], ["un"])))
    assert Counter(e["schema"] for e in found) == {"Person": 2, "Organization": 1, "Event": 2, "Article": 2, "Documentation": 4}
    seen = set()
    for entity in found:
        pointed = [v for name in ("involved", "document", "entity") for v in entity["properties"].get(name, [])]
        assert seen.issuperset(pointed) and entity["id"] not in seen
        seen.add(entity["id"])


@pytest.mark.parametrize(
    ("actor", "schema", "country"),
    [
        ("person:holt", "Person", ["ro"]), ("state:ukr", "PublicBody", ["ua"]), ("office", "PublicBody", ["ua"]), ("un", "Organization", None),
        ("troops:rus", "Organization", ["ru"]), ("paper", "Organization", ["ua"]), ("city", "LegalEntity", ["ua"]), ("rebels", "Organization", ["ge-ab"]),
    ],
)  # fmt: skip
def test_an_actor_has_the_schema_of_his_kind(actor, schema, country):
    (found,) = of_schema(schema, event(**between([actor])))
    assert (found["name"], found.get("country")) == ([ACTORS[actor].name], country)


@pytest.mark.parametrize(
    ("earliest", "latest", "date", "start", "end"),
    [
        ("2022-02-08", "2022-02-08", "2022-02-08", None, None), ("2022-02-01", "2022-02-28", "2022-02", None, None),
        ("2024-02-01", "2024-02-28", None, "2024-02-01", "2024-02-28"), ("2022-01-01", "2022-12-31", "2022", None, None),
        ("2022-02-08", "2022-02-11", None, "2022-02-08", "2022-02-11"), ("2022-02-08", None, None, "2022-02-08", None),
        (None, "2022-02-08", None, None, "2022-02-08"), (None, None, None, None, None), ("2022-02-30", "soon", None, None, None),
        ("2999-12-01", "2999-12-31", "2999-12", None, None), ("0001-01-01", "9999-12-31", None, None, None),
    ],
)  # fmt: skip
def test_a_day_a_month_and_a_year_are_one_date(earliest, latest, date, start, end):
    (found,) = of_schema("Event", event(earliest=earliest, latest=latest))
    assert [found.get(name, [None])[0] for name in ("date", "startDate", "endDate")] == [date, start, end]


def test_a_plan_says_that_it_is_one():
    (found,) = of_schema("Event", event(status="planned"))
    assert found["name"] == ["Ana Roda → Jon Holt in Tartu (CONSULT visit, planned)"] and "planned" in found["keywords"]


def test_an_article_without_title_and_address_is_one_all_the_same():
    check(next(e for e in entities(event(sources=(NAMELESS,))) if e["schema"] == "Article"))


def test_ids_stay_from_export_to_export():
    assert [e["id"] for e in entities(event(reports=1))] == [e["id"] for e in entities(event(reports=2))]
    assert entities(event())[0]["id"] == "demarche-ecc5a3b2675b58afe4fca53dd3f17e0ec34de31d"


@pytest.mark.parametrize("state", load_table("states"), ids=lambda r: r["code"])
def test_every_country_is_one_that_followthemoney_knows_or_left_out(state):
    (found,) = of_schema("Event", event(country=state["code"]))
    assert all(registry.country.validate(c) for c in found.get("country", []))
    assert found.get("country") or state["status"] not in ("un_member", "observer")


@given(any_exported())
@ANYTHING
def test_whatever_the_rows_hold_followthemoney_finds_no_fault(given_rows):
    found = [json.loads(line) for line in write_ftm(given_rows)]
    for entity in found:
        check(entity)
    assert len({e["id"] for e in found}) == len(found)
    assert sum(e["schema"] == "Event" for e in found) == len({e.id for e in given_rows.events})
