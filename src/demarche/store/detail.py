"""One event, one article: what stands behind a line of an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from demarche.errors import NotThere
from demarche.merge.trees import event_id
from demarche.record import Record
from demarche.store.articles import read_record
from demarche.store.asked import Source
from demarche.store.asking import names_of, source_of, sourced
from demarche.store.many import in_batches
from demarche.store.schema import articles, events, figures, judgements, positions, reports, statements
from demarche.store.store import find_article

_FACTS = {"event": reports, "statement": statements, "position": positions, "figure": figures}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """An event as one article tells it. `why`: how it came to this event, in the words of the comparison; None for the report that others point to."""

    id: str
    status: str
    certainty: str
    words: str
    earliest: str | None
    latest: str | None
    place: str | None
    according_to: str | None
    score: float
    points_to: str | None
    likeness: float | None
    why: str | None
    verdict: str | None  # right or wrong, as a person has judged it
    source: Source


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article of the ledger. `state`: kept, copy, off-topic, failed; `facts`: has it any?"""

    key: str
    outlet: str | None
    author: str | None
    title: str | None
    url: str | None
    published: str | None
    state: str
    reason: str | None
    copy_of: str | None
    origin: str
    agency: str | None
    country: str | None
    added: str
    reader: str | None


def list_reports(connection: Connection, event: str) -> list[ReportRow]:
    """The reports of an event, the first published first. Raises BadQuery where there is no such event."""
    if connection.execute(select(events.c.id).where(events.c.id == event)).first() is None:
        raise NotThere(f'"{event}": no event has this id. `demarche timeline --format json` shows them.')
    query = sourced(reports).add_columns(judgements.c.verdict).join(judgements, judgements.c.fact == reports.c.id, isouter=True)
    rows = connection.execute(query.where(reports.c.event == event)).all()
    names = names_of(connection, {r.according_to for r in rows if r.according_to})
    return [_report(r, names) for r in sorted(rows, key=lambda r: (r.source_published or "9999", r.id))]


def _report(r: Row[Any], names: dict[str, str]) -> ReportRow:
    return ReportRow(
        r.id, r.status, r.certainty, r.words, r.earliest, r.latest, r.place, r.according_to and names.get(r.according_to, r.according_to), r.score,
        r.points_to, r.likeness, r.why, r.verdict, source_of(r),
    )  # fmt: skip


def events_of_reports(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The event that each of these reports belongs to."""
    found: dict[str, str] = {}
    for batch in in_batches(sorted(set(ids))):
        found.update({r.id: r.event for r in connection.execute(select(reports.c.id, reports.c.event).where(reports.c.id.in_(batch))) if r.event})
    return found


def successor_of(connection: Connection, event: str) -> str | None:
    """The event that holds what was once an event of this id, before it was merged; None where there was none.

    An event is named by its first report, and its id begins with that report's day: few reports have to be tried.
    """
    day = event.removeprefix("ev-").rpartition("-")[0]
    if not day.isdecimal():
        return None
    rows = connection.execute(select(reports.c.id, reports.c.event).where(reports.c.key.startswith(f"{day}-")))
    return next((r.event for r in rows if event_id(r.id) == event), None)


def verdicts_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """What people have judged of these facts: right or wrong."""
    found: dict[str, str] = {}
    for batch in in_batches(sorted(set(ids))):
        query = select(judgements.c.fact, judgements.c.verdict).where(judgements.c.fact.in_(batch))
        found.update({r.fact: r.verdict for r in connection.execute(query)})
    return found


def kind_of_fact(connection: Connection, id_: str) -> str:
    """event, statement, position or figure. Raises BadQuery for an id that no fact has."""
    for kind, table in _FACTS.items():
        if connection.execute(select(table.c.id).where(table.c.id == id_)).first():
            return kind
    raise NotThere(f'"{id_}": no fact has this id.')


def get_article(connection: Connection, name: str) -> tuple[ArticleRow, Record]:
    """An article by its key, id, address or file, with its record. Raises BadQuery for none and for several."""
    row = find_article(connection, name)
    return _article(row), read_record(row)


def list_articles(connection: Connection, keys: Sequence[str]) -> list[ArticleRow]:
    """Articles by their keys, in the order of publication."""
    rows = [r for batch in in_batches(sorted(set(keys))) for r in connection.execute(select(articles).where(articles.c.key.in_(batch)))]
    return [_article(r) for r in sorted(rows, key=lambda r: (r.published or "9999", r.key))]


def alike(connection: Connection, article: ArticleRow) -> list[ArticleRow]:
    """The other articles of the same origin: copies, and those that took over most of it."""
    query = select(articles.c.key).where(articles.c.origin == article.origin, articles.c.key != article.key).limit(_MANY)
    return list_articles(connection, list(connection.execute(query).scalars()))


_MANY = 50


def _article(r: Row[Any]) -> ArticleRow:
    return ArticleRow(
        r.key, r.outlet, r.author, r.title, r.url, r.published, r.state, r.reason, r.copy_of, r.origin, r.agency, r.country, r.added, r.reader
    )  # fmt: skip
