"""Whose somebody is of whom only a description tells: the possessor's, "a spokesman for Gbagbo", or the state's of which the article speaks, "the rebels"."""

from demarche.facts.actors.candidates import Candidate, Cluster
from demarche.facts.actors.discourse import Discourse, Said
from demarche.facts.actors.measures import is_measuring
from demarche.facts.arguments import preposition_of
from demarche.lexicon.roles import load_agents, load_titles
from demarche.record import ActorKind, MentionForm

# Who acts inside one state, or for it. Of others ("diplomats", "ministers") an article about one state may mean another's.
OF_A_STATE = frozenset(("state", "state_body"))
INNER_SECTORS = frozenset(("REB", "OPP", "COP", "SEP"))
# An article is about a state that it names at least twice, and at least so many times as often as any other.
LEAD = 2
LOCATIVES = frozenset(("in", "near", "at", "across", "outside", "throughout", "around", "inside"))


def add_owners(discourse: Discourse) -> None:
    """Gives each actor without a name the one whose it is, and a state where the text makes that clear."""
    at: dict[int, list[Cluster]] = {}
    for word, cluster, _ in discourse.past:
        at.setdefault(word, []).append(cluster)
    unnamed = [c for c in discourse.clusters if not c.named and c.mentions and not c.known]
    for cluster in unnamed:
        owner = _owner_of(discourse, cluster, at)
        if owner and owner is not cluster and owner.of is not cluster:
            cluster.of = owner if _acts_for_owner(discourse, cluster) else None
            cluster.country = cluster.country or (owner.country if _is_of_owner(cluster) else None)
    for cluster in unnamed:
        if cluster.country is None and cluster.of is None:
            cluster.country = _home(discourse, cluster)


def _owner_of(discourse: Discourse, cluster: Cluster, at: dict[int, list[Cluster]]) -> Cluster | None:
    """The one actor whose somebody is by any of the mentions; None for nobody or several."""
    for mention in cluster.mentions:
        if mention.owner is not None:
            named = discourse.named_at.get(mention.owner)
            found = {id(c): c for c in ([named] if named else at.get(mention.owner, []))}
            found = {i: c for i, c in found.items() if c.kind is not ActorKind.PLACE}
            if len(found) == 1:
                return next(iter(found.values()))
    return None


def _acts_for_owner(discourse: Discourse, cluster: Cluster) -> bool:
    """Is somebody a part of the owner, or one who speaks for it, "members", "spokesman"? A wife or a rival is neither."""
    return cluster.mentions[0].noun in load_titles() or is_measuring(discourse.document, cluster.mentions[0].head)


def _is_of_owner(cluster: Cluster) -> bool:
    agent = load_agents().get(cluster.mentions[0].noun)
    return agent is None or agent.stands_for not in ("person", "counterpart", "country", "place", "pair")


def _home(discourse: Discourse, cluster: Cluster) -> str | None:
    """The state of "the army", "police", "the rebels": that of the forces or bodies just spoken of, of the place where they act, of the article."""
    mention = cluster.mentions[0]
    if not _is_of_a_state(cluster) or not _is_known_to_reader(discourse, mention):
        return None
    return _of_same_side(discourse, mention) or _of_place(discourse, mention) or main_country(discourse)


def _is_of_a_state(cluster: Cluster) -> bool:
    agent = load_agents().get(cluster.mentions[0].noun)
    return agent is not None and (agent.stands_for in OF_A_STATE or agent.sector in INNER_SECTORS)


def _is_known_to_reader(discourse: Discourse, mention: Candidate) -> bool:
    """Has the phrase an article "the", or is it the bare subject of its clause: "Police arrested"?"""
    document = discourse.document
    before = [document.tokens[c] for c in document.children[mention.head] if document.tokens[c].relation in ("det", "nummod", "nmod:poss")]
    if before:
        return all(t.text.lower() == "the" for t in before)
    return document.tokens[mention.head].relation in ("nsubj", "nsubj:pass", "obl:agent")


def _before(discourse: Discourse, mention: Candidate, sentences: int) -> list[Said]:
    """Who was mentioned before a phrase, in its sentence and so many before it; the last first."""
    here = discourse.sentence(mention.head)
    near = [s for s in discourse.past if s[0] < mention.start and here - discourse.sentence(s[0]) <= sentences]
    return sorted(near, key=lambda s: -s[0])


def _of_same_side(discourse: Discourse, mention: Candidate) -> str | None:
    """The state of the last forces or bodies of a state before it: "the army" after "Israeli aircraft"."""
    for _, cluster, said in _before(discourse, mention, 2):
        agent = load_agents().get(said.noun)
        of_state = agent is not None and agent.stands_for in OF_A_STATE
        body = cluster.known is not None and cluster.kind is ActorKind.ORGANISATION and bool(cluster.country) and cluster.known.code != cluster.country
        if cluster.country and ((of_state and said.form is MentionForm.DESCRIPTION) or body):
            return cluster.country
    return None


def _of_place(discourse: Discourse, mention: Candidate) -> str | None:
    """The state of the place where they act, in the same sentence or the one before."""
    document = discourse.document
    here = discourse.sentence(mention.head)
    places = [
        (abs(here - discourse.sentence(word)), word, cluster.country)
        for word, cluster, _ in discourse.past
        if 0 <= here - discourse.sentence(word) <= 1
        and cluster.kind in (ActorKind.PLACE, ActorKind.STATE)
        and cluster.country
        and document.tokens[word].relation.startswith(("obl", "nmod"))
        and preposition_of(document, word) in LOCATIVES
    ]
    return min(places)[2] if places else None


def main_country(discourse: Discourse) -> str | None:
    """The state that an article speaks of far more than of any other; None where there is no such one."""
    ranked = discourse.context.countries.most_common(2)
    if not ranked or ranked[0][1] < LEAD or (len(ranked) > 1 and ranked[0][1] < LEAD * ranked[1][1]):
        return None
    return ranked[0][0]
