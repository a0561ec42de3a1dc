"""How far following has come is kept, shared, and no part of what the store says."""

import threading

import pytest

from demarche.store.database import open_database
from demarche.store.dump import dump
from demarche.store.following import FeedState, Waiting, finish, is_waiting, keep_feed, keep_new, list_waiting, load_feed, put_off
from demarche.store.store import open_store
from demarche.store.verify import verify

NOON, LATER = "2022-02-07T12:00:00+00:00", "2022-02-07T13:00:00+00:00"


def entry(number, **more):
    return Waiting(f"k{number}", f"https://example.org/{number}", f"g{number}", **more)


def waiting(store, now=NOON, feed="f"):
    with store.reading() as connection:
        return list_waiting(connection, feed, now=now)


def test_a_feed_is_remembered(store):
    state = FeedState('"v1"', "Mon, 07 Feb 2022 10:00:00 GMT", LATER, 3, NOON)
    with store.reading() as connection:
        assert load_feed(connection, "f") == FeedState()
    for kept in (FeedState("x"), state):
        with store.writing() as writer:
            keep_feed(writer.connection, "f", kept)
    with store.reading() as connection:
        assert load_feed(connection, "f") == state and load_feed(connection, "g") == FeedState()


def test_entries_wait_in_their_order_until_they_are_done(store):
    entries = [entry(n, title=f"Łódź {n}", published="2022-02-07", content="words" * n) for n in (3, 1, 2)]
    with store.writing() as writer:
        assert keep_new(writer.connection, "f", [*entries, entries[0]], at=NOON) == 3
        assert keep_new(writer.connection, "g", [entries[1], entry(9)], at=LATER) == 1  # another feed brings it too
    assert waiting(store) == entries and [e.key for e in waiting(store, feed="g")] == ["k9"]
    with store.writing() as writer:
        finish(writer.connection, "k1", at=LATER)
        put_off(writer.connection, "k3", LATER, failed=True)
        put_off(writer.connection, "k2", LATER, failed=False)
        assert not is_waiting(writer.connection, "k1") and is_waiting(writer.connection, "k2") and not is_waiting(writer.connection, "none")
        assert keep_new(writer.connection, "f", entries, at=LATER) == 0
    assert waiting(store) == []
    assert [(e.key, e.failures) for e in waiting(store, LATER)] == [("k3", 1), ("k2", 0)]


def test_very_many_entries_and_characters_that_no_database_keeps(store):
    with store.writing() as writer:
        assert keep_new(writer.connection, "f", [entry(n, title="a\0b\ud800") for n in range(2500)], at=NOON) == 2500
    found = waiting(store)
    assert len(found) == 2500 and found[0].title == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"


def test_what_a_feed_brought_is_no_part_of_the_dump(store):
    with store.reading() as connection:
        before = list(dump(connection))
    with store.writing() as writer:
        keep_feed(writer.connection, "f", FeedState("x"))
        keep_new(writer.connection, "f", [entry(1)], at=NOON)
    with store.reading() as connection:
        assert list(dump(connection)) == before and list(verify(connection)) == []


def test_two_at_once_keep_each_entry_once(address):
    open_database(address).close()
    kept = []

    def run():
        store = open_store(address)
        for n in range(0, 60, 3):
            with store.writing() as writer:
                kept.append(keep_new(writer.connection, "f", [entry(n), entry(n + 1), entry(n + 2)], at=NOON))
        store.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = open_store(address)
    assert sum(kept) == len(waiting(store)) == 60
    store.close()


@pytest.mark.parametrize("failure", [KeyboardInterrupt, RuntimeError])
def test_what_was_stopped_halfway_was_not_begun(store, failure):
    with pytest.raises(failure), store.writing() as writer:
        keep_new(writer.connection, "f", [entry(1)], at=NOON)
        raise failure
    assert waiting(store) == []
