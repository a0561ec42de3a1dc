"""The record: what Demarche returns for one article. The one public contract, the same in Python, JSON, SQL and REST.

Field names follow PLOVER (actor, recipient, event type, mode, context), PARC and PolNeAR (source, cue, content) and TIMEX3 (value).
Every span counts code points of `article.text`. The types are frozen dataclasses; `read_record` and `write_record` check them where
they enter or leave.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from demarche.text import Span


class PartKind(StrEnum):
    TITLE = "title"  # the headline
    BYLINE = "byline"  # who wrote it
    DATELINE = "dateline"  # where and when it was written
    CAPTION = "caption"  # the words under a picture
    CREDIT = "credit"  # whose picture or whose report it is
    SUBHEADING = "subheading"  # a heading between paragraphs; a deck too
    PARAGRAPH = "paragraph"  # the story
    BOILERPLATE = "boilerplate"  # what is no part of the story; not analysed


class ActorKind(StrEnum):
    PERSON = "person"  # one human being
    STATE = "state"  # a state or territory, and its government
    ORGANISATION = "organisation"  # a body of several states, a company, a party
    OFFICE = "office"  # a ministry, a parliament, a service of a state
    GROUP = "group"  # an armed group, or people whom only a description names: "two gunmen"
    MEDIA = "media"  # a newspaper, a broadcaster, an agency
    PLACE = "place"  # a city, region or landmark that is no state; takes part in an event only where it acts


class MentionForm(StrEnum):
    NAME = "name"  # "Emmanuel Macron", "Macron"
    TITLE = "title"  # "the French president"
    PRONOUN = "pronoun"  # "he"
    METONYM = "metonym"  # a capital, palace or adjective that means the state: "Paris", "French"
    DESCRIPTION = "description"  # "the alliance", "the two leaders"


class EventType(StrEnum):
    """PLOVER's sixteen event types (codebook draft 0.8, 2024); what each is stands in `lexicon/types.tsv`."""

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

    HAPPENED = "happened"  # it took place
    ONGOING = "ongoing"  # it is going on at the time of writing
    PLANNED = "planned"  # it is announced or scheduled
    DEMANDED = "demanded"  # somebody asks for it
    POSSIBLE = "possible"  # feared, conditional, threatened, speculated
    NEGATED = "negated"  # it did not or will not happen, or somebody denies it


class Certainty(StrEnum):
    STATED = "stated"  # told as so
    HEDGED = "hedged"  # with "may", "reportedly", "tried to"


class StatementForm(StrEnum):
    DIRECT = "direct"  # in quotation marks
    INDIRECT = "indirect"  # in the outlet's words
    MIXED = "mixed"  # some words in quotation marks


class Stance(StrEnum):
    DEMANDS = "demands"  # "must", "should", "calls for"
    OFFERS = "offers"  # "is ready to"
    SUPPORTS = "supports"  # "welcomes", "backs", "is needed"
    ACCEPTS = "accepts"  # "agreed to"
    OPPOSES = "opposes"  # "is against", "does not support"
    REFUSES = "refuses"  # "rejects", "will not"
    DENIES = "denies"  # says that it is not so
    FEARS = "fears"  # "is worried that"
    DOUBTS = "doubts"  # "is not convinced that"
    EXPECTS = "expects"  # "counts on"


class TimeType(StrEnum):
    """TIMEX3's types (TimeML 1.2.1)."""

    DATE = "DATE"  # a day, a month, a year: "Tuesday", "in March"
    TIME = "TIME"  # a part of a day: "at noon", "overnight"
    DURATION = "DURATION"  # a length: "four years"
    SET = "SET"  # what comes again: "every week"


class TensionKind(StrEnum):
    HEADLINE = "headline"  # the body does not bear the headline out
    FIGURES = "figures"  # two figures for one thing
    DENIAL = "denial"  # somebody denies what is stated
    STATUS = "status"  # one event with two statuses


