"""Properties of every record: its spans are the text's words, its ids are its own, and it is the same each time."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from demarche.errors import UnreadableInput
from demarche.pipeline import open_reader
from demarche.record import from_json, to_json

READER = open_reader()
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


def spans_of(value):
    """Every span of a record in JSON form."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        for v in value.values():
            yield from spans_of(v)
    elif isinstance(value, list):
        for v in value:
            yield from spans_of(v)


def check(record):
    text = record.article.text
    found = json.loads(to_json(record))
    for span in spans_of(found):
        assert 0 <= span["start"] < span["end"] <= len(text)
        if "text" in span:
            assert text[span["start"] : span["end"]] == span["text"]
    ids = {a.id for a in record.actors}
    for e in record.events:
        assert {*e.actors, *e.recipients, *filter(None, [e.according_to])} <= ids
    assert {s for x in record.statements for s in x.speakers} <= ids
    assert from_json(to_json(record)) == record


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_the_examples_give_true_records(path):
    record = READER(path.read_text("utf-8"), published=path.stem[:10])
    check(record)
    assert record.actors and record.statements and record.events and record.times and record.places
    assert record == READER(path.read_text("utf-8"), published=path.stem[:10])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_true_record_or_a_clear_refusal(text):
    try:
        record = READER("Talks in Vienna. " + text)
    except UnreadableInput as refusal:
        assert "the text" in str(refusal)
        return
    check(record)


def test_the_seed_is_read(shared):
    text = next((shared / "seed").glob("*.txt")).read_text("utf-8")
    record = READER(text, published="2022-02-07")
    check(record)
    kinds = [p.kind.value for p in record.article.parts]
    assert kinds.count("subheading") == 2 and kinds.count("caption") == kinds.count("credit") == kinds.count("boilerplate") == 1
    names = {a.name for a in record.actors}
    assert {"Vladimir Putin", "Emmanuel Macron", "Volodymyr Zelensky"} & names


def test_half_a_megabyte_is_read_within_a_minute():
    paragraph = EXAMPLES[0].read_text("utf-8").split("\n\n")[3] + "\n\n"
    record = READER("Title\n\n" + paragraph * (100_000 // len(paragraph)))
    assert len(record.times) > 100


@pytest.mark.parametrize(
    ("text", "words"),
    [("KYIV, Feb. 7, 2022 — Emmanuel Macron arrived on Monday.", "count from 2022-02-07"), ("Emmanuel Macron arrived on Monday.", "have no value")],
)
def test_without_a_day_of_publication_the_record_says_what_times_count_from(text, words):
    assert words in READER(text).problems[0]
