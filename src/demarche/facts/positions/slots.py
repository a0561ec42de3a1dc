"""What stands around a word of stance: its logical arguments, the words of grammar beside it, and what these say of its clause."""

from dataclasses import dataclass, field
from functools import cache

from demarche.facts.arguments import Slots, arguments, ends_in_question, marks_of, preposition_of
from demarche.facts.clause_words import clause_words
from demarche.language.document import Document
from demarche.lexicon.load import load_table

_GRAMMAR = frozenset(("cop", "aux", "aux:pass", "mark", "advmod", "case", "det"))
_CLAUSES = ("ccomp", "xcomp", "acl")
_CLAUSAL = frozenset(("VERB", "ADJ", "NOUN", "PROPN", "ADV", "AUX", "PRON"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words in each slot, and facets: the `mood` of the content clause, the verb (`verb`), negation (`neg`, `xneg`), a question."""

    base: int  # the word whose arguments these are: the verb of a modal, the noun of "against", else the word itself
    slots: Slots
    facets: dict[str, frozenset[str]] = field(default_factory=dict)


def read_surroundings(document: Document, word: int) -> Surroundings:
    """The slots of `arguments`, those of grammar by their relation, and `clause` or `noun`: the base itself, `head`: its governor, `headsubj`."""
    token = document.tokens[word]
    base = token.head if token.upos in ("AUX", "ADP", "SCONJ") and token.head >= 0 else word
    slots = {slot: list(words) for slot, words in arguments(document, base).items()}
    for child in (*document.children[base], *document.children[word]):
        relation = document.tokens[child].relation
        if relation in _GRAMMAR | {"csubj", "advcl"} and child not in slots.get(relation, ()):
            slots.setdefault(relation, []).append(child)
    _add_marked_clauses(document, base, slots)
    agents = [i for i in slots.get("by", []) if document.tokens[i].relation == "obl:agent"]
    if agents and not _has_helper(document, base):
        # "the “peace groups” funded by a bank had …": the parser may take the participle for the verb, and the groups for those who act.
        slots["obj"] = slots.get("obj") or [i for i in slots.get("subj", []) if i not in slots["by"]]
        slots["subj"] = slots["by"]
    slots["clause"] = slots["noun"] = [base]
    governor = document.tokens[base].head
    if governor >= 0:
        slots["head"] = [governor]
        slots["headsubj"] = shared_subject(document, governor)
    if "subj" not in slots and "aux:pass" not in slots:
        slots["subj"] = shared_subject(document, base)
    return Surroundings(base, slots, _facets(document, word, base, slots))


def _add_marked_clauses(document: Document, word: int, slots: Slots) -> None:
    """Clauses behind a preposition stand in its slot, "in favour of lifting"; so does a noun whose preposition the parser takes for a particle."""
    particle = next((document.tokens[c].lemma.lower() for c in document.children[word] if document.tokens[c].relation == "compound:prt"), None)
    for child in document.children[word]:
        relation = document.tokens[child].relation
        if relation in ("acl", "advcl"):
            marks = [document.tokens[c] for c in document.children[child] if document.tokens[c].relation in ("mark", "case")]
            if marks and marks[0].upos != "PART":
                slots.setdefault(marks[0].lemma.lower(), []).append(child)
        elif particle and relation in ("obl", "obj") and preposition_of(document, child) is None:
            slots.setdefault(particle, []).append(child)
        elif relation == "obj" and (preposition := preposition_of(document, child)):
            slots.setdefault(preposition, []).append(child)
            slots["obj"] = [o for o in slots.get("obj", ()) if o != child]
        if relation == "obj":
            # "called the demand “delusional”": the judgement may hang on the noun.
            slots.setdefault("as", []).extend(c for c in document.children[child] if preposition_of(document, c) == "as")
            judged = [c for c in document.children[child] if document.tokens[c].relation == "appos" and document.tokens[c].upos == "ADJ"]
            slots.setdefault("xcomp", []).extend(judged)


def shared_subject(document: Document, word: int) -> list[int]:
    """The subject of a word, or that of the clause beside it which lends it its own: "makes Vienna hesitant", "visits Oslo, expects a deal"."""
    own = arguments(document, word).get("subj", [])
    token = document.tokens[word]
    if own or token.head < 0:
        return own
    above = arguments(document, token.head)
    if token.relation == "xcomp":
        return above.get("obj") or above.get("subj", [])
    if token.relation == "ccomp":
        # "it remained committed": the parser may hang both words on what governs the clause.
        siblings = [c for c in document.children[token.head] if document.tokens[c].relation == "ccomp" and c < word]
        return arguments(document, siblings[-1]).get("subj", []) if siblings else []
    if token.relation in ("conj", "advcl", "parataxis") and document.tokens[token.head].upos in _CLAUSAL and not marks_of(document, word):
        return above.get("subj") or [c for c in document.children[token.head] if document.tokens[c].relation == "nsubj:pass"]
    return []


def _facets(document: Document, word: int, base: int, slots: Slots) -> dict[str, frozenset[str]]:
    facets = {"verb": frozenset((document.tokens[base].lemma.lower(),))}
    clause = next((c for slot in _CLAUSES for c in slots.get(slot, ())), None)
    if clause is not None:
        facets["mood"] = frozenset((mood(document, clause, slots),))
        if is_negated(document, clause):
            facets["xneg"] = frozenset(("yes",))
        facets["xmark"] = marks_of(document, clause)
    if is_negated(document, word) or is_negated(document, base):
        facets["neg"] = frozenset(("yes",))
    facets["before"] = frozenset(document.tokens[i].lemma.lower() for i in range(max(0, word - 3), word))
    if is_question(document, word):
        facets["question"] = frozenset(("yes",))
    return facets


def mood(document: Document, clause: int, slots: Slots) -> str:
    """What a content clause is: `own` (an infinitive of the same subject), infinitive, modal, subjunctive, future, indicative."""
    token = document.tokens[clause]
    children = [document.tokens[c] for c in document.children[clause]]
    helpers = {c.lemma.lower() for c in children if c.relation.startswith(("aux", "cop"))}
    has_subject = any(c.relation.startswith(("nsubj", "csubj")) for c in children)
    if helpers & clause_words("modal"):
        return "modal"
    forbids = is_negated(document, clause) or any(is_negated(document, c) for c in document.children[clause] if document.tokens[c].relation.startswith("nsubj"))
    if forbids and helpers & clause_words("permitted"):
        return "modal"  # "that no ship may pass"
    if helpers & clause_words("future"):
        return "future"
    if any(c.lemma.lower() == "to" and c.relation == "mark" for c in children):
        # The noun before a relative clause is no subject: "a document that it wants to sign".
        lent = [o for slot in ("obj", "iobj") for o in slots.get(slot, ()) if token.head < o]
        return "infinitive" if has_subject or lent else "own"
    bare = [token, *(c for c in children if c.relation in ("cop", "aux:pass"))]
    if has_subject and any(t.xpos == "VB" for t in bare) and not helpers - {"be"}:
        return "subjunctive"
    governor = document.tokens[token.head] if token.head >= 0 else token
    if has_subject and token.xpos == "VBP" and governor.feature("Tense") == "Past":
        return "subjunctive"  # "suggested that the two sides meet": of an indicative the tense would follow
    return "indicative"


def is_negated(document: Document, word: int) -> bool:
    """Does a negation hang on the word, or "no" on what it takes: "not", "never", "no longer", "no breakthrough"?"""
    for child in document.children[word]:
        token = document.tokens[child]
        if token.relation in ("advmod", "det") and (token.feature("Polarity") == "Neg" or token.lemma.lower() in clause_words("negation")):
            return True
        if token.relation == "obj" and document.tokens[word].upos == "VERB" and _is_none(document, child):
            return True
    return False


def _is_none(document: Document, noun: int) -> bool:
    return any(document.tokens[c].relation == "det" and document.tokens[c].lemma.lower() in clause_words("none") for c in document.children[noun])


def is_question(document: Document, word: int) -> bool:
    """Does the word's sentence end with a question mark, or the helping verb stand before its subject ("should war break out")?"""
    if ends_in_question(document, word):
        return True
    token = document.tokens[word]
    if token.upos != "AUX" or token.head < 0:
        return False
    return any(c > word and document.tokens[c].relation.startswith("nsubj") for c in document.children[token.head])


def is_held(document: Document, word: int, base: int, *, within: range | None = None) -> bool:
    """Is the stance one that is taken, not one that is only possible, asked for or denied? Nothing outside the words `within` counts."""
    at, first = base, True
    if document.tokens[base].xpos == "VBN" and document.tokens[base].relation == "advcl" and not _has_helper(document, base):
        return False  # "Asked to comment, she said": the participle is what was done to the subject
    if document.tokens[base].relation == "csubj" and document.tokens[base].xpos == "VBG":
        return False  # "accepting the plan would be a risk": nobody accepts it
    for _ in range(8):
        for child in document.children[at]:
            token = document.tokens[child]
            lemma = token.lemma.lower()
            if lemma in clause_words("condition") and (token.relation == "mark" or (token.relation == "case" and document.tokens[at].upos == "VERB")):
                return False
            if (
                first
                and token.relation == "aux"
                and child != word
                and lemma in clause_words("possible") | clause_words("modal")
                and not (lemma in clause_words("permitted") and is_negated(document, at))
            ):
                return False
        head, relation = document.tokens[at].head, document.tokens[at].relation.split(":")[0]
        if head < 0 or (within is not None and head not in within) or document.tokens[at].relation.endswith("relcl") or relation == "parataxis":
            return True
        if relation == "acl" and any(document.tokens[c].relation.startswith("aux") or document.tokens[c].lemma == "that" for c in document.children[at]):
            return False  # "an assurance that Iraq will never attack": nobody says that it will not
        if relation in ("ccomp", "xcomp", "acl", "csubj", "obj", "obl", "nmod", "advcl") and _undoes(document, at, head, relation):
            return False
        if relation not in ("ccomp", "xcomp", "acl", "conj", "advcl", "csubj"):
            return True
        own_subject = any(document.tokens[c].relation.startswith(("nsubj", "aux")) for c in document.children[at])
        at, first = head, relation in ("conj", "xcomp", "advcl") and not own_subject
    return True


def _has_helper(document: Document, word: int) -> bool:
    return any(document.tokens[c].relation.startswith(("aux", "cop")) for c in document.children[word])


def _undoes(document: Document, word: int, head: int, relation: str) -> bool:
    """Does the governing word leave open, ask for or deny what stands in the slot: "may urge", "asked Oslo to support", "denied that it backs"?"""
    if relation == "xcomp" and document.tokens[word].xpos == "VBN":
        return False  # "they have so far opposed": the parser takes a perfect that adverbs split for "have to"
    lemma = document.tokens[head].lemma.lower()
    slot = preposition_of(document, word) or "" if relation in ("obl", "nmod") else relation
    if _status_of().get((lemma, slot)) in ("demanded", "possible", "negated"):
        return True
    return relation in ("ccomp", "xcomp") and is_negated(document, head)


@cache
def _status_of() -> dict[tuple[str, str], str]:
    """(lemma, slot) → the status that the word gives to what stands there."""
    found: dict[tuple[str, str], str] = {}
    for row in load_table("status_words"):
        found.setdefault((row["lemma"].lower(), row["slot"]), row["status"])
    return found
