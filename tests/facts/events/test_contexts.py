"""Contexts of paragraphs and events, on sentences made by hand."""

from dataclasses import replace

import pytest

from conftest import make_document
from demarche.facts.events.contexts import MOST, contexts_at, find_contexts, words_of_act
from demarche.language.document import Attribution, Document, Phrase
from demarche.record import EventType

LEMMAS = {"elections": "election", "troops": "troop", "courts": "court", "guns": "gun", "fires": "fire", "won": "win", "fought": "fight", "bills": "bill"}
TAGS = {
    "the": "DET",
    "a": "DET",
    "in": "ADP",
    "of": "ADP",
    "by": "ADP",
    "military": "ADJ",
    "won": "VERB",
    "met": "VERB",
    "fought": "VERB",
    ".": "PUNCT",
    "-": "PUNCT",
}


def sentence(words: str, names: dict[str, str] | None = None) -> Document:
    rows = [
        f"{w} {LEMMAS.get(w, w)} {'PROPN' if names and w in names else TAGS.get(w.lower(), 'NOUN')} {0 if n == 0 else 1} dep"
        for n, w in enumerate(words.split())
    ]
    return make_document("\n".join(rows), names=names)


def parts(words: str, *, sentences: tuple[tuple[int, int], ...], paragraphs: tuple[tuple[int, int], ...]) -> Document:
    return replace(sentence(words), sentences=sentences, paragraphs=paragraphs)


def contexts(words: str, names: dict[str, str] | None = None) -> tuple[str, ...]:
    return find_contexts(sentence(words, names)).get(0, ())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("They won the elections", ("election",)),
        ("An envoy met the bishop", ("religion_ethnicity", "diplomatic")),
        ("The port burned", ()),
        ("The cease - fire held", ("military",)),
        ("A pro-democracy march", ("pro_democracy",)),
    ],
)
def test_a_strong_word_makes_a_context(words, expected):
    assert contexts(words) == expected


def test_one_weak_word_makes_none_and_two_different_ones_do():
    assert contexts("The rebel met nobody") == ()
    assert contexts("The rebel met a rebel") == ()
    assert contexts("The rebel met a guerrilla") == ("military",)


def test_weak_words_of_different_sentences_do_not_meet():
    document = parts("The rebel met nobody . The guerrilla left .", sentences=((0, 5), (5, 9)), paragraphs=((0, 9),))
    assert find_contexts(document) == {}


@pytest.mark.parametrize(
    ("words", "expected"),
    [("A military court met", ("military", "legal")), ("A war crime in the town", ("legal", "human_rights")), ("A war of words in a battle", ())],
)
def test_the_longest_phrase_takes_its_words(words, expected):
    assert contexts(words) == expected


def test_a_word_inside_a_name_does_not_count_unless_the_name_itself_is_known():
    assert contexts("Salvation Army met", {"Salvation": "ORG", "Army": "ORG"}) == ()
    assert contexts("Lebanese Army met", {"Lebanese": "ORG", "Army": "ORG"}) == ("military",)
    assert contexts("Election met", {"Election": "ORG"}) == ()
    assert contexts("Interpol met", {"Interpol": "ORG"}) == ("crime",)
    assert contexts("Who met", {"Who": "PER"}) == ()


def test_whoever_only_vouches_makes_nothing_strong():
    document = sentence("The bridge fell the lawyer said")
    vouched = replace(document, attributions=(Attribution((_phrase(document, 0, 3),), None, _phrase(document, 3, 5), 1.0),))
    assert find_contexts(document)[0] == ("legal",)
    assert find_contexts(vouched) == {}


def _phrase(document: Document, start: int, end: int) -> Phrase:
    return Phrase("x", start, end, document.span(start, end), 1.0)


def test_an_event_has_its_sentence_s_contexts_before_its_paragraph_s():
    document = parts("The election went on . An envoy met the bishop .", sentences=((0, 5), (5, 11)), paragraphs=((0, 11),))
    found = find_contexts(document)
    assert found == {0: ("election", "religion_ethnicity", "diplomatic")}
    assert contexts_at(document, found, 7) == ("religion_ethnicity", "diplomatic", "election")


def test_another_paragraph_is_silent():
    document = parts("The election went on . An envoy met the bishop .", sentences=((0, 5), (5, 11)), paragraphs=((0, 5), (5, 11)))
    assert contexts_at(document, find_contexts(document), 7) == ("religion_ethnicity", "diplomatic")


def test_no_event_has_more_than_four():
    document = sentence("Troops , envoys , a court , a bishop , refugees , oil and a vaccine , murder and corruption")
    assert len(contexts_at(document, find_contexts(document), 0)) == MOST


@pytest.mark.parametrize(
    ("type_", "mode", "codes", "expected"),
    [
        (EventType.CONSULT, ("visit",), ("FRAGOV", "RUS"), ("diplomatic",)),
        (EventType.CONSULT, (), ("FRA", "FRAGOV"), ()),
        (EventType.MOBILIZE, ("troops",), ("RUSMIL",), ("military",)),
        (EventType.ASSAULT, ("beat",), ("FRACVL",), ()),
        (EventType.COERCE, ("cyber",), ("XXX",), ("cyber",)),
    ],
)
def test_an_event_itself_speaks_for_a_context(type_, mode, codes, expected):
    document = sentence("They came there")
    assert contexts_at(document, {}, 0, words_of_act(type_, mode, codes)) == expected
