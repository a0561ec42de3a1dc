"""What the clause says of a pronoun: a subject still to come, the one threatened, the one blamed, and who it can't be."""

from functools import cache

from demarche.facts.actors.candidates import BODIES, Candidate, Cluster
from demarche.facts.actors.discourse import SUBJECTS, Discourse, are_two
from demarche.facts.arguments import arguments, preposition_of
from demarche.facts.events.frames import load_frames
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import ActorKind, EventType

Meant = tuple[Cluster, str]
# Clauses and phrases that may stand before the subject of the main clause.
FRONTED = ("obl", "advcl")


def verb_above(document: Document, word: int) -> int | None:
    """The verb whose argument a word is, over nouns and prepositions."""
    for _ in range(6):
        word = document.tokens[word].head
        if word < 0:
            return None
        if document.tokens[word].upos == "VERB":
            return word
    return None


def can_be(cluster: Cluster, candidate: Candidate) -> bool:
    """Does an actor agree in kind, number and gender with a pronoun in the singular?"""
    if candidate.gender in ("m", "f"):
        return cluster.kind is ActorKind.PERSON and cluster.gender in (None, candidate.gender)
    return cluster.kind in (*BODIES, ActorKind.STATE) and not cluster.plural


def subject_to_come(discourse: Discourse, candidate: Candidate) -> Meant | None:
    """The subject behind a fronted phrase with a possessive: "After his visit to Lyon, Macron will fly home"."""
    document = discourse.document
    if document.tokens[candidate.head].relation != "nmod:poss":
        return None
    phrase = document.tokens[candidate.head].head
    while document.tokens[phrase].head >= 0 and not document.tokens[phrase].relation.startswith(FRONTED):
        phrase = document.tokens[phrase].head
    verb = document.tokens[phrase].head
    if verb < 0 or phrase > verb or any(s < candidate.head for s in arguments(document, verb).get("subj", [])):
        return None
    for subject in arguments(document, verb).get("subj", []):
        cluster = discourse.named_at.get(subject)
        if cluster and phrase < subject < verb and can_be(cluster, candidate):
            return cluster, "subject of the clause that its phrase opens"
    return None


def threatened(discourse: Discourse, candidate: Candidate) -> Meant | None:
    """The one threatened in the condition of a threat: "will bomb Ruritania unless it disarms"."""
    document = discourse.document
    clause = document.tokens[candidate.head].head
    if document.tokens[candidate.head].relation not in SUBJECTS or document.tokens[clause].relation != "advcl" or not _has_condition(document, clause):
        return None
    verb: int | None = document.tokens[clause].head
    for _ in range(2):
        if verb is None or verb < 0:
            return None
        found = [w for slot in ("obj", "iobj") for w in arguments(document, verb).get(slot, []) if w < candidate.head]
        named = [c for w in found if (c := discourse.named_at.get(w)) and can_be(c, candidate)]
        if named:
            return named[0], "the one threatened"
        verb = document.tokens[verb].head if document.tokens[verb].relation in ("ccomp", "xcomp") else None
    return None


def _has_condition(document: Document, clause: int) -> bool:
    """Is a clause opened by a conjunction that can make an announcement a threat, "if", "unless"?"""
    return any(document.tokens[c].relation == "mark" and document.tokens[c].text.lower() in _conditions() for c in document.children[clause])


@cache
def _conditions() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("threat_conditions"))


def blamed(discourse: Discourse, candidate: Candidate) -> Meant | None:
    """The object of a verb whose reason names its act, "condemned Ruritania for its invasion"; of a verb without a subject whoever stands beside it,
    "sanctions imposed on Ruritania after its invasion"."""
    document = discourse.document
    act = document.tokens[candidate.head].head
    verb = document.tokens[act].head
    if document.tokens[candidate.head].relation != "nmod:poss" or verb < 0 or document.tokens[verb].upos != "VERB":
        return None
    slots = arguments(document, verb)
    if preposition_of(document, act) == "for":
        beside = slots.get("obj", [])
    elif "subj" not in slots and document.tokens[act].event != "O":
        beside = sorted((w for words in slots.values() for w in words), reverse=True)
    else:
        return None
    found = (c for w in beside if w < candidate.head and (c := discourse.named_at.get(w)) and can_be(c, candidate))
    best = next(found, None)
    return (best, "the one blamed or thanked for it") if best else None


def is_blaming(document: Document, verb: int, act: int) -> bool:
    """Is an act the object of a verb of blame, whose subject blames others: "condemned its invasion"?"""
    token = document.tokens[act]
    return document.tokens[verb].lemma.lower() in _blaming() and token.head == verb and token.relation in ("obj", "nsubj:pass") and token.event != "O"


@cache
def _blaming() -> frozenset[str]:
    """The verbs that frames.tsv reads as accusations of their object."""
    return frozenset(f.lemma for frames in load_frames().values() for f in frames if f.type is EventType.ACCUSE and f.pos == "VERB" and f.recipient == ("obj",))


def others_beside(discourse: Discourse, candidate: Candidate) -> list[Cluster]:
    """Whom a pronoun can't mean: the other arguments of its verb, however often named before, and who blames the act that is called its own."""
    document = discourse.document
    found = [c for _, c, m in discourse.recent(candidate.head, 0) if are_two(document, candidate, m)]
    if document.tokens[candidate.head].relation == "nmod:poss":
        act = document.tokens[candidate.head].head
        verb = verb_above(document, act)
        if verb is not None and is_blaming(document, verb, act):
            found += [c for w in arguments(document, verb).get("subj", []) if (c := discourse.named_at.get(w))]
    return found
