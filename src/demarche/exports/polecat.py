"""Events → the columns of POLECAT (Halterman et al. 2023, doi.org/10.7910/DVN/AJGVIT), as CSV: a row for each pair of an actor and a recipient.

What we do not know stays empty: GeoNames' ids and feature types, Wikipedia's ids, districts, and the text's own words for actors and places.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from io import StringIO

from demarche.exports.cells import in_a_cell, in_degrees
from demarche.exports.exported import Exported
from demarche.exports.parties import HAPPENED, pairs_of, parties_of, sectors_of
from demarche.lexicon.load import load_table
from demarche.merge.report import to_day, to_iso
from demarche.record import ActorKind, EventType, Status
from demarche.store.asked import LAPSED, ActorRow, EventRow
from demarche.store.relations import quad_of, score_of
from demarche.views.rows import disarm

_EVENT = ("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts")
_PARTY = ("{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw", "Wikipedia {} ID")
_PLACE = ("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type")
_STORY = ("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version")

POLECAT_COLUMNS = (*_EVENT, *(c.format("Actor") for c in _PARTY), *(c.format("Recipient") for c in _PARTY), *_PLACE, *_STORY)

_QUADS = {"1": "VERBAL COOPERATION", "2": "MATERIAL COOPERATION", "3": "VERBAL CONFLICT", "4": "MATERIAL CONFLICT"}

# Where PLOVER files what is only announced (codebook draft 0.8, 2024).
_ANNOUNCED: dict[str, str] = {
    EventType.CONSULT: EventType.AGREE,
    EventType.SUPPORT: EventType.AGREE,
    EventType.COOPERATE: EventType.AGREE,
    EventType.AID: EventType.AGREE,
    EventType.RETREAT: EventType.CONCEDE,
}

_ORGANISED = (ActorKind.ORGANISATION, ActorKind.OFFICE, ActorKind.GROUP, ActorKind.MEDIA)
_LOCATED = (ActorKind.STATE, ActorKind.PLACE)


def write_polecat(exported: Exported, *, every_status: bool = False) -> Iterator[str]:
    """The lines of the CSV, without their ends, the header first. An event's rows share its id: count ids, not rows.

    POLECAT codes what happened, and has no column for anything else; `every_status` writes the other events too. A planned visit is then an AGREE,
    as PLOVER files it. Several values in a cell are joined with ";". "Story" is the event: those of its parties that are people, and so on.
    """
    yield _line(POLECAT_COLUMNS)
    for event in exported.events:
        if every_status or event.status in HAPPENED:
            yield from _rows(event, exported)


def _rows(event: EventRow, exported: Exported) -> Iterator[str]:
    before, after = _event_cells(event), (*_place_cells(event), *_story_cells(event, exported))
    for pair in pairs_of(event, exported.actors):
        yield _line((*before, *_party_cells(pair.actor), *_party_cells(pair.recipient), *after))


def _event_cells(event: EventRow) -> Iterable[str]:
    announced = _ANNOUNCED.get(event.type) if event.status in (Status.PLANNED, LAPSED) else None
    type_, modes = (announced, ()) if announced else (event.type, event.modes)
    score = score_of(type_, json.dumps(modes))
    return (event.id, event.day or "", type_, _joined(modes), str(score), _QUADS[quad_of(type_)], _joined(event.contexts))


def _party_cells(actor: ActorRow | None) -> Iterable[str]:
    if actor is None:
        return ("",) * len(_PARTY)
    sectors = sectors_of(actor)
    return (actor.name, actor.country or "", _cow().get(actor.country or "", ""), "".join(sectors[:1]), _joined(sectors), actor.role or "", "", "")


def _place_cells(event: EventRow) -> Iterable[str]:
    place = event.place or ""
    city = place if event.precision in ("city", "point") else ""
    province = place if event.precision == "region" else ""
    return (place, city, "", province, event.country or "", in_degrees(event.latitude), in_degrees(event.longitude), "", "", "")


def _story_cells(event: EventRow, exported: Exported) -> Iterable[str]:
    parties = parties_of((*event.actor_ids, *event.recipient_ids), (*event.actors, *event.recipients), exported.actors)
    people, organisations, places = ([a.name for a in parties if a.kind in kinds] for kinds in ((ActorKind.PERSON,), _ORGANISED, _LOCATED))
    outlets = [s.outlet or s.title or s.key for s in event.sources]
    first = min(filter(None, (to_iso(to_day(s.published)) for s in event.sources)), default="")
    locations = [*places, *((event.place,) if event.place else ())]
    return (_joined(outlets), first, _joined(people), _joined(organisations), _joined(locations), "English", f"Demarche {_version()}")


def _joined(values: Iterable[str]) -> str:
    """The values once each, each disarmed: where ";" parts the columns of a spreadsheet, every one of them begins a cell."""
    return ";".join(dict.fromkeys(disarm(in_a_cell(v).replace(";", ",")) for v in values))


def _line(cells: Iterable[str]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="").writerow([disarm(in_a_cell(c)) for c in cells])
    return stream.getvalue()


@cache
def _cow() -> dict[str, str]:
    """COW's state number by country."""
    return {r["code"]: r["number"] for r in load_table("cow")}


@cache
def _version() -> str:
    return version("demarche")
