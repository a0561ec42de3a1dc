"""Who says "I" and who is meant by "you" at each word: the source of a quotation, the person interviewed, the speaker of a speech."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from demarche.facts.actors.candidates import Cluster
from demarche.facts.arguments import arguments
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import ActorKind

# An interview asks at least so many paragraphs of questions.
LEAST_QUESTIONS = 3
# An article says "I" now and then; a speech or a column so often.
LEAST_OWN_WORDS = 6


@dataclass(frozen=True)
class Speakers:
    """Who is meant by "I" (`first`) and by "you" (`second`), by word."""

    first: dict[int, Cluster]
    second: dict[int, Cluster]


def speakers_of_words(document: Document, clusters: list[Cluster]) -> Speakers:
    """Inside a quotation its source; outside, in an interview the person who answers, in a speech the speaker: a new cluster where nobody is named."""
    first, second = _outside(document, clusters)
    first |= _labelled(document, clusters)
    for i, speaker in speakers_of_quotations(document, clusters).items():
        first.pop(i, None)
        second.pop(i, None)
        if speaker:
            first[i] = speaker
    return Speakers(first, second)


def speakers_of_quotations(document: Document, clusters: Sequence[Cluster]) -> dict[int, Cluster | None]:
    """The speaker of each quoted word, by its source; None where nobody is known."""
    inside = quoted_words(document)
    at = {w: c for c in clusters for m in c.mentions for w in range(m.start, m.end)}
    found: dict[int, Cluster | None] = {}
    before: tuple[int, Cluster | None] = (-1, None)  # where the last quotation ended, and whose it was
    for attribution in sorted(document.attributions, key=lambda a: a.content[0].start):
        quoted = [i for p in attribution.content for i in range(p.start, p.end) if i in inside]
        speaker = _named_in(at, attribution.source.start, attribution.source.end) if attribution.source else None
        if attribution.source is None and quoted and _goes_on(document, before[0], quoted[0]):
            speaker = before[1]
        before = (quoted[-1], speaker) if quoted else before
        found |= dict.fromkeys(quoted, speaker)
    return found


def _goes_on(document: Document, last: int, first: int) -> bool:
    """Does a quotation open a paragraph right after one that a quotation closed? Then its speaker goes on."""
    number = bisect_right(document.paragraphs, (first, len(document.tokens))) - 1
    if last < 0 or number < 1 or first >= document.paragraphs[number][1]:
        return False
    before, start = document.paragraphs[number - 1], document.paragraphs[number][0]
    return first - start <= 1 and before[1] == start and before[0] <= last >= start - 3


def _outside(document: Document, clusters: list[Cluster]) -> tuple[dict[int, Cluster], dict[int, Cluster]]:
    interviewed = _interviewed(document, clusters)
    if interviewed:
        questions = {i for a, b in document.paragraphs if document.tokens[b - 1].text == "?" for i in range(a, b)}
        return {i: interviewed for i in range(len(document.tokens)) if i not in questions}, dict.fromkeys(questions, interviewed)
    if _own_words(document) < LEAST_OWN_WORDS:
        return {}, {}
    inside = quoted_words(document)
    speaker = _speaker(document, clusters)
    return {i: speaker for i in range(len(document.tokens)) if i not in inside}, {}


def _labelled(document: Document, clusters: list[Cluster]) -> dict[int, Cluster]:
    """The words of paragraphs that a name and a colon open, "Keller: I came by train.", with the bearer of the name."""
    at = {m.start: (c, m.end) for c in clusters if c.kind is ActorKind.PERSON for m in c.mentions}
    found: dict[int, Cluster] = {}
    for start, end in document.paragraphs:
        cluster, after = at.get(start, (None, 0))
        if cluster and after < end and document.tokens[after].text == ":":
            found |= dict.fromkeys(range(after + 1, end), cluster)
    return found


def _speaker(document: Document, clusters: list[Cluster]) -> Cluster:
    """Whose speech it is by its opening lines: "Remarks by", "delivered remarks"; else somebody without a name."""
    opening = document.paragraphs[min(6, len(document.paragraphs) - 1)][1]
    said = [w for i in range(opening) for w in _meant_by(document, i, "speech")]
    people = [c for c in clusters if c.kind is ActorKind.PERSON and c.named and any(m.start <= w < m.end for m in c.mentions for w in said)]
    if people:
        return people[0]
    clusters.append(Cluster(ActorKind.PERSON, "the speaker", named=False))
    return clusters[-1]


def _named_in(at: dict[int, Cluster], start: int, end: int) -> Cluster | None:
    """The person that a stretch of words names, else the one body or state."""
    inside = list({id(c): c for w in range(start, end) if (c := at.get(w))}.values())
    people = [c for c in inside if c.kind is ActorKind.PERSON]
    return people[0] if people else inside[0] if len(inside) == 1 else None


OPENING, CLOSING = frozenset(("“", "``", "‘", "„")), frozenset(("”", "''"))


def quoted_words(document: Document) -> frozenset[int]:
    """The words between quotation marks; a mark that its paragraph does not close holds to the paragraph's end."""
    found = []
    for start, end in document.paragraphs:
        is_open = False
        for i in range(start, end):
            mark = document.tokens[i].text
            if mark in OPENING or mark in CLOSING or mark == '"':
                is_open = mark in OPENING or (mark == '"' and not is_open)
            elif is_open:
                found.append(i)
    return frozenset(found)


def _interviewed(document: Document, clusters: Sequence[Cluster]) -> Cluster | None:
    """The person whom title or opening name as interviewed, where the text goes on in questions and answers."""
    questions = sum(document.tokens[b - 1].text == "?" for _, b in document.paragraphs if b > 0)
    if questions < LEAST_QUESTIONS:
        return None
    opening = document.paragraphs[min(8, len(document.paragraphs) - 1)][1]
    asked = [w for i in range(opening) for w in _meant_by(document, i, "interview")]
    people = [c for c in clusters if c.kind is ActorKind.PERSON and c.named]
    votes = [(sum(any(m.start <= w < m.end for m in c.mentions) for w in asked), len(c.mentions), -n) for n, c in enumerate(people)]
    best = max(votes, default=(0, 0, 0))
    if best[0]:
        return people[-best[2]]
    # Nobody is said to be asked: the person of whom title and opening speak most, if the answers say "I".
    opened = [(sum(m.start < opening for m in c.mentions), -n) for n, c in enumerate(people)]
    most = max(opened, default=(0, 0))
    return people[-most[1]] if most[0] > 1 and _own_words(document) >= LEAST_OWN_WORDS else None


def _own_words(document: Document) -> int:
    inside = quoted_words(document)
    return sum(t.text in ("I", "me", "my", "My") and i not in inside for i, t in enumerate(document.tokens))


def _meant_by(document: Document, word: int, kind: str) -> list[int]:
    """The words that name whom an interview asks, or whose speech it is: object of "interview", "interview with", subject of "delivers remarks"."""
    token = document.tokens[word]
    slots = _opening_words().get((token.lemma.lower(), "VERB" if token.upos == "VERB" else "NOUN", kind))
    if slots is None:
        return []
    found = arguments(document, word)
    return [w for slot in slots for w in found.get(slot, [])]


@cache
def _opening_words() -> dict[tuple[str, str, str], tuple[str, ...]]:
    """(word, part of speech, interview or speech) of opening_words.tsv → the slots in which the person stands."""
    return {(row["word"], row["pos"], row["kind"]): tuple(row["slots"].split("|")) for row in load_table("opening_words")}
