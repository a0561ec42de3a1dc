"""The names of an article → clusters: by spelling, then by the entry of the knowledge base that they mean."""

from collections.abc import Sequence

from demarche.facts.actors.candidates import Candidate, Cluster
from demarche.facts.actors.context import Context
from demarche.facts.actors.linking import join_short_names, link
from demarche.facts.actors.spelling import keys_of, why_same
from demarche.lexicon.knowledge import Knowledge, fold
from demarche.record import ActorKind


def gather_names(candidates: Sequence[Candidate], knowledge: Knowledge, context: Context) -> list[Cluster]:
    """One cluster for each actor that is named; full names first, so that parts of them find their bearer wherever they stand."""
    clusters: list[Cluster] = []
    by_key: dict[str, dict[int, Cluster]] = {}
    for candidate in sorted(candidates, key=lambda c: (_doubt(c, knowledge), -c.name.count(" "), c.start)):
        keys = dict.fromkeys(keys_of(candidate.name))
        near = {i: c for key in keys for i, c in by_key.get(key, {}).items()}
        cluster, why = _cluster_of(candidate, [near[i] for i in sorted(near)])
        if cluster is None:
            cluster, why = Cluster(candidate.kind or ActorKind.ORGANISATION, candidate.name, number=len(clusters)), "named"
            clusters.append(cluster)
        cluster.add(candidate, why)
        for key in keys:
            by_key.setdefault(key, {})[cluster.number] = cluster
    return _linked(clusters, knowledge, context)


def _doubt(candidate: Candidate, knowledge: Knowledge) -> int:
    """Names of several words and known ones are sure; a family name waits for the full one, another single word for both."""
    if " " in candidate.name or knowledge.senses(candidate.name):
        return 0
    return 1 if candidate.kind is ActorKind.PERSON else 2


def _linked(clusters: list[Cluster], knowledge: Knowledge, context: Context) -> list[Cluster]:
    """The clusters with their entries of the knowledge base; two that mean one entry are one."""
    by_known: dict[str, Cluster] = {}
    linked = []
    for cluster in clusters:
        known, why = link(cluster, knowledge, context)
        if known is None:
            linked.append(cluster)
            continue
        cluster.whys = [f"{w}; {why}" if w != "named" else why for w in cluster.whys]
        twin = by_known.get(known.id)
        if twin:
            twin.absorb(cluster)
            continue
        cluster.known, cluster.kind, cluster.name, cluster.gender = known, known.kind, known.name, known.gender or cluster.gender
        cluster.country = known.country or cluster.country
        by_known[known.id] = cluster
        linked.append(cluster)
    return join_short_names(linked)


def _cluster_of(candidate: Candidate, clusters: Sequence[Cluster]) -> tuple[Cluster | None, str]:
    """The one cluster that the name belongs to by its spelling; None for a new actor."""
    fitting = [(c, why) for c in clusters if c.named and (why := why_same(candidate, c))]
    if len(fitting) > 1:
        exact = [f for f in fitting if fold(candidate.name) in f[0].names]
        fitting = exact if len(exact) == 1 else _nearest(candidate, fitting)
    return fitting[0] if fitting else (None, "")


def _nearest(candidate: Candidate, fitting: list[tuple[Cluster, str]]) -> list[tuple[Cluster, str]]:
    """Of two bearers of a family name, the one with the same title, else the one last named before."""
    titled = [f for f in fitting if set(candidate.roles) & f[0].roles]
    before = [(max((m.start for m in c.mentions if m.start < candidate.start), default=-1), i) for i, (c, _) in enumerate(titled or fitting)]
    return [(titled or fitting)[max(before)[1]]]
