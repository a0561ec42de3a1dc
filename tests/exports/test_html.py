import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from demarche.exports.html import write_html
from demarche.record import Article, Record, Status
from demarche.views.marked import mark
from demarche.views.visible import visible
from views.records import FULL, TITLE, records

VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """Elements with their attributes, and the words in those of class `text`. Complains where elements are not closed in their order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        self.elements.append((tag, given))
        if tag not in VOID:
            is_text = "text" in given.get("class", "").split()
            self._open.append((tag, is_text))
            if is_text:
                self.texts.append("")

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        self.words.append(data)
        if any(is_text for _, is_text in self._open):
            self.texts[-1] += data

    def all(self, attribute: str) -> list[str]:
        return [given[attribute] for _, given in self.elements if attribute in given]


HTML = write_html([mark(FULL)])
PAGE = Page(HTML)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(records())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_the_article_holds_the_page_is_whole_and_none_of_it_becomes_markup(record):
    html = write_html([mark(record), mark(record)])
    page = Page(html)
    assert html.encode("utf-8")
    assert Counter(tag for tag, _ in page.elements)["script"] == 1 and Counter(tag for tag, _ in page.elements)["style"] == 1
    assert not [name for _, given in page.elements for name in given if name.startswith("on")]
    assert all(h.startswith(("#", "http://", "https://")) for h in map(str.lower, page.all("href")))


@given(records())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_page_holds_the_article_s_text_and_every_word_of_it_once(record):
    record = replace(record, article=replace(record.article, parts=()))
    shown = "".join(Page(write_html([mark(record)])).texts)
    assert shown == (visible(record.article.text) if record.article.text.strip() else "")


def test_the_text_is_the_article_s_own():
    labelled = FULL.article.text.replace("Share this article", "boilerplate Share this article")
    assert squeezed("".join(PAGE.texts)) == squeezed(labelled)


def test_every_link_leads_somewhere_and_no_id_stands_twice():
    ids = Counter(PAGE.all("id"))
    assert [i for i, n in ids.items() if n > 1] == []
    assert [h for h in PAGE.all("href") if h.startswith("#") and h[1:] not in ids] == []


@pytest.mark.parametrize("fact", ["e1", "e2", "s1", "s2", "p1", "f1"])
def test_facts_and_their_words_link_to_each_other(fact):
    assert {f"#1.{fact}", f"#1.w.{fact}"} <= set(PAGE.all("href"))


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_told_in_words_beside_the_text(status):
    tags = [given["data-tag"] for tag, given in PAGE.elements if "event" in given.get("class", "").split() and "data-tag" in given]
    assert [t for t in tags if t.endswith(status.value)]
    assert HTML.count(status.value) > 2


def test_nothing_is_fetched():
    assert [tag for tag, given in PAGE.elements if {"src", "srcset", "data", "action"} & set(given)] == []
    assert not re.search(r"url\(|@import|<link", HTML)
    assert "default-src 'none'" in HTML and "unsafe-inline" not in HTML


def test_style_and_script_are_those_that_the_page_allows():
    for tag in ("style", "script"):
        source = HTML.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        assert f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'" in HTML.replace("&#39;", "'").replace("&#43;", "+")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)", "file:///etc/passwd"])
def test_an_address_that_is_none_of_the_web_is_no_link(url):
    html = write_html([mark(replace(FULL, article=replace(FULL.article, url=url)))])
    assert not [h for h in Page(html).all("href") if not h.startswith("#")]


def test_tensions_and_problems_stand_in_the_head():
    html = write_html([mark(replace(FULL, problems=("a <problem>",)))])
    assert "One denies what the other demands." in html and "a &lt;problem&gt;" in html


def test_the_title_stands_once_as_the_heading():
    assert [tag for tag, given in PAGE.elements if tag == "h1"] == ["h1"]
    assert PAGE.texts[0] == TITLE


def test_several_articles_have_a_table_of_contents_and_ids_of_their_own():
    unread = Record(Article("x", "", title="Gone"), problems=("empty.txt: no text found",))
    html = write_html([mark(FULL), mark(FULL), mark(unread)])
    page = Page(html)
    assert {"#1.article", "#2.article", "#3.article"} <= set(page.all("href")) and max(Counter(page.all("id")).values()) == 1
    assert "could not be read" in html and "Gone" in html


def test_no_article_at_all_is_a_page_too():
    assert "0 articles" in write_html([])
