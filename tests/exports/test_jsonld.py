import json
import socket
from dataclasses import replace

import pytest
from hypothesis import given
from rdflib import RDF, Graph, Namespace, URIRef

from demarche.exports.jsonld import write_annotations, write_jsonld
from demarche.exports.wording import actor_address, web_address
from demarche.text import Span
from exporting import ANY, MACRON, MEETING, POST, PUTIN, RUSSIA, SHELLING, SITE, UNDATED, WORDS, any_exported, exported, living
from views.records import FULL, records

SCHEMA, OA, AS = (Namespace(n) for n in ("https://schema.org/", "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"))
KEY = "20220209-dddd"

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own parser uses it
ARTICLE = f"{SITE}/articles/{KEY}"


@pytest.fixture(autouse=True)
def _offline(monkeypatch):
    """Who reads the documents must fetch nothing."""
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("something was fetched"))


def whole(words: str) -> str:
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in words)


def read(content: str) -> Graph:
    assert content.encode("utf-8")
    return Graph().parse(data=content, format="json-ld")


def told_of(graph: Graph, subject: str, predicate: URIRef) -> list[str]:
    return sorted(str(o) for o in graph.objects(URIRef(subject), predicate))


def event_of(event) -> dict:
    return json.loads(write_jsonld(exported(event)))["@graph"][0]


# schema.org.


@given(any_exported())
@ANY
def test_whatever_the_rows_hold_the_graph_says_the_same(rows):
    graph = read(write_jsonld(rows))
    assert Graph().parse(data=graph.serialize(format="nt"), format="nt").isomorphic(graph)  # every address is one that RDF can write
    assert {str(o) for o in graph.objects(None, SCHEMA.description)} == {whole(e.words) for e in rows.events if e.words}
    assert {str(o) for o in graph.objects(None, SCHEMA.headline)} == {whole(s.title) for e in rows.events for s in e.sources if s.title}
    parties = {whole(n) for e in rows.events for n in (*e.actors, *e.recipients)}
    assert parties <= {str(o) for o in graph.objects(None, SCHEMA.name)}


def test_an_event_is_one_of_schema_org_s():
    graph = read(write_jsonld(exported(MEETING, SHELLING)))
    address = f"{SITE}/events/{MEETING.id}"
    assert (URIRef(address), RDF.type, SCHEMA.Event) in graph
    assert told_of(graph, address, SCHEMA.startDate) == ["2022-02-14"] and told_of(graph, address, SCHEMA.endDate) == ["2022-02-15"]
    assert told_of(graph, address, SCHEMA.eventStatus) == ["https://schema.org/EventScheduled"]
    assert told_of(graph, address, SCHEMA.keywords) == ["CONSULT", "diplomacy", "meet", "planned", "stated"]
    assert told_of(graph, address, SCHEMA.contributor) == [actor_address(SITE, MACRON.id), actor_address(SITE, PUTIN.id)]
    assert (URIRef(f"{SITE}/actors/person%3Aemmanuel-macron%3AFRA"), RDF.type, SCHEMA.Person) in graph
    assert (URIRef(actor_address(SITE, RUSSIA.id)), RDF.type, SCHEMA.Country) in graph
    assert [str(graph.value(graph.value(p, SCHEMA.geo), SCHEMA.latitude)) for p in graph.subjects(RDF.type, SCHEMA.Place)] == ["55.75"]


def test_it_is_the_subject_of_its_articles():
    graph = read(write_jsonld(exported(SHELLING)))
    assert told_of(graph, f"{SITE}/events/{SHELLING.id}", SCHEMA.subjectOf) == [f"{SITE}/articles/{k}" for k in (POST.key, UNDATED.key)]
    article = f"{SITE}/articles/{POST.key}"
    assert told_of(graph, article, SCHEMA.url) == ["https://post.example/b"] and told_of(graph, article, SCHEMA.datePublished) == ["2022-02-08"]
    assert [str(graph.value(p, SCHEMA.name)) for p in graph.objects(URIRef(article), SCHEMA.publisher)] == ["Le Quotidien"]


def test_who_is_in_no_table_of_actors_is_a_thing():
    assert event_of(SHELLING)["about"] == [{"@type": "Thing", "@id": f"{SITE}/actors/20220208-bbbb%23a4", "name": "two farmers"}]


@pytest.mark.parametrize(("event", "status", "previous"), [
    (MEETING, "EventScheduled", None),
    (replace(MEETING, status="happened"), "EventScheduled", None),
    (replace(MEETING, status="lapsed"), "EventScheduled", None),
    (replace(MEETING, status="negated"), "EventCancelled", None),
    (living(("planned", "2022-02-12"), ("cancelled", None)), "EventCancelled", None),
    (living(("planned", "2022-02-12"), ("postponed", None), earliest=None, latest=None), "EventPostponed", None),
    (living(("planned", "2022-02-12"), ("postponed", "2022-02-14")), "EventRescheduled", "2022-02-12"),
    (living(("planned", "2022-02-12"), ("postponed", "2022-02-14"), ("happened", "2022-02-14"), status="happened"), "EventScheduled", None),
])  # fmt: skip
def test_the_status_is_what_became_of_the_plan(event, status, previous):
    told = event_of(event)
    assert told["eventStatus"] == f"https://schema.org/{status}" and told.get("previousStartDate") == previous


