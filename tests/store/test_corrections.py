"""What people decide holds against any likeness, is kept beside the reports, and can be taken back."""

import pytest
from sqlalchemy import select

from demarche.errors import BadQuery
from demarche.store.asked import Filter
from demarche.store.asking import list_actors, list_events, list_positions
from demarche.store.corrections import merge_actors, merge_events, merge_issues, split_report, undo
from demarche.store.decided import list_decisions
from demarche.store.dump import dump
from demarche.store.schema import reports
from demarche.store.store import open_store
from demarche.store.verify import verify
from demarche.views.positions import positions
from making import Told, make_record

MACRON, PUTIN = ("Emmanuel Macron",), ("Vladimir Putin",)
RECORDS = [
    make_record("one", Told("CONSULT", "Macron met Putin in Moscow on Monday.", MACRON, PUTIN, on="2022-02-07", place="Moscow"), published="2022-02-08"),
    make_record("two", Told("CONSULT", "The presidents met in Moscow on Monday.", MACRON, PUTIN, on="2022-02-07", place="Moscow"), published="2022-02-08"),
    make_record("far", Told("CONSULT", "Macron met Putin in Paris in April.", MACRON, PUTIN, on="2022-04-04", place="Paris"), published="2022-04-05"),
    make_record("name", Told("CONSULT", "E. Macron met Scholz in Berlin.", ("Emanuel Macrom",), ("Olaf Scholz",), on="2022-02-08"), published="2022-02-09"),
    make_record("want", stances=(("Russia", "demands", "bridge tolls"), ("Ukraine", "refuses", "road charges")), published="2022-02-09"),
]  # fmt: skip
ASKED = Filter("2022-05-01")


@pytest.fixture
def full(store):
    for record in RECORDS:
        store.add(record.article, record.article.id, record)
    return store


def state(store):
    with store.reading() as connection:
        assert list(verify(connection)) == []
        return [line for line in dump(connection) if '"table": "decisions"' not in line]


def meetings(store):
    with store.reading() as connection:
        return [(e.day, e.reports) for e in list_events(connection, ASKED, store.knowledge)]


def test_two_events_are_made_one_and_two_again(full):
    before = state(full)
    with full.reading() as connection:
        ids = [e.id for e in list_events(connection, ASKED, full.knowledge) if e.day in ("2022-02-07", "2022-04-04")]
    with full.writing() as writer:
        batch = merge_events(writer, *ids, why="the same summit", who="ada")[0].id.partition(".")[0]
    assert (("2022-02-07", 3) in meetings(full)) or (("2022-04-04", 3) in meetings(full))
    with full.reading() as connection:
        assert {(d.why, d.who, d.verdict) for d in list_decisions(connection)} == {("the same summit", "ada", "same")}
    with full.writing() as writer:
        undo(writer, batch)
    assert state(full) == before


def test_a_report_is_split_from_its_event_and_joined_again(full):
    before = state(full)
    with full.reading() as connection:
        report = next(line for line in dump(connection) if '"table": "reports"' in line and "The presidents met" in line).split('"id": "')[1].split('"')[0]
    with full.writing() as writer:
        (decision,) = split_report(writer, report, why="another meeting", who="ada")
    assert meetings(full).count(("2022-02-07", 1)) == 2
    with full.writing() as writer:
        undo(writer, decision.id)
    assert state(full) == before


def test_a_decision_outlives_what_comes_later(full):
    with full.reading() as connection:
        ids = [e.id for e in list_events(connection, ASKED, full.knowledge) if e.day in ("2022-02-07", "2022-04-04")]
    with full.writing() as writer:
        merge_events(writer, *ids, why="", who="ada")
    late = make_record("late", Told("CONSULT", "Macron and Putin met on Monday.", MACRON, PUTIN, on="2022-02-07"), published="2022-02-09")
    full.add(late.article, "late", late)
    assert max(n for _, n in meetings(full)) == 4
    state(full)


def test_an_actor_is_known_as_another_and_himself_again(full):
    before = state(full)
    with full.writing() as writer:
        (decision,) = merge_actors(writer, "Emanuel Macrom", "Emmanuel Macron", why="misspelt", who="ada")
    with full.reading() as connection:
        assert {a.name: a.articles for a in list_actors(connection, ASKED, full.knowledge)}["Emmanuel Macron"] == 4
        assert len(list_events(connection, Filter("2022-05-01", actor="Emmanuel Macron"), full.knowledge)) == 3
    with full.writing() as writer:
        undo(writer, decision.id)
    assert state(full) == before


def test_who_is_known_as_another_is_so_in_later_articles_too(full):
    with full.writing() as writer:
        merge_actors(writer, "Emanuel Macrom", "Emmanuel Macron", why="misspelt", who="ada")
    told = Told("CONSULT", "Macrom called Scholz.", ("Emanuel Macrom",), ("Olaf Scholz",), on="2022-02-20")
    late = make_record("late", told, published="2022-02-21")
    full.add(late.article, "late", late)
    assert state(full)
    with full.reading() as connection:
        assert {a.name: a.articles for a in list_actors(connection, ASKED, full.knowledge)}["Emmanuel Macron"] == 5
        named = list_events(connection, Filter("2022-05-01", actor="Emmanuel Macron", first="2022-02-20", last="2022-02-20"), full.knowledge)
    assert len(named) == 1


def test_an_issue_is_known_as_another(full):
    topics = {p.topic for p in positions(full, ASKED)}
    assert len(topics) == 2
    with full.writing() as writer:
        merge_issues(writer, *sorted(topics), why="the same charge", who="ada")
    assert len({p.topic for p in positions(full, ASKED)}) == 1


