"""Descriptions and pronouns → whom they mean: each, in text order, goes to the most salient actor that agrees with it, or to nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from demarche.facts.actors.candidates import BODIES, Candidate, Cluster
from demarche.facts.actors.context import Context
from demarche.facts.actors.references import pair_nouns
from demarche.facts.actors.speaking import Speakers, speakers_of_words
from demarche.language.document import Document
from demarche.lexicon.knowledge import Knowledge, Known
from demarche.lexicon.roles import load_agents, load_titles, roles_of, roles_ranked
from demarche.record import ActorKind, MentionForm

# How far back an antecedent may stand, in sentences. Best of 2 to 5 on the development articles for persons; things fade sooner.
REACH = {"person": 3, "thing": 1}
# "The two leaders" are the two of whom these sentences speak most.
PAIR_REACH = 3
# Nobody remembers a title's bearer for longer, in sentences.
LONGEST_REACH = 60
SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")


Said = tuple[int, Cluster, Candidate]


@dataclass
class Discourse:
    """Who was mentioned where, as far as the text has been read: `(word, cluster, candidate)` in text order."""

    document: Document
    knowledge: Knowledge
    context: Context
    clusters: list[Cluster]
    past: list[Said] = field(default_factory=list)
    named_at: dict[int, Cluster] = field(default_factory=dict)  # word of a name's mention → its cluster
    known: dict[str, Cluster] = field(default_factory=dict)  # id in the knowledge base → its cluster

    def __post_init__(self) -> None:
        self.named_at = {w: c for c in self.clusters for m in c.mentions for w in range(m.start, m.end)}
        self.known = {c.known.id: c for c in self.clusters if c.known}

    def sentence(self, word: int) -> int:
        return self.document.sentence_of[word]

    def recent(self, word: int, sentences: int) -> Iterator[Said]:
        """Who was mentioned in the sentence of a word and so many before it, the last first."""
        first = self.sentence(word) - sentences
        for said in reversed(self.past):
            if self.sentence(said[0]) < first:
                return
            yield said


def resolve_references(discourse: Discourse, names: Sequence[Cluster], references: Sequence[Candidate]) -> None:
    """Adds each description and pronoun to the cluster that it means; descriptions of somebody unnamed found clusters of their own."""
    waiting = sorted([(m.head, 0, m, c) for c in names for m in c.mentions] + [(r.head, 1, r, None) for r in references], key=lambda w: w[:2])
    speakers = speakers_of_words(discourse.document, discourse.clusters)
    for word, _, candidate, cluster in waiting:
        if cluster is not None:
            discourse.past.append((word, cluster, candidate))
            continue
        found = list(_meant(discourse, candidate, speakers))
        for meant, why in found:
            meant.add(candidate, why)
            discourse.past.append((word, meant, candidate))


def _meant(discourse: Discourse, candidate: Candidate, speakers: Speakers) -> Iterator[tuple[Cluster, str]]:
    equal = _cluster_at(discourse, candidate.equals) if candidate.equals is not None else None
    if candidate.form is MentionForm.PRONOUN:
        yield from _meant_by_pronoun(discourse, candidate, speakers)
    elif equal and equal.plural == candidate.plural and _agrees_in_gender(equal, candidate) and (candidate.noun or equal.kind is ActorKind.PERSON):
        yield equal, "said of it by a form of be"
    elif not candidate.noun:
        return
    elif candidate.noun in load_titles() and not candidate.plural:
        yield from _meant_by_title(discourse, candidate)
    else:
        yield from _meant_by_noun(discourse, candidate)


def _cluster_at(discourse: Discourse, word: int) -> Cluster | None:
    """The cluster of the narrowest mention around a word that has been read."""
    found = [(m.end - m.start, n, c) for n, (_, c, m) in enumerate(discourse.recent(word, 0)) if m.start <= word < m.end and m.head == word]
    return min(found, key=lambda f: f[:2])[2] if found else None


# --- descriptions ---------------------------------------------------------------------------------------------------------------------------
def _meant_by_title(discourse: Discourse, candidate: Candidate) -> Iterator[tuple[Cluster, str]]:
    """ "the Russian president": the person of the article with that office, else its holder on the day, else somebody without a name."""
    roles = {r.role for r in roles_of(candidate.noun, candidate.country)}
    if "leader" in roles and candidate.country:
        roles |= roles_ranked("leader")  # "the Russian leader"
    named = _apposed(discourse, candidate)
    if named:
        yield named, "stands beside the name"
        return
    definite = _is_definite(discourse.document, candidate)
    for word, cluster, _ in discourse.recent(candidate.head, LONGEST_REACH):
        if cluster.kind is not ActorKind.PERSON or not definite or not _agrees_in_gender(cluster, candidate):
            continue
        if candidate.country and cluster.country and cluster.country != candidate.country:
            continue
        if (roles & _roles_of(cluster, discourse.context) or candidate.noun in cluster.nouns) and (
            candidate.country or discourse.sentence(candidate.head) - discourse.sentence(word) <= 8
        ):
            yield cluster, f"the {candidate.noun} named before"
            return
    if definite and candidate.country and discourse.context.day and len(roles) == 1:
        holder = discourse.knowledge.holder(candidate.country, next(iter(roles)), discourse.context.day)
        if holder:
            yield _cluster_for(discourse, holder), f"held the office on {discourse.context.day}"
            return
    yield _unnamed(discourse, candidate, ActorKind.PERSON)


def _roles_of(cluster: Cluster, context: Context) -> set[str]:
    """The offices that the text gives somebody, and those that the tables give him near the day."""
    terms = cluster.known.terms if cluster.known else ()
    return cluster.roles | {t.role for t in terms if not context.day or t.years_from(context.day) <= 1}


def _meant_by_noun(discourse: Discourse, candidate: Candidate) -> Iterator[tuple[Cluster, str]]:
    """ "the alliance", "the country", "Russian troops", "the two leaders", "Western countries"."""
    agent = load_agents().get(candidate.noun)
    stands_for = agent.stands_for if agent else "group"
    named = _apposed(discourse, candidate)
    if named and not candidate.plural:
        yield named, "stands beside the name"
    elif candidate.inside is not None and stands_for in ("state", "state_body") and (body := discourse.named_at.get(candidate.inside)):
        yield body, f"{candidate.noun} of the body"
    elif candidate.why == "pair":
        yield from _pair(discourse, candidate)
    elif candidate.country in discourse.knowledge.states and stands_for in ("state", "state_body"):
        yield _cluster_for(discourse, discourse.knowledge.states[str(candidate.country)]), f"{candidate.noun} of the state"
    elif _is_definite(discourse.document, candidate) and not candidate.plural and (found := _last_with_noun(discourse, candidate, stands_for)):
        yield found
    else:
        yield _unnamed(discourse, candidate, ActorKind.GROUP if candidate.plural or stands_for in ("group", "state", "state_body") else ActorKind.ORGANISATION)


def _last_with_noun(discourse: Discourse, candidate: Candidate, stands_for: str) -> tuple[Cluster, str] | None:
    """The actor last named that goes by the noun: a state for "the country", a body whose nouns or name hold it."""
    best: tuple[tuple[int, int], Cluster] | None = None
    for word, cluster, mention in discourse.recent(candidate.head, 4 if stands_for in ("country", "place") else 12):
        distance = discourse.sentence(candidate.head) - discourse.sentence(word)
        if candidate.start <= word < candidate.end or _are_two(discourse.document, candidate, mention) or not _goes_by(cluster, candidate.noun, stands_for):
            continue
        if candidate.country and cluster.country not in (None, candidate.country):
            continue
        if stands_for == "country" and mention.form is MentionForm.METONYM:
            continue
        # "the country" is the one named last; a body goes by its prominence.
        rank = (0, word) if stands_for in ("country", "place") else (-distance, _prominence(discourse.document, mention))
        if best is None or rank > best[0]:
            best = (rank, cluster)
    return (best[1], f"the {candidate.noun} named last") if best else None


def _goes_by(cluster: Cluster, noun: str, stands_for: str) -> bool:
    if stands_for == "country":
        return cluster.kind is ActorKind.STATE and (noun not in ("kingdom", "republic", "superpower"))
    if stands_for == "place":
        return cluster.kind is ActorKind.PLACE or (noun in ("territory", "island", "region", "peninsula") and cluster.kind is ActorKind.STATE)
    if cluster.kind not in BODIES or not cluster.named:
        return False
    nouns = cluster.known.nouns if cluster.known else ()
    if noun in nouns or noun in cluster.nouns or noun in cluster.name.lower().split():
        return True
    agent = load_agents().get(noun)
    code = cluster.known.code if cluster.known else None
    if agent is None or agent.stands_for in ("person", "group", "country"):
        return False
    if cluster.known is None:
        return agent.stands_for == "organisation" and cluster.kind is not ActorKind.MEDIA
    return bool(agent.sector) and (code or "").endswith(agent.sector)


def _pair(discourse: Discourse, candidate: Candidate) -> Iterator[tuple[Cluster, str]]:
    """ "the two leaders", "both countries": the two last named of the kind, where both stand in the two sentences before."""
    wanted = pair_nouns()[candidate.noun]
    found: dict[int, tuple[int, Cluster]] = {}
    for _, cluster, _ in discourse.recent(candidate.head, PAIR_REACH):
        leads = (
            cluster.kind is not ActorKind.PERSON
            or candidate.noun not in ("leaders", "presidents")
            or bool(roles_ranked("leader") & _roles_of(cluster, discourse.context))
        )
        if cluster.kind is wanted and cluster.named and leads:
            found[id(cluster)] = (found.get(id(cluster), (0, cluster))[0] + 1, cluster)
    ranked = sorted(found.values(), key=lambda f: -f[0])
    if len(ranked) >= 2 and (len(ranked) == 2 or ranked[1][0] > ranked[2][0]):
        yield from ((c, f"the two {candidate.noun} spoken of") for _, c in ranked[:2])
    else:
        yield _unnamed(discourse, candidate, ActorKind.GROUP)


def _apposed(discourse: Discourse, candidate: Candidate) -> Cluster | None:
    """The cluster of a name that the description stands beside: "the Estonian prime minister, Kaja Kallas,"."""
    document = discourse.document
    token = document.tokens[candidate.head]
    beside = [c for c in document.children[candidate.head] if document.tokens[c].relation == "appos"]
    if token.relation == "appos":
        beside.append(token.head)
    beside += _next_to(document, candidate)
    found = (discourse.named_at.get(b) for b in beside)
    return next((c for c in found if c and _can_be(c, candidate)), None)


def _next_to(document: Document, candidate: Candidate) -> list[int]:
    """The word behind the comma that follows a description, where another comma or a verb closes the pair: "the bar's owner, Jonathan Stan,"."""
    end = candidate.end
    if end < len(document.tokens) and document.tokens[end].upos == "PROPN" and document.sentence_of[end] == document.sentence_of[candidate.head]:
        return [end]  # "U.S. automaker GM"
    while end < len(document.tokens) and document.tokens[end].relation != "punct" and document.sentence_of[end] == document.sentence_of[candidate.head]:
        if document.tokens[end].upos == "VERB" or end - candidate.end > 6:
            return []
        end += 1
    close = next(
        (
            i
            for i in range(end + 1, min(end + 7, len(document.tokens)))
            if document.tokens[i].text == "," or document.tokens[i].upos in ("VERB", "AUX", "CCONJ")
        ),
        None,
    )
    if end >= len(document.tokens) or document.tokens[end].text != "," or close is None or document.tokens[close].upos == "CCONJ":
        return []
    return [end + 1]


def _can_be(cluster: Cluster, candidate: Candidate) -> bool:
    person = candidate.noun in load_titles()
    return (cluster.kind is ActorKind.PERSON) == person and _agrees_in_gender(cluster, candidate)


def _is_definite(document: Document, candidate: Candidate) -> bool:
    """Has the phrase an article "the", a "this", a possessor, or an adjective of a state before a title?"""
    for child in document.children[candidate.head]:
        token = document.tokens[child]
        if token.relation == "det":
            return token.text.lower() in ("the", "this", "that", "these", "those", "both")
        if token.relation == "nmod:poss":
            return True
    return False


def _unnamed(discourse: Discourse, candidate: Candidate, kind: ActorKind) -> tuple[Cluster, str]:
    """Somebody whom only a description tells: the same words, definite, mean the same again."""
    words = discourse.document.span(candidate.start, candidate.end).of(discourse.document.text)
    if _is_definite(discourse.document, candidate) or candidate.plural:
        for _, cluster, mention in discourse.recent(candidate.head, 12):
            if not cluster.named and mention.noun == candidate.noun and mention.country == candidate.country and cluster.name.lower() == words.lower():
                return cluster, "the same words"
    cluster = Cluster(kind, " ".join(words.split()), named=False, plural=candidate.plural)
    discourse.clusters.append(cluster)
    return cluster, "a description without a name"


def _cluster_for(discourse: Discourse, known: Known) -> Cluster:
    """The cluster of an entry of the knowledge base, made where the text has not named it."""
    if known.id not in discourse.known:
        discourse.known[known.id] = Cluster(known.kind, known.name, known, known.gender, country=known.country)
        discourse.clusters.append(discourse.known[known.id])
    return discourse.known[known.id]


# --- pronouns -------------------------------------------------------------------------------------------------------------------------------
def _meant_by_pronoun(discourse: Discourse, candidate: Candidate, speakers: Speakers) -> Iterator[tuple[Cluster, str]]:
    if candidate.noun in ("first", "second"):
        speaker = (speakers.first if candidate.noun == "first" else speakers.second).get(candidate.head)
        # A person's "we" is he and others: nobody knows who.
        if speaker and not (candidate.plural and speaker.kind is ActorKind.PERSON):
            yield speaker, "who speaks here" if candidate.noun == "first" else "who is asked here"
        return
    if candidate.plural:
        yield from _meant_by_they(discourse, candidate)
        return
    # Whom a speaker calls "he" is somebody else.
    best = _most_salient(discourse, candidate, person=candidate.gender in ("m", "f"), but=speakers.quoted.get(candidate.head))
    if best:
        yield best


def _most_salient(discourse: Discourse, candidate: Candidate, *, person: bool, but: Cluster | None = None) -> tuple[Cluster, str] | None:
    scores: dict[int, tuple[float, Cluster]] = {}
    for word, cluster, mention in discourse.recent(candidate.head, REACH["person" if person else "thing"]):
        distance = discourse.sentence(candidate.head) - discourse.sentence(word)
        if cluster is but or not _agrees(discourse, cluster, mention, candidate, person=person):
            continue
        score = 4.0 / (1 + distance) + 2.0 * _prominence(discourse.document, mention) + 0.2 * min(len(cluster.mentions), 5)
        score += 1.0 if distance == 0 and _is_possessive(discourse.document, candidate.head) else 0.0
        score += 1.5 if cluster.named else 0.0
        score += 0.5 * (cluster.gender == candidate.gender and person) + 0.001 * word / len(discourse.document.tokens)
        kept = scores.get(id(cluster))
        scores[id(cluster)] = max(kept or (0.0, cluster), (score, cluster), key=lambda s: s[0])
    ranked = sorted(scores.values(), key=lambda s: -s[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.15):
        return None
    return ranked[0][1], "most salient " + ("person" if person else "state or body") + " before it"


def _prominence(document: Document, mention: Candidate) -> int:
    """2 for a subject of a main clause, 1 for another subject, 0 else. A title that stands before the name counts by the phrase's head."""
    token = document.tokens[mention.head]
    at = mention.head
    while token.head >= 0 and mention.start <= token.head < mention.end:
        at = token.head
        token = document.tokens[at]
    if token.relation in SUBJECTS:
        return 2 if document.tokens[token.head].relation in ("root", "conj", "parataxis") else 1
    return 0


