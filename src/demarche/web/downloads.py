"""Files for other programs: calendars, maps, graphs, event tables, the printed brief, the feed of changes. The same filters as the pages."""

import io
from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse

from demarche.exports.atom import write_atom
from demarche.exports.brief import write_brief_html, write_brief_pdf
from demarche.exports.exported import Exported
from demarche.exports.formats import EVENT_FORMATS, EventFormat
from demarche.exports.graphml import write_graphml
from demarche.exports.ical import write_ical
from demarche.exports.jsonld import write_annotations
from demarche.exports.parquet import write_parquet
from demarche.store.asked import EventRow
from demarche.web.answers import QUESTIONS, every_page
from demarche.web.asked import Asked, Narrowed
from demarche.web.lists import ERRORS, Moment, changes_since, since_lately
from demarche.web.site import OnSite, Site
from demarche.web.things import Name

router = APIRouter(tags=["files"])
_MOST_EVENTS = 20_000  # of a file; the question should be narrowed before
_PAIRS = 1000


def _answers(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {**ERRORS, 200: {"content": {media_type: {}}, "description": "the file"}}


def _events(site: Site, asked: Asked) -> list[EventRow]:
    """All events that are asked for."""
    return [row for rows in every_page(site.archive, QUESTIONS["timeline"], asked, most=_MOST_EVENTS) for row in rows]


def _exported(site: Site, events: list[EventRow]) -> Exported:
    return Exported(events, site.archive.actors_of(events), site.today, site.address)


def _file(content: bytes | str, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _add_routes(name: str, format: EventFormat) -> None:
    @router.get(f"/timeline.{format.ending}", responses=_answers(format.media_type), response_class=StreamingResponse, name=f"timeline.{format.ending}",
                description=format.about)  # fmt: skip
    def events_as(site: OnSite, asked: Narrowed) -> StreamingResponse:
        exported = _exported(site, _events(site, asked))
        lines: Iterable[str] = format.write(exported)
        headers = {"Content-Disposition": f'attachment; filename="timeline.{format.ending}"'}
        return StreamingResponse((line.encode() for line in lines), media_type=format.media_type, headers=headers)


for _name, _format in EVENT_FORMATS.items():
    _add_routes(_name, _format)


@router.get("/timeline.parquet", responses=_answers("application/vnd.apache.parquet"), response_class=Response, description="The events as Parquet.")
def timeline_parquet(site: OnSite, asked: Narrowed) -> Response:
    stream = io.BytesIO()
    write_parquet(_events(site, asked), EventRow, stream)
    return _file(stream.getvalue(), "application/vnd.apache.parquet", "timeline.parquet")


@router.get("/agenda.ics", responses=_answers("text/calendar"), response_class=Response, description="The agenda as a calendar that can be subscribed to.")
def agenda_ics(site: OnSite, asked: Narrowed) -> Response:
    rows = site.archive.calendar(limit=_MOST_EVENTS, **asked.only("actor", "type", "place", "first", "last"))
    return Response(write_ical(_exported(site, rows)), media_type="text/calendar; charset=utf-8")


@router.get("/network.graphml", responses=_answers("application/graphml+xml"), response_class=Response, description="The network for Gephi and others.")
def network_graphml(site: OnSite, asked: Narrowed) -> Response:
    found = site.archive.network(limit=_PAIRS, **asked.only("actor", "first", "last"))
    return _file(write_graphml(found), "application/graphml+xml", "network.graphml")


@router.get("/changes.atom", responses=_answers("application/atom+xml"), response_class=Response, description="What is new or has changed, as a feed.")
def changes_atom(site: OnSite, asked: Narrowed, since: Moment = None) -> Response:
    found = changes_since(site, asked, since, otherwise="3 days ago").rows
    feed = write_atom(found, site=site.address, title="Demarche: what is new or has changed", updated=site.archive.clock().isoformat(timespec="seconds"))
    return Response(feed, media_type="application/atom+xml")


@router.get("/brief.html", responses=_answers("text/html"), response_class=Response, description="The brief on pages to print.")
def brief_html(site: OnSite, asked: Narrowed) -> Response:
    page = write_brief_html(site.archive.brief(**since_lately(site, asked)), title="Brief", day=site.today, site=site.address)
    # The page brings its own policy, which knows its style by its hash.
    return Response(page, media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"})


@router.get("/brief.pdf", responses=_answers("application/pdf"), response_class=Response, description="The brief as a PDF.")
def brief_pdf(site: OnSite, asked: Narrowed) -> Response:
    found = write_brief_pdf(site.archive.brief(**since_lately(site, asked)), title="Brief", day=site.today)
    return Response(found, media_type="application/pdf", headers={"Content-Disposition": 'inline; filename="brief.pdf"'})


@router.get("/articles/{key:path}.annotations.json", responses=_answers("application/ld+json"), response_class=Response,
            description="The facts of an article as W3C Web Annotations.")  # fmt: skip
def annotations(site: OnSite, key: Name) -> Response:
    found = site.archive.reading(key)
    return Response(write_annotations(found.record, site.address, found.article.key), media_type="application/ld+json")
