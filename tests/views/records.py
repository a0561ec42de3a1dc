"""Records for the tests of what is shown: one made by hand with every kind of mark and every status, and any record at all."""

from hypothesis import strategies as st

from demarche.record import (
    Actor,
    ActorKind,
    Article,
    Certainty,
    Event,
    EventType,
    Figure,
    Mention,
    MentionForm,
    Part,
    PartKind,
    Place,
    Position,
    PublishedFrom,
    Record,
    Stance,
    Statement,
    StatementForm,
    Status,
    Tension,
    TensionKind,
    TimeExpression,
    TimeType,
    When,
)  # fmt: skip
from demarche.text import Span

TITLE = "Alarm in the strait: Kestria gathers ships"
TEXT = f"""{TITLE}

PORT ALMA (Harbour Press) — Kestria has gathered at least 40 warships, officials said on Tuesday. Ana Roda will visit Port Alma next week. \
She demands that Velland withdraw its patrols. "We never agreed to talks," she said.

If Velland were to attack, Kestria would respond. The minister denied that any patrol had fired.

Ships off Port Alma. Harbour Press / J. Doe

Share this article
"""


def span(words: str, text: str = TEXT) -> Span:
    """The first place of the words."""
    start = text.index(words)
    return Span(start, start + len(words))


def part(kind: PartKind, words: str) -> Part:
    return Part(kind, span(words).start, span(words).end)


def mention(words: str, form: MentionForm = MentionForm.NAME) -> Mention:
    return Mention(span(words).start, span(words).end, form)


def _event(number: int, type: EventType, status: Status, words: str, **more) -> Event:
    return Event(f"e{number}", type, status, span(words), (span(words),), **more)


_PARAGRAPHS = TEXT.strip().split("\n\n")
_WEEK, _PORT = span("next week"), span("Port Alma")
FULL = Record(
    Article(
        "full", TEXT, "https://example.org/strait", "Harbour Press", "J. Doe", TITLE, "en", "2022-02-09", PublishedFrom.GIVEN,
        (part(PartKind.TITLE, TITLE), part(PartKind.DATELINE, "PORT ALMA (Harbour Press)"), part(PartKind.PARAGRAPH, _PARAGRAPHS[1].partition(" — ")[2]),
         part(PartKind.PARAGRAPH, _PARAGRAPHS[2]), part(PartKind.CAPTION, "Ships off Port Alma."), part(PartKind.CREDIT, "Harbour Press / J. Doe"),
         part(PartKind.BOILERPLATE, _PARAGRAPHS[4])),
    ),
    actors=(
        Actor("a1", "Ana Roda", ActorKind.PERSON, "KES", "president", "KESGOV", True, (mention("Ana Roda"), mention("She", MentionForm.PRONOUN))),
        Actor("a2", "Kestria", ActorKind.STATE, "KES", None, "KES", True, (mention("Kestria"),)),
        Actor("a3", "Velland", ActorKind.STATE, "VEL", None, "VEL", False, (mention("Velland"),)),
    ),
    events=(
        _event(1, EventType.MOBILIZE, Status.ONGOING, "gathered at", actors=("a2",), recipients=("a3",)),
        _event(2, EventType.CONSULT, Status.PLANNED, "visit", actors=("a1",), mode=("visit",),
               when=When("next week", _WEEK.start, _WEEK.end, "2022-W07", "2022-02-14", "2022-02-20"),
               where=Place("Port Alma", _PORT.start, _PORT.end, "Port Alma", "KES", 1.0, 2.0, "city")),
        _event(3, EventType.RETREAT, Status.DEMANDED, "withdraw", actors=("a3",), content=span("its patrols"), according_to="a1"),
        _event(4, EventType.AGREE, Status.NEGATED, "agreed", actors=("a2",)),
        _event(5, EventType.ASSAULT, Status.POSSIBLE, "attack", actors=("a3",), certainty=Certainty.HEDGED),
        _event(6, EventType.REJECT, Status.HAPPENED, "denied", actors=("a3",)),
    ),
    statements=(
        Statement("s1", (span("We never agreed to talks,"),), (span("We never agreed to talks,"),), StatementForm.DIRECT, ("a1",),
                  cue=span("said."), quoted=(span("We never agreed to talks,"),), score=0.9),
        Statement("s2", (span("that any patrol had fired"),), (), StatementForm.INDIRECT, via="Le Quotidien", cue=span("denied"), within="s1"),
    ),
    positions=(Position("p1", ("a1",), Stance.DEMANDS, "Velland withdraws its patrols", (), ("a3",), content=span("that Velland withdraw its patrols")),),
    figures=(Figure("f1", 40.0, "at least", "warships", "at least 40", span("at least 40").start, span("at least 40").end, (), "a2"),),
    times=(TimeExpression(_WEEK.start, _WEEK.end, "next week", TimeType.DATE, "2022-W07"),),
    places=(Place("Port Alma", _PORT.start, _PORT.end, "Port Alma", "KES", 1.0, 2.0, "city"),),
    tensions=(Tension(TensionKind.DENIAL, ("e6", "p1"), "One denies what the other demands."),),
)  # fmt: skip