class PublishedFrom(StrEnum):
    """Where the day of publication was learnt."""

    GIVEN = "given"  # by whoever added it
    METADATA = "metadata"  # a page's own, or a file beside the article
    URL = "url"  # the address
    TEXT = "text"  # a line of the text


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the article and what it is; what is not the story is labelled, never cut."""

    kind: PartKind  # what it is
    start: int  # in code points of the text
    end: int  # the first one behind it


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read. `id` is the input's own, else the first 16 hex digits of the text's SHA-256."""

    id: str  # the input's own, else a part of the text's digest
    text: str  # every character of a plain text; of a page, the text found in it
    url: str | None = None  # its address
    outlet: str | None = None  # who published it
    author: str | None = None  # who wrote it
    title: str | None = None  # the headline
    language: str | None = None  # ISO 639-1
    published: str | None = None  # ISO date or date-time; None where nobody knows it
    published_from: PublishedFrom | None = None  # where that day was learnt
    parts: tuple[Part, ...] = ()  # in text order


@dataclass(frozen=True, slots=True)
class Mention:
    start: int  # in code points of the text
    end: int  # the first one behind it
    form: MentionForm  # how the words name him


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks; `name` is canonical, the text's own words are in `mentions`."""

    id: str  # a1, a2 …; facts name actors by it
    name: str  # canonical
    kind: ActorKind  # what he is
    country: str | None = None  # ISO 3166-1 alpha-3; None for those of no one state
    role: str | None = None  # his office on the article's day
    code: str | None = None  # PLOVER's actor code: country or IGO, then sector
    known: bool = False  # found in the knowledge base, not only in this text
    mentions: tuple[Mention, ...] = ()  # in text order


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event; `value` is TIMEX3's, the bounds are ISO dates, inclusive, None where open."""

    text: str  # the words
    start: int  # in code points of the text
    end: int  # the first one behind it
    value: str | None = None  # "2022-02-08", "2022-W07", "2022-02"
    earliest: str | None = None  # the first day that is meant
    latest: str | None = None  # the last day that is meant


@dataclass(frozen=True, slots=True)
class Place:
    text: str  # the words
    start: int  # in code points of the text
    end: int  # the first one behind it
    name: str  # as the gazetteer has it: "Kyiv" for "Kiev"
    country: str | None = None  # ISO 3166-1 alpha-3
    latitude: float | None = None  # degrees north
    longitude: float | None = None  # degrees east
    precision: str | None = None  # point, city, region or country; None where nobody can tell which place is meant


