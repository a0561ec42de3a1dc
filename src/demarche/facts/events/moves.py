"""What was put off or called off: the visit itself, planned for another day or not to take place, beside the act of putting it off.

"Macron postponed his visit to Kyiv from Tuesday to Friday" tells of a visit that is planned for Friday and was planned for Tuesday. The
words are those of lexicon/moves.tsv; the planned thing must be an event that a frame knows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from demarche.facts.arguments import arguments, preposition_of
from demarche.facts.events.carriers import verb_name
from demarche.facts.events.circumstances import Setting, when_of
from demarche.facts.named import Who
from demarche.facts.times.bounds import OPEN, bounds_of
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import Event, EventType, Status, TimeExpression, When

# What can be planned for a day, and put off to another. A verbal act is done or not.
CAN_BE_PLANNED = frozenset((EventType.CONSULT, EventType.COOPERATE, EventType.AGREE, EventType.SUPPORT, EventType.AID, EventType.RETREAT, EventType.MOBILIZE))
_TO = frozenset(("to", "until", "till"))
_FOR = frozenset(("for",))
_FROM = frozenset(("from", "instead of"))
_NOW = frozenset(("now", "instead"))


@dataclass(frozen=True, slots=True)
class _Move:
    slot: str
    change: str


def find_moves(document: Document, readings: Sequence[tuple[int, Event]], named: Who, setting: Setting) -> dict[int, Event]:
    """By its word: each planned event that the text says was put off or called off."""
    events = dict(readings)
    moved = {}
    for word, token in enumerate(document.tokens):
        for move in _moves().get(verb_name(document, word), ()) if token.lemma.lower() in _first_words() else ():
            for noun in _planned_things(document, word, move.slot):
                event = events.get(noun)
                if event and event.type in CAN_BE_PLANNED and document.tokens[noun].upos in ("NOUN", "VERB"):
                    moved[noun] = _moved(document, event, (word, noun), move.change, named, setting)
    for word, event in readings:
        if word not in moved and (before := _was_for(document, word, event, setting)):
            moved[word] = replace(event, change="postponed", moved_from=before)
    return moved


def _was_for(document: Document, word: int, event: Event, setting: Setting) -> When | None:
    """The other day for which the text says that what is planned *now* had been planned: "Talks scheduled for Monday will now be held on Thursday"."""
    if event.type not in CAN_BE_PLANNED or event.status is not Status.PLANNED or event.when is None:
        return None
    is_verb = document.tokens[word].upos == "VERB"
    clause = word if is_verb else document.tokens[word].head
    if clause < 0 or not any(document.tokens[c].relation == "advmod" and document.tokens[c].lemma.lower() in _NOW for c in document.children[clause]):
        return None
    told_of = arguments(document, word).get("subj", []) if is_verb else [word]
    clauses = [c for i in told_of for c in document.children[i] if document.tokens[c].relation.startswith("acl")]
    for holder in (w for c in clauses for w in document.subtree(c)):
        for head, time in setting.times.get(holder, ()):
            before = when_of(document, head, time)
            if before and before.value != event.when.value:
                return before
    return None


def _planned_things(document: Document, verb: int, slot: str) -> list[int]:
    """What stands in the slot; in a headline also the subject of a verb without an object, "Visit put off", and a gerund."""
    slots = arguments(document, verb)
    held = slots.get(slot) or (slots.get("subj", []) if slot == "obj" else [])
    return [*held, *_gerunds(document, verb)]


def _gerunds(document: Document, verb: int) -> list[int]:
    """ "Calls off meeting with": in a headline the parser takes the noun for a verb."""
    return [
        c for c in document.children[verb] if document.tokens[c].relation in ("advcl", "xcomp", "ccomp") and document.tokens[c].feature("VerbForm") == "Ger"
    ]


def _moved(document: Document, event: Event, at: tuple[int, int], change: str, named: Who, setting: Setting) -> Event:
    verb, noun = at
    actors = event.actors or (tuple(a for i in arguments(document, verb).get("subj", []) for a in named.at(document, i)) if _is_own(document, noun) else ())
    before, after = _days(document, verb, noun, setting)
    cancelled = change == "cancelled"
    return replace(
        event, status=Status.NEGATED if cancelled else Status.PLANNED, actors=tuple(a for a in actors if a not in event.recipients), change=change,
        when=before if cancelled else after, moved_from=None if cancelled else before,
    )  # fmt: skip


def _is_own(document: Document, noun: int) -> bool:
    """ "His visit", "a trip to Lima": of whoever puts it off."""
    return not any(document.tokens[c].relation == "nmod:poss" and document.tokens[c].upos != "PRON" for c in document.children[noun])


def _days(document: Document, verb: int, noun: int, setting: Setting) -> tuple[When | None, When | None]:
    """The time that it was planned for, and the one that it is planned for now; None where the text is silent."""
    before, after = None, None
    for holder in _near(document, verb, noun, setting):
        for head, time in setting.times.get(holder, ()):
            preposition = preposition_of(document, head) or ""
            of_noun = head in document.subtree(noun)  # "Tuesday's visit", "the visit planned for Tuesday"
            if preposition in _TO or (preposition in _FOR and not of_noun):
                after = after or _day_of(time)
            elif preposition in _FROM or of_noun:
                before = before or when_of(document, head, time)
    return before, after


def _day_of(time: TimeExpression) -> When:
    """ "Put off until Monday": it is for Monday."""
    return When(time.text, time.start, time.end, time.value, *(bounds_of(time.value) if time.value else OPEN))


def _near(document: Document, verb: int, noun: int, setting: Setting) -> Iterator[int]:
    """The words on which its times may hang: the verb, all that tells of the noun, and a time itself ("from Tuesday to Friday")."""
    times = (head for holder in (verb, *document.subtree(noun)) for head, _ in setting.times.get(holder, ()))
    yield from dict.fromkeys((verb, *document.subtree(noun), *times))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words.split(" ")[0] for words in _moves())


@cache
def _moves() -> dict[str, tuple[_Move, ...]]:
    found: dict[str, tuple[_Move, ...]] = {}
    for row in load_table("moves"):
        found[row["word"]] = (*found.get(row["word"], ()), _Move(row["slot"], row["change"]))
    return found
