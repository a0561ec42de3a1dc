"""Who vouches for an event: the speaker that it is told by, whoever fears, believes, demands or denies it; nobody where the outlet itself tells it.

Between statements and events: `according_to` of an event is what find_voucher gives.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from demarche.facts.arguments import arguments
from demarche.facts.named import Who
from demarche.facts.statements.around import goes_on, last_said, length_told
from demarche.facts.statements.reporting import is_reporting
from demarche.facts.status.links import Link, find_link
from demarche.facts.status.words import effect_of_child, effect_of_governor
from demarche.language.document import Document
from demarche.record import Statement, Status

# "Furthermore, it must …" after "it also wants …" after "Norway demands …": no development article goes on longer.
LONGEST_RUN = 3
# No event of the development articles lies deeper in its sentence.
LONGEST_CLIMB = 12
# Of these nobody asserts the content, and what the content takes for granted is the outlet's: "fears that the troops gathered there will attack".
_INNER = frozenset(("belief", "doubt", "fear", "wish", "demand", "denial"))


def find_voucher(document: Document, word: int, who: Who, statements: Sequence[Statement]) -> str | None:
    """The id of the actor who vouches for the event that a word names; None for the outlet itself.

    "Denmark fears that Norway will attack": Denmark for the attack, the outlet for the fear.
    """
    path = _path(document, word)
    ranked = [*_tellers(document, path, statements), *_governors(document, path, who)]
    if ranked:
        return min(ranked)[2]
    return _named_beside(document, path, who) or _going_on(document, word, who, statements)


def _path(document: Document, word: int) -> list[int]:
    """A word and those over it, inside out."""
    path = [word]
    while (head := document.tokens[path[-1]].head) >= 0 and len(path) < LONGEST_CLIMB:
        path.append(head)
    return path


def _told(document: Document, path: Sequence[int]) -> list[int]:
    """The words of the path whose opinion holds for the first of them: a relative clause in the past is cut off from the fear around it."""
    told = [path[0]]
    for at, head in pairwise(path):
        if effect_of_governor(document, at, head) is None and find_link(document, at, head) is Link.CUT:
            break
        told.append(head)
    return told


def _tellers(document: Document, path: Sequence[int], statements: Sequence[Statement]) -> Iterator[tuple[int, int, str]]:
    """How far out each statement is that the event is told in, with its speaker; before governors as far out (0)."""
    span, told = document.tokens[path[0]].span, _told(document, path)
    for statement in statements:
        inside = any(c.contains(span) for c in statement.content) and not (statement.cue and statement.cue.overlaps(span))
        if not inside or not statement.speakers:
            continue
        cues = [i for i in path if statement.cue and statement.cue.contains(document.tokens[i].span)]
        if cues and cues[0] not in told and is_reporting(document, cues[0], _INNER):
            continue
        # A cue outside the path, "…, he said" or that of a sentence before, is farther out the more it tells.
        distance = path.index(cues[0]) if cues else LONGEST_CLIMB + length_told(statement)
        yield distance, 0, statement.speakers[0]


def _governors(document: Document, path: Sequence[int], who: Who) -> Iterator[tuple[int, int, str]]:
    """How far out each word is whose subject vouches for what it governs, with that subject."""
    for distance, (at, head) in enumerate(zip(path, _told(document, path)[1:], strict=False), 1):
        effect = effect_of_governor(document, at, head)
        if effect and effect.vouched:
            slots = arguments(document, head)
            yield from ((distance, 1, actor) for i in (*slots.get("subj", ()), *slots.get("poss", ())) for actor in who.at(document, i)[:1])


def _named_beside(document: Document, path: Sequence[int], who: Who) -> str | None:
    """Whom "according to" names beside the event or a word over it."""
    for at in path:
        for child in document.children[at]:
            cases = [c for c in document.children[child] if document.tokens[c].relation == "case"]
            named = any((e := effect_of_child(document, c, "case")) and e.vouched for c in cases)
            if named and (actors := who.at(document, child)):
                return actors[0]
    return None


def _going_on(document: Document, word: int, who: Who, statements: Sequence[Statement]) -> str | None:
    """Whose demands a sentence goes on with: "Furthermore, the alliance must withdraw" after "Norway demands that …"."""
    number = document.sentence_of[word]
    if not goes_on(document, number) or not any(_is_demanded(document, i) for i in _told(document, _path(document, word))):
        return None
    for before in range(number - 1, max(number - 1 - LONGEST_RUN, -1), -1):
        speaker = _speaker_of(document, before, who, statements)
        if speaker or not goes_on(document, before):
            return speaker
    return None


def _is_demanded(document: Document, word: int) -> bool:
    return any((e := effect_of_child(document, c, "aux")) and e.status is Status.DEMANDED for c in document.children[word])


def _speaker_of(document: Document, number: int, who: Who, statements: Sequence[Statement]) -> str | None:
    """Who says or demands what a sentence tells: the speaker of its last statement, or the subject of its main verb."""
    if said := last_said(document, number, statements):
        return said.speakers[0]
    start, end = document.sentences[number]
    root = next((i for i in range(start, end) if document.tokens[i].head < 0), start)
    vouches = any((e := effect_of_governor(document, c, root)) and e.vouched for c in document.children[root])
    subjects = arguments(document, root).get("subj", ()) if vouches else ()
    return next((actor for i in subjects for actor in who.at(document, i)), None)