@dataclass(frozen=True, slots=True)
class Event:
    id: str  # e1, e2 …
    type: EventType  # what kind of act
    status: Status  # did it happen?
    anchor: Span  # the word that names the event
    evidence: tuple[Span, ...]  # the clause, or the clauses, that say so
    mode: tuple[str, ...] = ()  # PLOVER's: visit, phone, heavy-weapons …
    context: tuple[str, ...] = ()  # PLOVER's: what the paragraph is about: diplomatic, military …
    actors: tuple[str, ...] = ()  # ids of those who act; of both sides where neither is visitor or host
    recipients: tuple[str, ...] = ()  # ids of those who are acted on, visited, asked
    certainty: Certainty = Certainty.STATED  # told as so, or hedged
    when: When | None = None  # None where the text ties no time to it
    where: Place | None = None  # None where the text ties no place to it
    content: Span | None = None  # what is asked, agreed, refused, threatened
    according_to: str | None = None  # id of the actor who vouches for it; None: the outlet itself
    score: float = 0.0  # calibrated: of the facts with 0.9 nine in ten hold
    change: str | None = None  # postponed or cancelled, where that is what the article tells of it
    moved_from: When | None = None  # the time that it was planned for before


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said, believed, feared, wished or denied what. `within` is the id of the statement that this one is reported in."""

    id: str  # s1, s2 …
    content: tuple[Span, ...]  # what is said, in pieces where the cue interrupts it
    evidence: tuple[Span, ...]  # the sentences that say so
    form: StatementForm  # whose words they are
    speakers: tuple[str, ...] = ()  # ids of actors
    addressees: tuple[str, ...] = ()  # ids of actors
    via: str | None = None  # where it was said or published: a newspaper, a broadcaster
    source: Span | None = None  # the words that name the speaker
    cue: Span | None = None  # the words that say that it was said: "said", "according to"
    quoted: tuple[Span, ...] = ()  # what stands in quotation marks
    within: str | None = None  # id of a statement
    score: float = 0.0  # calibrated, as that of events


@dataclass(frozen=True, slots=True)
class Position:
    """Who wants, offers, refuses or expects what, toward whom; `issue` is short and normalised."""

    id: str  # p1, p2 …
    holders: tuple[str, ...]  # ids of actors
    stance: Stance  # how they stand to it
    issue: str  # in a few words
    evidence: tuple[Span, ...]  # the clauses that say so
    toward: tuple[str, ...] = ()  # ids of actors to whom it is addressed
    issue_id: str | None = None  # the same for the same issue in other words
    content: Span | None = None  # the words of the issue
    according_to: str | None = None  # id of the actor who imputes it; None: the holder himself, or the outlet
    score: float = 0.0  # how often the row of the lexicon is right


@dataclass(frozen=True, slots=True)
class Figure:
    id: str  # f1, f2 …
    value: float  # the number; of "dozens" the least that it allows
    comparison: str  # more than, at least, about, up to, exactly, less than
    unit: str  # the plural: troops, people, dollars
    text: str  # the words
    start: int  # in code points of the text
    end: int  # the first one behind it
    evidence: tuple[Span, ...]  # the clause that says so
    holder: str | None = None  # id of the actor whose it is
    of: str | None = None  # what is counted, in the words of the text
    according_to: str | None = None  # id of the actor who gives it; None: the outlet itself


@dataclass(frozen=True, slots=True)
class TimeExpression:
    start: int  # in code points of the text
    end: int  # the first one behind it
    text: str  # the words
    type: TimeType  # what kind of time
    value: str | None = None  # TIMEX3; None where nobody can tell


@dataclass(frozen=True, slots=True)
class Tension:
    """What does not agree inside the article; `between` holds ids of facts."""

    kind: TensionKind  # what does not agree
    between: tuple[str, ...]  # ids of facts
    note: str  # in words


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one article states. An article that can't be read has empty lists and `problems`."""

    article: Article  # what was read
    actors: tuple[Actor, ...] = ()  # who is named, and whom a fact speaks of
    events: tuple[Event, ...] = ()  # what was done
    statements: tuple[Statement, ...] = ()  # what was said
    positions: tuple[Position, ...] = ()  # who wants what
    figures: tuple[Figure, ...] = ()  # numbers with what they count
    times: tuple[TimeExpression, ...] = ()  # every time expression
    places: tuple[Place, ...] = ()  # every place
    tensions: tuple[Tension, ...] = ()  # what does not agree inside the article
    problems: tuple[str, ...] = ()  # what could not be read or resolved, in words; empty: none


_RECORD = TypeAdapter(Record)
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


def to_json(record: Record) -> str:
    """The record as one line of JSON, keys in the order of the types; halves of characters, for which UTF-8 has no bytes, are U+FFFD."""
    try:
        return _RECORD.dump_json(record).decode("utf-8")
    except PydanticSerializationError:
        return json.dumps(_RECORD.dump_python(record, mode="json"), ensure_ascii=False, separators=(",", ":")).translate(_HALVES)


def from_json(line: str | bytes) -> Record:
    """The record that `to_json` wrote. Raises pydantic's ValidationError, which names the field, where the line breaks the contract."""
    return _RECORD.validate_json(line)
