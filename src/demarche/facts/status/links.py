"""How a word hangs on its governor: does it share the governor's fate, only what stands above it, or nothing?

"Will hold talks" shares, "after troops attacked, it fears …" is cut off from the fear.
"""

from collections.abc import Sequence
from enum import Enum
from functools import cache

from demarche.facts.arguments import arguments, is_passive, preposition_of
from demarche.facts.status.clause import read_own
from demarche.facts.status.tense import is_futurate, is_infinitive, is_past, is_present, is_present_perfect
from demarche.facts.status.words import effect_of_child, slots_of
from demarche.language.document import Document
from demarche.lexicon.load import load_table

# The model's factuality (-3 … 3) under which a noun shares the fate of a verb that only mentions it: "may follow an attack" as against
# "may comment on the attack". Of 1.5, 2.0, 2.3, 2.6 and of 2.0, 2.3, 2.5, 2.7, 2.9 the best on the development set of status.
OPEN_DEFINITE = 1.5
OPEN_INDEFINITE = 2.3


class Link(Enum):
    """SHARES: what is said of the governor is said of the word. PASSES: only what governs the governor counts. CUT: nothing does."""

    SHARES = "shares"
    PASSES = "passes"
    CUT = "cut"


def find_link(document: Document, word: int, head: int) -> Link:
    """How a word hangs on its governor, where no word of the table decides."""
    token = document.tokens[word]
    relation = token.relation.split(":")[0]
    if relation == "parataxis":
        return Link.CUT
    if _is_clause(document, word):
        return _link_of_clause(document, word, head, relation)
    return _link_of_noun(document, word, head, relation)


def _is_clause(document: Document, word: int) -> bool:
    token = document.tokens[word]
    return token.upos in ("VERB", "AUX") or any(document.tokens[c].relation in ("cop", "mark") for c in document.children[word])


def _link_of_clause(document: Document, word: int, head: int, relation: str) -> Link:
    if relation == "conj":
        if not _is_finite(document, word):
            return Link.SHARES
        # "declined to name him, but said …": what governs the infinitive does not govern a clause with a tense.
        return Link.PASSES if _is_finite(document, head) else Link.CUT
    if relation == "xcomp":
        return Link.SHARES
    if relation in ("ccomp", "csubj"):
        return Link.PASSES
    if relation == "acl":
        return _link_of_modifier(document, word)
    return _link_of_adverbial(document, word) if relation == "advcl" else Link.CUT


def _is_finite(document: Document, word: int) -> bool:
    """Has the clause a tense of its own?"""
    token = document.tokens[word]
    helpers = [
        c for c in document.children[word] if document.tokens[c].relation.startswith(("aux", "cop")) and document.tokens[c].xpos in ("MD", "VBD", "VBZ", "VBP")
    ]
    return bool(helpers) or token.xpos in ("VBD", "VBZ", "VBP")


def _link_of_modifier(document: Document, word: int) -> Link:
    """Clauses of a noun. What is past is past; "a deal that ends the war" shares the fate of the deal, where the text leaves that open."""
    token = document.tokens[word]
    if is_past(document, word) or (token.xpos == "VBN" and not _is_finite(document, word) and not is_infinitive(document, word)):
        return Link.CUT
    return Link.SHARES if token.factuality < OPEN_DEFINITE and read_own(document, word).status is None else Link.CUT


def _link_of_adverbial(document: Document, word: int) -> Link:
    marks = [c for c in document.children[word] if document.tokens[c].relation == "mark"]
    if any(effect_of_child(document, m, "temporal") for m in marks):
        return _link_of_temporal(document, word)
    if any(document.tokens[m].text.lower() != "to" for m in marks):
        return Link.SHARES if document.tokens[word].xpos == "VBG" else Link.CUT
    return Link.SHARES


def _link_of_temporal(document: Document, word: int) -> Link:
    """ "When he visits Kyiv, he will …", "once it has ratified the treaty, it will …" lie ahead with their main clause; a clause in the past does not."""
    if is_present(document, word) or is_present_perfect(document, word):
        return Link.SHARES
    token = document.tokens[word]
    return Link.SHARES if token.xpos == "VBG" and token.factuality < OPEN_INDEFINITE else Link.CUT