@pytest.mark.parametrize(
    ("correct", "one", "other"),
    [(merge_events, "ev-none", "ev-other"), (merge_actors, "Nobody", "Emmanuel Macron"), (merge_actors, "Emmanuel Macron", "Emmanuel Macron"),
     (merge_issues, "none", "other")],
)  # fmt: skip
def test_a_correction_of_nothing_is_refused(full, correct, one, other):
    with pytest.raises(BadQuery), full.writing() as writer:
        correct(writer, one, other, why="", who="ada")


def test_an_unknown_decision_is_refused(full):
    with pytest.raises(BadQuery, match="no decision"), full.writing() as writer:
        undo(writer, "d-none")


def report_of(store, words):
    with store.reading() as connection:
        return connection.execute(select(reports.c.id).where(reports.c.words.contains(words))).scalar_one()


def test_a_split_holds_when_a_third_report_is_like_both(full):
    one, two = report_of(full, "Macron met Putin in Moscow"), report_of(full, "The presidents met")
    with full.writing() as writer:
        split_report(writer, two, why="another meeting", who="ada")
    third = make_record(
        "third", Told("CONSULT", "In Moscow Macron and Putin met on Monday.", MACRON, PUTIN, on="2022-02-07", place="Moscow"), published="2022-02-09"
    )
    full.add(third.article, "third", third)
    with full.reading() as connection:
        events = {r.id: r.event for r in connection.execute(select(reports.c.id, reports.c.event))}
    assert events[one] != events[two] and sorted(n for day, n in meetings(full) if day == "2022-02-07") == [1, 2]
    state(full)


def test_one_report_may_be_called_the_same_as_two_others(full):
    moscow, paris, berlin = (report_of(full, w) for w in ("Macron met Putin in Moscow", "in Paris", "in Berlin"))
    with full.writing() as writer:
        merge_events(writer, paris, berlin, why="", who="ada")
    with full.writing() as writer:
        merge_events(writer, moscow, berlin, why="", who="ada")
    assert [n for _, n in meetings(full)] == [4]
    state(full)


def test_undoing_a_merge_restores_the_split_before_it(full):
    one, two = report_of(full, "Macron met Putin in Moscow"), report_of(full, "The presidents met")
    with full.writing() as writer:
        split_report(writer, two, why="", who="ada")
    before = state(full)
    with full.writing() as writer:
        made = merge_events(writer, one, two, why="", who="ada")
    assert ("2022-02-07", 2) in meetings(full)
    with full.writing() as writer:
        undo(writer, made[0].id.partition(".")[0])
    assert state(full) == before


def test_a_correction_outlives_one_of_its_reports_and_goes_with_the_last(full):
    with full.reading() as connection:
        ids = [e.id for e in list_events(connection, ASKED, full.knowledge) if e.day in ("2022-02-07", "2022-04-04")]
    with full.writing() as writer:
        merge_events(writer, *ids, why="", who="ada")
    full.remove("one", lambda article: RECORDS[0])
    assert max(n for _, n in meetings(full)) == 2
    for name in ("two", "far"):
        full.remove(name, lambda article: RECORDS[0])
    with full.reading() as connection:
        assert list_decisions(connection) == []


def test_a_chain_of_names_is_undone_link_by_link(full):
    other = make_record(
        "misspelt", Told("CONSULT", "E. Makron met Scholz in Vienna.", ("Emanuel Makron",), ("Olaf Scholz",), on="2022-02-20"), published="2022-02-21"
    )
    full.add(other.article, "misspelt", other)
    with full.writing() as writer:
        first = merge_actors(writer, "Emanuel Macrom", "Emanuel Makron", why="", who="ada")
    with full.writing() as writer:
        merge_actors(writer, "Emanuel Makron", "Emmanuel Macron", why="", who="ada")
    with full.writing() as writer:
        undo(writer, first[0].id)
    with full.reading() as connection:
        names = {a.name for a in list_actors(connection, ASKED, full.knowledge)}
    assert "Emanuel Macrom" in names and "Emanuel Makron" not in names


def test_who_is_another_takes_his_side(full):
    late = make_record(
        "late", Told("CONSULT", "Scholz received Macron in Berlin.", MACRON, ("Olaf Scholz",), on="2022-02-08", place="Berlin"), published="2022-02-09"
    )
    full.add(late.article, "late", late)
    assert meetings(full).count(("2022-02-08", 1)) == 2
    with full.writing() as writer:
        merge_actors(writer, "Emanuel Macrom", "Emmanuel Macron", why="misspelt", who="ada")
    assert ("2022-02-08", 2) in meetings(full)


def test_another_process_sees_the_correction(full, address):
    other = open_store(address)
    late = make_record("late", Told("CONSULT", "Macrom met Scholz once more.", ("Emanuel Macrom",), ("Olaf Scholz",), on="2022-02-08"), published="2022-02-09")
    later = make_record("later", Told("CONSULT", "Macron saw Scholz at the chancellery.", MACRON, ("Olaf Scholz",), on="2022-02-08"), published="2022-02-10")
    other.add(late.article, "late", late)
    with full.writing() as writer:
        merge_actors(writer, "Emanuel Macrom", "Emmanuel Macron", why="", who="ada")
    other.add(later.article, "later", later)
    other.close()
    assert ("2022-02-08", 3) in meetings(full)
    state(full)


def test_issues_can_t_be_one_with_themselves_nor_in_a_ring(full):
    with full.reading() as connection:
        one, other = sorted({p.topic for p in list_positions(connection, ASKED, full.knowledge)})
    with full.writing() as writer:
        merge_issues(writer, one, other, why="", who="ada")
    for pair in ((one, one), (other, one)):
        with pytest.raises(BadQuery, match="one issue already"), full.writing() as writer:
            merge_issues(writer, *pair, why="", who="ada")
