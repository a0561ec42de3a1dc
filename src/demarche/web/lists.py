"""The lists: each as a page, as JSON with a cursor, and as CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from pydantic import BaseModel

from demarche.store.asked import EventRow
from demarche.store.changes import Change
from demarche.store.search import Found
from demarche.views.digest import DigestLine, Section
from demarche.views.positions import IssueRow
from demarche.web.answers import QUESTIONS, Page, answer, narrowed, rows_to_csv, to_csv
from demarche.web.asked import Asked, Narrowed
from demarche.web.site import OnSite, Site, render

router = APIRouter()
_SINCE_DAYS = 3  # before the last report: the brief of an archive that has come to its end is not empty
_AHEAD = 12  # plans on the first page
_COLUMNS = 8  # actors with a column of their own in the table of positions
_CHANGES = 100
ERRORS: dict[int | str, dict[str, Any]] = {}


class Refusal(BaseModel):
    """Why a request was refused, with the remedy."""

    error: str


for code, what in (
    (422, "a value that can't be"),
    (400, "a filter or cursor that can't be"),
    (401, "no token, where one is needed"),
    (404, "nothing bears this name"),
    (503, "the store"),
):
    ERRORS[code] = {"model": Refusal, "description": what}

Moment = Annotated[str | None, Query(max_length=40, description='a day, a date-time, yesterday, "3 days ago"')]


def _add_routes(name: str) -> None:
    question = QUESTIONS[name]

    @router.get(f"/{name}.json", response_model=Page[question.row], responses=ERRORS, name=f"{name}.json", description=question.about, tags=["lists"])  # type: ignore[name-defined]
    def as_json(site: OnSite, asked: Narrowed) -> Page[Any]:
        return answer(site.archive, question, asked)

    @router.get(f"/{name}.csv", response_class=StreamingResponse, responses={**ERRORS, 200: {"content": {"text/csv": {}}}}, name=f"{name}.csv",
                description=f"{question.about} To the end, without pages.", tags=["lists"])  # fmt: skip
    def all_as_csv(site: OnSite, asked: Narrowed) -> StreamingResponse:
        lines = to_csv(site.archive, question, asked)
        first = next(lines)  # a filter that can't be is refused before anything is sent

        def whole() -> Iterator[str]:
            yield first
            yield from lines

        return StreamingResponse(whole(), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})

    @router.get(f"/{name}", include_in_schema=False, name=name)
    def as_page(request: Request, site: OnSite, asked: Narrowed) -> HTMLResponse:
        asked = narrowed(site.archive, question, replace(asked, limit=min(asked.limit, question.shown)))
        page = answer(site.archive, question, asked)
        extra = _columns(page.rows) if name == "positions" else {}
        return render(request, f"{name}.html", question=question, name=name, asked=asked, page=page, **extra)


for _name in QUESTIONS:
    _add_routes(_name)


def _columns(issues: list[IssueRow]) -> dict[str, Any]:
    """Who has a column of his own in the table of positions: those who speak on most of its issues."""
    counts: dict[str, int] = {}
    for issue in issues:
        for cell in issue.cells:
            counts[cell.holder] = counts.get(cell.holder, 0) + 1
    busiest = sorted(counts, key=lambda holder: (-counts[holder], holder))[:_COLUMNS]
    return {"holders": busiest, "cells": {issue.topic: {c.holder: c for c in issue.cells} for issue in issues}}


CSV: dict[int | str, dict[str, Any]] = {**ERRORS, 200: {"content": {"text/csv": {}}, "description": "the rows"}}


def as_csv(rows: Sequence[Any], row: type, name: str) -> Response:
    """Rows as a file."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(rows_to_csv(rows, row), media_type="text/csv; charset=utf-8", headers=headers)


# Today.


class Today(BaseModel):
    """The first page: the brief, and what is planned for the coming days."""

    since: str
    brief: list[Section]
    agenda: list[EventRow]


def since_lately(site: Site, asked: Asked) -> dict[str, Any]:
    """What narrows the brief: of the last days that articles tell of, where nobody says since when."""
    first = None if asked.first else site.archive.recently(days=_SINCE_DAYS)
    return {"first": first or site.today} | asked.only("actor", "first", "last")


