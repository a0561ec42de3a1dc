"""What is new or has changed → an Atom feed (RFC 4287), for feed readers and for whoever wants to be told."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from demarche.exports.wording import TAG, event_address, quoted, to_moment, to_xml_text, web_address
from demarche.store.asked import Source
from demarche.store.changes import FIGURE, Change
from demarche.views.disputes import describe

_ATOM = "http://www.w3.org/2005/Atom"


def write_atom(changes: Sequence[Change], *, site: str, title: str, updated: str) -> bytes:
    """The feed as UTF-8, an entry a change, in the order given. `updated`: when the feed was made, which changes of unknown publication have too.

    An entry keeps its id for ever, wherever the site moves. Characters that XML has no place for are shown as signs.
    """
    feed = Element("feed", {"xmlns": _ATOM})
    made = _stamp(updated) or updated
    home = f"{site.rstrip('/')}/"
    for name, words in (("id", home), ("title", _in_a_line(title)), ("updated", made), ("generator", "Demarche")):
        _add(feed, name, words)
    SubElement(feed, "link", {"rel": "alternate", "href": home})
    for change in changes:
        feed.append(_entry(change, site, made))
    content: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return content


def _entry(change: Change, site: str, made: str) -> Element:
    entry = Element("entry")
    told = (("id", _id(change)), ("title", _title(change)), ("updated", _stamp(change.source.published) or made), ("summary", change.event.words))
    for name, words in told:
        _add(entry, name, words)
    _add(SubElement(entry, "author"), "name", _author(change.source))
    SubElement(entry, "link", {"rel": "alternate", "href": event_address(site, change.event.id)})
    source = web_address(change.source.url)
    if source:
        SubElement(entry, "link", {"rel": "via", "href": source})
    for term in (change.kind, change.event.type):
        SubElement(entry, "category", {"term": to_xml_text(term)})
    return entry


def _add(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = to_xml_text(words)


def _id(change: Change) -> str:
    steps = [change.event.id, change.kind, change.source.key]
    # One article may give new numbers of both the killed and the wounded.
    steps += [change.after] if change.kind == FIGURE else []
    return TAG + "/".join(quoted(s) for s in steps)


def _title(change: Change) -> str:
    """ "planned → happened: Emmanuel Macron, Vladimir Putin in Moscow (CONSULT meet)"; what is new has its status alone before it."""
    changed = f"{change.before} → {change.after}" if change.before else f"{change.kind}, {change.after}"
    return _in_a_line(f"{changed}: {describe(change.event)} ({' '.join((change.event.type, *change.event.modes))})")


def _author(source: Source) -> str:
    return _in_a_line(source.outlet or "") or _in_a_line(source.title or "") or source.key


def _in_a_line(words: str) -> str:
    return " ".join(to_xml_text(words).split())


def _stamp(iso: str | None) -> str | None:
    """A moment as RFC 3339 writes it: "2022-02-08T00:00:00Z"."""
    moment = to_moment(iso)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None
