"""Rows made by hand for the tests of exports, and rows of any text at all."""

from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from demarche.exports.exported import Exported
from demarche.record import ActorKind, EventType
from demarche.store.asked import ActorRow, EventRow, Source, StepRow
from demarche.views.digest import DigestLine, Section

ANYTHING = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

ACTORS = {
    a.id: a
    for a in (
        ActorRow("person:roda", "Ana Roda", "person", "EST", "foreign minister", "ESTGOV", True, 9),
        ActorRow("person:holt", "Jon Holt", "person", "ROU", "president", "ROUGOV", True, 7),
        ActorRow("state:ukr", "Ukraine", "state", "UKR", None, "UKR", True, 20),
        ActorRow("state:rus", "Russia", "state", "RUS", None, "RUS", True, 30),
        ActorRow("troops:rus", "Russian troops", "group", "RUS", None, "RUSMIL", False, 4),
        ActorRow("un", "United Nations", "organisation", None, None, "UNO", True, 12),
        ActorRow("eu", "European Union", "organisation", None, None, "EUR", True, 12),
        ActorRow("nurses", "nurses", "group", "UKR", None, "UKRMED", False, 1),
        ActorRow("paper", "Harbour Times", "media", "UKR", None, "UKRJRN", True, 2),
        ActorRow("rebels", "Northern rebels", "group", "XABK", None, "XABKREB", False, 2),
        ActorRow("office", "Office of the President", "office", "UKR", None, "UKRGOV", True, 2),
        ActorRow("city", "Odesa", "place", "UKR", None, "UKRCVL", True, 2),
    )
}

WIRE = Source("k1", "The Wire", "Ministers meet in Tartu", "2022-02-08T21:30:00+02:00", "https://example.org/talks", "o1")
POST = Source("k2", "Morning Post", None, "2022-02-07", "https://example.org/b?x=1&y=2", "o2")
NAMELESS = Source("k3", None, None, None, None, "o3")


def event(id: str = "e:1", **fields: object) -> EventRow:
    """A meeting of two ministers in Tartu, but for what is given."""
    given = {
        "day": "2022-02-08", "type": "CONSULT", "modes": ("visit",), "status": "happened", "certainty": "stated", "actors": ("Ana Roda",),
        "recipients": ("Jon Holt",), "earliest": "2022-02-08", "latest": "2022-02-08", "place": "Tartu", "country": "EST",
        "words": "Ana Roda met Jon Holt in Tartu.", "reports": 5, "articles": 4, "origins": 2, "countries": 1, "say": 2, "deny": 0, "score": 0.9,
        "contexts": ("diplomatic", "military"), "life": (StepRow("2022-02-07", "planned", None, "2022-02-08", POST),), "outcome": None,
        "outcome_why": None, "sources": (POST, WIRE), "latitude": 58.38, "longitude": 26.7225, "precision": "city",
        "actor_ids": ("person:roda",), "recipient_ids": ("person:holt",),
    } | fields  # fmt: skip
    return EventRow(id, **given)


def between(actors: Sequence[str], recipients: Sequence[str] = ()) -> dict[str, tuple[str, ...]]:
    """Who takes part, by the ids of ACTORS: fields of `event`."""
    names = {"actors": tuple(ACTORS[a].name for a in actors), "recipients": tuple(ACTORS[a].name for a in recipients)}
    return {**names, "actor_ids": tuple(actors), "recipient_ids": tuple(recipients)}


def exported(*events: EventRow) -> Exported:
    return Exported(events, ACTORS, "2022-02-09", "https://crisis.example.org", "Crisis")


HOSTILE = (
    "", " ", '=cmd|"/c calc"!A0', '"', '"a\tb', "a\tb\nc\r\nd", "+1", "-1+1", "@SUM(A1)", "\t=1", "a;=b", "\x00\x1b[31m", "\ud800", "\u202etxt.exe",
    "a\u2028b\x85c", "</style><script>alert(1)</script>", "{nb}", "{{ 7 * 7 }}", "javascript:alert(1)", "https://", "http://[", "x" * 400,
    "👩‍👩‍👧 中文 عربي", "\ufffe\uffff", "-12.5",
)  # fmt: skip

texts = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=()), max_size=12)
words = st.none() | texts
days = st.none() | st.dates().map(lambda d: d.isoformat()) | texts
moments = days | st.datetimes(timezones=st.timezones()).map(lambda m: m.isoformat())
sources = st.builds(Source, texts, words, words, moments, words | texts.map("https://example.org/".__add__), texts)
codes = st.none() | texts | st.sampled_from(["UKRGOV", "UNO", "RUSMILSPY", "XABKREB", "IGOUNO"])
countries = st.none() | texts | st.sampled_from(["UKR", "USA", "XABK", "KOS", "SUN"])
actors = st.builds(ActorRow, texts, texts, st.sampled_from([k.value for k in ActorKind]) | texts, countries, words, codes, st.booleans(), st.integers(0, 99))
_names = st.lists(texts, max_size=3).map(tuple)
_counts = st.integers(0, 10**6)
events = st.builds(
    EventRow, id=texts, day=days, type=st.sampled_from([t.value for t in EventType]), modes=_names | st.sampled_from([("visit",), ("drone", "x")]),
    status=st.sampled_from(["happened", "ongoing", "planned", "demanded", "possible", "negated", "lapsed"]), certainty=texts, actors=_names, recipients=_names,
    earliest=days, latest=days, place=words, country=countries, words=texts, reports=_counts, articles=_counts, origins=_counts, countries=_counts, say=_counts,
    deny=_counts, score=st.floats(0, 1), contexts=_names, life=st.lists(st.builds(StepRow, moments, texts, words, days, sources), max_size=2).map(tuple),
    outcome=words, outcome_why=words, sources=st.lists(sources, max_size=3).map(tuple), latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180), precision=st.sampled_from([None, "point", "city", "region", "country", "area"]) | texts,
    actor_ids=_names, recipient_ids=_names,
)  # fmt: skip


@st.composite
def any_exported(draw: st.DrawFn) -> Exported:
    """Events of any words, some of whose actors are known."""
    known = draw(st.lists(actors, max_size=4))
    return Exported(draw(st.lists(events, max_size=3)), {a.id: a for a in known}, draw(days) or "", draw(texts), draw(texts))


sections = st.lists(st.builds(Section, texts, st.lists(st.builds(DigestLine, *[texts] * 6), max_size=3).map(tuple), st.integers(0, 99)), max_size=3)
