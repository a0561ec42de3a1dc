"""Network and map: the page, and the data that its picture is drawn from."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from demarche.exports.exported import Exported
from demarche.exports.geojson import write_geojson
from demarche.store.asked import EventRow
from demarche.store.relations import Relation
from demarche.views.network import Network
from demarche.web.asked import Asked, Narrowed
from demarche.web.lists import CSV, ERRORS, as_csv
from demarche.web.site import OnSite, Site, render

router = APIRouter()
_PAIRS = 150  # more edges are no picture any more
_ON_MAP = 1000


@router.get("/network.json", response_model=Network, responses=ERRORS, tags=["pictures"],
            description="Actors and the events between them; without a first day, of the last three months.")  # fmt: skip
def network_json(site: OnSite, asked: Narrowed) -> Network:
    return site.archive.network(limit=_PAIRS, **asked.only("actor", "first", "last"))


@router.get("/network.csv", response_class=Response, responses=CSV, tags=["pictures"], description="The pairs of the network, by month.")
def network_csv(site: OnSite, asked: Narrowed) -> Response:
    return as_csv([month for edge in network_json(site, asked).edges for month in edge.months], Relation, "network")


@router.get("/map.csv", response_class=Response, responses=CSV, tags=["pictures"], description="The events of the map.")
def map_csv(site: OnSite, asked: Narrowed) -> Response:
    return as_csv(_on_map(site, asked)[0], EventRow, "map")


@router.get("/map.json", response_model=list[EventRow], responses=ERRORS, tags=["pictures"], description="The events of the map.")
def map_json(site: OnSite, asked: Narrowed) -> list[EventRow]:
    return _on_map(site, asked)[0]


@router.get("/network", include_in_schema=False)
def network(request: Request, site: OnSite, asked: Narrowed) -> HTMLResponse:
    found = network_json(site, asked)
    return render(request, "network.html", name="network", asked=asked, found=found, names={n.id: n.name for n in found.nodes})


@router.get("/map.geojson", responses={**ERRORS, 200: {"content": {"application/geo+json": {}}}}, response_class=Response, tags=["pictures"],
            description="Events with coordinates and their precision, the latest first; without a first day, of the last three months.")  # fmt: skip
def map_geojson(site: OnSite, asked: Narrowed) -> Response:
    events, asked = _on_map(site, asked)
    exported = Exported(events, {}, site.today, site.address)
    return Response(write_geojson(exported), media_type="application/geo+json")


@router.get("/map", include_in_schema=False)
def map_page(request: Request, site: OnSite, asked: Narrowed) -> HTMLResponse:
    events, shown = _on_map(site, asked)
    return render(request, "map.html", name="map", asked=shown, events=events, most=_ON_MAP)


def _on_map(site: Site, asked: Asked) -> tuple[list[EventRow], Asked]:
    """The events of the map; of no day asked for, those of three months before the newest."""
    if not (asked.first or asked.last or asked.actor):
        asked = replace(asked, first=site.archive.recently())
    filters = asked.only("actor", "type", "status", "place", "first", "last")
    return list(site.archive.located(limit=_ON_MAP, **filters)), asked
