"""The cheap gate before the language model: tells an article that is plainly not of international affairs, by its words alone.

It asks what in an article speaks for international affairs: words and phrases of lexicon/topic_words.tsv, and the states that it names. Where this
comes to too little for its length, and for how loudly it speaks of sport, food or another such topic, the article is let go.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from demarche.lexicon.load import load_table
from demarche.text import Span

AFFAIRS = "affairs"
OTHER = "other"
SHORT = "short"
# Below this many words nothing is told apart: a brief on a strike and one on a striker share most of their words.
SHORTEST_JUDGED = 40
# A second use of a word says a little more, a tenth nothing: names and key words come again in every paragraph.
MOST_USES = 2
# Sport and travel are full of states: each says little for affairs, and ten say no more than four.
STATE_WEIGHT = 0.5
MOST_STATES = 4
# What has to speak for affairs: about one telling word in every hundred words, since long articles gather stray ones. Past 800 words nothing is
# added: there a passage on affairs is reason enough. These two were learnt together with the weights of the table (train/topics.py), and then lowered.
LEAST = -0.64
LEAST_A_WORD = 0.0346
LONGEST = 800
# Of an article that is loud in another topic more is asked: troops and sanctions are at home in match reports and games too. But not without end:
# at 30 in place of 12 our articles on singers at rallies, and two sentences on affairs at the end of a recipe, are lost.
AGAINST = 0.4
LOUDEST = 12.0
# An article off topic has a second topic (food on a journey, films and celebrities), which counts half.
_SECOND_TOPICS = 0.5
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


class Clue(NamedTuple):
    """A word or phrase of the table in the article: where it stands first, how loudly it speaks, and the state that it names."""

    entry: str
    topic: str
    loudness: float
    state: str | None
    span: Span


def find_topic(text: str, title: str | None = None) -> Topic:
    """The topic of an article, told by its words; `on_topic` is False where too little in it speaks for international affairs.

    `name` is "affairs", "short" (too short to tell), the loudest off-topic kind of lexicon/topic_words.tsv, or "other" where none is named. A
    `title` that the text does not begin with is read too.
    """
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n{text}"
    clues, length = find_clues(text)
    if length < SHORTEST_JUDGED:
        return Topic(SHORT, f"{length} words: too few to tell a topic", True)
    return _judge(text, sorted(clues, key=lambda clue: -clue.loudness), length)


def find_clues(text: str) -> tuple[list[Clue], int]:
    """What the table knows of a text, each entry once, and how many words the text has."""
    words = list(_WORD.finditer(text))
    uses: dict[str, list[tuple[int, int]]] = {}
    for entry, start, end in _table_words([word[0].lower() for word in words]):
        uses.setdefault(entry, []).append((start, end))
    evidence, states, clues = evidence_by_entry(), _states(), []
    for entry, places in uses.items():
        topic, weight = evidence[entry]
        span = Span(words[places[0][0]].start(), words[places[0][1] - 1].end())
        state = states.get(entry) if text[span.start].isupper() else None  # "turkey" and "us" in small letters are no states
        if topic != _STATE or state:
            clues.append(Clue(entry, topic, weight * min(len(places), MOST_USES), state, span))
    return clues, len(words)


def _table_words(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The entries of the table that stand in the text, in order, each with its first word and the one behind it; the longest phrase takes its words."""
    forms, second_words = _forms(), _second_words()
    behind = 0
    for at, (word, following) in enumerate(zip(words, [*words[1:], ""], strict=False)):
        if at < behind:
            continue
        if word in second_words and following in second_words[word]:
            for length in range(_LONGEST_PHRASE, 1, -1):
                entry = forms.get(" ".join(words[at : at + length]))
                if entry and at + length <= len(words):
                    behind = at + length
                    yield entry, at, behind
                    break
        if at >= behind and word in forms:
            yield forms[word], at, at + 1


def _judge(text: str, clues: Sequence[Clue], length: int) -> Topic:
    """The topic of an article of `length` words; the clues are the loudest first."""
    by_topic = _loudness_by_topic(clues)
    name = max(by_topic, key=lambda topic: by_topic[topic], default=OTHER)
    for_affairs = [clue for clue in clues if clue.topic == AFFAIRS]
    states = [clue for clue in clues if clue.topic == _STATE]
    spoken = sum(clue.loudness for clue in for_affairs) + STATE_WEIGHT * count_states(clues)
    if spoken >= LEAST + LEAST_A_WORD * min(length, LONGEST) + AGAINST * against_affairs(clues):
        return Topic(AFFAIRS, f"{AFFAIRS}: {_quoted(text, for_affairs or states)}", True)
    told = f"{name}: {_quoted(text, [clue for clue in clues if clue.topic == name])}" if by_topic else "no word that tells a topic"
    against = f"for international affairs only {_quoted(text, for_affairs)}" if for_affairs else "nothing of international affairs"
    return Topic(name, f"{told}, {against}", False)


def count_states(clues: Iterable[Clue]) -> int:
    """How many states an article names, four at most."""
    return min(len({clue.state for clue in clues if clue.state}), MOST_STATES)


def against_affairs(clues: Iterable[Clue]) -> float:
    """How loudly an article speaks of topics far from affairs: its loudest, and the others by half."""
    loudness = _loudness_by_topic(clues).values()
    return min((1 - _SECOND_TOPICS) * max(loudness, default=0.0) + _SECOND_TOPICS * sum(loudness), LOUDEST)


def _loudness_by_topic(clues: Iterable[Clue]) -> dict[str, float]:
    """The loudness of the topics far from affairs."""
    loudness: dict[str, float] = {}
    for clue in clues:
        if clue.topic not in (AFFAIRS, _STATE):
            loudness[clue.topic] = loudness.get(clue.topic, 0.0) + clue.loudness
    return loudness


def _quoted(text: str, clues: Sequence[Clue]) -> str:
    """The loudest clues as the article has them, and how many there are: '"striker", "penalty shoot-out", "league" (7 words)'."""
    named = ", ".join(f'"{" ".join(clue.span.of(text).split())}"' for clue in clues[:_WORDS_QUOTED])
    return f"{named} ({len(clues)} word{'s' if len(clues) > 1 else ''})"


@cache
def evidence_by_entry() -> dict[str, tuple[str, float]]:
    """For every word and phrase, in lower case, its topic and weight. A state that the table says nothing of counts as a state alone."""
    return dict.fromkeys(_states(), (_STATE, 0.0)) | {row["word"]: (row["topic"], float(row["weight"])) for row in load_table("topic_words")}


@cache
def _states() -> dict[str, str]:
    """The code of every state by its names, demonyms, adjectives and capital, in lower case."""
    named = ((name, row["code"]) for row in load_table("states") for column in _STATE_COLUMNS for name in row[column].split("|") if name)
    return {" ".join(_WORD.findall(name.lower())): code for name, code in named}


@cache
def _forms() -> dict[str, str]:
    """The entry for every word and phrase, and for its plural."""
    entries = evidence_by_entry()
    return {f"{entry}s": entry for entry in entries} | {entry: entry for entry in entries}


@cache
def _second_words() -> dict[str, set[str]]:
    """For the first word of every phrase the second ones: only where both stand is a phrase looked up."""
    second: dict[str, set[str]] = {}
    for form in _forms():
        first, *rest = form.split()
        if rest:
            second.setdefault(first, set()).add(rest[0])
    return second
