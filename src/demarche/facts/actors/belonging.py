"""Whose somebody is of whom only a description tells: the possessor's, "a spokesman for Gbagbo", or the state's of which the article speaks, "the rebels"."""

from demarche.facts.actors.candidates import Candidate, Cluster
from demarche.facts.actors.discourse import SUBJECTS, Discourse, Said
from demarche.facts.actors.measures import is_measuring
from demarche.facts.arguments import preposition_of
from demarche.lexicon.roles import GOVERNMENT, STATELESS, Agent, load_agents, load_titles
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
    mention = cluster.mentions[0]
    titles = {mention.noun, discourse.document.tokens[mention.head].lemma.lower()} & load_titles().keys()
    return bool(titles) or is_measuring(discourse.document, mention.head)


def _is_of_owner(cluster: Cluster) -> bool:
    noun = cluster.mentions[0].noun
    agent = load_agents().get(noun) if noun not in load_titles() else None
    return agent is None or agent.stands_for not in ("person", "counterpart", "country", "place", "pair")


def _home(discourse: Discourse, cluster: Cluster) -> str | None:
    """The state of "the army", "police", "the rebels": that of the forces just spoken of, of the place where they act, of the article."""
    mention = cluster.mentions[0]
    agent = load_agents().get(mention.noun)
    if agent is None or (agent.stands_for not in OF_A_STATE and agent.sector not in INNER_SECTORS) or not _is_known_to_reader(discourse, mention, agent):
        return None
    if agent.sector == GOVERNMENT and not _articles(discourse, mention):
        return None if _is_abroad(discourse, mention) else main_country(discourse)  # "Negotiators met in Doha", "Officials said in Cairo" are not the host's
    return _of_same_side(discourse, mention, agent.sector) or _of_place(discourse, mention) or main_country(discourse) or _of_only_forces(discourse, mention)


def _is_abroad(discourse: Discourse, mention: Candidate) -> bool:
    """Does the phrase itself tell of a city where they are, "diplomats in New York"? Whose they are stays open."""
    document = discourse.document
    beside = (c for c in document.children[mention.head] if document.tokens[c].relation == "nmod" and preposition_of(document, c) in LOCATIVES)
    return any((found := discourse.named_at.get(c)) and found.kind is ActorKind.PLACE for c in beside)


def _articles(discourse: Discourse, mention: Candidate) -> list[str]:
    """The article, number or possessor of a phrase, in small letters."""
    tokens = discourse.document.tokens
    return [tokens[c].text.lower() for c in discourse.document.children[mention.head] if tokens[c].relation in ("det", "nummod", "nmod:poss")]


def _is_known_to_reader(discourse: Discourse, mention: Candidate, agent: Agent) -> bool:
    """Has the phrase an article "the", or is it the bare subject of its clause: "Police arrested"?"""
    articles = _articles(discourse, mention)
    if articles:
        return all(a == "the" for a in articles)
    return agent.stands_for in OF_A_STATE and discourse.document.tokens[mention.head].relation in ("nsubj", "nsubj:pass", "obl:agent")


def _before(discourse: Discourse, mention: Candidate, sentences: int) -> list[Said]:
    """Who was mentioned before a phrase, in its sentence and so many before it; the last first."""
    here = discourse.sentence(mention.head)
    near = [s for s in discourse.past if s[0] < mention.start and here - discourse.sentence(s[0]) <= sentences]
    return sorted(near, key=lambda s: -s[0])


def _of_same_side(discourse: Discourse, mention: Candidate, sector: str) -> str | None:
    """The state of the last actor of the same sector before it: "the army" after "Israeli aircraft"."""
    for _, cluster, said in _before(discourse, mention, 2):
        agent = load_agents().get(said.noun)
        code = cluster.known.code if cluster.known and cluster.kind is ActorKind.ORGANISATION else ""
        same = (agent is not None and agent.sector == sector and said.form is MentionForm.DESCRIPTION) or (code or "").endswith(sector)
        if same and cluster.country and cluster.country not in STATELESS:
            return cluster.country
    return None


def _of_only_forces(discourse: Discourse, mention: Candidate) -> str | None:
    """The state of the forces spoken of just before, where the article names no other: "the rebels" after "the Sudanese army"."""
    for _, cluster, said in _before(discourse, mention, 2):
        agent = load_agents().get(said.noun)
        forces = (agent is not None and agent.stands_for in OF_A_STATE) or (cluster.known is not None and cluster.kind is ActorKind.ORGANISATION)
        if forces and cluster.country and discourse.context.countries.keys() <= {cluster.country}:
            return cluster.country
    return None


def _of_place(discourse: Discourse, mention: Candidate) -> str | None:
    """The state of the place where they act: beside the same verb, or beside the main verb of the sentence before."""
    document = discourse.document
    here = discourse.sentence(mention.head)
    verb = document.tokens[mention.head].head
    found: dict[int, str] = {}
    for word, cluster, _ in discourse.past:
        token, back = document.tokens[word], here - discourse.sentence(word)
        main = document.tokens[token.head].relation == "root" or document.tokens[token.head].relation in SUBJECTS
        beside = token.head in (verb, mention.head) if back == 0 else back == 1 and main
        if beside and cluster.kind in (ActorKind.PLACE, ActorKind.STATE) and cluster.country and preposition_of(document, word) in LOCATIVES:
            found.setdefault(back, cluster.country)
    return found.get(0) or found.get(1)


def main_country(discourse: Discourse) -> str | None:
    """The state that an article speaks of far more than of any other; None where there is no such one."""
    ranked = discourse.context.countries.most_common(2)
    if not ranked or ranked[0][1] < LEAD or (len(ranked) > 1 and ranked[0][1] < LEAD * ranked[1][1]):
        return None
    return ranked[0][0]
