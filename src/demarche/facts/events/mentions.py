"""Several words for one event → one event: doubles under one another, later mentions of the same, what only fills another's content.

What is told once is recorded once; a second report of the same in other words ("the talks", "after his visit") only speaks of it.
"""

from collections.abc import Callable, Set
from dataclasses import replace

from demarche.facts.arguments import arguments
from demarche.facts.events.carriers import find_carrier
from demarche.facts.events.frames import find_frame
from demarche.language.document import Document
from demarche.record import Event, EventType
from demarche.text import Span

Found = dict[int, Event]

# What is asked for, refused or alleged is the content of the verbal act; it is no second event.
_HOLDING = frozenset((EventType.REQUEST, EventType.REJECT, EventType.ACCUSE))
# What a protest demands is no second event either (PLOVER codebook).
_SAID_BY_PROTEST = frozenset((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT))


def without_doubles(document: Document, found: Found, telling: Set[str]) -> Found:
    """Of two words of one type, one under the other, the one that tells more: "plans to attack", "killed two in an attack", "have a meeting"."""
    kept = dict(found)
    for word, event in sorted(found.items()):
        above = document.tokens[word].head
        outer = kept.get(above)
        if word not in kept or not outer:
            continue
        if outer.type is not event.type:
            if _carries(document, word, above):  # "imposed a ban" is one act: of the verb, where the lexicon knows it, else of the noun
                fuller, other = (above, word) if find_frame(document, above, arguments(document, above)) else (word, above)
                kept[fuller] = _joined(kept[fuller], replace(kept.pop(other), mode=()))
        elif _stands_alone(document, word, event, outer):
            if document.tokens[word].relation == "advcl" and not outer.actors:  # "were killed when soldiers opened fire"
                kept[above] = replace(outer, actors=tuple(a for a in event.actors if a not in outer.recipients))
        elif not _is_journey(outer, event):
            inner_tells = document.tokens[word].relation == "xcomp" or _carries(document, word, above) or _told(event) > _told(outer)
            inner_tells &= not _asks_for(document, above, word)
            fuller, other = (word, above) if inner_tells else (above, word)
            kept[fuller] = _joined(kept[fuller], kept.pop(other))
    return kept


def _asks_for(document: Document, above: int, word: int) -> bool:
    """Does the frame of the word above name the one below: "told the diplomats to leave" is the expulsion?"""
    frame = find_frame(document, above, arguments(document, above))
    return frame is not None and any(slot == "xcomp" and document.tokens[word].lemma.lower() in words for slot, words in frame.required)


def _stands_alone(document: Document, word: int, event: Event, outer: Event) -> bool:
    """A clause beside the other tells another event where it has a doer and a target of its own: "Peru cut its ties, and Chile withdrew its envoy".

    Those who meet are all doers: there another day or place tells, "The two met in Tbilisi and sat down again in Brussels".
    """
    token = document.tokens[word]
    beside = token.upos == "VERB" and token.relation in ("conj", "parataxis", "advcl", "acl:relcl", "ccomp")
    return beside and bool(event.actors and (event.recipients or (len(event.actors) > 1 and _is_elsewhere(event, outer))))


def _is_elsewhere(event: Event, other: Event) -> bool:
    """Have both a day or a place of their own, and are they not the same?"""
    days = {e.when.value for e in (event, other) if e.when}
    places = {e.where.name for e in (event, other) if e.where}
    return len(days) > 1 or len(places) > 1


def _carries(document: Document, noun: int, verb: int) -> bool:
    carrier = find_carrier(document, noun)
    return carrier is not None and carrier.verb == verb


def _is_journey(outer: Event, inner: Event) -> bool:
    """ "Travelled to Cairo for talks" is a visit, and talks."""
    return "visit" in outer.mode and "visit" not in inner.mode and bool(inner.recipients or len(inner.actors) > 1)


def _told(event: Event) -> int:
    return bool(event.actors) + bool(event.recipients)


def _joined(event: Event, other: Event) -> Event:
    """The event, with what only the other word for it tells."""
    taken = {*event.actors, *event.recipients}
    return replace(
        event,
        mode=event.mode or other.mode,
        actors=event.actors or tuple(a for a in other.actors if a not in taken),
        recipients=(*event.recipients, *(a for a in other.recipients if a not in taken)),
        evidence=(Span(min(event.evidence[0].start, other.evidence[0].start), max(event.evidence[0].end, other.evidence[0].end)),),
        when=event.when or other.when,
        where=event.where or other.where,
        content=event.content or other.content,
    )


