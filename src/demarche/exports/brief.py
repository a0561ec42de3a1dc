"""The brief of a store → a page to print, and a PDF. Both hold all they need: no other file, no network, no script.

Every word of an article is escaped by the template engine, and the page's own policy forbids any style but its own.
"""

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from demarche.exports.cells import has_host, in_a_cell
from demarche.exports.wording import event_address, to_moment
from demarche.views.digest import DigestLine, Section
from demarche.views.visible import visible

_OF_TOPICS = "Who wants what"  # the section whose lines point to topics, not to events

_NOTE = "what the articles state, as a machine read it. Counts are of independent origins; a line says what the sources say happened, not what is true."

# The PDF, in millimetres and points.
_FONT = "dejavu serif"
_BODY, _SMALL = 9.5, 8.0
_MARGIN = 20.0
_DAYS = 26.0  # the column of days
_INK, _SOFT, _LINE = 22, 90, 180  # grey: what any printer has
_PAGES = "{nb}"  # fpdf puts the number of pages in its place
_LEADING = 1.4 * 25.4 / 72  # millimetres a line, for each point of the letters
_HEADING = 14.0  # with the space above it
_GAP = 2.0  # above and below the rule between lines
_UNPRINTED = "\N{REPLACEMENT CHARACTER}"


def write_brief_html(sections: Sequence[Section], *, title: str, day: str, site: str | None) -> str:
    """The page, to read and to print. With a `site`, each event is a link to its page there."""
    style = _own("brief.css")
    home = site if site and site.lower().startswith(("http://", "https://")) and has_host(site) else None

    def address_of(section: Section, line: DigestLine) -> str | None:
        return event_address(home, line.ref) if home and line.ref and section.title != _OF_TOPICS else None

    page = _environment().from_string(_own("brief.html.jinja")).render(
        sections=sections, title=title, day=day, site=home, note=_NOTE, address_of=address_of, style=Markup(style), style_hash=_hash(style)
    )  # fmt: skip
    return visible(page.lstrip())


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)


@cache
def _own(name: str) -> str:
    return files("demarche.exports").joinpath(name).read_text("utf-8")


def _hash(source: str) -> str:
    """What the page's Content-Security-Policy knows its own style by."""
    return "sha256-" + b64encode(hashlib.sha256(source.encode()).digest()).decode()


# The PDF.


def write_brief_pdf(sections: Sequence[Section], *, title: str, day: str) -> bytes:
    """The brief on A4, the same bytes for the same brief. What the font can't show (Arabic, Chinese, emoji) is U+FFFD."""
    paper = _Paper(title, day)
    paper.add_page()
    paper.write_head()
    for section in sections:
        paper.write_section(section)
    paper.write_end()
    return bytes(paper.output())


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of one look; the size in points."""

    text: str
    size: float
    style: str = ""
    grey: int = _INK


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the brief on paper."""

    day: str
    words: tuple[_Words, ...]


class _Paper(FPDF):
    """The pages, and where on them the next words go."""

    def __init__(self, title: str, day: str) -> None:
        super().__init__(format="A4")
        for style, name in (("", "DejaVuSerif.ttf"), ("B", "DejaVuSerif-Bold.ttf")):
            with as_file(files("demarche.exports").joinpath("fonts", name)) as path:
                self.add_font(_FONT, style, path)
        self.title_words, self.day_words = self.printed(title), self.printed(day)
        self.set_margin(_MARGIN)
        self.c_margin = 0  # words begin where the rules do
        self.set_auto_page_break(True, margin=_MARGIN)
        self.set_title(f"{self.title_words}, {self.day_words}")
        self.set_lang("en")
        self.set_creator("Demarche")
        self.set_creation_date(to_moment(day) or datetime.min.replace(tzinfo=UTC))

    def footer(self) -> None:
        self.set_y(-_MARGIN + 4)
        self._write(_Words(f"{self.page_no()} of {_PAGES}", 8, grey=_SOFT), align="C")

    def write_head(self) -> None:
        self._write(_Words(self.title_words, 18, "B"))
        self._write(_Words(f"As of {self.day_words}", _BODY, grey=_SOFT))

    def write_section(self, section: Section) -> None:
        rows = [self._row(line) for line in section.lines]
        if self.will_page_break(_HEADING + (self._height(rows[0]) if rows else 0)):  # a heading stays with its first line
            self.add_page()
        self.ln(6)
        self._write(_Words(self.printed(section.title), 12, "B"))
        self.ln(1)
        for number, row in enumerate(rows):
            self._write_row(row, _LINE if number else _INK)
        more = f"and {section.left_out} more" if section.left_out else "" if rows else "nothing"
        if more:
            self._write_row(_Row("", (_Words(more, _SMALL, grey=_SOFT),)), _LINE if rows else _INK)

    def write_end(self) -> None:
        self.ln(8)
        self._write(_Words(f"Read by Demarche: {_NOTE}", _SMALL, grey=_SOFT))

    def _row(self, line: DigestLine) -> _Row:
        words = (_Words(self.printed(line.what), _BODY, "B"), _Words(self.printed(line.words), _BODY), _Words(self.printed(line.sources), _SMALL, grey=_SOFT))
        return _Row(self.printed(line.day), tuple(w for w in words if w.text))

    def _write_row(self, row: _Row, rule: int) -> None:
        """The day at the left, the words beside it, on one page where they fit."""
        if self.will_page_break(self._height(row)):
            self.add_page()
        self.set_draw_color(rule)
        self.line(_MARGIN, self.get_y(), self.w - _MARGIN, self.get_y())
        self.ln(_GAP)
        page, top = self.page, self.get_y()
        self._cell(_Words(row.day, _BODY), _DAYS)
        self.set_y(top if self.page == page else self.t_margin)
        for words in row.words:
            self.set_x(_MARGIN + _DAYS)
            self._write(words)
        self.ln(_GAP)

    def _height(self, row: _Row) -> float:
        return 2 * _GAP + sum(float(self._cell(words, self.epw - _DAYS, dry_run=True)) for words in row.words)

    def _write(self, words: _Words, align: str = "L") -> None:
        self._cell(words, self.w - _MARGIN - self.get_x(), align=align)

    def _cell(self, words: _Words, width: float, *, align: str = "L", dry_run: bool = False) -> Any:
        """Writes the words; returns their height."""
        self.set_font(_FONT, words.style, words.size)
        self.set_text_color(words.grey)
        return self.multi_cell(
            width, words.size * _LEADING, words.text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT, dry_run=dry_run, output=MethodReturnValue.HEIGHT
        )  # fmt: skip

    def printed(self, text: str) -> str:
        """The text as the font can show it, on one line. What stands for the number of pages is ours alone."""
        font = self.fonts[_FONT]
        known = font.cmap if isinstance(font, TTFFont) else {}
        return "".join(c if ord(c) in known else _UNPRINTED for c in in_a_cell(text)).replace(_PAGES, "{ nb}")
