"""What a word's own clause says of it: modals, negation, conjunctions, adverbs, adjectives, tense, and times that lie ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from demarche.facts.status.words import Effect, effect_of_child
from demarche.language.document import Document, Phrase
from demarche.lexicon.load import load_table
from demarche.record import Status

_REAL = (None, Status.HAPPENED, Status.ONGOING)
_IRREAL = (Status.PLANNED, Status.DEMANDED, Status.POSSIBLE)
# A conjunction as it stands in the table where its clause is in the past perfect ("if it had attacked"), a modal before "have" ("would have").
_PERFECT = " have"
# "Was signed" and "has signed" may be children of the word, "is being signed" has two forms of "be".
_FINITE = ("VBD", "VBZ", "VBP")


@dataclass(frozen=True, slots=True)
class Own:
    """The status that a word's own clause gives it, its negation counted in; None where it leaves that open."""

    status: Status | None = None
    hedged: bool = False
    negated: bool = False


def read_own(document: Document, word: int) -> Own:
    """What the words right under a word say of it."""
    status, hedged, lasting = None, False, False
    for _, effect in _conditions(document, word):
        status, hedged = effect.status, hedged or effect.hedged
    modal = _modal(document, word)
    if modal and status is None:
        status, hedged = modal.status, hedged or modal.hedged
    if status is None and (is_futurate(document, word) or _is_to_come(document, word)):
        status = Status.PLANNED
    if status is None and _is_imperative(document, word):
        status = Status.DEMANDED
    for child, effect in _modifiers(document, word):
        hedged |= effect.hedged
        lasting |= effect.status is Status.ONGOING
        if effect.status in _IRREAL or (effect.status is Status.NEGATED and document.tokens[child].relation != "advmod"):
            status = status if status in (*_IRREAL, Status.NEGATED) and effect.status is Status.PLANNED else effect.status
        elif effect.status is Status.HAPPENED:
            status = status or effect.status
    if status is None and (lasting or is_going_on(document, word)):
        status = None if is_past(document, word) else Status.ONGOING
    negated = is_negated(document, word)
    if negated:
        status, hedged = _denied(status, modal, hedged)
    return Own(status, hedged, negated)


def _denied(status: Status | None, modal: Effect | None, hedged: bool) -> tuple[Status, bool]:
    """ "May not" leaves it open as "may" does, "if … not" as "if" does, and "would not have" says that it did; else it did or will not."""
    if status is Status.NEGATED:
        return Status.HAPPENED, True
    if status is Status.POSSIBLE and (modal is None or modal.shares):
        return status, True
    return Status.NEGATED, hedged and modal is not None and modal.status is not Status.POSSIBLE


def _conditions(document: Document, word: int) -> Iterator[tuple[int, Effect]]:
    """The conjunctions that make a clause a condition, a question or an alternative: "if", "whether", "without"."""
    perfect = _has_pluperfect(document, word) and document.tokens[word].relation == "advcl"
    for child in _markers(document, word):
        names = ("mark" + _PERFECT, "mark") if perfect else ("mark",)
        effect = next((e for s in names if (e := effect_of_child(document, child, s))), None)
        if effect and effect.status not in _REAL and not _is_conceded(document, child):
            yield child, effect
    first = min(document.subtree(word))
    if document.tokens[word].relation == "advcl" and document.tokens[first].relation in ("aux", "aux:pass", "cop") and document.tokens[first].head == word:
        # "Had it attacked", "should it attack": the helping verb before the subject is the condition.
        effect = effect_of_child(document, first, "inverted")
        if effect:
            yield first, effect


def _markers(document: Document, word: int) -> list[int]:
    """The conjunctions of a clause; of the first clause where it is coordinated with one and has none itself."""
    own = [c for c in document.children[word] if document.tokens[c].relation in ("mark", "advmod") and c < word]
    head = document.tokens[word].head
    if document.tokens[word].relation == "conj" and not any(document.tokens[c].relation == "mark" for c in own) and document.tokens[head].relation == "advcl":
        own += [c for c in document.children[head] if document.tokens[c].relation == "mark"]
    return own


