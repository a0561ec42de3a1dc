"""The gazetteer: cities and first-level regions of the world by any of their names, looked up in two sorted text files without loading them.

`gazetteer_names.txt` has a line `folded name TAB id id …`, in the order of its bytes; an id is the byte at which the record's line starts in
`gazetteer_places.txt`. train/gazetteer.py builds both from GeoNames (CC BY 4.0). Places that newsreaders know beside them are in places.tsv.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from demarche.lexicon.load import Row, load_table

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th", "ħ": "h", "&": " and "}
    | dict.fromkeys("'’‘`´ʻʼʹʿʾ.", "")
)
PRECISIONS = ("point", "city", "region", "country")  # how exactly coordinates mark a place
# A quarter or building stands in a city, a place of places.tsv in a region, where they are this near its middle.
CITY_RADIUS_KM = 40
REGION_RADIUS_KM = 250


@dataclass(frozen=True, slots=True)
class Location:
    """A place of the gazetteer. `region` is the first-level region that holds it, `country` an ISO 3166-1 alpha-3 code or ""."""

    name: str
    kind: str  # city, capital, region; state; or a kind of places.tsv
    precision: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int = 0
    is_known: bool = False  # from places.tsv, whose names are all those of the news


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The name as the gazetteer sorts it: small letters without marks, full stops, hyphens and leading article. "The St.-Étienne" → "st etienne"."""
    plain = name.casefold()
    if not plain.isascii() or not plain.isalpha():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        plain = re.sub(r"[^\w]+|_", " ", plain).strip()
    return plain.removeprefix("the ")


@lru_cache(maxsize=100_000)
def find_locations(name: str) -> tuple[Location, ...]:
    """All that bear a name, in any spelling that the tables know: states, the places of places.tsv, cities and regions, in this order."""
    folded = fold(name)
    if not folded:
        return ()
    return (*_states().get(folded, ()), *_known_places().get(folded, ()), *(_read_location(id_) for id_ in _find_ids(folded.encode())))


def holds(outer: Location, inner: Location) -> bool:
    """Whether a state or region holds a place: by the tables, for a place of places.tsv in a region by its country and distance."""
    if outer.country != inner.country or outer == inner or not outer.country:
        return False
    if outer.kind == "state":
        return True
    if outer.kind != "region":
        return kilometres(outer, inner) < CITY_RADIUS_KM and inner.precision == "point"
    return inner.region == outer.name if inner.region else kilometres(outer, inner) < REGION_RADIUS_KM and inner.precision != "region"


def kilometres(a: Location, b: Location) -> float:
    """The distance between two places, near enough on a flat map; endless where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    narrow = math.cos(math.radians((a.latitude + b.latitude) / 2))
    turn = abs(a.longitude - b.longitude)
    return 111.2 * math.hypot(a.latitude - b.latitude, min(turn, 360 - turn) * narrow)


@cache
def _contents(name: str) -> bytes:
    return (files("demarche.lexicon") / name).read_bytes()


def _find_ids(key: bytes) -> tuple[int, ...]:
    """The ids of a folded name: bisection over the bytes of the sorted file, each probe moved back to the start of its line."""
    names = _contents("gazetteer_names.txt")
    low, high = 0, len(names)
    while low < high:
        start = names.rfind(b"\n", 0, (low + high) // 2) + 1
        end = names.index(b"\n", start)
        found, _, ids = names[start:end].partition(b"\t")
        if found == key:
            return tuple(int(id_) for id_ in ids.split())
        if found < key:
            low = end + 1
        else:
            high = start
    return ()


def _read_location(id_: int) -> Location:
    places = _contents("gazetteer_places.txt")
    name, kind, country, region, latitude, longitude, population = places[id_ : places.index(b"\n", id_)].decode().split("\t")
    precision = "region" if kind == "region" else "city"
    return Location(name, kind, precision, country, region, float(latitude), float(longitude), int(population))


@cache
def _known_places() -> dict[str, tuple[Location, ...]]:
    """The places of places.tsv by folded name and alias."""
    found: dict[str, tuple[Location, ...]] = {}
    for row in load_table("places"):
        latitude, longitude = _coordinates(row)
        location = Location(row["name"], row["kind"], row["precision"], row["country"], "", latitude, longitude, is_known=True)
        for key in {fold(name) for name in (row["name"], *row["aliases"].split("|")) if name}:
            found[key] = (*found.get(key, ()), location)
    return found


@cache
def _states() -> dict[str, tuple[Location, ...]]:
    """The states of states.tsv by folded name and alias, where their capital is. A part of a state that calls itself one has the state's country."""
    found: dict[str, tuple[Location, ...]] = {}
    for row in load_table("states"):
        country = (row["parent"] or row["code"]) if row["code"].startswith("X") else row["code"]
        precision = "region" if row["code"].startswith("X") and row["parent"] else "country"
        location = Location(row["name"], "state", precision, country, "", *_coordinates(row))
        for key in {fold(name) for name in (row["name"], *row["aliases"].split("|")) if name}:
            found[key] = (*found.get(key, ()), location)
    return found


def _coordinates(row: Row) -> tuple[float, float] | tuple[None, None]:
    """Latitude and longitude, None and None where the table has none."""
    return (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else (None, None)
