import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.language.analyse import analyse
from demarche.language.model import load_model
from demarche.text import Span


def whole(text, model):
    return analyse(text, [Span(0, len(text))], model)


def relations(document):
    return {t.text: (t.relation, document.tokens[t.head].text if t.head >= 0 else None) for t in document.tokens}


def test_a_plain_sentence_gets_its_tags_and_its_tree(model):
    document = whole("The foreign minister met Iranian diplomats in Vienna.", model)
    assert [t.upos for t in document.tokens] == ["DET", "ADJ", "NOUN", "VERB", "ADJ", "NOUN", "ADP", "PROPN", "PUNCT"]
    assert relations(document)["minister"] == ("nsubj", "met")
    assert relations(document)["diplomats"] == ("obj", "met")
    assert relations(document)["Vienna"] == ("obl", "met")
    assert document.tokens[5].lemma == "diplomat" and document.tokens[3].lemma == "meet"
    assert document.tokens[3].feature("Tense") == "Past"


def test_sentences_end_where_they_end(model):
    text = "Gen. Smith arrived on Monday. He left for the U.S. soon after. “We agreed,” he said."
    document = whole(text, model)
    assert [document.span(a, b).of(text) for a, b in document.sentences] == [
        "Gen. Smith arrived on Monday.", "He left for the U.S. soon after.", "“We agreed,” he said.",
    ]  # fmt: skip


def test_names_have_their_kind(model):
    document = whole("Chancellor Olaf Scholz flew from Berlin to Washington, the German Foreign Ministry said.", model)
    found = {p.span.of(document.text): p.kind for p in document.names}
    assert found["Olaf Scholz"] == "PER"
    assert found["Berlin"] == "LOC" and found["Washington"] == "LOC"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister said the talks had failed.", "The minister", "said", "the talks had failed"),
        ("“The talks have failed,” the minister said.", "the minister", "said", "The talks have failed"),
        ("The embassy denied that its staff had been expelled.", "The embassy", "denied", "its staff had been expelled"),
    ],
)
def test_an_attribution_has_source_cue_and_content(text, source, cue, content, model):
    [found] = whole(text, model).attributions
    assert found.source.span.of(text) == source
    assert found.cue.span.of(text) == cue
    assert content in found.content[0].span.of(text)


def test_time_expressions_have_their_type(model):
    document = whole("On Tuesday the envoys will meet for two hours; they last met in March 2021.", model)
    assert {p.span.of(document.text): p.kind for p in document.times} == {"Tuesday": "DATE", "two hours": "DURATION", "March 2021": "DATE"}


def test_what_did_not_happen_is_less_certain_than_what_did(model):
    happened = whole("The army attacked the town.", model).tokens[2]
    negated = whole("The army never attacked the town.", model).tokens[3]
    assert happened.factuality > 2.0 > 0.0 > negated.factuality


def test_a_text_longer_than_a_window_loses_no_word(model):
    text = " ".join(f"The {n}th delegation met officials from the ministry of trade in the capital." for n in range(60))
    document = whole(text, model)
    assert "".join(t.text for t in document.tokens) == text.replace(" ", "")
    assert len(document.sentences) == 60


def test_a_sentence_without_end_is_read_to_its_end(model):
    text = "and the army of the north and the navy of the south " * 200
    document = whole(text, model)
    assert len(document.tokens) == 200 * 12


def test_a_paragraph_reads_the_same_whatever_stands_elsewhere(model):
    """Batches are made from one article alone, windows by a fixed rule: one thread or two, alone or after others."""
    text = "Russia denied the report. Ukraine called for talks on Friday."
    alone = whole(text, model)
    whole("An entirely different article about fishing quotas.", model)
    assert whole(text, model) == alone
    assert whole(text, load_model(threads=2)) == alone


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_true_spans_and_the_same_result_twice(text):
    model = load_model_once()
    document = whole(text, model)
    assert all(t.span.of(text) == t.text for t in document.tokens)
    assert all(-1 <= t.head < len(document.tokens) for t in document.tokens)
    assert document == whole(text, model)


_MODELS = []


def load_model_once():
    if not _MODELS:
        _MODELS.append(load_model())
    return _MODELS[0]
