"""What the store answers: rows with a type each, and the filters that all questions share."""

from dataclasses import dataclass

from demarche.errors import BadQuery
from demarche.ingest.metadata import read_published
from demarche.record import EventType, Status

CURSOR = "~"
LAPSED = "lapsed"  # a plan whose day went by, and no report says that it took place


@dataclass(frozen=True, slots=True)
class Filter:
    """What a question is narrowed to; None: not. `first` and `last` are ISO days, inclusive; `today` is the day from which "lapsed" is told."""

    today: str
    actor: str | None = None
    type: str | None = None
    status: str | None = None
    place: str | None = None
    first: str | None = None
    last: str | None = None
    limit: int = 200
    after: str | None = None  # a cursor: only what comes behind it

    def __post_init__(self) -> None:
        known_types, known_status = [t.value for t in EventType], [*(s.value for s in Status), LAPSED]
        if self.type and self.type not in known_types:
            raise BadQuery(f'--type: "{self.type}" is no event type. Known: {", ".join(known_types)}.')
        if self.status and self.status not in known_status:
            raise BadQuery(f'--status: "{self.status}" is not known. Known: {", ".join(known_status)}.')
        if self.limit < 1:
            raise BadQuery(f"--limit: {self.limit} is not possible. Give 1 or more.")
        if self.after is not None and CURSOR not in self.after:
            raise BadQuery(f'--after: "{self.after}" is no cursor. Give the one that came with the page before.')
        for name, option in (("first", "--from"), ("last", "--to"), ("today", "--today")):
            day = getattr(self, name)
            object.__setattr__(self, name, read_published(day, option)[:10] if day else None)


def cursor_of(day: str | None, id_: str) -> str:
    """Where a page ends: the day of its last row, and its id. What is added later shifts nothing."""
    return f"{day or ''}{CURSOR}{id_}"


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor across articles; `articles`: how many name him."""

    id: str
    name: str
    kind: str
    country: str | None
    role: str | None
    code: str | None
    known: bool
    articles: int


@dataclass(frozen=True, slots=True)
class Source:
    """An article, as the source of a fact."""

    key: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One change in the life of an event: on which day of publication, to what, by whose word, for which day, and in which article."""

    published: str | None
    stage: str
    by: str | None
    on: str | None
    source: Source
    report: str = ""  # the id of the report that brought it
    words: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event, with all that its reports say. `reports` counts reports, `origins` independent ones; `deny`: who denies it."""

    id: str
    day: str | None
    type: str
    modes: tuple[str, ...]
    status: str
    certainty: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    earliest: str | None
    latest: str | None
    place: str | None
    country: str | None
    words: str
    reports: int
    articles: int
    origins: int
    countries: int
    say: int
    deny: int
    score: float
    contexts: tuple[str, ...]
    life: tuple[StepRow, ...]
    outcome: str | None  # of a fear or a demand: the id of the event that it came to
    outcome_why: str | None
    sources: tuple[Source, ...]
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    actor_ids: tuple[str, ...] = ()  # in the order of `actors`
    recipient_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Who said what."""

    id: str
    published: str | None
    speakers: tuple[str, ...]
    addressees: tuple[str, ...]
    words: str
    form: str
    cue: str | None
    via: str | None
    within: str | None
    score: float
    source: Source


@dataclass(frozen=True, slots=True)
class PositionRow:
    """Who takes which stance on an issue. `topic` is the same for the same issue in other words; `side`: 1 for it, -1 against, 0 neither."""

    id: str
    published: str | None
    holder: str
    toward: tuple[str, ...]
    stance: str
    issue: str
    topic: str
    topic_name: str
    side: int
    according_to: str | None
    words: str
    score: float
    source: Source


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number that somebody gives. `counted` is the same for the same thing; `event`: the event that it is told of."""

    id: str
    published: str | None
    value: float
    comparison: str
    unit: str
    of: str | None
    holder: str | None
    according_to: str | None
    text: str
    words: str
    counted: str
    event: str | None
    source: Source
