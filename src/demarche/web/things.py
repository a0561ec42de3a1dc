"""One event, one actor, one article: each as a page and as JSON."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from demarche.errors import NotThere
from demarche.record import Record
from demarche.store.asked import EventRow
from demarche.store.detail import ArticleRow, ReportRow, events_of_reports, successor_of
from demarche.views.things import ActorPage, EventPage
from demarche.views.worded import Fact
from demarche.web.lists import CSV, ERRORS, as_csv
from demarche.web.looks import to_path
from demarche.web.site import OnSite, render

router = APIRouter()
Name = Annotated[str, Path(max_length=1000, pattern="^[^\x00]+$", description="id or name")]


class ArticleFacts(BaseModel):
    """An article of the ledger with its record in the public format; `events`: which event each event of the record was merged into."""

    article: ArticleRow
    record: Record
    events: dict[str, str]
    verdicts: dict[str, str]


@router.get("/events/{id}.csv", response_class=Response, responses=CSV, tags=["things"], description="The reports of an event.")
def event_csv(site: OnSite, id: Name) -> Response:
    return as_csv(site.archive.event(id).reports, ReportRow, "event")


@router.get(
    "/actors/{name:path}.csv", response_class=Response, responses=CSV, tags=["things"], description="The latest events of an actor, and what is planned."
)
def actor_csv(site: OnSite, name: Name) -> Response:
    found = site.archive.actor(name)
    return as_csv([*found.planned, *found.events], EventRow, "actor")


@router.get("/articles/{key:path}.csv", response_class=Response, responses=CSV, tags=["things"], description="The facts of an article, a line each.")
def article_csv(site: OnSite, key: Name) -> Response:
    return as_csv([_fact_line(f) for f in site.archive.reading(key).marked.facts], FactLine, "article")


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact of an article in words."""

    id: str
    kind: str
    label: str
    status: str | None
    who: tuple[str, ...]
    to: tuple[str, ...]
    words: str
    when: str
    where: str
    according_to: str | None
    score: float | None


def _fact_line(fact: Fact) -> FactLine:
    who, to = (tuple(n.name for n in names) for names in (fact.who, fact.to))
    by = fact.according_to.name if fact.according_to else None
    return FactLine(fact.id, fact.kind.value, fact.label, fact.status and fact.status.value, who, to, fact.words, fact.when, fact.where, by, fact.score)


@router.get("/events/{id}.json", response_model=EventPage, responses=ERRORS, tags=["things"], description="An event with all its reports.")
def event_json(site: OnSite, id: Name) -> EventPage:
    return site.archive.event(id)


@router.get("/events/{id}", include_in_schema=False)
def event(request: Request, site: OnSite, id: Name) -> Response:
    try:
        return render(request, "event.html", name="events", found=site.archive.event(id))
    except NotThere:  # it may have been merged into another since somebody kept this address
        with site.archive.store.reading() as connection:
            now = successor_of(connection, id)
        if now is None:
            raise
        return RedirectResponse(f"/events/{to_path(now)}", status_code=302)


@router.get(
    "/actors/{name:path}.json", response_model=ActorPage, responses=ERRORS, tags=["things"], description="An actor: what he did, said and wants, and with whom."
)
def actor_json(site: OnSite, name: Name) -> ActorPage:
    return site.archive.actor(name)


@router.get("/reports/{id:path}", include_in_schema=False)
def report(site: OnSite, id: Name) -> RedirectResponse:
    """The event that a report belongs to, whatever it is called now."""
    with site.archive.store.reading() as connection:
        event = events_of_reports(connection, [id]).get(id)
    if event is None:
        raise NotThere(f'"{id}": no report has this id.')
    return RedirectResponse(f"/events/{to_path(event)}", status_code=302)


@router.get("/actors/{name:path}", include_in_schema=False)
def actor(request: Request, site: OnSite, name: Name) -> HTMLResponse:
    return render(request, "actor.html", name="actors", found=site.archive.actor(name))


@router.get("/articles/{key:path}.json", response_model=ArticleFacts, responses=ERRORS, tags=["things"], description="An article with its record.")
def article_json(site: OnSite, key: Name) -> ArticleFacts:
    found = site.archive.reading(key)
    return ArticleFacts(
        article=found.article, record=found.record, events={fact: event.id for fact, event in found.events.items()}, verdicts=found.verdicts
    )  # fmt: skip


@router.get("/articles/{key:path}", include_in_schema=False)
def article(request: Request, site: OnSite, key: Name) -> HTMLResponse:
    return render(request, "article.html", name="articles", found=site.archive.reading(key))