def _is_possessive(document: Document, word: int) -> bool:
    return document.tokens[word].relation == "nmod:poss"


def _agrees(discourse: Discourse, cluster: Cluster, mention: Candidate, candidate: Candidate, *, person: bool) -> bool:
    if mention.start <= candidate.head < mention.end:
        return False
    if person:
        if cluster.kind is not ActorKind.PERSON or not _agrees_in_gender(cluster, candidate):
            return False
    elif (
        cluster.kind not in (*BODIES, ActorKind.STATE)
        or cluster.plural
        or (mention.form is MentionForm.METONYM and mention.end - mention.start == 1 and _prominence(discourse.document, mention) == 0)
    ):
        return False
    return not _are_two(discourse.document, candidate, mention)


def _are_two(document: Document, candidate: Candidate, mention: Candidate) -> bool:
    """Are both arguments of one verb, as in "Macron told him", "Russian troops invaded the country"? Then they are two."""
    mine, theirs = document.tokens[candidate.head], document.tokens[mention.head]
    if mention.form is MentionForm.METONYM and theirs.relation in ("amod", "compound"):
        theirs = document.tokens[theirs.head]
    return mine.head == theirs.head and mine.relation != theirs.relation and mine.relation != "nmod:poss" and not mine.text.lower().endswith("self")


