import re
from dataclasses import replace
from datetime import datetime
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.exports.atom import write_atom
from demarche.store.changes import Change
from demarche.views.visible import visible
from exporting import ANY, MEETING, POST, SITE, UNDATED, WIRE, WORDS, changes

_NS = "{http://www.w3.org/2005/Atom}"
UPDATED = "2022-02-10T12:00:00+00:00"
HAPPENED = Change("status", "planned", "happened", MEETING, POST)
NEW = Change("new", "", "planned", MEETING, WIRE)


def write(*told: Change) -> bytes:
    return write_atom(told, site=SITE, title="Crisis", updated=UPDATED)


def entry_of(change: Change):
    feed = feedparser.parse(write(change))
    assert not feed.bozo
    return feed.entries[0]


def in_xml(words: str) -> str:
    return visible(words).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def as_feedparser_mends(words: str) -> str:
    """What looks like UTF-8 taken for Latin-1 it decodes once more: "Â¡" becomes "¡"."""
    try:
        return words.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return words


@given(st.lists(changes, max_size=3), WORDS)
@ANY
def test_whatever_changed_the_feed_is_whole_and_says_so(told, title):
    content = write_atom(told, site=SITE, title=title, updated=UPDATED)
    root, feed = ElementTree.fromstring(content), feedparser.parse(content)
    assert not feed.bozo and feed.version == "atom10" and len(feed.entries) == len(told)
    entries = root.findall(f"{_NS}entry")
    for entry, parsed, change in zip(entries, feed.entries, told, strict=True):
        assert (entry.findtext(f"{_NS}summary") or "") == in_xml(change.event.words)
        assert parsed.summary == as_feedparser_mends(in_xml(change.event.words).strip())
        assert entry.findtext(f"{_NS}title").startswith(" ".join(in_xml(change.before or change.kind).split()))
        assert parsed.id.startswith("tag:demarche,2026:") and re.fullmatch(r"[!-~]+", parsed.id)
    assert all(check_rfc_3339(u.text) for u in root.iter(f"{_NS}updated"))


def check_rfc_3339(stamp: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp)) and datetime.fromisoformat(stamp) is not None


@pytest.mark.parametrize(("change", "title"), [
    (HAPPENED, "planned → happened: Emmanuel Macron, Vladimir Putin in Moscow (CONSULT meet)"),
    (NEW, "new, planned: Emmanuel Macron, Vladimir Putin in Moscow (CONSULT meet)"),
    (replace(HAPPENED, kind="day", before="2022-02-14", after="no day"), "2022-02-14 → no day: Emmanuel Macron, Vladimir Putin in Moscow (CONSULT meet)"),
])  # fmt: skip
def test_the_title_says_what_changed_and_of_what(change, title):
    assert entry_of(change).title == title


def test_an_entry_leads_to_the_event_and_names_who_says_so():
    entry = entry_of(replace(HAPPENED, source=WIRE))
    assert entry.link == f"{SITE}/events/{MEETING.id}" and entry.summary == MEETING.words and entry.author == "The Wire"
    assert [link.href for link in entry.links if link.rel == "via"] == ["https://wire.example/a?x=1&y=2"]
    assert entry.updated == "2022-02-07T21:30:00Z" and [t.term for t in entry.tags] == ["status", "CONSULT"]


def test_a_change_of_unknown_publication_is_as_old_as_the_feed():
    entry = entry_of(replace(HAPPENED, source=UNDATED))
    assert entry.updated == "2022-02-10T12:00:00Z" and entry.author == UNDATED.key


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", None])
def test_an_address_that_is_none_of_the_web_is_no_link(url):
    assert [link.rel for link in entry_of(replace(HAPPENED, source=replace(POST, url=url))).links] == ["alternate"]


def test_an_entry_keeps_its_id_when_its_words_change_or_the_site_moves():
    again = replace(HAPPENED, event=replace(MEETING, words="Other words.", place="Kyiv"))
    moved = feedparser.parse(write_atom([again], site="http://127.0.0.1:8000/", title="Other", updated="2023-01-01"))
    assert moved.entries[0].id == entry_of(HAPPENED).id == f"tag:demarche,2026:{MEETING.id}/status/{POST.key}"


def test_no_two_entries_share_an_id():
    figures = [replace(HAPPENED, kind="figure", before=b, after=a) for b, a in (("40", "50 killed"), ("90", "95 wounded"))]
    told = [HAPPENED, NEW, replace(HAPPENED, kind="day"), replace(HAPPENED, source=WIRE), *figures]
    ids = [e.id for e in feedparser.parse(write(*told)).entries]
    assert len(set(ids)) == len(told)


def test_the_feed_has_what_rfc_4287_asks_for():
    root = ElementTree.fromstring(write())
    assert [root.findtext(_NS + name) for name in ("id", "title", "updated")] == [f"{SITE}/", "Crisis", "2022-02-10T12:00:00Z"]
    root = ElementTree.fromstring(write(HAPPENED))
    (entry,) = root.findall(f"{_NS}entry")
    assert all(entry.findtext(_NS + name) for name in ("id", "title", "updated", f"author/{_NS}name"))
