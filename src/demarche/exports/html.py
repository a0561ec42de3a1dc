"""Marked articles → one page of HTML that holds all it needs: no other file, no network; its script only lights up what belongs together.

Every word of an article is escaped by the template engine, and the page's own policy forbids any style or script but these two.
"""

import hashlib
from base64 import b64encode
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from demarche.record import PartKind
from demarche.views.marked import Block, Mark, Marked, MarkKind, Stretch
from demarche.views.visible import visible
from demarche.views.worded import Fact, in_quotes, shorten

# Words with several marks are a link to the first of these.
_LINKED = (MarkKind.EVENT, MarkKind.FIGURE, MarkKind.TIME, MarkKind.PLACE, MarkKind.ACTOR, MarkKind.CUE, MarkKind.POSITION)

# Words up to this many characters stay on one line with their tag; longer ones would leave a phone's screen.
_LONGEST_UNBROKEN = 24


@dataclass(slots=True)
class _Page:
    """One article on the page: `number` keeps its ids apart from those of the others."""

    number: int
    marked: Marked
    beginning: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # position → ids of what begins there
    facts_at: dict[int, list[Fact]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for f in self.marked.facts:
            self.facts_at[f.at.start].append(f)
        for s in (s for b in self.marked.blocks for s in b.stretches):
            found = dict.fromkeys(self.word_id(m) for m in s.marks if m.start == s.start and m.kind in _LINKED and m.kind is not MarkKind.CUE)
            found.update(dict.fromkeys(self.id("w", f.id) for f in self.facts_at[s.start]))
            self.beginning[s.start] = list(found)

    @property
    def fact_ids(self) -> set[str]:
        return {f.id for f in self.marked.facts}

    @property
    def actor_ids(self) -> set[str]:
        return {a.id for a in self.marked.actors}

    @property
    def headline(self) -> Block | None:
        """The block that is the article's title, where the text begins with it."""
        first = next((b for b in self.marked.blocks if not b.is_space), None)
        return first if first and first.kind is PartKind.TITLE else None

    @property
    def body(self) -> list[Block]:
        return [b for b in self.marked.blocks if not b.is_space and b is not self.headline]

    @property
    def title(self) -> str:
        return self.marked.article.title or self.marked.article.id

    @property
    def link(self) -> str | None:
        """The article's address, where a browser may follow it."""
        url = self.marked.article.url or ""
        return url if url.lower().startswith(("http://", "https://")) else None

    def id(self, *names: object) -> str:
        """An id on the page, and what a link to it says behind its #."""
        return ".".join((str(self.number), *(quote(str(n), safe="", errors="replace") for n in names)))

    def word_id(self, mark: Mark) -> str:
        """The id of words; an actor has many words, so that theirs have the position in it."""
        return self.id("w", mark.id, mark.start) if mark.kind is MarkKind.ACTOR else self.id("w", mark.id)

    def classes(self, stretch: Stretch) -> str:
        """What the stretch's look comes from: kinds and statuses of its marks, and which of them begin or end with it."""
        names = {m.kind.value for m in stretch.marks} - {MarkKind.EVIDENCE.value}
        names |= {m.status.value for m in stretch.marks[:1] if m.status}
        framed = [m for m in stretch.marks if m.kind in (MarkKind.STATEMENT, MarkKind.POSITION)]
        names |= {f"{m.kind}-begins" for m in framed if m.start == stretch.start} | {f"{m.kind}-ends" for m in framed if m.end == stretch.end}
        if sum(m.kind is MarkKind.STATEMENT for m in stretch.marks) > 1:
            names.add("nested")
        if stretch.part in (PartKind.DATELINE, PartKind.CREDIT):
            names.add(stretch.part.value)
        if self.tag(stretch) and len(stretch.words) <= _LONGEST_UNBROKEN:
            names.add("tagged")
        return " ".join(sorted(names))

    def tag(self, stretch: Stretch) -> str:
        """What stands in small letters behind the words: an event's type and status, a time's value."""
        first = stretch.first(MarkKind.EVENT, MarkKind.TIME)
        return first.label if first and first.end == stretch.end else ""

    def ids_of(self, stretch: Stretch, *, evidence: bool) -> str:
        """The ids of the facts that the stretch bears, or is only evidence of."""
        bearing = {m.id for m in stretch.marks if m.kind is not MarkKind.EVIDENCE}
        ids = {m.id for m in stretch.marks} - bearing if evidence else bearing
        return " ".join(sorted(self.id(i) for i in ids))

    def references(self, stretch: Stretch) -> list[Fact]:
        """The facts that begin here and need a sign of their own: statements and positions, and a second event on one word."""
        linked = stretch.first(MarkKind.EVENT, MarkKind.FIGURE)
        return [f for f in self.facts_at[stretch.start] if not linked or linked.id != f.id]

    def has_words(self, fact: Fact) -> bool:
        return self.id("w", fact.id) in self.beginning[fact.at.start]


def write_html(articles: Sequence[Marked]) -> str:
    """The page: with several articles, a table of contents first. It can be written in UTF-8 whatever the articles hold."""
    style, script = _own("page.css"), _own("page.js")
    pages = [_Page(n, m) for n, m in enumerate(articles, 1)]
    page = _environment().from_string(_own("page.html.jinja")).render(
        pages=pages, style=Markup(style), script=Markup(script), style_hash=_hash(style), script_hash=_hash(script), linked=_LINKED
    )  # fmt: skip
    return visible(page.lstrip())


@cache
def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters.update(shorten=shorten, in_quotes=in_quotes)
    return environment


@cache
def _own(name: str) -> str:
    return files("demarche.exports").joinpath(name).read_text("utf-8")


def _hash(source: str) -> str:
    """What the page's Content-Security-Policy knows its own style and script by."""
    return "sha256-" + b64encode(hashlib.sha256(source.encode()).digest()).decode()
