"""What a store answers: typed rows, narrowed by the same filters, on both databases."""

from datetime import UTC, datetime

import pytest

from demarche.archive import Archive
from demarche.errors import BadOption, BadQuery, NotThere
from demarche.store.asked import cursor_of
from demarche.store.store import Store
from making import Told, make_record

MACRON, PUTIN, RUSSIA, UKRAINE = ("Emmanuel Macron",), ("Vladimir Putin",), ("Russia",), ("Ukraine",)
HIT = "Missiles hit Kharkiv on Thursday and killed 4 people."
MORE = "The toll of the strike on Kharkiv rose to 9 dead, the governor said."
DENIED = "Moscow denies that it attacked Kharkiv on Thursday."


def records():
    visit = {"who": MACRON, "to": PUTIN, "on": "2022-02-07", "place": "Moscow", "mode": ("visit",)}
    hit = {"who": RUSSIA, "to": UKRAINE, "on": "2022-02-24", "place": "Kharkiv"}
    plan = Told("CONSULT", "Macron will visit Putin in Moscow on Monday.", **visit, status="planned")
    quotes = (("Vladimir Putin", "that the talks were useful"),)
    soon = Told("CONSULT", "Scholz will receive Zelensky in Berlin in March.", ("Olaf Scholz",), ("Volodymyr Zelensky",), "planned", "2022-03-01/2022-03-31")
    stances = (("Russia", "demands", "Ukraine never joins NATO"), ("Ukraine", "supports", "NATO enlargement"))
    yield make_record("plan", plan, published="2022-02-04", outlet="Le Monde")
    met = Told("CONSULT", "Macron met Putin in Moscow on Monday.", **visit)
    yield make_record("met", met, published="2022-02-08", outlet="The New York Times", quotes=quotes)
    yield make_record("fear", Told("ASSAULT", "Washington fears that Russia will attack Ukraine.", RUSSIA, UKRAINE, "possible"), published="2022-02-11")
    yield make_record("hit", Told("ASSAULT", HIT, **hit), published="2022-02-24", counts=((HIT, 4),))
    yield make_record("hit-more", Told("ASSAULT", MORE, **hit), published="2022-02-25", counts=((MORE, 9),))
    yield make_record("denial", Told("ASSAULT", DENIED, **hit, status="negated", by="Russia"), published="2022-02-26")
    yield make_record("soon", soon, published="2022-02-27")
    yield make_record("want", stances=stances, published="2022-02-09")
    yield make_record("later", stances=(("Russia", "accepts", "Ukraine never joins NATO"),), published="2022-02-19")


DAYS = {"plan": 4, "met": 8, "fear": 11, "hit": 24, "hit-more": 25, "denial": 26, "soon": 27, "want": 9, "later": 19}


@pytest.fixture
def archive(store: Store):
    for record in records():
        store.clock = lambda day=DAYS[record.article.id]: datetime(2022, 2, day, 9, tzinfo=UTC)
        store.add(record.article, record.article.id, record)
    return Archive(store, clock=lambda: datetime(2022, 2, 28, 12, tzinfo=UTC))


def test_the_timeline_has_each_event_once_with_its_sources(archive):
    found = [(e.day, e.type, e.status, e.reports, e.origins, e.deny) for e in archive.timeline()]
    assert found == [
        ("2022-02-07", "CONSULT", "happened", 2, 2, 0), ("2022-02-11", "ASSAULT", "possible", 1, 1, 0), ("2022-02-24", "ASSAULT", "happened", 3, 3, 1),
        ("2022-03-01", "CONSULT", "planned", 1, 1, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({"actor": "Macron"}, ["2022-02-07"]),
        ({"actor": "Russia"}, ["2022-02-07", "2022-02-11", "2022-02-24"]),  # with those who act for it
        ({"type": "ASSAULT", "status": "happened"}, ["2022-02-24"]),
        ({"first": "2022-02-12", "last": "2022-02-28"}, ["2022-02-24"]),
        ({"place": "Kharkiv"}, ["2022-02-24"]),
        ({"place": "ukr"}, ["2022-02-24"]),
        ({"limit": 1}, ["2022-02-07"]),
    ],
)
def test_every_question_is_narrowed_alike(archive, asked, days):
    assert [e.day for e in archive.timeline(**asked)] == days


@pytest.mark.parametrize("asked", [{"actor": "Nobody Such"}, {"type": "WAR"}, {"status": "gone"}, {"limit": 0}])
def test_a_filter_that_means_nothing_is_refused(archive, asked):
    with pytest.raises(BadQuery):
        archive.timeline(**asked)


def test_the_life_of_an_event_keeps_its_days_and_sources(archive):
    visit = archive.timeline(actor="Macron")[0]
    assert [(s.published, s.stage, s.source.outlet) for s in visit.life] == [
        ("2022-02-04", "planned", "Le Monde"), ("2022-02-08", "happened", "The New York Times"),
    ]  # fmt: skip
    assert visit.countries == 2


