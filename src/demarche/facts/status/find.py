"""Did it happen? The status of an event: from its own helping verbs and negations, then from each word that governs it, inside out.

The words are those of lexicon/status_words.tsv. Where they decide nothing, the model's factuality does.
"""

from dataclasses import dataclass, replace

from demarche.facts.arguments import ends_in_question
from demarche.facts.status.clause import IRREAL, is_negated, read_own
from demarche.facts.status.conditions import has_condition
from demarche.facts.status.links import Link, carrier_beside, find_link, raised_to
from demarche.facts.status.tense import is_going_on, is_infinitive, is_past
from demarche.facts.status.words import Effect, effect_of_child, effect_of_governor, is_left_open, slots_of
from demarche.language.document import Document
from demarche.record import Certainty, Status

# The model's factuality runs from -3 (certainly did not) to 3 (certainly did). Between these bounds the text leaves it open.
CERTAINLY_NOT = -1.0
CERTAIN = 2.0
# What the model takes for intended is planned under these: of nouns and infinitives ("a contract to supply") two in three lie ahead up to 2.6,
# of finite verbs up to 2.3 (development set of status, held-out part of MATRES).
INTENDED = 2.6
INTENDED_FINITE = 2.3
# A noun that the model is as sure of as this took place, whatever governs it: "discussed the attack" as against "discussed a truce".
SURE = 2.7
# No sentence of the development articles needs more steps from an event to the word that decides its status.
LONGEST_CLIMB = 8

_CONTENT = frozenset(("obj", "ccomp", "xcomp"))
# "fears that it will attack" is possible, "wants it to be able to attack" demanded: what governs goes over what is milder than it.
OVERRULES = {Status.HAPPENED: 0, Status.ONGOING: 0, Status.PLANNED: 1, Status.DEMANDED: 2, Status.POSSIBLE: 2, Status.NEGATED: 3}


@dataclass(frozen=True, slots=True)
class _Reading:
    status: Status | None
    hedged: bool
    prevented: bool = False  # negated as the object of "stop" or "prevent", which may not have done so yet


def find_status(document: Document, word: int, *, headline: bool = False) -> tuple[Status, Certainty]:
    """The status of the event that a word names, and whether the text hedges it.

    In a `headline` a bare participle stands for a progressive, and the present tense for the past, unless the body of the article has the same
    event as planned: that is for the caller to compare.
    """
    if document.tokens[word].relation.startswith(("cop", "aux")):
        word = document.tokens[word].head
    own = read_own(document, word)
    reading = _Reading(own.status, own.hedged)
    if reading.status in IRREAL and has_condition(document, word):
        reading = _Reading(Status.POSSIBLE, True)
    beside = carrier_beside(document, word) if document.tokens[word].upos != "VERB" else None
    if beside is not None:
        reading = _under(reading, read_own(document, beside).status or Status.PLANNED, read_own(document, beside).hedged)
    top, reading = _climb(document, word, reading)
    if _is_asked(document, top) and reading.status in (None, Status.HAPPENED, Status.ONGOING, Status.PLANNED):
        reading = replace(reading, status=Status.POSSIBLE, hedged=True)
    return _settled(document, word, reading, headline)


def _climb(document: Document, word: int, reading: _Reading) -> tuple[int, _Reading]:
    """The reading after all words that govern a word, and the highest of them that counts."""
    at = word
    for _ in range(LONGEST_CLIMB):
        head = document.tokens[at].head
        if head < 0:
            break
        raised = raised_to(document, at, head)
        if raised is not None:
            reading = _shared(document, at, raised, reading)
            at, head = raised, head
        if is_left_open(document, head) and _CONTENT.intersection(slots_of(document, at, head)):
            return head, replace(reading, status=Status.POSSIBLE, hedged=True)  # "declined to confirm or deny that it struck"
        effect = effect_of_governor(document, at, head, denied=is_negated(document, head))
        if effect and at == word and _is_given(document, at, effect):
            break
        if effect:
            reading = _governed(document, at, head, reading, effect)
            if _is_settled_by(document, at, effect):
                return head, reading
        elif (link := find_link(document, at, head)) is Link.CUT:
            break
        elif link is Link.SHARES:
            reading = _shared(document, at, head, reading)
        at = head
    return at, reading


def _is_given(document: Document, word: int, effect: Effect) -> bool:
    """Is it known to be so, whatever the governing word does to what is new: "discussed the attack", "warned that rebels took the town"?"""
    token = document.tokens[word]
    if effect.status in (Status.NEGATED, Status.POSSIBLE) and effect_of_child(document, word, "said"):
        return True  # "rejected the proposal", "is considering a request"
    is_noun = token.upos in ("NOUN", "PROPN")
    may_be = (Status.PLANNED, Status.POSSIBLE, Status.NEGATED) if is_noun else (Status.PLANNED, Status.POSSIBLE)
    return (is_noun or is_past(document, word)) and effect.status in may_be and token.factuality >= SURE and token.axis == "happened"


def _is_settled_by(document: Document, word: int, effect: Effect) -> bool:
    """Does the governing word take for granted what it governs, so that nothing farther out can change it: "may condemn the attack"?"""
    token = document.tokens[word]
    return effect.status is Status.HAPPENED and not effect.shares and not effect.hedged and (not effect.vouched or token.factuality >= SURE)


