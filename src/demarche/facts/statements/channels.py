"""To whom a statement is made and where it is published: "told parliament", "in an interview with Le Figaro", "wrote on Telegram"."""

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.facts.arguments import arguments, with_conjuncts
from demarche.facts.named import Who
from demarche.facts.statements.phrases import noun_phrase
from demarche.facts.statements.reporting import SPOKEN, is_reporting, platforms, reporting_at
from demarche.language.document import Attribution, Document
from demarche.record import ActorKind
from demarche.text import Span


@dataclass(frozen=True, slots=True)
class Channel:
    """Whom the words are for, and the outlet that carries them; None where the text names none."""

    addressees: tuple[str, ...] = ()
    via: str | None = None


def find_channel(document: Document, attribution: Attribution, who: Who) -> Channel:
    """The addressees in the slots of the cue's verb, and the outlet: an addressee that is a medium, or one beside the verb or an interview."""
    content = {w for p in (*attribution.content, attribution.source) if p for w in range(p.start, p.end)}
    outlets: list[str | None] = []
    addressees: list[str] = []
    for verb in _verbs(document, attribution):
        for word in _addressed(document, verb, content):
            outlets.append(_outlet(document, word, who, wide=True))
            addressees += [a for a in who.at(document, word) if who.kinds[a] not in (ActorKind.MEDIA, ActorKind.PLACE)]
        outlets += [_outlet(document, word, who, wide=wide) for word, wide in _beside(document, verb, content)]
    return Channel(tuple(dict.fromkeys(addressees)), next(filter(None, outlets), None))


def _addressed(document: Document, verb: int, content: set[int]) -> list[int]:
    """The words in the slots of a verb where its addressee stands."""
    slots = arguments(document, verb)
    wanted = dict.fromkeys(s for r in reporting_at(document, verb) if r.kind not in ("talk", "view") for s in r.slots)
    return [w for slot in wanted for w in slots.get(slot, []) if w not in content]


def _verbs(document: Document, attribution: Attribution) -> list[int]:
    """The words of the cue that report, and the verb of reporting that they hang on: "was quoted by TASS as saying"."""
    if not attribution.cue:
        return []
    words = [w for w in range(attribution.cue.start, attribution.cue.end) if document.tokens[w].upos in ("VERB", "NOUN")]
    above = [document.tokens[w].head for w in words if document.tokens[w].relation in ("advcl", "xcomp", "conj")]
    return [w for w in dict.fromkeys((*words, *above)) if w >= 0 and reporting_at(document, w)]


def _beside(document: Document, verb: int, content: set[int]) -> Iterator[tuple[int, bool]]:
    """The nouns of the verb's own phrases, and those of the talks and texts among them, "in an interview with the daily": there an outlet may stand deeper."""
    for child in document.children[verb]:
        relation = document.tokens[child].relation
        if child in content or not (relation.startswith("obl") or relation in ("advcl", "acl", "nmod")):
            continue
        if relation.startswith("obl") and _carries(document, child):
            yield from ((w, False) for w in with_conjuncts(document, child))
        yield from ((w, True) for w in _of_talk(document, child, content))
        if relation == "advcl" and is_reporting(document, child, SPOKEN):  # "was quoted as saying by TASS"
            yield from ((c, False) for c in document.children[child] if document.tokens[c].relation.startswith("obl") and c not in content)


def _carries(document: Document, word: int) -> bool:
    """Does a preposition before the word say where something is published: "on the radio", "in the Gazette"?"""
    cases = [c for c in document.children[word] if document.tokens[c].relation == "case"]
    return all(any(r.kind == "carrier" for r in reporting_at(document, c, "ADP")) for c in cases)


def _of_talk(document: Document, word: int, content: set[int]) -> Iterator[int]:
    """Where the outlet stands beside an interview, an article, "speaking to"."""
    for reporting in reporting_at(document, word):
        if reporting.kind == "talk":
            slots = arguments(document, word)
            for slot in (*reporting.slots, "compound", "poss"):
                yield from (w for w in slots.get(slot, []) if w not in content)
    for child in document.children[word]:
        if document.tokens[child].relation in ("nmod", "obl") and child not in content:
            yield from _of_talk(document, child, content)


def _outlet(document: Document, word: int, who: Who, *, wide: bool) -> str | None:
    """The name of the medium or platform that a word names, or (`wide`) any word of its phrase: "the board of the Post". None where it names none."""
    stretch = document.span(*noun_phrase(document, word)) if wide else document.tokens[word].span
    meant = set(who.at(document, word))
    media = (n.actor for n in who if n.actor.kind is ActorKind.MEDIA)
    name = next((m.name for m in media if m.id in meant or any(stretch.overlaps(Span(x.start, x.end)) for x in m.mentions)), None)
    return name or platforms().get(document.tokens[word].text.lower()) or platforms().get(stretch.of(document.text).lower())
