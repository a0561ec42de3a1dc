"""How values look on a page: the template engine, with every value escaped, and its filters."""

from datetime import date
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from demarche.lexicon.load import load_table
from demarche.store.asked import EventRow
from demarche.store.decided import Decision
from demarche.store.relations import quad_of
from demarche.views.digest import corroborated
from demarche.views.disputes import describe
from demarche.views.rows import day_of
from demarche.views.visible import visible
from demarche.views.worded import shorten
from demarche.web.asked import STATUSES, TYPES

NAVIGATION = (
    ("Today", "/"), ("Timeline", "/timeline"), ("Agenda", "/agenda"), ("Positions", "/positions"), ("Quotes", "/quotes"), ("Figures", "/figures"),
    ("Network", "/network"), ("Map", "/map"), ("Disputes", "/disputes"), ("Actors", "/actors"),
)  # fmt: skip


@cache
def make_environment() -> Environment:
    """The templates of the site."""
    environment = Environment(
        loader=FileSystemLoader(str(files("demarche.web").joinpath("templates"))), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(
        day=day_of, shown=visible, shorten=shorten, describe=describe, corroborated=corroborated, path=to_path, quad=quad_of, weekday=weekday_of,
        link=web_address, when=when_of, found_words=found_words, counted=counted, batches=batches_of, meaning=meaning_of,
    )  # fmt: skip
    environment.globals.update(navigation=NAVIGATION, types=TYPES, statuses=STATUSES)
    return environment


def found_words(snippet: str) -> Markup:
    """A snippet of a search, what was found in bold. Everything is escaped before the signs of the search become tags of ours."""
    return Markup(str(escape(visible(snippet))).replace("[", "<b>").replace("]", "</b>"))


def batches_of(decisions: list[Decision]) -> list[tuple[str, list[Decision]]]:
    """What was decided in one go, by the beginning of the ids that it shares; the latest first."""
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        found.setdefault(decision.id.partition(".")[0], []).append(decision)
    return list(reversed(found.items()))


def counted(number: int, noun: str) -> str:
    """ "1 event", "2 events"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def to_path(name: str) -> str:
    """A name or id as a part of an address."""
    return quote(name, safe="", errors="replace")


@cache
def _words() -> dict[str, str]:
    return {row["type"]: row["words"] for row in load_table("types")}


def meaning_of(type_: str) -> str:
    """What an event type is, in words."""
    return _words().get(type_, type_)


def weekday_of(day: str | None) -> str:
    """ "Monday 7 February 2022"; the words themselves where they are no day."""
    try:
        return date.fromisoformat(day or "").strftime("%A %-d %B %Y")
    except ValueError:
        return day or "no day"


def when_of(event: EventRow) -> str:
    """The day or days of an event; "day unknown" is an answer."""
    if event.earliest and event.latest:
        return event.earliest if event.earliest == event.latest else f"{event.earliest} to {event.latest}"
    if event.earliest or event.latest:
        return f"from {event.earliest}" if event.earliest else f"until {event.latest}"
    return "day unknown"


def web_address(url: str | None) -> str | None:
    """An address that a browser may follow; None for any other, such as one that would run a script."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