def _link_of_noun(document: Document, word: int, head: int, relation: str) -> Link:
    if relation in ("conj", "xcomp", "appos"):
        return Link.SHARES
    if relation == "obl" and preposition_of(document, word) == "for":
        return Link.SHARES  # "will fly there for talks"
    if relation in ("obj", "iobj", "nsubj", "obl", "ccomp"):
        return _link_of_argument(document, word, head)
    if relation in ("nmod", "compound"):
        is_part = relation == "compound" or preposition_of(document, word) == "of"
        return Link.SHARES if is_part and _is_event(document, head) and document.tokens[word].factuality < OPEN_INDEFINITE else Link.CUT
    return Link.CUT


def _link_of_argument(document: Document, word: int, head: int) -> Link:
    """Subjects and objects: those of verbs that carry an event share their fate, others where the model thinks that they are open."""
    if _carries(document, head, slots_of(document, word, head)) or _is_there(document, word, head) or is_futurate(document, head):
        return Link.SHARES
    preposition = preposition_of(document, word)
    if preposition and any(effect_of_child(document, c, "given") for c in document.children[word] if document.tokens[c].relation == "case"):
        return Link.SHARES if document.tokens[word].factuality < OPEN_DEFINITE else Link.CUT
    definite = any(document.tokens[c].feature("Definite") == "Def" or document.tokens[c].feature("PronType") == "Dem" for c in document.children[word])
    return Link.SHARES if document.tokens[word].factuality < (OPEN_DEFINITE if definite else OPEN_INDEFINITE) else Link.CUT


def _is_there(document: Document, noun: int, verb: int) -> bool:
    """ "There will be talks"."""
    return document.tokens[noun].relation == "nsubj" and any(document.tokens[c].relation == "expl" for c in document.children[verb])


def _is_event(document: Document, word: int) -> bool:
    return document.tokens[word].event != "O"


def _carries(document: Document, verb: int, slots: Sequence[str]) -> bool:
    """Does the verb lend its tense and negation to the noun in one of the slots: "hold talks", "a summit will take place"?"""
    lemma = document.tokens[verb].lemma.lower()
    beside = [document.tokens[c].lemma.lower() for c in document.children[verb] if document.tokens[c].relation in ("compound:prt", "obj", "advmod")]
    return any((name, slot) in _carrying() for name in (lemma, *(f"{lemma} {b}" for b in beside)) for slot in slots)


@cache
def _carrying() -> frozenset[tuple[str, str]]:
    """(verb, slot of the noun) of lexicon/lightverbs.tsv: verbs that lend an event noun their tense and negation."""
    return frozenset((row["verb"], row["noun_slot"]) for row in load_table("lightverbs"))


def carrier_beside(document: Document, noun: int) -> int | None:
    """The verb of a clause of a noun that carries it: "talks that will be held", "talks planned for Monday"; None where there is none."""
    for child in document.children[noun]:
        if document.tokens[child].relation in ("acl", "acl:relcl") and document.tokens[child].upos == "VERB":
            slots = [s for s in ("subj", "obj") if noun in arguments(document, child).get(s, ())]
            # "Talks to be held" are the object; of "an offer to hold talks" the parser cannot know the subject.
            told = is_passive(document, child) if is_infinitive(document, child) else read_own(document, child).status is not None
            if told and _carries(document, child, slots):
                return child
    return None


def raised_to(document: Document, word: int, head: int) -> int | None:
    """The infinitive whose subject a word is in truth: "the trial is set to begin"; None where the infinitive does not carry it."""
    if document.tokens[word].relation not in ("nsubj", "nsubj:pass"):
        return None
    for child in document.children[head]:
        if document.tokens[child].relation == "xcomp" and document.tokens[child].upos == "VERB":
            slot = "obj" if is_passive(document, child) else "subj"
            return child if _carries(document, child, (slot,)) else None
    return None
