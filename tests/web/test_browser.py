"""The site as an analyst uses it, in a real browser; and as somebody who means harm would have it used."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest
from browsing import browser, needs_browser, serving

from demarche.archive import Archive
from demarche.store.store import open_store
from demarche.web.looks import NAVIGATION
from making import Told, make_record

pytestmark = needs_browser
PAGES = [address for _, address in NAVIGATION] + [
    "/stances",
    "/relations",
    "/changes?since=2022-02-01",
    "/search?q=talks",
    "/decisions",
    "/signs",
    "/sign-in",
    "/events/none",
]
AXE = Path(__file__).parent / "vendor/axe.min.js"


@pytest.fixture
def address(archive):
    with serving(archive) as found:
        yield found


def test_an_analyst_finds_the_meeting_its_words_who_denies_and_the_calendar(address, tmp_path):
    with browser(address) as seen:
        page = seen.open("/")
        page.get_by_role("link", name="Timeline", exact=True).click()
        page.get_by_label("Actor").fill("Macron")
        page.get_by_role("button", name="Show", exact=True).click()
        page.wait_for_url("**/timeline?actor=Macron*")
        page.get_by_role("link", name=re.compile("Macron.*Putin")).first.click()
        assert page.get_by_role("heading", level=1).inner_text().startswith("Emmanuel Macron")
        page.get_by_role("link", name="Macron met Putin in Moscow on Monday.").click()
        assert page.locator("mark.m-event").first.is_visible()
        # The strike, and who denies it.
        page = seen.open("/disputes")
        assert re.search(r"Russia: (denied|negated)", page.locator("main").inner_text())
        # A fact is marked wrong, from its article.
        page = seen.open("/timeline?type=ASSAULT")
        page.locator(".event-link").first.click()
        page.get_by_role("button", name="wrong").first.click()
        page.wait_for_selector("button[value=none][aria-pressed=true]")
        # The calendar.
        seen.open("/agenda")
        with page.expect_download() as found:
            page.evaluate("() => { const a = document.createElement('a'); a.href = '/agenda.ics'; a.download = 'a.ics'; a.click(); }")
        calendar = icalendar.Calendar.from_ical(Path(found.value.path()).read_bytes())
        assert any("Scholz" in str(e["SUMMARY"]) for e in calendar.walk("VEVENT"))
        assert [f for f in seen.faults if "404" not in f] == []


@pytest.mark.parametrize("path", ["/timeline", "/network?from=2022-01-01", "/map?from=2022-01-01", "/figures"])
def test_every_picture_is_drawn(address, path):
    with browser(address) as seen:
        page = seen.open(path)
        page.wait_for_selector(".picture canvas, .picture svg, .picture .vis-timeline", timeout=15_000)
        assert seen.faults == []


def test_keys_move_and_search(address):
    with browser(address) as seen:
        page = seen.open("/timeline")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "search-field"
        page.keyboard.press("Escape")
        page.locator("h1").click()
        page.keyboard.press("?")
        assert page.locator("#keys-help").is_visible()
        assert seen.faults == []


@pytest.mark.parametrize(
    "context", [{"color_scheme": "light"}, {"color_scheme": "dark", "viewport": {"width": 360, "height": 780}}], ids=["light and wide", "dark and narrow"]
)
def test_every_page_is_accessible(address, context):
    with browser(address, bypass_csp=True, **context) as seen:
        faults = {}
        event = seen.open("/timeline?type=ASSAULT").locator(".event-link").first.get_attribute("href")
        article = seen.open(event).locator("a[href^='/articles/']").first.get_attribute("href")
        for path in (*PAGES, event, article, "/actors/Russia"):
            page = seen.open(path)
            page.add_script_tag(path=AXE)
            found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))")
            width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if found or width > 0:
                faults[path] = [*found, *([f"scrolls sideways by {width}"] if width > 0 else [])]
        assert faults == {}


# What would run if a field were not escaped somewhere: OWASP's filter evasion cheat sheet, by its ideas.
PAYLOADS = (
    "<script>alert(1)</script>", "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)//", "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<iframe src=javascript:alert(1)></iframe>", "<body onload=alert(1)>", "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " \u0001javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>", "<!--<img src=\"--><img src=x onerror=alert(1)//\">", "{{7*7}}", "{% raw %}<script>alert(1)</script>{% endraw %}",
    "${alert(1)}", "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>", "<style>@import 'https://evil.example/x.css';</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>", "<meta http-equiv=refresh content=\"0;url=https://evil.example/\">", "<base href=https://evil.example/>",
    "<form action=https://evil.example/><button>x</button></form>", "<img src=https://evil.example/x.png>", "\u202e<script>alert(1)</script>",
    "<div hx-get=/ hx-trigger=load>",
    "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>", "=HYPERLINK(\"https://evil.example\")", "\\\"-alert(1)-\\\"",
)  # fmt: skip


def hostile(number, payload):
    """A record in which every word that comes from outside is a payload."""
    words = f"Person {number} met {payload} in Moscow on Monday."
    told = Told("CONSULT", words, ("Emmanuel Macron",), ("Vladimir Putin",), on="2022-02-07", place="Moscow", mode=("visit",))
    made = make_record(
        f"x{number}", told, published="2022-02-08", outlet=payload, quotes=(("Vladimir Putin", payload),), stances=(("Russia", "demands", payload),),
        counts=((f"{payload} killed {number + 2} people.", float(number + 2)),),
        more="The two presidents spoke for more than five hours about the crisis and agreed to meet again before the end of the month. " * 3,
    )  # fmt: skip
    article = replace(made.article, id=payload + str(number), url=payload, author=payload, title=payload)
    actors = tuple(replace(a, name=payload if i == 1 else a.name, role=payload) for i, a in enumerate(made.actors))
    events = tuple(replace(e, where=replace(e.where, name=payload) if e.where else None) for e in made.events)
    statements = tuple(replace(s, via=payload) for s in made.statements)
    positions = tuple(replace(p, issue=payload) for p in made.positions)
    figures = tuple(replace(f, of=payload, text=payload) for f in made.figures)
    return replace(made, article=article, actors=actors, events=events, statements=statements, positions=positions, figures=figures, problems=(payload,))


@pytest.fixture
def hostile_address(tmp_path):
    store = open_store(tmp_path / "hostile.db", clock=lambda: datetime(2022, 2, 9, 9, tzinfo=UTC))
    for number, payload in enumerate(PAYLOADS):
        record = hostile(number, payload)
        store.add(record.article, payload, record)
    with Archive(store, clock=store.clock) as archive, serving(archive) as found:
        yield found


def test_no_word_of_an_article_runs_or_leaves(hostile_address):
    with browser(hostile_address) as seen:
        rows = seen.open("/timeline").evaluate("fetch('/timeline.json?limit=100').then(r => r.json()).then(p => p.rows)")
        assert len(rows) >= 1
        keys = seen.page.evaluate("fetch('/quotes.json?limit=100').then(r => r.json()).then(p => p.rows.map(r => r.source.key))")
        assert len(keys) == len(PAYLOADS)
        paths = [p for p in PAGES if p != "/events/none"]
        paths += [
            "/network?from=2022-01-01",
            "/map?from=2022-01-01",
            "/brief.html",
            "/search?q=alert",
            "/positions?from=2022-01-01",
            "/disputes?from=2022-01-01",
        ]
        paths += [f"/events/{r['id']}" for r in rows] + [f"/articles/{k}" for k in keys]
        for path in paths:
            page = seen.open(path)
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            page.wait_for_timeout(50)
        page = seen.open("/search?q=" + "%3Cscript%3Ealert(1)%3C/script%3E")
        page.locator("body").hover()
        assert seen.faults == []
