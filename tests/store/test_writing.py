"""What goes in comes out, whatever the order; what is taken out leaves no trace."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from demarche.errors import BadQuery
from demarche.lexicon.knowledge import load_knowledge
from demarche.record import Article, Record
from demarche.store.articles import storable
from demarche.store.asked import Filter
from demarche.store.asking import list_events
from demarche.store.dump import dump
from demarche.store.store import Store, open_store
from demarche.store.verify import verify
from demarche.store.writing import State
from making import Told, make_record

MACRON, PUTIN, RUSSIA, UKRAINE = ("Emmanuel Macron",), ("Vladimir Putin",), ("Russia",), ("Ukraine",)
VISIT = "Macron met Putin in Moscow on Monday."
LONG = "The two presidents spoke for five hours about Ukraine. They ate sturgeon at a long table. No date was set for another round."
RECORDS = [
    make_record("plan", Told("CONSULT", "Macron will visit Putin in Moscow on Monday.", MACRON, PUTIN, "planned", "2022-02-07", "Moscow"),
                published="2022-02-04"),
    make_record("met", Told("CONSULT", VISIT, MACRON, PUTIN, on="2022-02-07", place="Moscow"), published="2022-02-08", more=LONG),
    make_record("copy", Told("CONSULT", VISIT, MACRON, PUTIN, on="2022-02-07", place="Moscow"), published="2022-02-08",
                more=". ".join(LONG.split(". ")[:2]) + "."),
    make_record("vague", Told("CONSULT", "France and Russia held talks this week.", ("France", "Russia"), (), on="2022-02-07/2022-02-13"),
                published="2022-02-11"),
    make_record("fear", Told("ASSAULT", "Washington fears that Russia will attack Ukraine.", RUSSIA, UKRAINE, "possible"), published="2022-02-11"),
    make_record("attack", Told("ASSAULT", "Russian missiles hit Kharkiv on Thursday and killed 4 people.", RUSSIA, UKRAINE, on="2022-02-24", place="Kharkiv"),
                published="2022-02-24", counts=(("Russian missiles hit Kharkiv on Thursday and killed 4 people.", 4),)),
    make_record("denial", Told("ASSAULT", "Moscow denies that it attacked Ukraine on Thursday.", RUSSIA, UKRAINE, "negated", "2022-02-24", by="Russia"),
                published="2022-02-25", quotes=(("Sergei Lavrov", "that nobody was attacked"),)),
    make_record("want", stances=(("Russia", "demands", "Ukraine never joins NATO"),), published="2022-02-09"),
]  # fmt: skip


def add_all(store: Store, records: Sequence[Record]) -> None:
    for record in records:
        assert store.add(record.article, record.article.id, record) is not None


def lines(store: Store) -> list[str]:
    with store.reading() as connection:
        assert list(verify(connection)) == []
        return list(dump(connection))


def read(article: Article) -> Record:
    return next(r for r in RECORDS if r.article.text == article.text and r.article.id == article.id)


def test_the_order_of_articles_changes_nothing(address, tmp_path):
    with_order = []
    for seed in range(5):
        order = list(RECORDS)
        random.Random(seed).shuffle(order)
        store = open_store(tmp_path / f"{seed}.db", load_knowledge(None))
        add_all(store, order)
        with_order.append(lines(store))
    assert all(other == with_order[0] for other in with_order)
    store = open_store(address)
    add_all(store, RECORDS)
    assert lines(store) == with_order[0]  # and neither does the database
    store.close()


def test_adding_again_changes_nothing(store):
    add_all(store, RECORDS)
    before = lines(store)
    add_all(store, RECORDS)
    assert lines(store) == before


@pytest.mark.parametrize("gone", range(len(RECORDS)))
def test_taking_an_article_out_leaves_the_store_as_if_it_had_never_come(store, address, tmp_path, gone):
    add_all(store, RECORDS)
    store.remove(RECORDS[gone].article.id, read)
    without = open_store(tmp_path / "without.db")
    add_all(without, [r for i, r in enumerate(RECORDS) if i != gone])
    assert lines(store) == lines(without)
    without.close()


def test_many_reports_are_one_event_with_all_its_sources(store):
    add_all(store, RECORDS)
    with store.reading() as connection:
        found = list_events(connection, Filter("2022-03-01", type="CONSULT"), store.knowledge)
    assert [(e.reports, e.status, e.day) for e in found] == [(3, "happened", "2022-02-07")]
    assert [s.outlet for s in found[0].sources] == ["Outlet plan", "Outlet met", "Outlet vague"]


def test_an_article_that_adds_nothing_is_a_copy_and_its_original_comes_in_any_order(store):
    met, copy = RECORDS[1], RECORDS[2]
    assert store.add(copy.article, "copy", copy) is State.KEPT
    assert store.add(met.article, "met", met) is State.KEPT
    assert store.state_of(copy.article) is State.COPY
    assert store.ledger().kept == 1 and store.ledger().copy == 1


def test_a_copy_is_not_read(store):
    store.add(RECORDS[1].article, "met", RECORDS[1])
    assert store.has_original(RECORDS[2].article)
    assert store.add(RECORDS[2].article, "copy") is State.COPY


def test_what_is_neither_read_nor_a_copy_is_not_kept(store):
    assert store.add(RECORDS[0].article, "plan") is None
    assert store.state_of(RECORDS[0].article) is None


def test_the_ledger_closes(store):
    add_all(store, RECORDS)
    store.add(RECORDS[0].article, "the same from another file", RECORDS[0])
    store.add_failure(Article("x", ""), "broken.txt", ("broken.txt: no text found",))
    store.add(make_record("goal", more="A late goal won the match.").article, "goal", off_topic="sport")
    ledger = store.ledger()
    assert (ledger.read, ledger.failed, ledger.off_topic, ledger.copy) == (11, 1, 1, 2)
    assert ledger.read == ledger.kept + ledger.copy + ledger.off_topic + ledger.failed


def test_an_input_that_can_be_read_now_did_not_fail(store):
    store.add_failure(Article("x", ""), "plan.txt", ("plan.txt: no text found",))
    store.add(RECORDS[0].article, "plan.txt", RECORDS[0])
    assert store.ledger().failed == 0


def test_a_name_that_several_articles_bear_is_refused_with_their_keys(store):
    one = make_record("same", more="One article of this name.")
    other = make_record("same", more="Another article of this name.", outlet="The Other")
    add_all(store, [one, other])
    with pytest.raises(BadQuery, match="2 articles bear this name"):
        store.remove("same", read)


def test_characters_that_no_database_keeps_are_replaced_one_for_one(store):
    strange = make_record("strange", Told("CONSULT", "Macron met Putin\ud800 in\x00Moscow.", ("Emmanuel Macron",), ("Vladimir Putin",)))
    article = storable(strange.article)
    assert len(article.text) == len(strange.article.text)
    store.add(article, "strange", strange)
    assert lines(store)


def test_who_an_actor_is_does_not_depend_on_days_that_nobody_knows(address, tmp_path):
    dated = make_record("dated", Told("CONSULT", "Macron met Putin.", MACRON, PUTIN), published="2022-02-08")
    undated = make_record("undated", Told("CONSULT", "Macron and Putin met.", MACRON, PUTIN), published=None)
    store, without = open_store(address), open_store(tmp_path / "without.db")
    add_all(store, [undated, dated])
    store.remove("undated", read)
    add_all(without, [dated])
    assert lines(store) == lines(without)
    store.close()


def test_forty_outlets_have_one_origin_and_are_soon_read(address):
    store = open_store(address)
    story = make_record("wire", Told("CONSULT", VISIT, MACRON, PUTIN, on="2022-02-07", place="Moscow"), published="2022-02-08", more=LONG)
    outlets = [replace(story, article=replace(story.article, id=f"w{i}", url=None, outlet=f"Outlet {i}")) for i in range(40)]
    add_all(store, outlets)
    assert (store.ledger().kept, store.ledger().copy) == (1, 39)
    assert lines(store)
    store.close()


def test_a_postponement_by_many_months_is_found_from_both_sides(tmp_path):
    plan = make_record("plan", Told("CONSULT", "Macron will visit Putin in February.", MACRON, PUTIN, "planned", "2022-02-20"), published="2022-02-04")
    told = Told("CONSULT", "Macron put off his visit to December.", MACRON, PUTIN, "planned", "2022-12-01", change="postponed", moved_from="2022-02-20")
    moved = make_record("moved", told, published="2022-02-15")
    dumps = []
    for n, order in enumerate(([plan, moved], [moved, plan])):
        store = open_store(tmp_path / f"{n}.db")
        add_all(store, order)
        dumps.append(lines(store))
    assert dumps[0] == dumps[1]
    assert sum('"table": "events"' in line for line in dumps[0]) == 1


def test_very_long_articles_and_addresses_are_kept(store):
    long = make_record("long", Told("CONSULT", VISIT, MACRON, PUTIN), more=" ".join(f"Word{i} was said in Kyiv." for i in range(60_000)))
    article = storable(replace(long.article, url="https://example.org/" + "a" * 6000))
    assert store.add(article, "long", replace(long, article=article)) is State.KEPT


def test_an_input_that_is_wanted_after_all_is_no_longer_off_the_topic(store):
    cheap = make_record("page", more="Home. News. A late goal won the match.").article
    for source in ("a.html", "b.html"):
        store.add(cheap, source, off_topic="sport")
    record, other = make_record("page", more="A late goal won the match."), make_record("page", more="The very last goal won the match.")
    store.add(record.article, "a.html", record)
    assert (store.ledger().read, store.ledger().off_topic, store.ledger().kept) == (2, 1, 1)
    store.add(other.article, "b.html", other)
    assert (store.ledger().read, store.ledger().off_topic, store.ledger().kept) == (2, 0, 2)
