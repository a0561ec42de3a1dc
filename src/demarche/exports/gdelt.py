"""Events → the 61 columns of GDELT 2.0's events (GDELT Event Database codebook, V2.0), with CAMEO's codes: a row for each pair of actors.

What we do not know stays empty: tone, known groups, ethnic and religious codes, where the actors are from, the codes of regions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256

from demarche.exports.cells import in_a_cell, in_degrees
from demarche.exports.exported import Exported
from demarche.exports.parties import HAPPENED, Pair, pairs_of, sectors_of
from demarche.exports.wording import to_moment, web_address
from demarche.lexicon.load import load_table
from demarche.store.asked import ActorRow, EventRow
from demarche.views.rows import disarm

_ID = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_EVENT = (
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

GDELT_COLUMNS = (
    *_ID,
    *(f"Actor{n}{c}" for n in (1, 2) for c in _ACTOR),
    *_EVENT,
    *(f"{of}Geo_{c}" for of in ("Actor1", "Actor2", "Action") for c in _GEO),
    "DATEADDED",
    "SOURCEURL",
)

_TYPES = 3  # columns for types of one actor
_NOWHERE = ("0", *[""] * (len(_GEO) - 1))  # GDELT's type of what it could not locate
# The last CAMEO root of each quad class but the fourth: 01 to 05 are verbal, 06 to 08 material cooperation, 09 to 13 verbal conflict.
_LAST_ROOTS = ("05", "08", "13")


@dataclass(frozen=True, slots=True)
class _Act:
    """CAMEO's codes of what was done."""

    code: str
    base: str
    root: str
    goldstein: str


def write_gdelt(exported: Exported) -> Iterator[str]:
    """The lines, without their ends, tab-separated, without header: GDELT_COLUMNS names the columns. Only what happened or goes on.

    GLOBALEVENTID comes from the ids of the event and of the pair, so that it is the same in every export. NumMentions counts reports, NumSources
    independent origins. DATEADDED is the first publication.
    """
    for event in exported.events:
        if event.status in HAPPENED:
            for pair in pairs_of(event, exported.actors):
                yield "\t".join(in_a_cell(c) for c in _cells(event, pair, exported.today))


def _cells(event: EventRow, pair: Pair, today: str) -> Iterable[str]:
    ids = (event.id, *(a.id or a.name if a else "" for a in (pair.actor, pair.recipient)))
    parties = (*_actor_cells(pair.actor), *_actor_cells(pair.recipient))
    url = next(filter(None, (web_address(s.url) for s in event.sources)), "")
    geo = (*_NOWHERE, *_NOWHERE, *_geo_cells(event))
    return (_global_id(ids), *_date_cells(event.day), *parties, *_event_cells(event), *geo, _date_added(event, today), url)


def _global_id(ids: Iterable[str]) -> str:
    """A number of 63 bits: GDELT's readers keep it as a signed whole number of 64."""
    digest = sha256("\n".join(ids).encode("utf-8", "surrogatepass")).digest()
    return str(int.from_bytes(digest[:8]) >> 1)


def _date_cells(day: str | None) -> Iterable[str]:
    """The day in GDELT's four ways; its years have months of 30 days and 365 days."""
    moment = to_moment(day)
    if moment is None:
        return ("",) * (len(_ID) - 1)
    fraction = moment.year + ((moment.month - 1) * 30 + moment.day) / 365
    digits = _digits(moment)
    return (digits[:8], digits[:6], digits[:4], f"{fraction:.4f}")


def _actor_cells(actor: ActorRow | None) -> Iterable[str]:
    if actor is None:
        return ("",) * len(_ACTOR)
    country = _country_code(actor.country)
    types = tuple(dict.fromkeys(filter(None, (_cameo_sectors().get(s) for s in sectors_of(actor)))))[:_TYPES]
    return (country + "".join(types), _name(actor.name.upper()), country, "", "", "", "", *types, *[""] * (_TYPES - len(types)))


def _event_cells(event: EventRow) -> Iterable[str]:
    act = next((_acts()[event.type, m] for m in event.modes if (event.type, m) in _acts()), None) or _acts()[event.type, ""]
    quad = str(1 + sum(act.root > last for last in _LAST_ROOTS))
    return ("", act.code, act.base, act.root, quad, act.goldstein, str(event.reports), str(event.origins), str(event.articles), "")


def _geo_cells(event: EventRow) -> Iterable[str]:
    kind = _geo_type(event)
    if not kind:
        return _NOWHERE
    state = _state_names().get(event.country or "", "")
    name = _name(", ".join(dict.fromkeys(filter(None, (event.place, state)))))
    fips = _countries()[event.country].fips if event.country in _countries() else ""
    return (kind, name, fips, "", "", in_degrees(event.latitude), in_degrees(event.longitude), "")


def _geo_type(event: EventRow) -> str:
    """1 a country, 2 and 3 a state and a city of the United States, 5 and 4 those of the world; empty where the place is not known."""
    at_home = event.country == "USA"
    if event.precision in ("city", "point"):
        return "3" if at_home else "4"
    if event.precision == "region":
        return "2" if at_home else "5"
    return "1" if event.country else ""


def _date_added(event: EventRow, today: str) -> str:
    moments = [m for s in event.sources if (m := to_moment(s.published))]
    moment = min(moments, default=None) or to_moment(today)
    return _digits(moment) if moment else ""


def _name(words: str) -> str:
    """A name that ends where its cell does: most readers take a quotation mark at the beginning for one around tabs."""
    return disarm(in_a_cell(words.replace('"', "'")))


def _digits(moment: datetime) -> str:
    """A moment as YYYYMMDDHHMMSS."""
    return "".join(c for c in moment.isoformat(timespec="seconds")[:19] if c.isdigit())


def _country_code(country: str | None) -> str:
    """CAMEO's code of a country; regions and states of ours that ISO does not know have none."""
    if not country or len(country) != 3:
        return ""
    return (_countries()[country].cameo if country in _countries() else "") or country


@dataclass(frozen=True, slots=True)
class _Country:
    cameo: str
    fips: str


@cache
def _countries() -> dict[str, _Country]:
    return {r["code"]: _Country(r["cameo"], r["fips"]) for r in load_table("gdelt_countries")}


@cache
def _acts() -> dict[tuple[str, str], _Act]:
    return {(r["type"], r["mode"]): _Act(r["cameo"], r["base"], r["root"], r["goldstein"]) for r in load_table("cameo")}


@cache
def _cameo_sectors() -> dict[str, str]:
    return {r["sector"]: r["cameo"] for r in load_table("cameo_sectors")}


@cache
def _state_names() -> dict[str, str]:
    return {r["code"]: r["name"] for r in load_table("states")}
