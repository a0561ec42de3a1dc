"""Rows for the tests of the exports: some made by hand, and any rows at all, with hostile words in every field of text."""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from demarche.exports.exported import Exported
from demarche.merge.life import Stage
from demarche.record import ActorKind, EventType, Status
from demarche.store.asked import LAPSED, ActorRow, EventRow, Source, StepRow
from demarche.store.changes import DAY, DENIED, FIGURE, NEW, STATUS, Change
from demarche.views.network import Edge, Network, Node

SITE = "https://crisis.example"
TODAY = "2022-02-10"

ANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

WIRE = Source("20220207-aaaa", "The Wire", "Macron to visit Moscow", "2022-02-07T22:30:00+01:00", "https://wire.example/a?x=1&y=2", "o1")
POST = Source("20220208-bbbb", "Le Quotidien", "Talks in Moscow", "2022-02-08", "https://post.example/b", "o2")
UNDATED = Source("undated-cccc", None, None, None, None, "o3")

MACRON = ActorRow("person:emmanuel-macron:FRA", "Emmanuel Macron", "person", "FRA", "president", "FRAGOV", True, 9)
PUTIN = ActorRow("person:vladimir-putin:RUS", "Vladimir Putin", "person", "RUS", "president", "RUSGOV", True, 8)
RUSSIA = ActorRow("state:russia:RUS", "Russia", "state", "RUS", None, "RUS", True, 20)
ACTORS = {a.id: a for a in (MACRON, PUTIN, RUSSIA)}

PLANNED = StepRow("2022-02-07", "planned", None, "2022-02-14", WIRE)
MEETING = EventRow(
    id="ev-20220207-0123456789ab", day="2022-02-14", type="CONSULT", modes=("meet",), status="planned", certainty="stated",
    actors=("Emmanuel Macron", "Vladimir Putin"), recipients=(), earliest="2022-02-14", latest="2022-02-15", place="Moscow", country="RUS",
    words="Macron and Putin will meet in Moscow; the talks, he said, last two days.", reports=3, articles=2, origins=2, countries=2, say=2, deny=0, score=0.9,
    contexts=("diplomacy",), life=(PLANNED,), outcome=None, outcome_why=None, sources=(WIRE, POST), latitude=55.75, longitude=37.61, precision="city",
    actor_ids=(MACRON.id, PUTIN.id),
)  # fmt: skip
SHELLING = replace(
    MEETING, id="ev-20220208-ba9876543210", day="2022-02-08", type="ASSAULT", modes=(), status="happened", actors=("Russia",), recipients=("two farmers",),
    actor_ids=(RUSSIA.id,), recipient_ids=("20220208-bbbb#a4",), earliest=None, latest=None, place=None, country=None, latitude=None, longitude=None,
    precision=None, words="Russia shelled two farmers.", contexts=(), origins=1, life=(), sources=(POST, UNDATED),
)  # fmt: skip


def exported(*events: EventRow) -> Exported:
    return Exported(events, ACTORS, TODAY, SITE, "Crisis")


def living(*steps: tuple[str, str | None], **more) -> EventRow:
    """The meeting with a life of (stage, day that it stands for)."""
    return replace(MEETING, life=tuple(StepRow("2022-02-08", stage, None, on, POST) for stage, on in steps), **more)


_HOSTILE = ("<script>alert(1)</script>", '"', "&amp;", "]]>", "\x00", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ud800", "\ufffe", "\uffff", "\r\n", "\r", "\n",
            "\t", "\\", "\\N", "\\n", ";", ",", "\nBEGIN:VEVENT\n", "\U0001f1fa\U0001f1e6", "👩‍👩‍👧", "é", "%", "#", "{{ 7*7 }}")  # fmt: skip
WORDS = st.lists(st.one_of(st.text(st.characters(), max_size=12), st.sampled_from(_HOSTILE), st.text("aé𝄞 ", max_size=90)), max_size=6).map("".join)
_SOME = WORDS | st.none()
_DAYS = st.none() | st.dates().map(str)
_MOMENTS = st.none() | WORDS | st.datetimes(timezones=st.none() | st.timezones()).map(lambda m: m.isoformat())
_COUNTS = st.integers(0, 3)
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)

sources = st.builds(Source, WORDS, _SOME, _SOME, _MOMENTS, _SOME | WORDS.map("https://".__add__), WORDS)
steps = st.builds(StepRow, _MOMENTS, st.sampled_from([s.value for s in Stage]), _SOME, _DAYS, sources)


@st.composite
def event_rows(draw) -> EventRow:
    """Any event: what is told as text may be any text."""
    parties = [draw(st.lists(st.tuples(WORDS, WORDS), max_size=3)) for _ in range(2)]
    (ids, names), (to_ids, to_names) = (tuple(zip(*p, strict=True)) or ((), ()) for p in parties)
    spot = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    return EventRow(
        draw(WORDS), draw(_DAYS), draw(st.sampled_from(EventType)).value, draw(st.lists(WORDS, max_size=2).map(tuple)),
        draw(st.sampled_from([*(s.value for s in Status), LAPSED])), draw(st.sampled_from(["stated", "hedged"])), names, to_names, draw(_DAYS), draw(_DAYS),
        draw(_SOME), draw(_SOME), draw(WORDS), draw(_COUNTS), draw(_COUNTS), draw(_COUNTS), draw(_COUNTS), draw(_COUNTS), draw(_COUNTS), draw(_NUMBERS),
        draw(st.lists(WORDS, max_size=2).map(tuple)), draw(st.lists(steps, max_size=3).map(tuple)), None, None,
        draw(st.lists(sources, max_size=2).map(tuple)), spot and spot[0], spot and spot[1], draw(st.sampled_from([None, "city", "point", "country"])),
        ids, to_ids,
    )  # fmt: skip


@st.composite
def any_exported(draw) -> Exported:
    events = draw(st.lists(event_rows(), max_size=3, unique_by=lambda e: e.id))
    ids = [i for e in events for i in (*e.actor_ids, *e.recipient_ids)]
    known = [ActorRow(i, draw(WORDS), draw(st.sampled_from(ActorKind)).value, None, None, None, True, 1) for i in ids if draw(st.booleans())]
    return Exported(events, {a.id: a for a in known}, TODAY, SITE, draw(WORDS))


changes = st.builds(Change, st.sampled_from([NEW, STATUS, DAY, DENIED, FIGURE]), WORDS, WORDS, event_rows(), sources)


@st.composite
def networks(draw) -> Network:
    ids = draw(st.lists(WORDS, min_size=2, max_size=4, unique=True))
    nodes = [Node(i, draw(WORDS), draw(st.sampled_from(ActorKind)).value, draw(_SOME), draw(_COUNTS)) for i in ids]
    pairs = draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] < p[1])))
    edges = [Edge(a, b, draw(_COUNTS), draw(_COUNTS), draw(_COUNTS), draw(st.none() | _NUMBERS), ()) for a, b in sorted(pairs)]
    return Network(tuple(nodes), tuple(edges), ())
