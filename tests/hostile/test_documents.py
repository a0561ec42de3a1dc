"""Documents as no model would make them, and texts as nobody writes them: no step raises, and every span is what it claims."""

import itertools
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import stub_document
from demarche.errors import DemarcheError
from demarche.exports.html import write_html
from demarche.facts.arguments import arguments
from demarche.facts.statements.phrases import clause
from demarche.ingest.files import Input
from demarche.ingest.parts import find_parts
from demarche.language.document import Document, Phrase
from demarche.language.words import find_words
from demarche.pipeline import Reader, read
from demarche.record import Article, Record, from_json, to_json
from demarche.run.reading import read_input
from demarche.store.articles import storable
from demarche.text import Span
from demarche.views.marked import mark

WORDS = """Macron Putin Emmanuel Russia Moscow Kyiv the The a and , . " “ ” ‘ ’ ' « » : ; — - -- ( ) said denied meet visit talks due to was is in on Monday
Tuesday May may 3 2022 10 a.m. 1,000 ² ١٢ ５６ ½ 40 million twenty one hundred thousand two weeks after before next last this year week of January 1st soldiers
minister President he she they it who which that not wants demands offered if unless will US$ $40 % killed 9/11 10-12 18:00 GMT 1990s mid Q1 00 1e9 30 31 noon
99999999999999999999999999999999 February decade years old I we you his their him called off postponed from until Paris Texas Georgia North South Korea NATO
UN 's ’s n't capital spokesman for according \u200b \u0301 \U0001f1fa\U0001f1f8 ﬁ İ ß ǅ \ud800 \x00 Ⅷ ㊿ 七 ፩ – … ? !""".split()
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS) | st.text(max_size=5), st.sampled_from([" "] * 8 + ["", "\n", "\n\n", "\t"])), min_size=1, max_size=60)
DAYS = st.sampled_from([None, "2022-02-07", "0001-01-01", "9999-12-31", "2022-02-07T10:00:00+01:00"])


def read_as(text: str, document: Document, published: str | None) -> Record:
    return read(Article("x", text, parts=find_parts(text), published=published), lambda _text, _paragraphs: document)


def spans_in(value: object) -> list[Span]:
    """All stretches of text in a record, wherever they stand."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for v in value for span in spans_in(v)]
    if not is_dataclass(value):
        return []
    own = [Span(value.start, value.end)] if hasattr(value, "start") and hasattr(value, "end") else []
    return [*own, *(span for f in fields(value) for span in spans_in(getattr(value, f.name)))]


def assert_sound(record: Record) -> None:
    text = record.article.text
    assert all(0 <= span.start < span.end <= len(text) for span in spans_in(record))
    for said in (*record.times, *record.places, *record.figures):
        assert text[said.start : said.end] == said.text
    assert to_json(from_json(to_json(record))) == to_json(record)
    to_json(record).encode("utf-8")
    marked = mark(record)
    assert "".join(s.words for b in marked.blocks for s in b.stretches) == text
    write_html([marked]).encode("utf-8")


@settings(max_examples=40, deadline=None)
@given(words=TEXTS, seed=st.integers(0, 10**6), shape=st.sampled_from(stub_document.SHAPES), published=DAYS)
@example(words=[("He told them that it was his.", " "), (".", " ")], seed=0, shape="bush", published="2022-02-07")
@example(words=[("word\ud800", " "), ("\udc00 met", " ")], seed=0, shape="bush", published="2022-02-07")
def test_whatever_the_model_says_a_record_is_sound(words, seed, shape, published):
    text = "".join(word + gap for word, gap in words)
    document = stub_document.stub_document(text, seed=seed, shape=shape)
    if document.tokens:
        record = read_as(text, document, published)
        assert_sound(record)
        assert read_as(text, stub_document.stub_document(text, seed=seed, shape=shape), published) == record


@settings(max_examples=8, deadline=None)
@given(words=TEXTS)
def test_the_model_reads_any_text(reader: Reader, words):
    text = "The minister said on Monday that they had met. " + "".join(word + gap for word, gap in words)
    try:
        record = reader(text, published="2022-02-07")
    except DemarcheError:
        return
    assert_sound(record)
    assert reader(text, published="2022-02-07") == record


@given(st.text(st.characters(), max_size=300))
@example("…" * 401)
@example("a\u0301" * 900)
def test_every_character_but_white_space_is_in_one_word(text):
    words = find_words(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    assert "".join(w.of(text) for w in words) == "".join(text.split())


@given(st.text(st.characters(), max_size=200))
def test_no_database_sees_what_it_can_not_keep(text):
    article = storable(Article(text, text, title=text))
    assert len(article.text) == len(text)
    assert "\x00" not in article.text + article.id
    (article.text + article.id + (article.title or "")).encode("utf-8")


def test_a_name_of_marks_alone_is_no_name():
    document = stub_document.stub_document(". . Alpha . .", seed=3)
    marks = tuple(Phrase("ORG", i, i + 1, t.span, 1.0) for i, t in enumerate(document.tokens))
    named = Document(document.text, document.tokens, document.sentences, document.paragraphs, marks)
    assert [a.name for a in read_as(document.text, named, None).actors] == ["Alpha"]


# Depth. Our windows hold no more than 448 subwords; a sentence of a spaCy pipeline may be longer.
CHAIN = 2_000


@pytest.mark.parametrize("relation", ["conj", "xcomp", "advcl", "parataxis", "ccomp", "nmod", "acl:relcl", "flat", "appos", "compound"])
def test_words_under_words_do_not_exhaust_the_stack(relation, monkeypatch):
    monkeypatch.setattr(stub_document, "LONGEST", CHAIN)
    text = "said due talks in Paris on Monday killed 40 soldiers of " * (CHAIN // 11)
    document = stub_document.stub_document(text, shape="chain", relations=[relation])
    verbs = Document(text, tuple(replace(t, upos="VERB") for t in document.tokens), document.sentences, document.paragraphs)
    last = len(verbs.tokens) - 1
    assert arguments(verbs, last) is arguments(verbs, last)
    assert clause(document, last)[1] <= len(document.tokens)
    assert_sound(read_as(text[:2_000], stub_document.stub_document(text[:2_000], shape="chain", relations=[relation]), "2022-02-07"))


# What goes wrong in one article stays in it.
class Quoting(Exception):
    """A fault whose message quotes the article, as those of libraries do."""


@pytest.mark.parametrize("fault", [Quoting("a secret sentence"), RecursionError(), UnicodeEncodeError("utf-8", "a secret sentence", 0, 1, "no")])
def test_a_fault_in_one_article_is_told_without_its_words(fault):
    def analyser(text, paragraphs):
        raise fault

    record = read_input(Input(Article("x.txt", "The article holds a secret sentence."), source="x.txt"), analyser)
    assert len(record.problems) == 1
    assert "x.txt: a fault of Demarche" in record.problems[0]
    assert type(fault).__name__ in record.problems[0]
    assert "secret" not in record.problems[0]