def _governed(document: Document, word: int, head: int, reading: _Reading, effect: Effect) -> _Reading:
    """The reading under a word of the table, and under that word's own modals and negation where the event shares them."""
    flips = is_negated(document, head) and not effect.denied
    if effect.status is Status.HAPPENED and flips and not effect.shares:
        # "Did not condemn the raid" leaves the raid as it was; "did not confirm it" leaves it open.
        return replace(reading, hedged=reading.hedged or effect.vouched)
    status = _combined(reading.status, effect.status, flips=flips)
    prevented = status is Status.NEGATED and reading.status is not Status.NEGATED and effect.shares and document.tokens[word].upos in ("NOUN", "PROPN")
    reading = _Reading(status, reading.hedged or effect.hedged, prevented)
    if not effect.shares:
        return reading
    above = read_own(document, head)
    if effect.denied:
        return _under(reading, Status.PLANNED, False) if above.ahead else reading
    if above.negated:
        return reading if effect.status is not None else _under(reading, Status.NEGATED, above.hedged)
    return _under(reading, _purpose(document, head) if above.status is None else above.status, above.hedged)


def _purpose(document: Document, word: int) -> Status | None:
    """ "To prevent a collapse": an infinitive that says what for."""
    return Status.PLANNED if document.tokens[word].relation == "advcl" and is_infinitive(document, word) else None


def _shared(document: Document, word: int, head: int, reading: _Reading) -> _Reading:
    """The reading under the modals and the negation of a word whose fate the event shares."""
    above = read_own(document, head)
    if above.negated and not _spreads(document, word):
        return reading
    is_beside = document.tokens[word].relation.startswith(("advcl", "acl"))
    if is_beside and above.status is Status.ONGOING:
        return reading  # "is training to attack"
    if is_beside and above.status is Status.DEMANDED:
        return _under(reading, Status.PLANNED, True)  # "should expect help when they come"
    if not is_beside and above.status in IRREAL and has_condition(document, head):
        return _under(reading, Status.POSSIBLE, True)
    return _under(reading, above.status, above.hedged)


def _spreads(document: Document, word: int) -> bool:
    """Does the negation of the governor hold for the word: "did not attack or occupy", but not "did not come, saying …", "did not attack but talk"?"""
    token = document.tokens[word]
    if token.relation == "conj" and token.upos == "VERB":
        joined_by = [c for c in document.children[word] if document.tokens[c].relation == "cc"]
        if any(effect_of_child(document, c, "contrasting") for c in joined_by):
            return False
        if any(effect_of_child(document, c, "joining") for c in joined_by):
            return True
        has_own_to = any(document.tokens[c].relation == "mark" for c in document.children[word])
        return token.xpos == "VB" and not has_own_to  # "agreed not to use force and to meet again"
    return token.relation != "advcl" and not token.relation.startswith("acl")


def _under(reading: _Reading, above: Status | None, hedged: bool) -> _Reading:
    """The reading under the status of a word whose fate the event shares."""
    if above is None:
        return replace(reading, hedged=reading.hedged or hedged)
    if reading.prevented and above in IRREAL:
        return _Reading(None, True, prevented=True)
    if reading.status is Status.DEMANDED and above is Status.POSSIBLE:
        return _Reading(above, True)  # "may have to withdraw"
    if reading.status is Status.NEGATED and above is Status.POSSIBLE:
        return replace(reading, hedged=True)
    if reading.status is None or OVERRULES[above] > OVERRULES[reading.status]:
        return replace(reading, status=above, hedged=reading.hedged or hedged)
    return replace(reading, hedged=reading.hedged or hedged)


def _combined(inner: Status | None, outer: Status | None, *, flips: bool) -> Status | None:
    """The status after one more governing word. A denial or a refusal goes over what stands inside it, and "did not deny" takes it back."""
    if outer is None:
        return inner
    if outer is Status.NEGATED:
        return inner if flips else Status.NEGATED
    if flips:
        return Status.NEGATED
    if inner is None or OVERRULES[outer] > OVERRULES[inner]:
        return outer
    return inner


def _is_asked(document: Document, top: int) -> bool:
    """Is the word the main verb of a question that can be answered yes or no?"""
    if document.tokens[top].head >= 0:
        return False
    return ends_in_question(document, top) and not any(
        document.tokens[i].feature("PronType") == "Int" for i in range(*document.sentences[document.sentence_of[top]])
    )


def _settled(document: Document, word: int, reading: _Reading, headline: bool) -> tuple[Status, Certainty]:
    """What the words leave open, the model's factuality decides."""
    token, status, hedged = document.tokens[word], reading.status, reading.hedged
    if status is None:
        if token.factuality <= CERTAINLY_NOT or (reading.prevented and token.factuality < CERTAIN):
            status = Status.NEGATED
        elif token.axis == "intended" and token.factuality < (INTENDED if is_infinitive(document, word) or token.upos != "VERB" else INTENDED_FINITE):
            status = Status.PLANNED
        elif token.axis == "hypothetical" and token.factuality < CERTAIN:
            status, hedged = Status.POSSIBLE, True
        else:
            status = Status.ONGOING if _goes_on(document, word, headline) else Status.HAPPENED
            hedged |= token.factuality < CERTAIN
    return status, Certainty.HEDGED if hedged else Certainty.STATED


def _goes_on(document: Document, word: int, headline: bool) -> bool:
    """Is the verb of the word's clause in the progressive?"""
    at = word
    while document.tokens[at].upos != "VERB" and document.tokens[at].head >= 0:
        at = document.tokens[at].head
    token = document.tokens[at]
    bare = headline and token.relation == "root" and token.text.lower().endswith("ing") and not token.lemma.endswith("ing")
    return bare or is_going_on(document, at)