def _is_conceded(document: Document, mark: int) -> bool:
    """ "Even if", "even though": the clause takes nothing back."""
    return mark > 0 and effect_of_child(document, mark - 1, "conceding") is not None


def _modal(document: Document, word: int) -> Effect | None:
    helpers = [c for c in document.children[word] if document.tokens[c].relation.startswith(("aux", "cop"))]
    perfect = any(document.tokens[c].lemma == "have" and document.tokens[c].xpos in ("VB", "RB") for c in helpers)
    for child in helpers:
        slots = ("aux" + _PERFECT, "aux") if perfect else ("aux",)
        if effect := next((e for s in slots if (e := effect_of_child(document, child, s))), None):
            return _would(document, word) if effect.status is Status.PLANNED and effect.hedged else effect
    return None


def _would(document: Document, word: int) -> Effect:
    """ "Would" is a plan where somebody told it ("said that it would"), a thought where the clause stands for itself or has a condition."""
    at = word
    while document.tokens[at].relation in ("conj", "xcomp") and document.tokens[document.tokens[at].head].upos == "VERB":
        at = document.tokens[at].head
    told = document.tokens[at].relation in ("ccomp", "parataxis") or any(
        document.tokens[c].relation in ("parataxis", "ccomp") and document.tokens[c].upos == "VERB" for c in document.children[at]
    )
    planned = told and not has_condition(document, word)
    return Effect(Status.PLANNED if planned else Status.POSSIBLE, True)


def has_condition(document: Document, word: int) -> bool:
    """Does a clause with "if" or "unless" hang on the word?"""
    return any(
        document.tokens[c].relation == "advcl" and any(e.status in (Status.POSSIBLE, Status.NEGATED) and _is_conjunction(document, m) for m, e in _conditions(document, c))
        for c in document.children[word]
    )  # fmt: skip


def _is_conjunction(document: Document, word: int) -> bool:
    return effect_of_child(document, word, "mark have") is not None or effect_of_child(document, word, "inverted") is not None


def _modifiers(document: Document, word: int) -> Iterator[tuple[int, Effect]]:
    """Adverbs of a verb, adjectives, determiners and prepositions of a noun."""
    for child in document.children[word]:
        relation = document.tokens[child].relation.split(":")[0]
        slots = (f"{relation} {document.tokens[word].lemma.lower()}", relation)
        effect = next((e for s in slots if (e := effect_of_child(document, child, s))), None)
        if relation in ("advmod", "amod", "case", "compound") and effect:
            if not (relation == "advmod" and effect.status is Status.PLANNED and is_past(document, word)):
                yield child, effect


def is_negated(document: Document, word: int) -> bool:
    """Do "not", "never", "no" or a subject like "nobody" deny the word?"""
    for child in document.children[word]:
        token = document.tokens[child]
        relation = token.relation.split(":")[0]
        if relation in ("advmod", "det", "cc") and _denies(document, child, relation):
            return True
        if relation == "advmod" and effect_of_child(document, child, "limited") is None and any(_denies(document, c, "advmod") for c in document.children[child]):
            return True  # "no longer", "not yet"
        if relation in ("nsubj", "obj") and document.tokens[word].upos in ("VERB", "AUX", "ADJ") and _is_nobody(document, child):
            return True
    return False


def _denies(document: Document, word: int, relation: str) -> bool:
    token = document.tokens[word]
    if relation in ("advmod", "det") and (token.feature("Polarity") == "Neg" or token.feature("PronType") == "Neg"):
        return not (word + 1 < len(document.tokens) and effect_of_child(document, word + 1, "limited"))  # "not only"
    effect = effect_of_child(document, word, relation)
    return effect is not None and effect.status is Status.NEGATED


def _is_nobody(document: Document, word: int) -> bool:
    effect = effect_of_child(document, word, "nobody")
    return effect is not None or any(_denies(document, c, "det") for c in document.children[word] if document.tokens[c].relation in ("det", "cc:preconj"))


