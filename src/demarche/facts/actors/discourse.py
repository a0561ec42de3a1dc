"""Who was mentioned where, as far as a text has been read: what descriptions and pronouns look back to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from demarche.facts.actors.candidates import Candidate, Cluster
from demarche.facts.actors.context import Context
from demarche.language.document import Document
from demarche.lexicon.knowledge import Knowledge
from demarche.record import MentionForm

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
        sentence_of = self.document.sentence_of
        first = sentence_of[word] - sentences
        for said in reversed(self.past):
            if sentence_of[said[0]] < first:
                return
            yield said


def cluster_at(discourse: Discourse, word: int) -> Cluster | None:
    """The cluster of the narrowest mention around a word that has been read."""
    found = [(m.end - m.start, n, c) for n, (_, c, m) in enumerate(discourse.recent(word, 0)) if m.start <= word < m.end and m.head == word]
    return min(found, key=lambda f: f[:2])[2] if found else None


def roles_near(cluster: Cluster, context: Context) -> set[str]:
    """The offices that the text gives somebody, and those that the tables give him near the day."""
    terms = cluster.known.terms if cluster.known else ()
    return cluster.roles | {t.role for t in terms if not context.day or t.years_from(context.day) <= 1}


def prominence(document: Document, mention: Candidate) -> int:
    """2 for a subject of a main clause, 1 for another subject, 0 else. A title that stands before the name counts by the phrase's head."""
    token = document.tokens[mention.head]
    at = mention.head
    while token.head >= 0 and mention.start <= token.head < mention.end:
        at = token.head
        token = document.tokens[at]
    if token.relation in SUBJECTS:
        return 2 if document.tokens[token.head].relation in ("root", "conj", "parataxis") else 1
    return 0


def are_two(document: Document, candidate: Candidate, mention: Candidate) -> bool:
    """Are both arguments of one verb, as in "Macron told him", "Russian troops invaded the country"? Then they are two."""
    mine, theirs = document.tokens[candidate.head], document.tokens[mention.head]
    if mention.form is MentionForm.METONYM and theirs.relation in ("amod", "compound"):
        theirs = document.tokens[theirs.head]
    return mine.head == theirs.head and mine.relation != theirs.relation and mine.relation != "nmod:poss" and not mine.text.lower().endswith("self")


def agrees_in_gender(cluster: Cluster, candidate: Candidate) -> bool:
    return not (cluster.gender and candidate.gender and cluster.gender != candidate.gender)
