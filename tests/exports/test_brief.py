import base64
import hashlib
import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from unicodedata import category

import pytest
from hypothesis import given

from demarche.exports import brief
from demarche.exports.brief import write_brief_html, write_brief_pdf
from demarche.lexicon.knowledge import load_knowledge
from demarche.store.asked import Filter
from demarche.store.store import open_store
from demarche.views.digest import DigestLine, Section, digest
from demarche.views.visible import visible
from exported_rows import ANYTHING, sections, texts

MET = DigestLine("What happened", "2022-02-08", "CONSULT visit · Ana Roda → Jon Holt in Tartu", "Ana Roda met Jon Holt.", "2 origins say: The Wire", "e:1")
WANT = DigestLine("Who wants what", "2022-02-07", "a ceasefire", "Ukraine demands; Сергей Лавров refuses", "Morning Post", "ceasefire")
BRIEF = (Section("What happened", (MET,), 3), Section("Who wants what", (WANT,)), Section("What is disputed", ()))


class Page(HTMLParser):
    """Elements with their attributes, and all words. Complains where elements are not closed in their order."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.words, self._open = [], [], []
        self.feed(html)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] != "style":
            self.words.append(data)

    def links(self):
        return [given["href"] for tag, given in self.elements if tag == "a"]


def page(given=BRIEF, *, title="Crisis", day="2022-02-09", site="https://crisis.example.org"):
    return write_brief_html(given, title=title, day=day, site=site)


def pages_of(pdf, tmp_path):
    """What a reader copies out of each page of the PDF, on one line."""
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext on this machine: apt install poppler-utils")
    path = tmp_path / "brief.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return [" ".join(page.split()) for page in text.removesuffix("\f").split("\f")]


# The page.


def test_every_line_stands_with_its_day_what_words_and_sources():
    words = " ".join(" ".join(Page(page()).words).split())
    for line in (MET, WANT):
        assert f"{line.day} {line.what} {line.words} {line.sources}" in words
    assert "Crisis As of 2022-02-09" in words and "and 3 more" in words and "What is disputed nothing" in words


def test_events_are_links_to_the_site_and_topics_are_not():
    assert Page(page()).links() == ["https://crisis.example.org/events/e%3A1", "https://crisis.example.org"]


@pytest.mark.parametrize("site", [None, "javascript:alert(1)", "", "https://", "http://["])
def test_without_a_site_that_can_be_followed_there_is_no_link(site):
    assert Page(page(site=site)).links() == []


def test_the_section_whose_lines_are_topics_is_the_digests(tmp_path):
    store = open_store(str(tmp_path / "crisis.db"), load_knowledge(None))
    assert brief._OF_TOPICS in [s.title for s in digest(store, Filter("2022-02-09"))]
    store.close()


def test_nothing_is_fetched_and_only_the_pages_own_style_is_allowed():
    html = page()
    assert not re.search(r"url\(|@import|<link|<script|<img| src=", html) and "default-src 'none'" in html and "unsafe-inline" not in html
    style = html.split("<style>")[1].split("</style>")[0]
    assert f"style-src 'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in html.replace("&#43;", "+")


def test_pages_have_numbers_and_no_size_of_paper():
    style = page().split("<style>")[1].split("</style>")[0]
    assert "counter(page)" in style and "counter(pages)" in style and not re.search(r"[^-]size:\s*(A4|letter)", style)


@given(sections, texts, texts, texts)
@ANYTHING
def test_whatever_the_brief_holds_the_page_is_whole_and_none_of_it_becomes_markup(given_sections, title, day, site):
    html = write_brief_html(given_sections, title=title, day=day, site=site)
    found = Page(html)
    assert html.encode("utf-8") and Counter(tag for tag, _ in found.elements)["style"] == 1
    assert {tag for tag, _ in found.elements} <= set("html head meta title style body header h1 bdi p main section h2 ol li div a footer".split())
    assert not [name for _, given in found.elements for name in given if name.startswith("on")]
    assert all(h.lower().startswith(("http://", "https://")) for h in found.links())
    assert Counter(tag for tag, _ in found.elements)["li"] == sum(len(s.lines) for s in given_sections)


# The PDF.


def test_the_pdf_holds_every_line(tmp_path):
    (text,) = pages_of(write_brief_pdf(BRIEF, title="Crisis", day="2022-02-09"), tmp_path)
    for part in (MET.day, MET.what, MET.words, MET.sources, WANT.what, WANT.words, "As of 2022-02-09", "and 3 more", "nothing", "1 of 1"):
        assert part in text


def test_the_same_brief_is_the_same_bytes():
    one, other = (write_brief_pdf(BRIEF, title="Crisis", day="2022-02-09") for _ in range(2))
    assert one == other != write_brief_pdf(BRIEF, title="Crisis", day="2022-02-10")
    assert b"D:20220209000000" in one


def test_only_the_letters_that_are_used_are_in_the_pdf():
    assert len(write_brief_pdf(BRIEF, title="Crisis", day="2022-02-09")) < 40_000


def test_what_the_font_cannot_show_is_seen_to_be_missing(tmp_path):
    line = DigestLine("x", "2022-02-08", "中文", "said عربي 🙂 twice", "Ελλάδα, Łódź", "")
    (text,) = pages_of(write_brief_pdf((Section("x", (line,)),), title="{nb} {{nb}}", day="2022-02-09"), tmp_path)
    assert "\ufffd\ufffd" in text and "said \ufffd\ufffd\ufffd\ufffd \ufffd twice" in text and "Ελλάδα, Łódź" in text and "{ nb} {{ nb}}" in text


def test_a_line_is_not_parted_by_the_end_of_a_page(tmp_path):
    many = tuple(DigestLine("x", "2022-02-08", f"what {n} " * 20, f"words{n} " * 40, f"source{n}", "") for n in range(30))
    pdf = write_brief_pdf((Section("x", many, 7),), title="Crisis", day="2022-02-09")
    pages = pages_of(pdf, tmp_path)
    assert len(pages) > 5 and "and 7 more" in pages[-1] and pages[-1].count("not what is true") == 1
    assert all(p.endswith(f"{n} of {len(pages)}") for n, p in enumerate(pages, 1))
    for n in range(30):
        assert sum(f"what {n} " in p for p in pages) == sum(f"what {n} " in p and f"source{n} " in p for p in pages) == 1


@given(sections, texts, texts)
@ANYTHING
def test_whatever_the_brief_holds_there_is_a_pdf(given_sections, title, day):
    pdf = write_brief_pdf(given_sections, title=title, day=day)
    assert pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("words", ["\u0301" * 3000, "x" * 5000, "\u00ad" * 50, "a " * 9000, "\u200b" * 500, "%s %(x)s \\ ( ) <<>>"])
def test_words_of_any_shape_are_laid_out(words):
    line = DigestLine(words, words, words, words, words, words)
    assert write_brief_pdf((Section(words, (line,)),), title=words, day=words).startswith(b"%PDF-")


def test_controls_are_shown_on_the_page_as_signs():
    html = page((Section("s", (DigestLine("s", "d", "a\x1b[31mb", "\u202ec", "\ud800", ""),)),))
    assert visible("a\x1b[31mb") in html and not [c for c in html if category(c) in ("Cc", "Cs") and c != "\n"]