def is_going_on(document: Document, word: int) -> bool:
    """Is the verb in the progressive, present or perfect: "is attacking", "has been attacking", "is being held"?"""
    helpers = _helpers(document, word)
    token = document.tokens[word]
    present = any(h.feature("Tense") == "Pres" and h.xpos in _FINITE for h in helpers)
    return present and ((token.xpos == "VBG" and any(h.lemma == "be" for h in helpers)) or any(h.text.lower() == "being" for h in helpers))


def is_past(document: Document, word: int) -> bool:
    """Is the verb, or its first helping verb, in the past tense?"""
    token = document.tokens[word]
    return token.xpos == "VBD" or any(h.xpos == "VBD" for h in _helpers(document, word))


def is_present(document: Document, word: int) -> bool:
    """Is the verb in the present tense, without a modal?"""
    helpers = _helpers(document, word)
    finite = [t for t in (*helpers, document.tokens[word]) if t.xpos in _FINITE]
    return bool(finite) and finite[0].xpos != "VBD" and not any(h.xpos == "MD" or h.lemma == "have" for h in helpers)


def _has_pluperfect(document: Document, word: int) -> bool:
    return any(h.lemma == "have" and h.xpos == "VBD" for h in _helpers(document, word))


def _helpers(document: Document, word: int) -> list:
    return [document.tokens[c] for c in document.children[word] if document.tokens[c].relation.startswith(("aux", "cop"))]


def is_infinitive(document: Document, word: int) -> bool:
    """Has the verb a "to" before it?"""
    return any(document.tokens[c].text.lower() == "to" and document.tokens[c].relation == "mark" for c in document.children[word])


def _is_to_come(document: Document, word: int) -> bool:
    """ "Premier to visit Oslo": an infinitive that nothing but the doer's name governs."""
    token = document.tokens[word]
    if token.upos != "VERB" or not is_infinitive(document, word):
        return False
    head = document.tokens[token.head]
    return (
        token.relation in ("root", "parataxis")
        or (token.relation == "acl" and head.upos == "PROPN" and head.relation == "root")
        or (token.relation == "conj" and head.feature("VerbForm") == "Fin")
    )


def _is_imperative(document: Document, word: int) -> bool:
    """ "Withdraw your troops": a bare verb without a subject that nothing governs."""
    token = document.tokens[word]
    if token.xpos != "VB" or token.relation not in ("root", "ccomp", "parataxis"):
        return False
    return not any(document.tokens[c].relation.startswith(("nsubj", "aux", "mark", "expl")) for c in document.children[word] if c < word)


def is_futurate(document: Document, word: int) -> bool:
    """ "Leaves for Moscow on Tuesday", "is meeting the emir tomorrow": the present tense beside a time that lies ahead."""
    if not is_present(document, word) or _tells(document, word):
        return False
    times = [p for p in document.times if any(p.start <= c < p.end for c in (word, *document.children[word]))]
    return any(_lies_ahead(document, p) for p in times)


def _tells(document: Document, word: int) -> bool:
    """Is the verb one of saying or wanting, whose time is that of what it governs: "says on Tuesday"?"""
    return any((e := effect_of_child(document, word, slot)) and e.vouched for slot in ("ccomp", "xcomp", "obj"))


def _lies_ahead(document: Document, phrase: Phrase) -> bool:
    kinds = [k for w in range(phrase.start, phrase.end) for k in _time_kinds().get(document.tokens[w].text.lower(), ())]
    if any(k in (("shift", -1), ("opening", 0), ("past", 0)) or (k[0] in ("nearday", "shift") and k[1] < 0) for k in kinds):
        return False
    return any(k[0] in ("day", "future") or (k[0] in ("shift", "nearday") and k[1] > 0) for k in kinds)


@cache
def _time_kinds() -> dict[str, list[tuple[str, int]]]:
    """Word → its kinds in lexicon/time_words.tsv, each with its number where it has one."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in load_table("time_words"):
        number = row["value"].lstrip("-")
        found.setdefault(row["word"], []).append((row["kind"], int(row["value"]) if number.isdigit() else 0))
    return found