_HOSTILE = ("<script>alert(1)</script>", '"', "'", "&amp;", "</style>", "\x00", "\x1b[31m", "\u202e", "\u2066", "\ud800", "\r\n", "{{ 7*7 }}", "]]>", "-->")
WORDS = st.lists(st.one_of(st.text(st.characters(), max_size=12), st.sampled_from(_HOSTILE)), max_size=8).map("".join)  # characters(): surrogates too
_NAME = st.one_of(st.sampled_from(["a1", "e1", "s1"]), WORDS)
_NAMES = st.lists(_NAME, max_size=2).map(tuple)


@st.composite
def records(draw, words=WORDS) -> Record:
    """Any record that the types allow, with spans anywhere, also outside the text, overlapping and empty."""
    text = draw(words)
    at = st.integers(0, len(text) + 2)
    spans = st.builds(Span, at, at)
    some = st.lists(spans, max_size=3).map(tuple)

    def of(cls, **fields):
        return st.lists(st.builds(cls, **fields), max_size=3).map(tuple)

    when = st.none() | st.builds(When, words, at, at, st.none() | words)
    place = st.builds(Place, words, at, at, words, st.none() | words)
    return Record(
        Article(draw(words), text, draw(st.none() | words), draw(st.none() | words), draw(st.none() | words), draw(st.none() | words), "en",
                draw(st.none() | words), None, draw(of(Part, kind=st.sampled_from(PartKind), start=at, end=at))),
        draw(of(Actor, id=_NAME, name=words, kind=st.sampled_from(ActorKind), role=st.none() | words,
                mentions=of(Mention, start=at, end=at, form=st.sampled_from(MentionForm)))),
        draw(of(Event, id=_NAME, type=st.sampled_from(EventType), status=st.sampled_from(Status), anchor=spans, evidence=some, mode=_NAMES, context=st.just(()),
                actors=_NAMES, recipients=_NAMES, when=when, where=st.none() | place, content=st.none() | spans, according_to=st.none() | _NAME)),
        draw(of(Statement, id=_NAME, content=some, evidence=some, form=st.sampled_from(StatementForm), speakers=_NAMES, addressees=_NAMES,
                via=st.none() | words, cue=st.none() | spans, quoted=some, within=st.none() | _NAME)),
        draw(of(Position, id=_NAME, holders=_NAMES, stance=st.sampled_from(Stance), issue=words, evidence=some, toward=_NAMES, content=st.none() | spans)),
        draw(of(Figure, id=_NAME, value=st.floats(), comparison=words, unit=words, text=words, start=at, end=at, evidence=some, holder=st.none() | _NAME)),
        draw(of(TimeExpression, start=at, end=at, text=words, type=st.sampled_from(TimeType), value=st.none() | words)),
        draw(st.lists(place, max_size=3).map(tuple)),
        draw(of(Tension, kind=st.sampled_from(TensionKind), between=_NAMES, note=words)),
        draw(_NAMES),
    )  # fmt: skip
