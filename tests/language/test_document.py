from dataclasses import replace

import pytest

from conftest import make_document
from demarche.language.document import Phrase, once_a_word

DOCUMENT = make_document(
    "They they PRON 2 nsubj\nmet meet VERB 0 root\nJan Jan PROPN 2 obj\nde de PROPN 3 flat\nWit Wit PROPN 3 flat\nin in ADP 7 case\nRiga Riga PROPN 2 obl"
)


@pytest.mark.parametrize(("feats", "name", "value"), [
    ("Number=Plur|Person=3", "Number", "Plur"),
    ("Number=Plur|Person=3", "Person", "3"),
    ("Number=Plur", "Num", None),
    ("_", "Number", None),
])  # fmt: skip
def test_a_feature_is_read_by_its_whole_name(feats, name, value):
    assert replace(DOCUMENT.tokens[0], feats=feats).feature(name) == value


@pytest.mark.parametrize("word", range(len(DOCUMENT.tokens)))
def test_a_subtree_holds_what_reaches_its_word_by_heads(word):
    def reaches(i):
        while i >= 0 and i != word:
            i = DOCUMENT.tokens[i].head
        return i == word

    assert DOCUMENT.subtree(word) == [i for i in range(len(DOCUMENT.tokens)) if reaches(i)]


def test_the_words_of_a_stretch_are_the_text_of_its_span():
    size = len(DOCUMENT.tokens)
    stretches = [(a, b) for a in range(size) for b in range(a + 1, size + 1)]
    assert all(DOCUMENT.words(a, b) == DOCUMENT.span(a, b).of(DOCUMENT.text) for a, b in stretches)


def test_each_word_knows_the_names_and_times_that_hold_it():
    names = tuple(Phrase(kind, a, b, DOCUMENT.span(a, b), 1.0) for kind, a, b in (("PER", 2, 5), ("ORG", 4, 5), ("LOC", 6, 7)))
    document = replace(DOCUMENT, names=names, times=(Phrase("DATE", 0, 2, DOCUMENT.span(0, 2), 1.0),))
    for word in range(len(document.tokens)):
        assert document.names_at.get(word, []) == [n for n in names if n.start <= word < n.end]
    assert document.times_at.keys() == {0, 1}


def test_a_question_is_asked_once_a_word_of_each_document():
    asked = []

    @once_a_word
    def letters(document, word):
        asked.append(word)
        return len(document.tokens[word].text)

    other = replace(DOCUMENT, text=DOCUMENT.text)
    assert [letters(d, w) for d in (DOCUMENT, DOCUMENT, other) for w in (0, 1)] == [4, 3] * 3
    assert asked == [0, 1, 0, 1]
