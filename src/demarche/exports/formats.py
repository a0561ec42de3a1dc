"""The files that events can be written to, by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from demarche.exports.exported import Exported
from demarche.exports.ftm import write_ftm
from demarche.exports.gdelt import write_gdelt
from demarche.exports.geojson import write_geojson
from demarche.exports.jsonld import write_jsonld
from demarche.exports.polecat import write_polecat


@dataclass(frozen=True, slots=True)
class EventFormat:
    """A format: how its file's name ends, what it is on the web, and what writes it, piece by piece."""

    ending: str
    media_type: str
    write: Callable[[Exported], Iterable[str]]
    about: str


def _ended(write: Callable[[Exported], Iterable[str]]) -> Callable[[Exported], Iterable[str]]:
    """The writer with the ends of its lines."""
    return lambda exported: (f"{line}\n" for line in write(exported))


EVENT_FORMATS: dict[str, EventFormat] = {
    "jsonld": EventFormat("jsonld", "application/ld+json", lambda e: (write_jsonld(e),), "The events as schema.org Events in JSON-LD."),
    "geojson": EventFormat("geojson", "application/geo+json", lambda e: (write_geojson(e),), "The events with coordinates as GeoJSON."),
    "polecat": EventFormat("polecat.csv", "text/csv", _ended(write_polecat), "The events in POLECAT's 40 columns."),
    "gdelt": EventFormat("gdelt.tsv", "text/tab-separated-values", _ended(write_gdelt), "The events in GDELT 2.0's 61 columns, with CAMEO codes."),
    "ftm": EventFormat("ftm.jsonl", "application/x-ndjson", _ended(write_ftm), "The events as FollowTheMoney entities, for Aleph."),
}
