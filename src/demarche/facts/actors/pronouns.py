"""Whom a pronoun means: the speaker, the subject of its own clause, the most salient actor that agrees with it, or nobody."""

from collections.abc import Iterator

from demarche.facts.actors.candidates import BODIES, Candidate, Cluster
from demarche.facts.actors.discourse import SUBJECTS, Discourse, agrees_in_gender, are_two, prominence
from demarche.facts.actors.pronoun_clauses import blamed, is_blaming, others_beside, subject_to_come, threatened, verb_above
from demarche.facts.actors.speaking import Speakers
from demarche.facts.arguments import arguments
from demarche.language.document import Document
from demarche.lexicon.roles import load_agents, load_titles
from demarche.record import ActorKind, MentionForm

# How far back an antecedent may stand, in sentences. Best of 2 to 5 on the development articles for persons; things fade sooner.
REACH = {"person": 3, "thing": 1}
# A thing that could be meant by "it" must lead by so much less than an actor's name does; best of 0 to 2 on the development articles.
THING_BONUS = 1.0
THING_SLOTS = ("nsubj", "nsubj:pass", "obj")


def meant_by_speech(document: Document, candidate: Candidate, speakers: Speakers) -> Iterator[tuple[Cluster, str]]:
    """Who is meant by "I" and by "you". A person's "we" is he and others: as the subject he answers for what they do, elsewhere nobody knows who."""
    speaker = (speakers.first if candidate.noun == "first" else speakers.second).get(candidate.head)
    several = candidate.plural and document.tokens[candidate.head].relation not in SUBJECTS
    if speaker and not (several and speaker.kind is ActorKind.PERSON):
        yield speaker, "who speaks here" if candidate.noun == "first" else "who is asked here"


def meant_by_pronoun(discourse: Discourse, candidate: Candidate, quoted: dict[int, Cluster | None]) -> Iterator[tuple[Cluster, str]]:
    """Who is meant by "he", "it", "they". `quoted`: the speaker of each quoted word, for whom a speaker calls "he" is somebody else."""
    if candidate.plural:
        yield from _meant_by_they(discourse, candidate)
        return
    person, but = candidate.gender in ("m", "f"), quoted.get(candidate.head)
    best = (
        subject_to_come(discourse, candidate)
        or threatened(discourse, candidate)
        or blamed(discourse, candidate)
        or _by_syntax(discourse, candidate, person=person, but=but)
        or _most_salient(discourse, candidate, person=person, but=but)
    )
    if best:
        yield best


def _by_syntax(discourse: Discourse, candidate: Candidate, *, person: bool, but: Cluster | None) -> tuple[Cluster, str] | None:
    """The subject of a possessive's own verb, "called on NATO to stop its strikes", or of the verb above the pronoun's clause: "London said it would"."""
    document = discourse.document
    token = document.tokens[candidate.head]
    at = token.head if token.relation == "nmod:poss" else candidate.head
    verb = verb_above(document, at)
    if verb is None or is_blaming(document, verb, at) or (token.relation != "nmod:poss" and token.relation not in SUBJECTS):
        return None
    if at == candidate.head or document.tokens[at].relation in SUBJECTS:
        if document.tokens[verb].relation != "ccomp":
            return None
        verb = document.tokens[verb].head
    for subject in arguments(document, verb).get("subj", []):
        for _, cluster, mention in discourse.recent(candidate.head, 0):
            if mention.head == subject and cluster is not but and _agrees(discourse, cluster, mention, candidate, person=person):
                return cluster, "subject of its own clause"
    return None