def _today(site: Site, asked: Asked) -> Today:
    filters = since_lately(site, asked)
    coming = site.archive.agenda(limit=_AHEAD, first=site.today, actor=asked.actor)
    return Today(since=filters["first"], brief=site.archive.brief(**filters), agenda=list(coming))


@router.get("/today.json", response_model=Today, responses=ERRORS, tags=["lists"], description="The brief since a day (`from`), and the coming plans.")
def today_json(site: OnSite, asked: Narrowed) -> Today:
    return _today(site, asked)


@router.get("/today.csv", response_class=Response, responses=CSV, tags=["lists"], description="The lines of the brief since a day (`from`).")
def today_csv(site: OnSite, asked: Narrowed) -> Response:
    return as_csv([line for section in _today(site, asked).brief for line in section.lines], DigestLine, "today")


@router.get("/", include_in_schema=False)
def today(request: Request, site: OnSite, asked: Narrowed) -> HTMLResponse:
    found = _today(site, asked)
    return render(request, "today.html", name="", asked=asked, found=found)


@router.get("/signs", include_in_schema=False)
def signs(request: Request) -> HTMLResponse:
    return render(request, "signs.html", name="signs")


# What has changed.


class Changes(BaseModel):
    """What is new or has changed since a moment."""

    since: str
    rows: list[Change]


def changes_since(site: Site, asked: Asked, since: str | None, otherwise: str = "yesterday") -> Changes:
    """What is new since a moment, or since `otherwise` where none is told."""
    moment = (since or "").replace("\x00", "").strip() or otherwise
    return Changes(since=moment, rows=site.archive.since(moment, limit=_CHANGES, **asked.only("actor", "type", "status")))


@router.get("/changes.json", response_model=Changes, responses=ERRORS, tags=["lists"], description="What is new or has changed since a moment.")
def changes_json(site: OnSite, asked: Narrowed, since: Moment = None) -> Changes:
    return changes_since(site, asked, since)


@router.get("/changes.csv", response_class=Response, responses=CSV, tags=["lists"], description="What is new or has changed since a moment.")
def changes_csv(site: OnSite, asked: Narrowed, since: Moment = None) -> Response:
    return as_csv(changes_since(site, asked, since).rows, Change, "changes")


@router.get("/changes", include_in_schema=False)
def changes(request: Request, site: OnSite, asked: Narrowed, since: Moment = None) -> HTMLResponse:
    return render(request, "changes.html", name="changes", asked=asked, found=changes_since(site, asked, since))


# Search.

Words = Annotated[str, Query(max_length=300, description='words that must all occur; "a phrase"; -without; one OR another')]
Kind = Annotated[str | None, Query(pattern="^(article|event|statement|position|figure|)$", description="article, event, statement, position or figure")]


class Hits(BaseModel):
    """What a search found, the best first."""

    rows: list[Found]


def _search(site: Site, words: str, kind: str | None, asked: Asked) -> Hits:
    found = site.archive.search(words.replace("\x00", " "), kind=kind or None, limit=asked.limit, **asked.only("first", "last"))
    return Hits(rows=found)


@router.get("/search.json", response_model=Hits, responses=ERRORS, tags=["lists"], description="Full text over articles and facts.")
def search_json(site: OnSite, asked: Narrowed, q: Words, kind: Kind = None) -> Hits:
    return _search(site, q, kind, asked)


@router.get("/search.csv", response_class=Response, responses=CSV, tags=["lists"], description="Full text over articles and facts.")
def search_csv(site: OnSite, asked: Narrowed, q: Words, kind: Kind = None) -> Response:
    return as_csv(_search(site, q, kind, asked).rows, Found, "search")


@router.get("/search", include_in_schema=False)
def search(request: Request, site: OnSite, asked: Narrowed, q: Words = "", kind: Kind = None) -> HTMLResponse:
    hits = _search(site, q, kind, asked).rows if q.strip() else []
    return render(request, "search.html", name="search", asked=asked, q=q, kind=kind or "", hits=hits)
