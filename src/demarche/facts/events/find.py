"""Events: who did what to whom, when, where, whether, and on whose word. All the steps, in their order."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from demarche.facts.arguments import arguments, marks_of, preposition_of
from demarche.facts.confidence import confidence
from demarche.facts.events.acts import find_demand, says
from demarche.facts.events.candidates import Candidate, find_candidates
from demarche.facts.events.carriers import Carrier, find_carrier
from demarche.facts.events.circumstances import Setting, event_time_words, find_ground, find_struck, find_when, find_where, is_lasting
from demarche.facts.events.confidence import evidence_for
from demarche.facts.events.contexts import with_contexts
from demarche.facts.events.headlines import with_headlines
from demarche.facts.events.mentions import REPEATS, Found, without_doubles
from demarche.facts.events.modes import find_mode
from demarche.facts.events.moves import CAN_BE_PLANNED, find_moves
from demarche.facts.events.participants import find_parties
from demarche.facts.named import Who
from demarche.facts.statements.around import Told
from demarche.facts.status.find import find_status
from demarche.facts.traced import Traced
from demarche.facts.vouchers import find_voucher
from demarche.language.document import Document
from demarche.record import Event, EventType, Statement, Status
from demarche.text import Span

# Acts that are nothing but words: without a speaker nobody has done them.
_SPOKEN = frozenset((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE))
# "Has been charged" tells something even where nobody says by whom.
_LEGAL = frozenset(("allege", "investigate"))


@dataclass(frozen=True, slots=True)
class Trace:
    """The events with the frame or head that fired, and what was ruled out with its reason."""

    told: tuple[Traced[Event], ...]
    ruled_out: tuple[Traced[Event], ...]


def find_events(document: Document, named: Who, setting: Setting, statements: Sequence[Statement], titles: Sequence[Span] = ()) -> list[Event]:
    """The events of a text in the order of the words that name them; `titles` are the stretches that are headlines."""
    return [t.fact for t in trace_events(document, named, setting, statements, titles).told]


def trace_events(document: Document, named: Who, setting: Setting, statements: Sequence[Statement], titles: Sequence[Span] = ()) -> Trace:
    """The events of a text, each with its reason, and those that were read and ruled out."""
    readings = _readings(document, named, setting)
    whys = {word: why for word, _, why in readings}
    found: Found = {word: event for word, event, _ in readings if event.when or not is_lasting(document, word, setting)}
    ruled_out = [Traced(event, "goes on for years: history without a date") for word, event, _ in readings if word not in found]
    for reason, without in {"told by another word of its clause": without_doubles, "": _without_unsaid, **REPEATS}.items():
        kept = without(document, found, named.telling)
        ruled_out += [Traced(e, reason or _against(document, w, e, named.telling)) for w, e in found.items() if w not in kept]
        found = kept
    moved = {w: e for w, e in find_moves(document, [(w, e) for w, e, _ in readings], named, setting).items() if named.telling & {*e.actors, *e.recipients}}
    ruled_out = [t for t in ruled_out if t.fact.anchor not in {e.anchor for e in moved.values()}]
    found = {**found, **moved}
    told_in = Told(statements)
    vouchers = {w: find_voucher(document, w, named, told_in.near(document, w)) for w in found}
    found = {w: replace(e, according_to=vouchers[w]) if vouchers[w] else e for w, e in found.items()}
    found = with_contexts(document, _with_plans(document, with_headlines(document, found, titles)), named)
    told = [Traced(replace(e, id=f"e{n}"), whys[w]) for n, (w, e) in enumerate(sorted(found.items()), 1)]
    return Trace(tuple(told), tuple(ruled_out))


def _with_plans(document: Document, found: Found) -> Found:
    """The events, those ahead that a noun names on the very day of a plan: "is to meet him at the summit on Friday"."""
    ahead = {e.when.start for e in found.values() if e.when and e.status is Status.PLANNED}
    return {
        w: replace(e, status=Status.PLANNED)
        if e.status is Status.HAPPENED and e.type in CAN_BE_PLANNED and document.tokens[w].upos == "NOUN" and e.when and e.when.start in ahead
        else e
        for w, e in found.items()
    }


def _readings(document: Document, named: Who, setting: Setting) -> list[tuple[int, Event, str]]:
    """(word, event, why) of all that words name, and of all that somebody says must be done."""
    readings = [(c.word, _scored(document, c, _event(document, c, named, setting), c.word, named), c.why) for c in find_candidates(document)]
    for word in range(len(document.tokens)):
        modal = find_demand(document, word)
        if modal is not None and (demand := _demand(document, word, modal, named)):
            why = f"somebody else must do it, says “{document.tokens[modal].text}”"
            readings.append((modal, _scored(document, None, demand, modal, named), why))
    return readings


def _scored(document: Document, candidate: Candidate | None, event: Event, word: int, named: Who) -> Event:
    return replace(event, score=confidence("event", evidence_for(document, candidate, event, word, named)))


def _demand(document: Document, word: int, modal: int, named: Who) -> Event | None:
    """REQUEST of the one who says, in the same sentence, what somebody else must do."""
    clause = word if document.tokens[word].relation == "ccomp" else document.tokens[word].head
    if clause < 0 or document.tokens[clause].relation != "ccomp":
        return None
    above = document.tokens[clause].head
    speakers = [a for i in arguments(document, above).get("subj", []) for a in named.at(document, i)]
    asked = [a for i in arguments(document, word).get("subj", []) for a in named.at(document, i)]
    if not speakers or not asked or set(speakers) & set(asked) or not says(document, above):
        return None
    return Event(
        "", EventType.REQUEST, Status.HAPPENED, anchor=document.tokens[modal].span, evidence=(_hull(document, above),), actors=tuple(dict.fromkeys(speakers)),
        recipients=tuple(dict.fromkeys(asked)), content=_hull(document, clause),
    )  # fmt: skip


def _without_unsaid(document: Document, found: Found, telling: Set[str]) -> Found:
    return {w: e for w, e in found.items() if not _against(document, w, e, telling)}


def _against(document: Document, word: int, event: Event, telling: Set[str]) -> str:
    """Why the text only speaks of the event and does not tell it; "" where it does.

    An act of nobody who is named is as often sport, metaphor or history as it is news; a noun without a doer that no verb carries is mostly
    what something else is about ("condolences over the attack").
    """
    token = document.tokens[word]
    if not telling & {*event.actors, *event.recipients} and not (event.when and event.where):
        return "nobody who is named takes part"
    if not event.actors and event.type in _SPOKEN and not _LEGAL & {*event.mode}:
        return "a verbal act of nobody"
    if event.type is EventType.REJECT and event.status is Status.NEGATED:
        return "does not refuse or deny"
    if token.relation in ("advcl", "acl") and token.feature("VerbForm") == "Inf" and not (event.recipients or event.when or len(event.actors) > 1):
        return "only the purpose of something else"
    if preposition_of(document, word) == "like":
        return "only compared with"
    if token.relation == "acl:relcl" and document.tokens[token.head].upos == "PRON":
        return "told of nobody in particular"
    if _is_open_question(document, word):
        return "an open question"
    if token.relation == "compound":
        return "only says of what kind another word is"  # "truce talks", "patrol boats"
    if token.upos == "VERB" or find_carrier(document, word):
        return ""
    if not event.actors:
        return "only spoken of: no doer, and no verb carries the noun"
    if token.upos == "ADJ" and event.status is Status.PLANNED:
        return ""  # "is due in Cairo"
    # The model marks nouns that tell an event; of the others only those that name both sides are worth the risk.
    return "" if token.event != "O" or event.recipients or len(event.actors) > 1 else "only spoken of: the model sees no event in the noun"


def _is_open_question(document: Document, word: int) -> bool:
    """Does the verb stand in a clause with "whether"?"""
    return not marks_of(document, word).isdisjoint(event_time_words("question"))


def _event(document: Document, candidate: Candidate, named: Who, setting: Setting) -> Event:
    word, frame, slots = candidate.word, candidate.frame, candidate.slots
    parties = find_parties(document, word, frame, slots, candidate.carrier, named)
    status, certainty = find_status(document, word)
    clause = _clause(document, word, candidate.carrier)
    mode = find_mode(document, word, frame, clause)
    content = next((c for slot in frame.content for c in slots.get(slot, [])), None)
    return Event(
        "",
        frame.type,
        frame.status or status,
        anchor=document.tokens[word].span,
        evidence=(document.span(*clause),),
        mode=(mode,) if mode else (),
        actors=parties.actors,
        recipients=parties.recipients,
        certainty=certainty,
        when=find_when(document, word, setting),
        where=find_where(document, word, setting)
        or (find_struck(document, word, slots, setting) if frame.type is EventType.ASSAULT else None)
        or find_ground(document, slots, named, leaving=frame.type is EventType.RETREAT),
        content=_hull(document, content) if content is not None else None,
    )


def _clause(document: Document, word: int, carrier: Carrier | None) -> tuple[int, int]:
    """The first word of the clause that says so and the last + 1: all that hangs on the word or on the verb that carries it, less coordinated clauses."""
    top = carrier.verb if carrier and word in document.subtree(carrier.verb) else word
    joined = [c for c in document.children[top] if document.tokens[c].relation in ("conj", "parataxis") and document.tokens[c].upos == "VERB"]
    apart = {w for c in joined for w in document.subtree(c)}
    inside = [w for w in document.subtree(top) if w not in apart and document.tokens[w].upos != "PUNCT"] or [top]
    return inside[0], inside[-1] + 1


def _hull(document: Document, word: int) -> Span:
    """From the first to the last word of all that hangs on a word."""
    inside = document.subtree(word)
    return document.span(inside[0], inside[-1] + 1)
