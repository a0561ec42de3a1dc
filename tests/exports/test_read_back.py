"""Each file is read back by a program that had no part in writing it."""

import io

import duckdb
import geojson
import igraph
import vobject
from rdflib import Graph, URIRef

from demarche.exports.geojson import write_geojson
from demarche.exports.graphml import write_graphml
from demarche.exports.ical import write_ical
from demarche.exports.jsonld import write_jsonld
from demarche.exports.parquet import write_parquet
from demarche.store.asked import EventRow
from demarche.views.network import Edge, Network, Node
from exporting import MACRON, MEETING, PUTIN, SHELLING, SITE, exported


def test_vobject_reads_the_calendar():
    (event,) = vobject.readOne(write_ical(exported(MEETING)).decode()).vevent_list
    assert (event.uid.value, event.status.value, event.dtstart.value.isoformat()) == (f"{MEETING.id}@demarche", "CONFIRMED", "2022-02-14")
    assert event.url.value == f"{SITE}/events/{MEETING.id}"


def test_geojson_reads_the_map():
    found = geojson.loads(write_geojson(exported(MEETING, SHELLING)))
    assert found.is_valid and [f["geometry"]["coordinates"] for f in found["features"]] == [[37.61, 55.75]]


def test_igraph_reads_the_network(tmp_path):
    nodes = tuple(Node(a.id, a.name, a.kind, a.country, 3) for a in (MACRON, PUTIN))
    path = tmp_path / "network.graphml"
    path.write_bytes(write_graphml(Network(nodes, (Edge(MACRON.id, PUTIN.id, 2, 0, 1, 2.5, ()),), ("2022-02",))))
    graph = igraph.Graph.Read_GraphML(str(path))
    assert sorted(graph.vs["label"]) == ["Emmanuel Macron", "Vladimir Putin"]
    assert (graph.es[0]["cooperation"], graph.es[0]["score"]) == (2, 2.5)


def test_rdflib_reads_the_events():
    graph = Graph().parse(data=write_jsonld(exported(MEETING)), format="json-ld")
    event = URIRef(f"{SITE}/events/{MEETING.id}")
    assert graph.value(event, URIRef("https://schema.org/eventStatus")) == URIRef("https://schema.org/EventScheduled")


def test_duckdb_reads_the_parquet(tmp_path):
    stream = io.BytesIO()
    write_parquet([MEETING, SHELLING], EventRow, stream)
    path = tmp_path / "events.parquet"
    path.write_bytes(stream.getvalue())
    rows = duckdb.sql(f"SELECT id, actors, sources[1].outlet, latitude FROM '{path}' ORDER BY id").fetchall()
    assert rows == [(MEETING.id, list(MEETING.actors), "The Wire", 55.75), (SHELLING.id, ["Russia"], "Le Quotidien", None)]
