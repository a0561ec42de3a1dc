from dataclasses import replace

import pytest

from demarche.ingest.input import Input
from demarche.ingest.steps import Steps
from demarche.merge.copies import take_imprint
from demarche.record import Article, Part, PartKind, Record
from demarche.run import looking
from demarche.run.looking import Lately, look
from demarche.store.articles import key_of
from demarche.store.writing import State

LONG = "The envoys of both states met in the capital on Monday. They spoke of the border for some hours. Their ministries said so in the evening."


class Kept:
    """A store that holds one article in some state, and one original."""

    def __init__(self, there=None, original=False):
        self.there, self.original = there, original

    def state_of(self, _article):
        return self.there

    def has_original(self, _article):
        return self.original


def article(text=LONG, id_="a1"):
    return Article(id_, text, published="2022-03-01", parts=(Part(PartKind.PARAGRAPH, 0, len(text)),))


def read_nothing(found):
    return Record(found.article)


CASES = {
    "new": (Input(article()), Kept(), True),
    "there": (Input(article()), Kept(State.KEPT), False),
    "a copy that is there": (Input(article()), Kept(State.COPY), False),
    "a copy of what is there": (Input(article()), Kept(original=True), False),
    "off the topic": (Input(article(), off_topic="sport"), Kept(), False),
    "off the topic before, wanted now": (Input(article()), Kept(State.OFF_TOPIC), True),
    "not read": (Input(Article("a1", ""), ("a.txt: empty",)), Kept(), False),
}


@pytest.mark.parametrize(("found", "kept", "is_read"), CASES.values(), ids=CASES)
def test_the_model_reads_only_what_nothing_cheaper_decides(found, kept, is_read):
    steps = Steps()
    outcome = look(found, kept, read_nothing, steps=steps)
    assert (outcome.rows is not None) == is_read
    assert ("model" in steps.by_name) == is_read


def test_a_copy_of_what_was_read_a_moment_ago_is_not_read():
    lately = Lately()
    assert look(Input(article()), Kept(), read_nothing, lately=lately).rows
    copy = Input(replace(article(id_="a2"), published="2022-03-02"))  # of two that say the same, the later one
    assert look(copy, Kept(), read_nothing, lately=lately).rows is None
    other = Input(article("Another story altogether, of a port and a strike, which shares no sentence with the first.", "a3"))
    assert look(other, Kept(), read_nothing, lately=lately).rows


def test_what_could_not_be_read_is_no_original():
    lately = Lately()
    look(Input(article()), Kept(), lambda found: Record(found.article, problems=("a fault",)), lately=lately)
    assert look(Input(article(id_="a2")), Kept(), read_nothing, lately=lately).rows


def test_only_so_many_are_remembered(monkeypatch):
    monkeypatch.setattr(looking, "_LATELY", 3)
    lately = Lately()
    texts = [f"Report {n} of a long series. Nothing in it but the number {n} and the word {n}{n}." for n in range(6)]
    imprints = [take_imprint(article(t, f"a{n}"), key_of(article(t, f"a{n}"))) for n, t in enumerate(texts)]
    for imprint in imprints:
        lately.keep(imprint)
    assert [lately.holds(i) for i in imprints] == [False, False, False, True, True, True]
    assert set(lately.by_mark) == {m for i in imprints[3:] for m in i.marks}


def test_no_store_keeps_half_a_character():
    text = LONG + " \ud800"
    outcome = look(Input(replace(article(text), title="\ud800")), Kept(), read_nothing)
    assert "\ud800" not in outcome.found.article.text and len(outcome.found.article.text) == len(text)