def test_the_agenda_tells_what_is_due_and_what_lapsed(archive):
    assert [(e.day, e.status) for e in archive.agenda()] == [("2022-03-01", "planned")]
    archive.clock = lambda: datetime(2022, 4, 5, tzinfo=UTC)
    assert [(e.day, e.status) for e in archive.agenda()] == [("2022-03-01", "lapsed")]
    assert [e.day for e in archive.timeline(status="lapsed")] == ["2022-03-01"] and archive.timeline(status="planned") == []


def test_a_fear_is_tied_to_what_came_of_it(archive):
    fear, attack = archive.timeline(type="ASSAULT")
    assert (fear.outcome, fear.outcome_why) == (attack.id, "came true")


def test_disputes_stand_side_by_side(archive):
    denial, figures = sorted(archive.disputes(), key=lambda d: d.kind)
    assert [(v.who, v.says) for v in denial.voices if v.says == "denied"] == [("Russia", "denied")]
    assert [v.says for v in figures.voices] == ["4", "9"]


def test_a_position_has_one_row_an_issue_with_the_latest_stance(archive):
    (issue,) = archive.issues()
    assert issue.name == "NATO enlargement" and issue.contested
    ukraine, russia = issue.cells
    assert (ukraine.holder, ukraine.stance, ukraine.side, ukraine.earlier) == ("Ukraine", "supports", 1, ())
    assert (russia.holder, russia.stance, russia.side, russia.earlier) == ("Russia", "accepts", -1, ("2022-02-09: demands",))


@pytest.mark.parametrize(("words", "found"), [("nato", 1), ("Enlargement nato", 1), ("grain", 0)])
def test_an_issue_is_found_by_its_words(archive, words, found):
    assert len(archive.issues(issue=words)) == found


def test_quotes_figures_and_actors(archive):
    assert [(q.speakers, q.words) for q in archive.quotes(actor="Putin")] == [(("Vladimir Putin",), "that the talks were useful")]
    assert [(f.value, f.unit) for f in archive.figures()] == [(9, "people"), (4, "people")]
    assert archive.actors()[0].name == "Russia" and archive.actors()[0].articles == 6


def test_relations_count_what_happened_apart_from_what_is_feared(archive):
    (pair,) = [r for r in archive.relations(actor="Ukraine") if r.month == "2022-02"]
    assert (pair.one, pair.other, pair.cooperation, pair.conflict, pair.hoped) == ("Russia", "Ukraine", 0, 1, 1) and pair.score is not None and pair.score < -8


@pytest.mark.parametrize(
    ("moment", "by_publication", "kinds"),
    [
        ("2022-02-26T08:00", False, ["denied", "new"]),
        ("2022-02-25", True, ["denied", "figure", "new"]),
        ("2022-02-08", False, ["status", "new", "new", "new"]),
        ("2022-02-28", False, []),
    ],
)
def test_only_what_is_new_or_has_changed(archive, moment, by_publication, kinds):
    found = [c.kind for c in archive.since(moment, by_publication=by_publication)]
    assert sorted(found) == sorted(kinds)


def test_a_moment_that_is_none_is_refused(archive):
    with pytest.raises(BadQuery, match="no moment"):
        archive.since("the other day")


@pytest.mark.parametrize(
    ("query", "kind", "hits"),
    [
        ("Moscow Monday", "article", 2), ('"talks were useful"', "statement", 1), ("Kharkiv -denies", "event", 2), ("Berlin OR Moscow", "event", 4),
        ("visiting", "event", 1), ("unheard-of-word", None, 0),
    ],
)  # fmt: skip
def test_search_finds_words_phrases_and_inflections(archive, query, kind, hits):
    assert len(archive.search(query, kind=kind)) == hits


@pytest.mark.parametrize("query", ["", "-Moscow", '"', "()", "*", "NEAR(", 'a" OR "b', "'; DROP TABLE texts; --", "\\", "AND OR NOT", ":", "col:x"])
def test_no_query_breaks_the_search(archive, query):
    try:
        archive.search(query)
    except BadQuery as error:
        assert "nothing to look for" in str(error)


def test_rows_become_a_data_frame(archive):
    frame = archive.timeline().to_pandas()
    assert list(frame["status"]) == ["happened", "possible", "happened", "planned"] and frame["actors"][0] == ["Emmanuel Macron"]


def test_the_brief_has_every_line_with_its_sources(archive):
    sections = {s.title: s.lines for s in archive.brief()}
    assert sections["What happened"][0].sources == "2 origins in 2 countries say: Le Monde, The New York Times"
    assert list(sections) == ["What happened", "What is planned", "Who wants what", "What is disputed"] and all(sections.values())