def _agrees_in_gender(cluster: Cluster, candidate: Candidate) -> bool:
    return not (cluster.gender and candidate.gender and cluster.gender != candidate.gender)


def _meant_by_they(discourse: Discourse, candidate: Candidate) -> Iterator[tuple[Cluster, str]]:
    """The coordinated subject or the group that stands nearest before: "The US and NATO insist … they refuse"."""
    document = discourse.document
    groups: dict[int, list[tuple[int, Cluster]]] = {}
    best: tuple[float, list[Cluster]] | None = None
    for word, cluster, mention in reversed(list(discourse.recent(candidate.head, 1))):
        distance = discourse.sentence(candidate.head) - discourse.sentence(word)
        if mention.start <= candidate.head < mention.end:
            continue
        token = document.tokens[mention.head]
        root = token.head if token.relation == "conj" else mention.head
        groups.setdefault(root, []).append((word, cluster))
        members = list(dict.fromkeys(id(c) for _, c in groups[root]))
        clusters = [next(c for _, c in groups[root] if id(c) == m) for m in members]
        if len(clusters) < 2 and not clusters[0].plural:
            continue
        subject = document.tokens[root].relation in SUBJECTS
        score = 4.0 / (1 + distance) + 2.0 * subject
        if best is None or score >= best[0]:
            best = (score, clusters)
    if best:
        yield from ((c, "the group named before it") for c in best[1])
        return
    body = _most_salient(discourse, candidate, person=False)
    if body and body[0].kind is ActorKind.ORGANISATION and body[0].named:
        yield body[0], "the body named before it, as many"