@pytest.mark.parametrize("status", ["possible", "demanded"])
def test_nobody_has_scheduled_what_is_feared_or_demanded(status):
    assert "eventStatus" not in event_of(replace(MEETING, status=status))


@pytest.mark.parametrize(("url", "address"), [
    ("https://a.example/b?c=%20d#e", "https://a.example/b?c=%20d#e"),
    ("HTTP://a.example/a b<c>é\ud800", "HTTP://a.example/a%20b%3Cc%3E%C3%A9?"),
    ("javascript:alert(1)", None),
    ("file:///etc/passwd", None),
    (None, None),
])  # fmt: skip
def test_only_an_address_of_the_web_is_one(url, address):
    assert web_address(url) == address


# Web Annotation.


@given(records())
@ANY
def test_whatever_the_record_holds_every_fact_is_an_annotation_of_its_words(record):
    content = write_annotations(record, SITE, KEY)
    text = whole(record.article.text)
    graph = read(content)
    items = json.loads(content)["items"]
    facts = [*record.events, *record.statements, *record.positions, *record.figures]
    assert len(items) == len(facts) == graph.value(URIRef(f"{ARTICLE}#facts"), AS.totalItems).toPython()
    for target in (t for i in items for t in i["target"]):
        position, quotation = target["selector"]
        start, end = position["start"], position["end"]
        assert quotation["exact"] == text[start:end]
        assert (quotation["prefix"], quotation["suffix"]) == (text[max(0, start - 32) : start], text[end : end + 32])
    assert {str(o) for o in graph.objects(None, OA.exact)} == {t["selector"][1]["exact"] for i in items for t in i["target"]}


@given(WORDS, WORDS, WORDS)
@ANY
def test_words_are_found_again_by_their_quotation(before, words, after):
    text = before + words + after
    span = Span(len(before), len(before) + len(words))
    record = replace(FULL, article=replace(FULL.article, text=text), events=(replace(FULL.events[0], anchor=span, evidence=(span,), content=None),),
                     statements=(), positions=(), figures=())  # fmt: skip
    (item,) = json.loads(write_annotations(record, SITE, KEY))["items"]
    quotation = item["target"][0]["selector"][1]
    around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
    starts = [i + len(quotation["prefix"]) for i in range(len(text)) if whole(text).startswith(around, i)]
    assert quotation["exact"] == whole(words) and (span.start in starts or not around)


PAGE = json.loads(write_annotations(FULL, SITE, KEY))
ITEMS = {i["id"].partition("#")[2]: i for i in PAGE["items"]}


def test_an_annotation_has_the_fact_in_words_and_in_fields():
    words, fields = ITEMS["e2"]["body"]
    assert words["value"] == "CONSULT visit, planned: Ana Roda, 2022-W07 (2022-02-14 to 2022-02-20), in Port Alma, KES"
    assert fields["fact"]["type"] == "CONSULT" and fields["fact"]["when"]["earliest"] == "2022-02-14" and fields["actors"] == [{"id": "a1", "name": "Ana Roda"}]
    assert ITEMS["s1"]["body"][0]["value"] == "said., direct: Ana Roda “We never agreed to talks,”"


@pytest.mark.parametrize(("fact", "motivation"), [("e1", "identifying"), ("f1", "identifying"), ("s1", "describing"), ("p1", "describing")])
def test_words_that_name_a_fact_identify_it_and_others_describe_it(fact, motivation):
    assert ITEMS[fact]["motivation"] == motivation


def test_a_fact_without_evidence_is_found_by_the_words_that_bear_it():
    assert [t["selector"][1]["exact"] for t in ITEMS["f1"]["target"]] == ["at least 40"]


def test_the_page_is_one_of_the_web_annotation_model():
    graph = read(json.dumps(PAGE))
    assert (URIRef(f"{ARTICLE}#annotations"), RDF.type, AS.OrderedCollectionPage) in graph
    assert len(set(graph.subjects(RDF.type, OA.Annotation))) == len(ITEMS) == 10
    assert {str(o) for o in graph.objects(None, OA.hasSource)} == {ARTICLE}
    assert (URIRef(f"{ARTICLE}#e1"), OA.motivatedBy, OA.identifying) in graph
    assert all(str(start.datatype).endswith("#nonNegativeInteger") for start in graph.objects(None, OA.start))
    quotations, positions = (list(graph.subjects(RDF.type, kind)) for kind in (OA.TextQuoteSelector, OA.TextPositionSelector))
    assert len(quotations) == len(positions) >= len(ITEMS)


def test_an_article_without_facts_is_a_page_too():
    assert json.loads(write_annotations(replace(FULL, events=(), statements=(), positions=(), figures=()), SITE, KEY))["items"] == []
