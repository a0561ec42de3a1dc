"""Phrases that may mean somebody: names with their titles, adjectives of states, descriptions, pronouns. Whom they mean is decided later."""

from dataclasses import dataclass, field

from demarche.language.document import Document, once_a_word
from demarche.lexicon.knowledge import Known, fold
from demarche.lexicon.roles import LONGEST_TITLE, load_titles, title_endings
from demarche.record import ActorKind, MentionForm

BODIES = frozenset((ActorKind.ORGANISATION, ActorKind.MEDIA, ActorKind.GROUP, ActorKind.OFFICE))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase of words `[start, end)` around `head`. `name` is the part that is a name; `known` whom a description names by itself."""

    start: int
    end: int
    head: int
    form: MentionForm
    name: str = ""
    kind: ActorKind | None = None
    gender: str | None = None
    plural: bool = False
    noun: str = ""  # the noun of a description, as its table has it
    country: str | None = None  # ISO code of the state said with it
    roles: tuple[str, ...] = ()  # roles of roles.tsv that the words before or behind a name give
    body_code: str = ""  # code of a body in them: "NATO spokesman"
    why: str = ""
    equals: int | None = None  # of a predicate noun: the word that it is said of
    former: bool = False  # "the former president"
    inside: int | None = None  # of a description: the word of a body's name in it, "NATO" of "NATO forces"
    owner: int | None = None  # of a description: the word that says whose somebody is, "Gbagbo" of "a spokesman for Gbagbo"
    each: bool = False  # of a plural title with several states: "the foreign ministers of Armenia and Azerbaijan" are one of each
    title_end: int = 0  # of a name with a title before it: where the title ends


@dataclass(slots=True)
class Cluster:
    """Phrases that mean one actor, while they are being gathered."""

    kind: ActorKind
    name: str
    known: Known | None = None
    gender: str | None = None
    plural: bool = False
    country: str | None = None
    body_code: str = ""  # of the body in whose name a person speaks
    roles: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    mentions: list[Candidate] = field(default_factory=list)
    whys: list[str] = field(default_factory=list)
    named: bool = True
    former: bool = False
    of: "Cluster | None" = None  # whose spokesman, envoys or members they are
    number: int = -1  # in the order in which the names were gathered
    names: dict[str, None] = field(default_factory=dict)  # folded, in the order of their finding

    def add(self, candidate: Candidate, why: str) -> None:
        self.mentions.append(candidate)
        self.whys.append(why)
        self.gender = self.gender or candidate.gender
        self.country = self.country or candidate.country
        self.body_code = self.body_code or candidate.body_code
        self.former |= candidate.former
        if candidate.name:
            self.names[fold(candidate.name)] = None
        self.roles.update(candidate.roles)
        if candidate.noun:
            self.nouns.add(candidate.noun)

    def absorb(self, other: "Cluster") -> None:
        """Takes in what another cluster has gathered."""
        for mention, why in zip(other.mentions, other.whys, strict=True):
            self.add(mention, why)
        self.nouns |= other.nouns
        self.roles |= other.roles


def phrase_start(document: Document, head: int, name_start: int) -> int:
    """Where the phrase of a name begins: "Kremlin spokesman" of "Kremlin spokesman Dmitri Peskov". Articles and possessives stay out."""
    first = document.sentences[document.sentence_of[head]][0]
    start = title_start(document, first, name_start)
    while start > first:
        word = start - 1
        token = document.tokens[word]
        gap = document.text[token.span.end : document.tokens[start].span.start]
        # A title hangs on the name or the name on it; anything else that stands before is another phrase.
        governed = start <= token.head <= max(head, name_start) or (
            document.tokens[head].head == word and document.tokens[head].relation.split(":")[0] in ("flat", "appos", "compound", "nmod")
            and not any(document.tokens[c].relation == "case" for c in document.children[head])
        )  # fmt: skip
        if not (governed and token.upos in ("NOUN", "PROPN", "ADJ") and "\n" not in gap):
            break
        start = word
    return start


def title_start(document: Document, first: int, end: int) -> int:
    """Where the longest title that ends before word `end` begins, "Secretary of State", "secretary-general"; `end` where none of several words does."""
    if end and document.tokens[end - 1].text.lower() not in title_endings():
        return end
    for start in range(max(first, end - LONGEST_TITLE), end - 1):
        if " ".join(document.words(start, end).lower().split()) in load_titles():
            return start
    return end


@once_a_word
def noun_phrase(document: Document, head: int) -> tuple[int, int]:
    """The stretch from a noun's first modifier up to the noun, articles and possessives out: "opposition leaders" in "the opposition leaders"."""
    start = head
    for child in document.children[head]:
        token = document.tokens[child]
        if child < head and token.relation == "nummod":
            start = min(start, child)
        elif child < head and (token.relation.split(":")[0] in ("compound", "amod", "flat") or token.relation == "nmod:desc"):
            start = min(start, min(document.subtree(child)))
    while start < head and document.tokens[start].upos in ("DET", "PUNCT", "ADP", "CCONJ"):
        start += 1
    end = head + 1
    while end < len(document.tokens) and document.tokens[end].relation == "flat" and document.tokens[end].head == head:
        end += 1
    return start, end
