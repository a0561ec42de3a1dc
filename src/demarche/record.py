"""The record: what Demarche returns for one article. The one public contract, the same in Python, JSON, SQL and REST.

Field names follow PLOVER (actor, recipient, event type, mode, context), PARC and PolNeAR (source, cue, content) and TIMEX3 (value).
Every span counts code points of `article.text`. The types are frozen dataclasses; `read_record` and `write_record` check them where
they enter or leave.
"""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from demarche.text import Span


class PartKind(StrEnum):
    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    BOILERPLATE = "boilerplate"


class ActorKind(StrEnum):
    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    OFFICE = "office"
    GROUP = "group"
    MEDIA = "media"
    PLACE = "place"  # a city, region or landmark that is no state; takes part in an event only where it acts


class MentionForm(StrEnum):
    NAME = "name"
    TITLE = "title"
    PRONOUN = "pronoun"
    METONYM = "metonym"
    DESCRIPTION = "description"


class EventType(StrEnum):
    """PLOVER's sixteen event types (codebook draft 0.8, 2024)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Did it happen?"""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    DEMANDED = "demanded"
    POSSIBLE = "possible"
    NEGATED = "negated"


class Certainty(StrEnum):
    STATED = "stated"
    HEDGED = "hedged"


class StatementForm(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    DEMANDS = "demands"
    OFFERS = "offers"
    SUPPORTS = "supports"
    ACCEPTS = "accepts"
    OPPOSES = "opposes"
    REFUSES = "refuses"
    DENIES = "denies"
    FEARS = "fears"
    DOUBTS = "doubts"
    EXPECTS = "expects"


class TimeType(StrEnum):
    """TIMEX3's types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TensionKind(StrEnum):
    HEADLINE = "headline"
    FIGURES = "figures"
    DENIAL = "denial"
    STATUS = "status"


class PublishedFrom(StrEnum):
    """Where the day of publication was learnt."""

    GIVEN = "given"
    METADATA = "metadata"
    URL = "url"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the article and what it is; what is not the story is labelled, never cut."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read. `id` is the input's own, else the first 16 hex digits of the text's SHA-256."""

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks; `name` is canonical, the text's own words are in `mentions`."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None  # ISO 3166-1 alpha-3; None for those of no one state
    role: str | None = None
    code: str | None = None  # PLOVER's actor code: country or IGO, then sector
    known: bool = False  # found in the knowledge base, not only in this text
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event; `value` is TIMEX3's, the bounds are ISO dates, inclusive, None where open."""

    text: str
    start: int
    end: int
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    text: str
    start: int
    end: int
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None  # point, city, region or country; None where nobody can tell which place is meant


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    type: EventType
    status: Status
    anchor: Span  # the word that names the event
    evidence: tuple[Span, ...]  # the clause, or the clauses, that say so
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    certainty: Certainty = Certainty.STATED
    when: When | None = None
    where: Place | None = None
    content: Span | None = None  # what is asked, agreed, refused, threatened
    according_to: str | None = None  # id of the actor who vouches for it; None: the outlet itself
    score: float = 0.0
    change: str | None = None  # postponed or cancelled, where that is what the article tells of it
    moved_from: When | None = None  # the time that it was planned for before


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said, believed, feared, wished or denied what. `within` is the id of the statement that this one is reported in."""

    id: str
    content: tuple[Span, ...]
    evidence: tuple[Span, ...]
    form: StatementForm
    speakers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    via: str | None = None
    source: Span | None = None
    cue: Span | None = None
    quoted: tuple[Span, ...] = ()
    within: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Position:
    """Who wants, offers, refuses or expects what, toward whom; `issue` is short and normalised."""

    id: str
    holders: tuple[str, ...]
    stance: Stance
    issue: str
    evidence: tuple[Span, ...]
    toward: tuple[str, ...] = ()
    issue_id: str | None = None
    content: Span | None = None
    according_to: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    id: str
    value: float
    comparison: str
    unit: str
    text: str
    start: int
    end: int
    evidence: tuple[Span, ...]
    holder: str | None = None
    of: str | None = None
    according_to: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None = None  # TIMEX3; None where nobody can tell


@dataclass(frozen=True, slots=True)
class Tension:
    """What does not agree inside the article; `between` holds ids of facts."""

    kind: TensionKind
    between: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one article states. An article that can't be read has empty lists and `problems`."""

    article: Article
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    tensions: tuple[Tension, ...] = ()
    problems: tuple[str, ...] = ()


_RECORD = TypeAdapter(Record)


def to_json(record: Record) -> str:
    """The record as one line of JSON, keys in the order of the types."""
    return _RECORD.dump_json(record).decode("utf-8")


def from_json(line: str | bytes) -> Record:
    """The record that `to_json` wrote. Raises pydantic's ValidationError, which names the field, where the line breaks the contract."""
    return _RECORD.validate_json(line)