@pytest.mark.parametrize(
    ("query", "hits"),
    [("Kharkiv OR Berlin -denies", 3), ("OR Moscow Monday", 2), ("-denies Kharkiv", 2), ("Moscow OR Berlin Macron", 2), ('"met Putin" OR "attack Ukraine"', 2)],
)
def test_both_databases_read_a_query_alike(archive, query, hits):
    assert len(archive.search(query, kind="event")) == hits


def test_days_are_read_however_they_are_written(archive):
    assert [e.day for e in archive.timeline(first="2022-02-20T10:00", last="2022-02-28")] == ["2022-02-24"]


@pytest.mark.parametrize("ask", [lambda a: a.quotes(type="ASSAULT"), lambda a: a.actors(first="2022-01-01"), lambda a: a.search("x", kind="rumour"),
                                 lambda a: a.search("x", limit=-1), lambda a: a.timeline(first="someday")])  # fmt: skip
def test_what_does_not_narrow_is_refused(archive, ask):
    with pytest.raises((BadQuery, BadOption)):
        ask(archive)


@pytest.mark.parametrize("name", ["%", "_utin", " "])
def test_no_name_is_a_pattern(archive, name):
    with pytest.raises(BadQuery):
        archive.timeline(actor=name)


def test_what_has_no_day_is_last_in_both_databases(archive):
    undated = make_record(
        "undated", Told("CONSULT", "Fidan met Lavrov.", ("Hakan Fidan",), ("Sergei Lavrov",)), published=None, stances=(("Turkey", "demands", "a truce"),)
    )
    archive.store.add(undated.article, "undated", undated)
    assert archive.timeline()[-1].day is None and archive.positions()[-1].published is None


def test_the_source_of_a_change_is_the_article_that_brought_it(archive):
    changes = {c.kind: c.source.key for c in archive.since("2022-02-26T00:00")}
    (event,) = archive.timeline(type="ASSAULT", status="happened")
    assert changes["denied"] == next(s.source.key for s in event.life if s.stage == "denied")


def test_issues_are_limited_and_not_their_stances(archive):
    (issue,) = archive.issues(limit=1)
    assert issue.contested and len(issue.cells) == 2


@pytest.mark.parametrize(
    ("question", "cursor"),
    [
        ("timeline", lambda r: cursor_of(r.day, r.id)), ("positions", lambda r: cursor_of(r.published, r.id)),
        ("figures", lambda r: cursor_of(r.published, r.id)), ("actors", lambda r: cursor_of(str(r.articles), r.id)),
    ],
)  # fmt: skip
def test_pages_behind_a_cursor_make_the_whole(archive, question, cursor):
    """However small the pages: nothing twice, nothing left out."""
    ask = getattr(archive, question)
    whole, paged, after = [r.id for r in ask()], [], None
    while page := ask(limit=1, after=after):
        paged += [r.id for r in page]
        after = cursor(page[-1])
    assert paged == whole and len(whole) > 1


def test_what_is_no_cursor_is_refused(archive):
    with pytest.raises(BadQuery, match="no cursor"):
        archive.timeline(after="nonsense")


def test_the_calendar_keeps_what_was_planned_and_took_place(archive):
    assert [(e.day, e.status) for e in archive.calendar()] == [("2022-02-07", "happened"), ("2022-03-01", "planned")]


def test_the_network_has_an_edge_for_each_pair_with_its_months(archive):
    found = archive.network()
    names = {n.id: n.name for n in found.nodes}
    pairs = {frozenset((names[e.source], names[e.target])): (e.cooperation, e.conflict, e.hoped) for e in found.edges}
    assert pairs[frozenset(("Emmanuel Macron", "Vladimir Putin"))] == (1, 0, 0)
    assert pairs[frozenset(("Russia", "Ukraine"))] == (0, 1, 1)
    assert found.months == ("2022-02", "2022-03")


def test_a_page_of_an_event_an_actor_and_an_article(archive):
    event = archive.timeline(actor="Macron")[0]
    page = archive.event(event.id)
    assert (len(page.reports), [r.verdict for r in page.reports]) == (2, [None, None])
    actor = archive.actor("Putin")
    assert actor.actor.name == "Vladimir Putin" and [p.name for p in actor.partners] == ["Emmanuel Macron"] and actor.statements
    reading = archive.reading(page.reports[0].source.key)
    assert reading.events["e1"].id == event.id and reading.marked.facts


@pytest.mark.parametrize(
    "ask", [lambda a: a.event("nothing"), lambda a: a.actor("Nobody"), lambda a: a.reading("nothing"), lambda a: a.timeline(actor="Nobody")]
)
def test_what_is_not_there_is_an_error_of_its_own(archive, ask):
    with pytest.raises(NotThere):
        ask(archive)


def test_half_a_name_is_answered_with_whole_ones(archive):
    with pytest.raises(NotThere, match="Did you mean Emmanuel Macron"):
        archive.timeline(actor="Macr")
