"""What people decide: right or wrong, one event or two, one actor or two. Kept beside what was read, with who and when; undone by taking it back.

Each is a call of REST, and a form on a page that comes back to where it stood.
"""

import re
from typing import Annotated, Literal
from urllib.parse import unquote

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from demarche.store.audit import RIGHT, WRONG, Precision, judge_fact, list_precision
from demarche.store.corrections import merge_actors, merge_events, merge_issues, split_report, undo
from demarche.store.decided import Decision, list_decisions
from demarche.store.detail import events_of_reports
from demarche.web.lists import CSV, ERRORS, as_csv
from demarche.web.sign_in import own_address
from demarche.web.site import Asking, OnSite, Site, render

router = APIRouter()
_REFUSED = {**ERRORS, 403: {"model": ERRORS[400]["model"], "description": "a token that may only read, or a page of another site"}}
_MERGES = {"events": merge_events, "actors": merge_actors, "issues": merge_issues}
Words = Annotated[str, Field(max_length=1000, pattern="^[^\x00]*$")]
Named = Annotated[str, Field(min_length=1, max_length=1000, pattern="^[^\x00]+$")]
Verdict = Literal["right", "wrong", "none"]
Kind = Literal["events", "actors", "issues"]


class Judgement(BaseModel):
    """A fact, and whether it is right; "none" takes a judgement back."""

    fact: Named
    verdict: Verdict


class Judged(BaseModel):
    """The precision of each kind that was judged, with its interval."""

    precision: list[Precision]


class Merge(BaseModel):
    """Two events, actors or issues that are one: `one` is then known as `other`."""

    one: Named
    other: Named
    why: Words = ""


class Split(BaseModel):
    """A report that is not of the event that it was merged into."""

    report: Named
    why: Words = ""


class Decisions(BaseModel):
    """What people have decided."""

    rows: list[Decision]


@router.post("/judgements.json", response_model=Judged, responses=_REFUSED, tags=["corrections"], description="Marks a fact right or wrong.")
def judge_json(site: OnSite, visitor: Asking, asked: Judgement) -> Judged:
    _judge(site, asked.fact, asked.verdict, visitor.name)
    return judgements_json(site)


@router.get("/judgements.json", response_model=Judged, responses=ERRORS, tags=["corrections"], description="The precision so far, of each kind of facts.")
def judgements_json(site: OnSite) -> Judged:
    with site.archive.store.reading() as connection:
        return Judged(precision=list_precision(connection))


def _judge(site: Site, fact: str, verdict: str, who: str) -> None:
    with site.archive.store.writing() as writer:
        judge_fact(writer.connection, fact, {"right": RIGHT, "wrong": WRONG}.get(verdict), who=who, at=writer.added)


@router.post("/{kind}/merges.json", response_model=Decisions, responses=_REFUSED, tags=["corrections"], description="Decides that two are one.")
def merge_json(site: OnSite, visitor: Asking, kind: Kind, asked: Merge) -> Decisions:
    return Decisions(rows=_merge(site, kind, asked, visitor.name))


def _merge(site: Site, kind: str, asked: Merge, who: str) -> list[Decision]:
    with site.archive.store.writing() as writer:
        return _MERGES[kind](writer, asked.one, asked.other, why=asked.why, who=who)


@router.post("/events/splits.json", response_model=Decisions, responses=_REFUSED, tags=["corrections"], description="Decides that a report is another event.")
def split_json(site: OnSite, visitor: Asking, asked: Split) -> Decisions:
    with site.archive.store.writing() as writer:
        return Decisions(rows=split_report(writer, asked.report, why=asked.why, who=visitor.name))


@router.get("/decisions.json", response_model=Decisions, responses=ERRORS, tags=["corrections"], description="What people have decided, with who and when.")
def decisions_json(site: OnSite) -> Decisions:
    with site.archive.store.reading() as connection:
        return Decisions(rows=list_decisions(connection))


@router.get("/decisions.csv", response_class=Response, responses=CSV, tags=["corrections"], description="What people have decided.")
def decisions_csv(site: OnSite) -> Response:
    return as_csv(decisions_json(site).rows, Decision, "decisions")


@router.delete("/decisions/{id}", response_model=Decisions, responses=_REFUSED, tags=["corrections"], description="Takes a decision back.")
def undo_json(site: OnSite, visitor: Asking, id: Annotated[str, Path(max_length=1000, pattern="^[^\x00]+$")]) -> Decisions:
    with site.archive.store.writing() as writer:
        return Decisions(rows=undo(writer, id))


# The same from a form.

Back = Annotated[str, Form(max_length=2000)]
Value = Annotated[str, Form(min_length=1, max_length=1000, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$")]
Reason = Annotated[str, Form(max_length=1000, pattern=r"^[^\x00]*$")]


@router.get("/decisions", include_in_schema=False)
def decisions(request: Request, site: OnSite) -> HTMLResponse:
    return render(request, "decisions.html", name="decisions", rows=decisions_json(site).rows, precision=judgements_json(site).precision)


@router.post("/judge", include_in_schema=False)
def judge_form(site: OnSite, visitor: Asking, fact: Value, verdict: Annotated[Verdict, Form()], back: Back = "/") -> RedirectResponse:
    _judge(site, fact, verdict, visitor.name)
    return RedirectResponse(own_address(back), status_code=303)


@router.post("/merge/{kind}", include_in_schema=False)
def merge_form(site: OnSite, visitor: Asking, kind: Kind, one: Value, other: Value, why: Reason = "", back: Back = "/") -> RedirectResponse:
    made = _merge(site, kind, Merge(one=one, other=_named(other), why=why), visitor.name)
    if kind == "events":  # the one that is left may have the id of either
        with site.archive.store.reading() as connection:
            back = f"/events/{next(iter(events_of_reports(connection, [made[0].one]).values()))}"
    return RedirectResponse(own_address(back), status_code=303)


def _named(address: str) -> str:
    """An id or name; of the address of a page of ours, the id in it."""
    _, page, id_ = address.strip().rpartition("/events/")
    return unquote(re.split(r"[?#]", id_)[0]) if page else id_


@router.post("/split", include_in_schema=False)
def split_form(site: OnSite, visitor: Asking, report: Value, why: Reason = "", back: Back = "/") -> RedirectResponse:
    with site.archive.store.writing() as writer:
        split_report(writer, report, why=why, who=visitor.name)
    return RedirectResponse(own_address(back), status_code=303)


@router.post("/undo", include_in_schema=False)
def undo_form(site: OnSite, visitor: Asking, decision: Value) -> RedirectResponse:
    with site.archive.store.writing() as writer:
        undo(writer, decision)
    return RedirectResponse("/decisions", status_code=303)
