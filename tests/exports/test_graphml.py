from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import networkx
from hypothesis import given

from demarche.exports.graphml import write_graphml
from demarche.views.network import Edge, Network, Node
from demarche.views.visible import visible
from exporting import ANY, MACRON, PUTIN, RUSSIA, networks

_NS = "{http://graphml.graphdrawing.org/xmlns}"
NETWORK = Network(
    tuple(Node(a.id, a.name, a.kind, a.country, n) for a, n in ((RUSSIA, 9), (MACRON, 7), (PUTIN, 4))),
    (Edge(MACRON.id, RUSSIA.id, 4, 1, 1, 2.5, ()), Edge(PUTIN.id, RUSSIA.id, 0, 0, 3, None, ())),
    ("2022-02",),
)


def read(content: bytes) -> networkx.Graph:
    return networkx.read_graphml(BytesIO(content))


def in_xml(words: str) -> str:
    return visible(words).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


@given(networks().filter(lambda n: len({in_xml(node.id) for node in n.nodes}) == len(n.nodes)))
@ANY
def test_whatever_the_network_holds_the_graph_says_the_same(network):
    content = write_graphml(network)
    graph = read(content)
    assert list(graph.nodes) == [in_xml(n.id) for n in network.nodes]
    for node in network.nodes:
        known = graph.nodes[in_xml(node.id)]
        assert known.get("label", "") == in_xml(node.name or node.id) and (known["kind"], known["events"]) == (node.kind, node.events)
        assert known.get("country", "") == in_xml(node.country or "")
    assert {frozenset(pair) for pair in graph.edges} == {frozenset((in_xml(e.source), in_xml(e.target))) for e in network.edges}
    for edge in network.edges:
        known = graph.edges[in_xml(edge.source), in_xml(edge.target)]
        assert (known["cooperation"], known["conflict"], known["hoped"], known.get("score")) == (edge.cooperation, edge.conflict, edge.hoped, edge.score)
        assert known["weight"] == edge.cooperation + edge.conflict + edge.hoped
    labels = [d.text or "" for d in ElementTree.fromstring(content).iter(f"{_NS}data") if d.get("key") == "label"]
    assert labels == [in_xml(n.name or n.id) for n in network.nodes]


def test_its_xml_is_graphml_with_a_type_for_every_attribute():
    root = ElementTree.fromstring(write_graphml(NETWORK))
    keys = {k.get("id"): (k.get("for"), k.get("attr.name"), k.get("attr.type")) for k in root.iter(f"{_NS}key")}
    whole = ("cooperation", "conflict", "hoped", "weight")
    assert keys == {
        **{n: ("node", n, "string") for n in ("label", "kind", "country")}, "events": ("node", "events", "long"),
        **{n: ("edge", n, "long") for n in whole}, "score": ("edge", "score", "double"),
    }  # fmt: skip
    (graph,) = root.iter(f"{_NS}graph")
    assert graph.get("edgedefault") == "undirected" and len(list(root.iter(f"{_NS}node"))) == 3
    assert {d.get("key") for d in root.iter(f"{_NS}data")} == set(keys)


def test_what_nobody_knows_is_no_attribute():
    stateless = replace(NETWORK, nodes=(replace(NETWORK.nodes[0], country=None), *NETWORK.nodes[1:]))
    graph = read(write_graphml(stateless))
    assert "country" not in graph.nodes[RUSSIA.id] and graph.nodes[MACRON.id]["country"] == "FRA"
    assert "score" not in graph.edges[PUTIN.id, RUSSIA.id] and graph.edges[MACRON.id, RUSSIA.id]["score"] == 2.5


def test_an_empty_network_is_a_graph_too():
    assert read(write_graphml(Network((), (), ()))).number_of_nodes() == 0


def test_the_same_network_is_the_same_bytes():
    assert write_graphml(NETWORK) == write_graphml(NETWORK)
