"""One answer in three forms: a page's rows as JSON with a cursor, as CSV to the end, and as typed values for a template."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from itertools import chain
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from demarche.archive import Archive
from demarche.errors import BadQuery
from demarche.store.asked import ActorRow, EventRow, FigureRow, PositionRow, StatementRow, cursor_of
from demarche.store.relations import Relation
from demarche.views.disputes import Dispute
from demarche.views.positions import IssueRow
from demarche.views.rows import disarm, to_cells
from demarche.views.visible import visible
from demarche.web.asked import Asked

Row = TypeVar("Row")
_MOST_ROWS = 100_000  # of a CSV; the question should be narrowed before
_AT_ONCE = 500
_ALL = 5000  # of answers that are computed as a whole, and cut into pages here


class Page(BaseModel, Generic[Row]):
    """A page of rows; `next` is the cursor of the page behind it, null on the last one."""

    rows: list[Row]
    next: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A list that can be asked for: its rows, which filters narrow it, and the cursor of a row. `paged`: the store itself begins behind a cursor."""

    title: str
    row: type
    ask: Callable[..., Sequence[Any]]
    filters: tuple[str, ...]
    cursor: Callable[[Any], str]
    paged: bool = True
    about: str = ""
    shown: int = 100  # rows on a page for people
    recent: bool = False  # of the last three months, where neither days nor an actor are asked for


_DAYS_AND_ACTOR = ("actor", "first", "last")
_EVENTS = ("actor", "type", "status", "place", "first", "last")


def _by_day(row: Any) -> str:
    return cursor_of(row.day, row.id)


def _by_publication(row: Any) -> str:
    return cursor_of(row.published, row.id)


def _digest(dispute: Dispute) -> str:
    """A dispute in some letters: the killed and the wounded of one event are two, with the same words about them."""
    told = (dispute.kind, dispute.event, dispute.about, [(v.says, v.words, v.source.key) for v in dispute.voices])
    return sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:16]


QUESTIONS: dict[str, Question] = {
    "timeline": Question("Timeline", EventRow, lambda a, **q: a.timeline(newest_first=True, **q), _EVENTS, _by_day,
                         about="Events, each once, the latest day first."),
    "agenda": Question("Agenda", EventRow, lambda a, **q: a.agenda(**q), ("actor", "type", "place", "first", "last"), _by_day,
                       about="What is planned, put off, or went by unconfirmed, by day."),
    "positions": Question("Positions", IssueRow, lambda a, **q: a.issues(**q), (*_DAYS_AND_ACTOR, "issue"), lambda r: cursor_of(None, r.topic), paged=False,
                          about="Issues, and who takes which stance on them; without days and actor, of the last three months.", recent=True, shown=40),
    "stances": Question("Stances", PositionRow, lambda a, **q: a.positions(**q), _DAYS_AND_ACTOR, _by_publication,
                        about="Stances one by one, the latest first."),
    "quotes": Question("Quotes", StatementRow, lambda a, **q: a.quotes(**q), _DAYS_AND_ACTOR, _by_publication, about="Who said what, the latest first."),
    "figures": Question("Figures", FigureRow, lambda a, **q: a.figures(**q), _DAYS_AND_ACTOR, _by_publication,
                        about="Numbers, with whoever gives them, the latest first."),
    "actors": Question("Actors", ActorRow, lambda a, **q: a.actors(**q), ("actor",), lambda r: cursor_of(str(r.articles), r.id),
                       about="Who is in the store, those of most articles first."),
    "disputes": Question("Disputes", Dispute, lambda a, **q: a.disputes(**q), ("actor", "type", "place", "first", "last"),
                         lambda r: cursor_of(r.day, _digest(r)), paged=False,
                         about="Events that somebody denies, and figures that differ; without days and actor, of the last three months. Side by side, "
                               "never a verdict.", recent=True),
    "relations": Question("Relations", Relation, lambda a, **q: a.relations(**q), _DAYS_AND_ACTOR,
                          lambda r: cursor_of(r.month, f"{r.one_id} {r.other_id}"), paged=False,
                          about="Cooperation and conflict of pairs of actors, by month."),
}  # fmt: skip


def narrowed(archive: Archive, question: Question, asked: Asked) -> Asked:
    """What is asked for, of the last three months where the question is put so and nobody narrows it."""
    return replace(asked, first=archive.recently()) if question.recent and not (asked.actor or asked.first or asked.last or asked.issue) else asked


def answer(archive: Archive, question: Question, asked: Asked) -> Page[Any]:
    """The rows that are asked for, and where the next page begins."""
    filters = narrowed(archive, question, asked).only(*question.filters)
    if question.paged:
        rows = list(question.ask(archive, limit=asked.limit + 1, after=asked.after, **filters))
    else:
        rows = _behind(list(question.ask(archive, limit=_ALL, **filters)), question, asked.after)
    # A fact may have several rows, one a holder: a page never ends inside of one.
    cursors = list(dict.fromkeys(question.cursor(row) for row in rows))
    shown = set(cursors[: asked.limit])
    rows = [row for row in rows if question.cursor(row) in shown]
    return Page(rows=rows, next=cursors[asked.limit - 1] if len(cursors) > asked.limit else None)


def _behind(rows: list[Any], question: Question, after: str | None) -> list[Any]:
    """The rows behind the one with a cursor. Raises BadQuery where it is no longer there."""
    if after is None:
        return rows
    at = next((i for i, row in enumerate(rows) if question.cursor(row) == after), None)
    if at is None:
        raise BadQuery("the page before has changed: begin with the first one.")
    return rows[at + 1 :]


def every_page(archive: Archive, question: Question, asked: Asked, *, most: int) -> Iterator[list[Any]]:
    """The rows that are asked for, page by page, to the end or until there are `most`."""
    sent, page = 0, None
    while page is None or (page.next and sent < most):
        page = answer(archive, question, replace(asked, limit=_AT_ONCE, after=page.next if page else asked.after))
        sent += len(page.rows)
        yield page.rows


def to_csv(archive: Archive, question: Question, asked: Asked) -> Iterator[str]:
    """All rows as CSV, with a head, to the end of the answer; cells that a spreadsheet would take for formulas are disarmed."""
    if not question.paged:
        yield rows_to_csv(question.ask(archive, limit=_MOST_ROWS, **narrowed(archive, question, asked).only(*question.filters)), question.row)
        return
    pages = every_page(archive, question, asked, most=_MOST_ROWS)
    begun = next(pages)  # a filter that can't be is refused before the head
    yield _head(question.row)
    for rows in chain([begun], pages):
        yield from map(_row, rows)


def rows_to_csv(rows: Sequence[Any], row: type) -> str:
    """Rows of one type as CSV, with a head even where there are none."""
    return "".join([_head(row), *map(_row, rows)])


def _head(row: type) -> str:
    return _line([f.name for f in fields(row)])


def _row(row: Any) -> str:
    return _line([disarm(visible(cell)) for cell in to_cells(row).values()])


def _line(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue()
