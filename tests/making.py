"""Records made by hand, so that tests of merging and of the store need no language model."""

from dataclasses import dataclass, replace

from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
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
    Place,
    Position,
    PublishedFrom,
    Record,
    Stance,
    Statement,
    StatementForm,
    Status,
    When,
)  # fmt: skip
from demarche.text import Span

PEOPLE = {
    "Emmanuel Macron": ("FRA", "FRAGOV"), "Vladimir Putin": ("RUS", "RUSGOV"), "Volodymyr Zelensky": ("UKR", "UKRGOV"), "Olaf Scholz": ("DEU", "DEUGOV"),
    "Sergei Lavrov": ("RUS", "RUSGOV"), "Antony Blinken": ("USA", "USAGOV"), "Hakan Fidan": ("TUR", "TURGOV"),
}  # fmt: skip
STATES = {
    "France": "FRA", "Russia": "RUS", "Ukraine": "UKR", "Germany": "DEU", "United States": "USA", "Turkey": "TUR", "Iran": "IRN", "Netherlands": "NLD",
}  # fmt: skip
TOWNS = {"Moscow": "RUS", "Kyiv": "UKR", "Paris": "FRA", "Berlin": "DEU", "Ankara": "TUR", "Odesa": "UKR", "Kharkiv": "UKR", "Vienna": "AUT"}


@dataclass(frozen=True)
class Told:
    """An event as a test tells it. `words` is a sentence of the article; `who` acts, `to` is acted on, `on` its day or "first/last"."""

    type: str
    words: str
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    status: str = "happened"
    on: str | None = None
    place: str | None = None
    mode: tuple[str, ...] = ()
    by: str | None = None
    change: str | None = None
    moved_from: str | None = None


def make_text(text: str, *, id: str, published: str | None = "2022-02-08", outlet: str | None = "The Wire") -> Article:
    known = Metadata(id=id, outlet=outlet, url=f"https://example.org/{id}", published=published, published_from=PublishedFrom.METADATA if published else None)
    return make_article(text, known, source=id)


def make_record(
    id: str, *told: Told, published: str | None = "2022-02-08", outlet: str | None = None, quotes: tuple[tuple[str, str], ...] = (),
    stances: tuple[tuple[str, str, str], ...] = (), counts: tuple[tuple[str, float], ...] = (), more: str = "",
) -> Record:  # fmt: skip
    """A record whose article is the sentences of what is told, quoted (speaker, words), wanted (holder, stance, issue) and counted (sentence, value)."""
    sentences = [t.words for t in told] + [f"{who} said {words}." for who, words in quotes] + [f"{who} {stance} {issue}." for who, stance, issue in stances]
    sentences += [words for words, _ in counts if words not in sentences] + ([more] if more else [])
    article = make_text(" ".join(sentences), id=id, published=published, outlet=outlet or f"Outlet {id}")
    names = dict.fromkeys([*(n for t in told for n in (*t.who, *t.to, *((t.by,) if t.by else ()))), *(w for w, _ in quotes), *(w for w, _, _ in stances)])
    actors = {name: _actor(f"a{i}", name) for i, name in enumerate(names, 1)}
    ids = {name: a.id for name, a in actors.items()}
    return Record(
        article,
        actors=tuple(actors.values()),
        events=tuple(_event(f"e{i}", t, article.text, ids) for i, t in enumerate(told, 1)),
        statements=tuple(_statement(f"s{i}", who, words, article.text, ids) for i, (who, words) in enumerate(quotes, 1)),
        positions=tuple(_position(f"p{i}", row, article.text, ids) for i, row in enumerate(stances, 1)),
        figures=tuple(_figure(f"f{i}", words, value, article.text) for i, (words, value) in enumerate(counts, 1)),
    )


def _actor(id_: str, name: str) -> Actor:
    named = (Mention(0, 0, MentionForm.NAME),)
    if name in PEOPLE:
        return Actor(id_, name, ActorKind.PERSON, PEOPLE[name][0], None, PEOPLE[name][1], True, named)
    if name in STATES:
        return Actor(id_, name, ActorKind.STATE, STATES[name], None, STATES[name], True, named)
    if name in TOWNS:
        return Actor(id_, name, ActorKind.PLACE, TOWNS[name], None, None, True, named)
    if name[0].islower():
        return Actor(id_, name, ActorKind.GROUP, mentions=(Mention(0, 0, MentionForm.DESCRIPTION),))
    return Actor(id_, name, ActorKind.PERSON, mentions=named)


def _event(id_: str, told: Told, text: str, ids: dict[str, str]) -> Event:
    span = _find(told.words, text)
    place = Place(told.place, span.start, span.start, told.place, TOWNS.get(told.place), 50.0, 30.0, "city") if told.place else None
    return Event(
        id_, EventType(told.type), Status(told.status), Span(span.start, span.start + 4), (span,), told.mode, (), tuple(ids[n] for n in told.who),
        tuple(ids[n] for n in told.to), Certainty.STATED, _when(told.on), place, None, ids[told.by] if told.by else None, 0.9, told.change,
        _when(told.moved_from),
    )  # fmt: skip


def _when(on: str | None) -> When | None:
    first, _, last = (on or "").partition("/")
    return When(on or "", 0, 0, first, first, last or first) if on else None


def _statement(id_: str, who: str, words: str, text: str, ids: dict[str, str]) -> Statement:
    return Statement(id_, (_find(words, text),), (_find(f"{who} said {words}", text),), StatementForm.INDIRECT, (ids[who],), score=0.9)


def _position(id_: str, row: tuple[str, str, str], text: str, ids: dict[str, str]) -> Position:
    who, stance, issue = row
    return Position(id_, (ids[who],), Stance(stance), issue, (_find(f"{who} {stance} {issue}", text),), issue_id=issue.lower().replace(" ", "-"), score=0.9)


def _figure(id_: str, words: str, value: float, text: str) -> Figure:
    span = _find(words, text)
    number = f"{value:g}"
    start = text.index(number, span.start) if number in text[span.start :] else span.start
    return Figure(id_, value, "exactly", "people", number, start, start + len(number), (span,), of="people killed")


def _find(words: str, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def as_of(record: Record, published: str) -> Record:
    """The same record from another day."""
    return replace(record, article=replace(record.article, published=published))
