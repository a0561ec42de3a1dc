"""Several outcomes go into the store at once, or none of them."""

import pytest

from demarche.errors import StoreError
from demarche.ingest.input import Input, make_failure
from demarche.ingest.steps import Steps
from demarche.lexicon.knowledge import Knowledge
from demarche.record import Article, Part, PartKind, Record
from demarche.run import adding
from demarche.run.adding import Together, settle
from demarche.run.looking import Outcome, read_fully
from demarche.store.store import open_store
from demarche.store.writing import State


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "one.db", Knowledge())
    yield opened
    opened.close()


def found(number, words=""):
    text = words or f"Report number {number} says that the envoys met in town {number}."
    return Input(Article(f"a{number}", text, published="2022-03-01", parts=(Part(PartKind.PARAGRAPH, 0, len(text)),)), source=f"/in/{number}.txt")


def read(one):
    return Record(one.article)


def outcomes(*numbers):
    return [read_fully(found(n), read) for n in numbers]


def ledger(store):
    return store.ledger().read, store.ledger().kept


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_they_wait_until_they_are_enough_or_have_waited_long_enough(store, monkeypatch):
    monkeypatch.setattr(adding, "_MOST_TOGETHER", 3)
    clock, steps = Clock(), Steps()
    together = Together(store, read, steps, clock)
    told = [len(together.take(o)) for o in outcomes(1, 2)]
    assert told == [0, 0] and ledger(store) == (0, 0)
    assert [a.source for a in together.take(*outcomes(3))] == ["/in/1.txt", "/in/2.txt", "/in/3.txt"] and ledger(store) == (3, 3)
    assert together.take(*outcomes(4)) == []
    clock.now += 60
    assert len(together.take(*outcomes(5))) == 2 and ledger(store) == (5, 5)
    assert together.take(*outcomes(6)) == [] and len(together.settle()) == 1 and together.settle() == []
    assert steps.by_name["store"].entered == 6


def test_where_one_of_them_fails_none_is_in(store, monkeypatch):
    real = adding.put

    def put(writer, article, *rest, **more):
        if article.id == "a2":
            raise StoreError("disk full")
        return real(writer, article, *rest, **more)

    monkeypatch.setattr(adding, "put", put)
    with pytest.raises(StoreError):
        settle(outcomes(1, 2, 3), store, read)
    assert ledger(store) == (0, 0)


def test_each_is_told_in_its_place(store):
    unread = Outcome(found(2))  # its reader held it for a copy, and the original is not there
    failed = Outcome(make_failure("/in/4.txt", StoreError("no text")))
    several = [*outcomes(1), unread, *outcomes(3), failed, Outcome(found(1))]
    added = settle(several, store, read)
    assert [(a.source, a.state, a.was_there) for a in added] == [
        ("/in/1.txt", State.KEPT, False), ("/in/2.txt", State.KEPT, False), ("/in/3.txt", State.KEPT, False),
        ("/in/4.txt", State.FAILED, False), ("/in/1.txt", State.KEPT, True),
    ]  # fmt: skip