def _most_salient(discourse: Discourse, candidate: Candidate, *, person: bool, but: Cluster | None = None) -> tuple[Cluster, str] | None:
    scores: dict[int, tuple[float, Cluster]] = {}
    others = others_beside(discourse, candidate)
    for word, cluster, mention in discourse.recent(candidate.head, REACH["person" if person else "thing"]):
        distance = discourse.sentence(candidate.head) - discourse.sentence(word)
        if cluster is but or cluster in others or not _agrees(discourse, cluster, mention, candidate, person=person):
            continue
        score = 4.0 / (1 + distance) + 2.0 * prominence(discourse.document, mention) + 0.2 * min(len(cluster.mentions), 5)
        score += 1.0 if distance == 0 and _is_possessive(discourse.document, candidate.head) else 0.0
        score += 1.5 if cluster.named else 0.0
        score += 0.5 * (cluster.gender == candidate.gender and person) + 0.001 * word / len(discourse.document.tokens)
        kept = scores.get(id(cluster))
        scores[id(cluster)] = max(kept or (0.0, cluster), (score, cluster), key=lambda s: s[0])
    ranked = sorted(scores.values(), key=lambda s: -s[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.15):
        return None
    if not person and _thing_score(discourse, candidate) > ranked[0][0]:
        return None
    return ranked[0][1], "most salient " + ("person" if person else "state or body") + " before it"


def _thing_score(discourse: Discourse, candidate: Candidate) -> float:
    """How salient the most salient thing is that is no actor, by the same measure: "the truce" before "it"."""
    document = discourse.document
    here = discourse.sentence(candidate.head)
    first = document.sentences[max(0, here - REACH["thing"])][0]
    best = 0.0
    for word in range(first, candidate.head):
        token = document.tokens[word]
        if token.upos != "NOUN" or token.relation not in THING_SLOTS or word in discourse.named_at or token.feature("Number") == "Plur":
            continue
        if token.lemma.lower() in load_agents() or token.lemma.lower() in load_titles() or token.head == document.tokens[candidate.head].head:
            continue
        rank = 0 if token.relation == "obj" else 2 if document.tokens[token.head].relation in ("root", "conj", "parataxis") else 1
        best = max(best, 4.0 / (1 + here - discourse.sentence(word)) + 2.0 * rank + THING_BONUS)
    return best


def _is_possessive(document: Document, word: int) -> bool:
    return document.tokens[word].relation == "nmod:poss"


def _agrees(discourse: Discourse, cluster: Cluster, mention: Candidate, candidate: Candidate, *, person: bool) -> bool:
    if mention.start <= candidate.head < mention.end:
        return False
    if person:
        if cluster.kind is not ActorKind.PERSON or not agrees_in_gender(cluster, candidate):
            return False
    elif (
        cluster.kind not in (*BODIES, ActorKind.STATE)
        or cluster.plural
        or (mention.form is MentionForm.METONYM and mention.end - mention.start == 1 and prominence(discourse.document, mention) == 0)
    ):
        return False
    return not are_two(discourse.document, candidate, mention)


def _is_between(document: Document, word: int, pronoun: int, discourse: Discourse) -> bool:
    """Do people whom no table knows stand nearer to a pronoun, the "Carlists" of "Police kept the Carlists apart as they marched"?"""
    return any(
        t.upos == "PROPN" and t.feature("Number") == "Plur" and i not in discourse.named_at for i, t in enumerate(document.tokens[word + 1 : pronoun], word + 1)
    )


def _members(group: list[tuple[int, Cluster]]) -> list[Cluster]:
    """The actors that are coordinated, each once; of people and others the people."""
    people = [g for g in group if g[1].kind is ActorKind.PERSON]
    return list({id(c): c for _, c in (people if len(people) > 1 else group)}.values())


def _standing(document: Document, word: int) -> float:
    """Who insists goes before whom he speaks of: "The US and NATO insist that these states are safe. They refuse …"."""
    token = document.tokens[word]
    if token.relation not in SUBJECTS:
        return 0.0
    return 3.0 if document.tokens[token.head].relation in ("root", "conj", "parataxis") else 2.0


def _meant_by_they(discourse: Discourse, candidate: Candidate) -> Iterator[tuple[Cluster, str]]:
    """The coordinated subject or the group that stands nearest before: "The US and NATO insist … they refuse"."""
    document = discourse.document
    groups: dict[int, list[tuple[int, Cluster]]] = {}
    best: tuple[float, list[Cluster]] | None = None
    others = others_beside(discourse, candidate)
    for word, cluster, mention in reversed(list(discourse.recent(candidate.head, 1))):
        distance = discourse.sentence(candidate.head) - discourse.sentence(word)
        if mention.start <= candidate.head < mention.end:
            continue
        token = document.tokens[mention.head]
        root = token.head if token.relation == "conj" else mention.head
        groups.setdefault(root, []).append((word, cluster))
        clusters = _members(groups[root])
        many = clusters[0].plural or (token.upos == "NOUN" and token.feature("Number") == "Plur")  # "the US authorities said they"
        one_body = not many and (clusters[0].named or clusters[0].kind is not ActorKind.GROUP)
        if len(clusters) < 2 and (one_body or clusters[0] in others):
            continue
        if distance == 0 and _is_between(document, word, candidate.head, discourse):
            continue
        score = 4.0 / (1 + distance) + _standing(document, root)
        if best is None or score >= best[0]:
            best = (score, clusters)
    if best:
        yield from ((c, "the group named before it") for c in best[1])
        return
    body = _most_salient(discourse, candidate, person=False)
    if body and body[0].kind is ActorKind.ORGANISATION and body[0].named:
        yield body[0], "the body named before it, as many"