def _without_contents(document: Document, found: Found, telling: Set[str]) -> Found:
    """The events less those that another one asks for or refuses."""
    # "Does not want to meet" is one refusal, and no asking that did not happen.
    wished = {document.tokens[w].head for w, e in found.items() if e.type is EventType.REJECT and document.tokens[w].relation == "xcomp"}
    found = {w: e for w, e in found.items() if w not in wished or e.type is not EventType.REQUEST}
    inside = {w for word, e in found.items() for w in _content_words(document, word, e) if e.type in _HOLDING or _is_topic(document, word, w, e)}
    return {w: e for w, e in found.items() if w not in inside}


def _is_topic(document: Document, word: int, inner: int, event: Event) -> bool:
    """Is a noun what a meeting is about: "talks on a ceasefire"?"""
    return event.type is EventType.CONSULT and document.tokens[inner].upos == "NOUN" and document.tokens[inner].head == word


def _without_demands_of_protests(document: Document, found: Found, telling: Set[str]) -> Found:
    """The events less what a protest demands or condemns; whom that is about, the protest is about."""
    kept = dict(found)
    for word, event in sorted(found.items()):
        protest = next((w for w in _above(document, word) if w in kept and kept[w].type is EventType.PROTEST), None)
        if protest is not None and event.type in _SAID_BY_PROTEST and (not event.actors or {*event.actors} & {*kept[protest].actors}):
            kept[protest] = _joined(kept[protest], replace(kept.pop(word), mode=(), actors=()))
    return kept


def _above(document: Document, word: int) -> list[int]:
    """The words over a word, and the nouns that those carry: "staged a rally demanding that"."""
    found = []
    head = document.tokens[word].head
    while head >= 0:
        found += [head, *(c for c in document.children[head] if document.tokens[c].relation in ("obj", "obl") and c != word)]
        word, head = head, document.tokens[head].head
    return found


def _content_words(document: Document, word: int, event: Event) -> list[int]:
    """The words of an event's content, less what a relative clause tells of one of them ("talks, which broke down in May")."""
    if event.content is None:
        return []
    if document.tokens[word].relation == "aux":  # "said that Ankara must leave": the whole clause is what is asked for
        clause = document.subtree(document.tokens[word].head)
        return [w for w in clause if w != word and event.content.contains(document.tokens[w].span)]
    aside = {w for c in document.subtree(word) if _is_aside(document, c) for w in document.subtree(c)}
    return [w for w in document.subtree(word) if w != word and w not in aside and event.content.contains(document.tokens[w].span)]


def _is_aside(document: Document, word: int) -> bool:
    """Is it a relative clause with "which" or "who"? A clause with "that" may as well be what is accused or denied."""
    pronouns = {document.tokens[c].xpos for c in document.children[word]}
    return (
        document.tokens[word].relation == "acl:relcl"
        and bool(pronouns & {"WDT", "WP", "WRB"})
        and not any(document.tokens[c].lemma.lower() == "that" for c in document.children[word])
    )


def _without_mentions(document: Document, found: Found, telling: Set[str]) -> Found:
    """The events less nouns and side clauses that speak of one that is told elsewhere in the text.

    `telling`: the ids of actors that are more than a description ("the two leaders").
    """
    kept = dict(found)
    alike: dict[EventType, dict[int, Event]] = {}
    for word, event in found.items():
        alike.setdefault(event.type, {})[word] = event
    for word, event in sorted(found.items(), key=lambda f: _told(f[1])):
        others = (e for w, e in alike[event.type].items() if w != word)
        if _only_speaks_of(document, word) and any(_is_same(event, e, telling) for e in others):
            del kept[word], alike[event.type][word]
    return kept


def _only_speaks_of(document: Document, word: int) -> bool:
    """A noun that is known ("the", "his") or bare, or a verb in a side clause ("before leaving for", "which they signed")."""
    token = document.tokens[word]
    if token.upos == "VERB":
        return token.relation in ("advcl", "acl:relcl")
    determiners = [document.tokens[c] for c in document.children[word] if document.tokens[c].relation in ("det", "nmod:poss")]
    return not any(d.feature("Definite") == "Ind" for d in determiners) and (bool(determiners) or find_carrier(document, word) is None)


def _is_same(event: Event, other: Event, telling: Set[str]) -> bool:
    """Could the two be one event: of one type, no party, day or place of the first missing in the second?"""
    if event.type is not other.type:
        return False
    parties, others = {*event.actors, *event.recipients} & telling, {*other.actors, *other.recipients}
    day = event.when.value if event.when else None
    place = event.where.name if event.where else None
    return (
        parties <= others and (bool(parties) or len(others) > 1)
        and (day is None or (other.when is not None and other.when.value == day))
        and (place is None or (other.where is not None and other.where.name == place))
    )  # fmt: skip


# In the order in which they are taken out, each with the reason that `demarche explain` gives.
REPEATS: dict[str, Callable[[Document, Found, Set[str]], Found]] = {
    "what a protest demands": _without_demands_of_protests,
    "what another event asks for, refuses or alleges": _without_contents,
    "speaks of an event that is told elsewhere": _without_mentions,
}
