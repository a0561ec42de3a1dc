"""Events → FollowTheMoney's entities (followthemoney.tech), for Aleph and OpenSanctions' tools: actors, events, articles, and which article tells of what.

An entity is known by its id, which comes from our own, so that a later export updates what an earlier one brought.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha1
from unicodedata import category

from demarche.exports.cells import has_host, in_a_cell
from demarche.exports.exported import Exported
from demarche.exports.parties import parties_of
from demarche.exports.wording import event_address, in_words, to_json, web_address
from demarche.lexicon.load import load_table
from demarche.merge.report import to_day, to_iso
from demarche.record import ActorKind
from demarche.store.asked import ActorRow, EventRow, Source

# FollowTheMoney has no schema for a country that acts: it is the body that acts for it.
_SCHEMATA: dict[str, str] = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "PublicBody",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.OFFICE: "PublicBody",
    ActorKind.GROUP: "Organization",
    ActorKind.MEDIA: "Organization",
}

_NAMED = frozenset((*_SCHEMATA.values(), "LegalEntity", "Event"))  # schemata that must have a name

# How many characters FollowTheMoney takes (followthemoney/types, 4.11): of names, of addresses in the world, of texts, of any other property.
_LONGEST = {"name": 384, "location": 250, "summary": 65000, "sourceUrl": 4096}
_LONGEST_OTHER = 1024
_FIRST_YEAR, _LAST_YEAR = "1000", "2999"  # of its dates (prefixdate 0.6)


def write_ftm(exported: Exported) -> Iterator[str]:
    """The lines, without their ends: a JSON object {id, schema, properties} each. Each actor and article stands once, before what points to it.

    All events are written, whatever their status, which stands in their name and their `keywords`. "Documentation" ties an article to an event.
    """
    told: set[str] = set()
    for event in exported.events:
        for id_, line in _entities(event, exported):
            if id_ not in told:
                told.add(id_)
                yield line


def _entities(event: EventRow, exported: Exported) -> Iterator[tuple[str, str]]:
    parties = parties_of((*event.actor_ids, *event.recipient_ids), (*event.actors, *event.recipients), exported.actors)
    yield from (_actor(a) for a in parties)
    yield from (_article(s) for s in event.sources)
    yield _event(event, parties, exported.site)
    yield from (_documentation(s, event) for s in event.sources)


def _actor(actor: ActorRow) -> tuple[str, str]:
    schema = _SCHEMATA.get(actor.kind, "LegalEntity")
    position = [actor.role] if schema == "Person" else []
    return _entity(_actor_id(actor), schema, name=[actor.name], country=[_country(actor.country)], sector=[actor.code], position=position)


def _event(event: EventRow, parties: Iterable[ActorRow], site: str) -> tuple[str, str]:
    day, first, last = _days(event.earliest, event.latest)
    return _entity(
        _id("event", event.id), "Event", name=[in_words(event)], summary=[event.words], date=[day], startDate=[first], endDate=[last],
        location=[event.place], country=[_country(event.country)], involved=[_actor_id(a) for a in parties], recordId=[event.id],
        sourceUrl=[_url(event_address(site, event.id)), *(_url(s.url) for s in event.sources)],
        keywords=[event.type, *event.modes, event.status, event.certainty, *event.contexts],
    )  # fmt: skip


def _article(source: Source) -> tuple[str, str]:
    return _entity(
        _article_id(source), "Article", title=[source.title], name=[source.title], publisher=[source.outlet], publishedAt=[_day(source.published)],
        sourceUrl=[_url(source.url)],
    )  # fmt: skip


def _documentation(source: Source, event: EventRow) -> tuple[str, str]:
    id_ = _id("report", event.id, source.key)
    return _entity(id_, "Documentation", document=[_article_id(source)], entity=[_id("event", event.id)], role=["report"], date=[_day(source.published)])


def _entity(id_: str, schema: str, **properties: Iterable[str | None]) -> tuple[str, str]:
    """The id, and the line. Values without words are left out, and properties without values."""
    cleaned = {name: list(dict.fromkeys(filter(None, (_cleaned(v, name) for v in values)))) for name, values in properties.items()}
    if schema in _NAMED:
        cleaned["name"] = cleaned["name"] or ["?"]
    return id_, to_json({"id": id_, "schema": schema, "properties": {name: values for name, values in cleaned.items() if values}})


def _cleaned(value: str | None, name: str) -> str:
    """The value without the signs of no width that FollowTheMoney takes out, and no longer than it may be."""
    words = in_a_cell("".join(c for c in value or "" if category(c) != "Cf"))
    longest = _LONGEST.get(name, _LONGEST_OTHER)
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _actor_id(actor: ActorRow) -> str:
    return _id("actor", actor.id or actor.name)


def _article_id(source: Source) -> str:
    return _id("article", source.key)


def _id(*parts: str) -> str:
    """FollowTheMoney's ids are of letters and figures: a digest, as its own tools make them."""
    return "demarche-" + sha1("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _url(url: str | None) -> str | None:
    """The address, where FollowTheMoney would take it: with a host, and a port that there is."""
    address = web_address(url)
    return address if address and has_host(address) and len(address) <= _LONGEST["sourceUrl"] else None


def _day(iso: str | None) -> str | None:
    """The day of a date or moment; None for what no calendar has, or not FollowTheMoney's."""
    day = to_iso(to_day(iso))
    return day if day and _FIRST_YEAR <= day[:4] <= _LAST_YEAR else None


def _days(earliest: str | None, latest: str | None) -> tuple[str | None, str | None, str | None]:
    """`date`, `startDate` and `endDate`: a day, a whole month and a whole year are one date ("2022-02"), as FollowTheMoney has it; others are two."""
    first, last = _day(earliest), _day(latest)
    if first and first == last:
        return first, None, None
    if first and last and first[5:] == "01-01" and last == f"{first[:4]}-12-31":
        return first[:4], None, None
    if first and last and first[8:] == "01" and first[:7] == last[:7] and _ends_a_month(last):
        return first[:7], None, None
    return None, first, last


def _ends_a_month(day: str) -> bool:
    return monthrange(int(day[:4]), int(day[5:7]))[1] == int(day[8:])


def _country(code: str | None) -> str | None:
    return _countries().get(code or "")


@cache
def _countries() -> dict[str, str]:
    """FollowTheMoney's code by ours: ISO's alpha-2 in small letters, but for those of ftm_countries.tsv."""
    own = {r["code"]: r["ftm"] for r in load_table("ftm_countries")}
    return {r["code"]: own.get(r["code"], r["code2"].lower()) for r in load_table("states")}
