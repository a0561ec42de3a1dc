"""The cheap gate before the language model: tells an article that is plainly not of international affairs, by its words alone.

Every word of lexicon/topic_words.tsv speaks for international affairs or for a topic far from them. An article is let go only where such
topics are loud and affairs next to silent; whatever is uncertain is kept, since a report lost is worse than a match report read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from demarche.ingest.input import Gate
from demarche.lexicon.load import load_table
from demarche.settings import Settings
from demarche.text import Span

AFFAIRS = "affairs"
UNCLEAR = "unclear"
SHORT = "short"
# Below this many words nothing is told apart: a brief on a strike and one on a striker share most of their words.
SHORTEST_JUDGED = 40
# What is let go has to be loud: about four telling words. Of 86 articles of our own far from affairs, of 90 words each, 8 lets 81 go, 10 lets 79, 12 lets 74.
_LEAST_LOUDNESS = 8.0
# Long articles gather stray words. Off-topic interviews in GUM have 0.06 to 0.13 points a word; without this floor five more, less plain, would go.
_LEAST_LOUDNESS_A_WORD = 0.06
# How much louder than affairs. Of 97 tricky articles of our own on affairs (boycotts, athletes and singers seized abroad) 2 lets 8 go, 3 two, 5 one, 6 none;
# of 919 on US politics 3 lets three go, 6 one, which is on television. 4 would catch three more of the 86, 8 four fewer.
_LEAST_RATIO = 6.0
# An article off topic has a second topic (food on a journey, films and celebrities), which counts half: nothing for it catches 7 fewer of the 86,
# the whole of it lets one of the 97 go, by stray words of ten topics.
_SECOND_TOPICS = 0.5
# A second use of a word says a little more, a tenth nothing: names and key words come again in every paragraph.
_MOST_USES = 2
# Sport and travel are full of states: a state says little for affairs, and ten say no more than five.
_STATE_WEIGHT = 0.2
_MOST_FOR_STATES = 1.0
_STATE = "state"
_STATE_COLUMNS = ("name", "aliases", "demonyms", "adjectives", "capital")
_LONGEST_PHRASE = 3
_WORDS_QUOTED = 3
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """What an article is about, a sentence for the user that says why, and whether it goes on to the language model."""

    name: str
    reason: str
    on_topic: bool


@dataclass(frozen=True, slots=True)
class _Clue:
    """A word or phrase of the table in the article, as it stands there first, and how loudly it speaks."""

    words: str
    topic: str
    loudness: float


def find_topic(text: str, title: str | None = None) -> Topic:
    """The topic of an article, told by its words; `on_topic` is False only where it is plainly far from international affairs.

    `name` is "affairs", "short" (too short to tell), "unclear" or an off-topic kind of lexicon/topic_words.tsv. A `title` that the text
    does not begin with is read too.
    """
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n{text}"
    words = [Span(*match.span()) for match in _WORD.finditer(text)]
    if len(words) < SHORTEST_JUDGED:
        return Topic(SHORT, f"{len(words)} words: too few to tell a topic", True)
    return _judge(sorted(_find_clues(text, words), key=lambda clue: -clue.loudness), len(words))


def gate_of(settings: Settings) -> Gate | None:
    """The gate that the settings ask for: it tells why an article is let go. None where every topic is wanted."""

    def gate(text: str, title: str | None) -> str | None:
        topic = find_topic(text, title)
        return None if topic.on_topic else topic.reason

    return None if settings.every_topic else gate


def _find_clues(text: str, words: Sequence[Span]) -> Iterator[_Clue]:
    uses: dict[str, list[Span]] = {}
    for entry, span in _table_words([span.of(text).lower() for span in words], words):
        uses.setdefault(entry, []).append(span)
    for entry, spans in uses.items():
        topic, weight = _evidence()[entry]
        quoted = " ".join(spans[0].of(text).split())
        if topic != _STATE or quoted[0].isupper():  # "turkey" and "us" in small letters are no states
            yield _Clue(quoted, topic, weight * min(len(spans), _MOST_USES))


def _table_words(words: Sequence[str], spans: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """The entries of the table that stand in the text, in order; the longest phrase takes its words."""
    evidence, openings = _evidence(), _openings()
    at = 0
    while at < len(words):
        length = min(_LONGEST_PHRASE if words[at] in openings else 1, len(words) - at)
        while length:
            entry = _entry(" ".join(words[at : at + length]), evidence)
            if entry:
                yield entry, Span(spans[at].start, spans[at + length - 1].end)
                break
            length -= 1
        at += length or 1


def _entry(words: str, evidence: dict[str, tuple[str, float]]) -> str | None:
    """The table's entry for words of the text, which may be its plural; None where it has none."""
    if words in evidence:
        return words
    return words[:-1] if words[-1] == "s" and words[:-1] in evidence else None


def _judge(clues: Sequence[_Clue], length: int) -> Topic:
    """The topic of an article of `length` words; the clues are the loudest first."""
    loudness = _loudness_by_topic(clues)
    affairs = loudness.pop(AFFAIRS, 0.0) + min(loudness.pop(_STATE, 0.0), _MOST_FOR_STATES)
    name = max(loudness, key=lambda topic: loudness[topic], default=UNCLEAR)
    off_topic = (1 - _SECOND_TOPICS) * loudness.get(name, 0.0) + _SECOND_TOPICS * sum(loudness.values())
    for_affairs = [clue for clue in clues if clue.topic == AFFAIRS]
    loud = off_topic >= max(_LEAST_LOUDNESS, _LEAST_LOUDNESS_A_WORD * length)
    if loud and off_topic >= _LEAST_RATIO * affairs:
        told = [clue for clue in clues if clue.topic == name]
        against = f"for international affairs only {_quoted(for_affairs)}" if for_affairs else "nothing of international affairs"
        return Topic(name, f"{name}: {_quoted(told)}, {against}", False)
    if affairs >= off_topic and for_affairs:
        return Topic(AFFAIRS, f"{AFFAIRS}: {_quoted(for_affairs)}", True)
    return Topic(UNCLEAR, f"{UNCLEAR}, so kept: {_quoted(clues) if clues else 'no word that tells a topic'}", True)


def _loudness_by_topic(clues: Iterable[_Clue]) -> dict[str, float]:
    loudness: dict[str, float] = {}
    for clue in clues:
        loudness[clue.topic] = loudness.get(clue.topic, 0.0) + clue.loudness
    return loudness


def _quoted(clues: Sequence[_Clue]) -> str:
    """The loudest clues as the article has them, and how many there are: '"striker", "penalty shoot-out", "league" (7 words)'."""
    named = ", ".join(f'"{clue.words}"' for clue in clues[:_WORDS_QUOTED])
    return f"{named} ({len(clues)} word{'s' if len(clues) > 1 else ''})"


@cache
def _evidence() -> dict[str, tuple[str, float]]:
    """For every word and phrase, in lower case, its topic and weight. States speak weakly for affairs, unless the table says more of them."""
    names = [name for row in load_table("states") for column in _STATE_COLUMNS for name in row[column].split("|")]
    states = {" ".join(_WORD.findall(name.lower())): (_STATE, _STATE_WEIGHT) for name in names}
    return states | {row["word"]: (row["topic"], float(row["weight"])) for row in load_table("topic_words")}


@cache
def _openings() -> frozenset[str]:
    """The first words of phrases: only there is more than one word looked up."""
    return frozenset(entry.split()[0] for entry in _evidence() if " " in entry)
