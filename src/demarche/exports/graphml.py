"""The network of actors → GraphML (graphml.graphdrawing.org), for Gephi, yEd, Cytoscape, igraph and networkx."""

from io import BytesIO

import networkx

from demarche.exports.wording import to_xml_text
from demarche.views.network import Edge, Network, Node


def write_graphml(network: Network) -> bytes:
    """The graph, undirected: its nodes are actors by their ids, its edges have the counts of the view, and their sum as `weight`.

    What nobody knows (a country, the score of what has not happened) is no attribute. Characters that XML has no place for are shown as signs.
    """
    graph = networkx.Graph()
    for node in network.nodes:
        graph.add_node(to_xml_text(node.id), **_node(node))
    for edge in network.edges:
        graph.add_edge(to_xml_text(edge.source), to_xml_text(edge.target), **_edge(edge))
    stream = BytesIO()
    # Not write_graphml, which writes other bytes where lxml is installed.
    networkx.write_graphml_xml(graph, stream, named_key_ids=True)
    return stream.getvalue()


def _node(node: Node) -> dict[str, str | int]:
    country = {"country": to_xml_text(node.country)} if node.country else {}
    return {"label": to_xml_text(node.name or node.id), "kind": to_xml_text(node.kind), **country, "events": node.events}


def _edge(edge: Edge) -> dict[str, int | float]:
    counts: dict[str, int | float] = {"cooperation": edge.cooperation, "conflict": edge.conflict, "hoped": edge.hoped}
    weight = edge.cooperation + edge.conflict + edge.hoped
    return {**counts, "weight": weight, **({} if edge.score is None else {"score": float(edge.score)})}
