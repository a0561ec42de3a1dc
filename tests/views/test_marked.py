from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings

from demarche.record import Article, Mention, MentionForm, Part, PartKind, Record, Status
from demarche.text import Span
from demarche.views.marked import MarkKind, mark
from views.records import FULL, TEXT, records, span

MARKED = mark(FULL)
STRETCHES = [s for b in MARKED.blocks for s in b.stretches]


@given(records())
@example(Record(Article("", "001", parts=(Part(PartKind.CREDIT, 0, 1),))))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_marked_text_joined_is_the_article_s_text(record):
    marked = mark(record)
    stretches = [s for b in marked.blocks for s in b.stretches]
    assert "".join(s.words for s in stretches) == record.article.text
    assert all(Span(s.start, s.end).of(record.article.text) == s.words for s in stretches)
    assert all(m.start <= s.start and s.end <= m.end for s in stretches for m in s.marks)


@given(records())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_fact_stands_at_one_block_unless_there_is_no_text(record):
    marked = mark(record)
    listed = [f for b in marked.blocks for f in b.facts]
    assert sorted(map(repr, listed)) == sorted(map(repr, marked.facts if marked.blocks else ()))


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("gathered at", {MarkKind.EVENT, MarkKind.EVIDENCE}),
        ("Tuesday", set()),
        ("next week", {MarkKind.TIME}),
        ("Velland", {MarkKind.ACTOR, MarkKind.POSITION}),
        ("agreed", {MarkKind.EVENT, MarkKind.QUOTED, MarkKind.STATEMENT, MarkKind.EVIDENCE}),
        ("denied", {MarkKind.EVENT, MarkKind.CUE, MarkKind.EVIDENCE}),
    ],
)
def test_words_bear_all_their_facts_the_most_telling_first(words, kinds):
    at = span(words).start
    stretch = next(s for s in STRETCHES if s.start <= at < s.end)
    assert {m.kind for m in stretch.marks} == kinds
    assert not kinds or stretch.marks[0].kind is next(k for k in MarkKind if k in kinds)


def test_parts_of_one_line_stand_together():
    kinds = [b.kind for b in MARKED.blocks if not b.is_space]
    assert kinds == [PartKind.TITLE, PartKind.PARAGRAPH, PartKind.PARAGRAPH, PartKind.CREDIT, PartKind.BOILERPLATE]


def test_a_paragraph_lists_its_facts_in_the_order_of_their_words():
    assert [[f.id for f in b.facts] for b in MARKED.blocks if b.facts] == [["e1", "f1", "e2", "p1", "e3", "s1", "e4"], ["e5", "e6", "s2"]]


def test_a_paragraph_tells_whom_its_words_mean_and_which_day():
    paragraph = next(b for b in MARKED.blocks if b.kind is PartKind.PARAGRAPH)
    assert ("Ana Roda", ("Ana Roda", "She")) in [(a.name, a.words) for a in paragraph.actors]
    assert [(t.words, t.meaning) for t in paragraph.times] == [("next week", "2022-W07 (2022-02-14 to 2022-02-20)")]
    assert [p.meaning for p in paragraph.places] == ["Port Alma, KES"]


def test_facts_are_counted_by_kind_and_status():
    assert MARKED.counts == {"event": 6, "statement": 2, "position": 1, "figure": 1, **{s.value: 1 for s in Status}}


def test_a_text_without_parts_is_one_block():
    record = replace(FULL, article=Article("x", TEXT))
    assert ["".join(s.words for s in b.stretches) for b in mark(record).blocks] == [TEXT]


def test_nothing_read_is_nothing_marked():
    assert mark(Record(Article("x", ""), problems=("empty",))).blocks == ()


@pytest.mark.parametrize("bad", [(5, 5), (9, 4), (-3, 2), (0, 10_000)])
def test_a_span_that_is_none_is_not_marked(bad):
    actor = replace(FULL.actors[0], mentions=(Mention(*bad, MentionForm.NAME),))
    marked = mark(replace(FULL, actors=(actor,)))
    assert not [m for b in marked.blocks for s in b.stretches for m in s.marks if m.kind is MarkKind.ACTOR]
