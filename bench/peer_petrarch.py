"""A coder in the style of Universal PETRARCH over our own parses: who did what to whom, clause by clause.

It knows what such coders know: verbs with the words that must stand beside them, names of states, bodies and people, nouns that mean somebody.
It asks for a source and a target, as they do by default (`dyads`), and not whether the event happened, who says so, or whom a pronoun means.
The dictionaries are made of our tables, so that what is compared is the method and not the size of the lists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.pipeline import Analyser, make_analyser
from demarche.record import PartKind
from demarche.settings import DEFAULTS
from demarche.text import Span

NOBODY = "---"
_OBJECTS, _OBLIQUES = ("obj", "iobj"), ("obl", "obl:agent")
# Clauses and further members of a list are no part of a noun phrase.
_OUTSIDE = ("acl", "acl:relcl", "conj", "cc", "appos", "parataxis", "punct")
_LENDS_SUBJECT = ("conj", "xcomp")
_SLOTS = {"obj": ("obj",), "iobj": ("iobj",), "xcomp": ("xcomp",), "ccomp": ("ccomp",), "prt": ("compound:prt", "advmod")}
_STATE_COLUMNS = ("name", "aliases", "demonyms", "adjectives", "capital", "capital_aliases", "metonyms", "legislature", "ministries", "military")


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """A source–verb–target triple: codes of the actors (RUS, RUSGOV, ---REB), PLOVER's type, the verb's lemma."""

    source: str
    type: str
    target: str
    verb: str


def load_actors() -> dict[tuple[str, ...], str]:
    """The names of states, organisations and people, word by word as they are written, with their codes."""
    actors: dict[tuple[str, ...], str] = {}
    for row in load_table("people"):
        _add(actors, f"{row['name']}|{row['aliases']}", f"{row['country']}GOV")
    for row in load_table("organisations"):
        _add(actors, f"{row['name']}|{row['aliases']}", row["code"] or row["country"] or "---ORG")
    for row in sorted(load_table("states"), key=lambda row: row["status"] == "un_member"):  # "Moscow" is not the Soviet Union's
        _add(actors, "|".join(row[column] for column in _STATE_COLUMNS), row["code"])
    return actors


def _add(actors: dict[tuple[str, ...], str], names: str, code: str) -> None:
    for name in names.split("|"):
        words = tuple(re.findall(r"[\w.]+|[^\w\s]", name.split("=")[0]))
        if words:
            actors[words] = code


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A type, and the words that must stand beside the verb by slot; None for any word."""

    type: str
    beside: tuple[tuple[str, frozenset[str] | None], ...]


def load_verbs() -> dict[str, list[_Pattern]]:
    """The verbs' patterns by lemma, those that ask for most first."""
    verbs: dict[str, list[_Pattern]] = defaultdict(list)
    for row in load_table("frames"):
        if row["pos"] == "VERB":
            slots = [slot.split("=") for slot in row["with"].split(";") if slot]
            beside = tuple((s, None if words == "*" else frozenset(w.split()[-1] for w in words.split(","))) for s, words in slots)
            verbs[row["lemma"]].append(_Pattern(row["type"], beside))
    for patterns in verbs.values():
        patterns.sort(key=lambda p: -sum(1 if words is None else 2 for _, words in p.beside))
    return dict(verbs)


@dataclass
class PetrarchPeer:
    """The dictionaries, and our analyser, loaded when a text is first read; `events` counts what was coded in all texts read so far.

    Without `dyads`, events of one actor are coded too, and --- stands for the other.
    """

    dyads: bool = field(default=True, kw_only=True)
    analyser: Analyser | None = None
    articles: int = 0
    events: int = 0
    actors: dict[tuple[str, ...], str] = field(default_factory=load_actors)
    verbs: dict[str, list[_Pattern]] = field(default_factory=load_verbs)
    agents: dict[str, str] = field(default_factory=lambda: {row["noun"]: row["sector"] for row in load_table("agents") if row["sector"]})

    def __post_init__(self) -> None:
        self.longest = max(map(len, self.actors))

    def read_texts(self, texts: Iterable[str]) -> int:
        """The number of texts that were analysed and coded."""
        before = self.articles
        for text in texts:
            self.articles += 1
            self.events += len(self.code(self.analyse(text)))
        return self.articles - before

    def found(self) -> str:
        """What an article has, in words."""
        return f"{self.events / self.articles:.1f} events"

    def analyse(self, text: str) -> Document:
        """The parse of a text by our analyser, on one thread."""
        self.analyser = self.analyser or make_analyser(DEFAULTS)
        article = make_article(text, Metadata(), source="a text")
        return self.analyser(article.text, [Span(p.start, p.end) for p in article.parts if p.kind is not PartKind.BOILERPLATE])

    def code(self, document: Document) -> list[CodedEvent]:
        """The events of all clauses, in text order, each once."""
        found = [event for i, token in enumerate(document.tokens) if token.upos == "VERB" for event in self._clause(document, i)]
        return list(dict.fromkeys(found))

    def _clause(self, document: Document, verb: int) -> Iterator[CodedEvent]:
        token = document.tokens[verb]
        type_ = next((p.type for p in self.verbs.get(token.lemma.lower(), ()) if _stands(document, verb, p)), None)
        if type_:
            sources, targets = self._sides(document, verb)
            if not self.dyads and (sources or targets):
                sources, targets = sources or [NOBODY], targets or [NOBODY]
            yield from (CodedEvent(s, type_, t, token.lemma) for s in sources for t in targets if s != t)

    def _sides(self, document: Document, verb: int) -> tuple[list[str], list[str]]:
        """Sources and targets of a clause; in a passive the subject is the target, and whom "by" names the source."""
        objects = _governed(document, verb, *_OBJECTS) + _governed(document, verb, *_OBLIQUES)
        acted_on = _governed(document, verb, "nsubj:pass")
        if acted_on:
            by = [w for w in objects if "by" in _prepositions(document, w)]
            return self._first(document, by), self._first(document, acted_on)
        return self._first(document, _subjects(document, verb)), self._first(document, objects)

    def _first(self, document: Document, words: Iterable[int]) -> list[str]:
        """The actors of the first noun phrase that has any."""
        return next((found for word in words if (found := self._actors_of(document, word))), [])

    def _actors_of(self, document: Document, head: int) -> list[str]:
        members = [head, *_governed(document, head, "conj")]
        return [code for member in members if (code := self._code(document, member))]

    def _code(self, document: Document, head: int) -> str | None:
        """The code of a noun phrase: the longest name in it, and the sector of its head."""
        words = _phrase(document, head)
        sector = self.agents.get(document.tokens[head].text.lower()) or self.agents.get(document.tokens[head].lemma.lower())
        texts = tuple(document.tokens[w].text for w in words)
        stretches = (texts[i : i + n] for n in range(min(self.longest, len(texts)), 0, -1) for i in range(len(texts) - n + 1))
        name = next((code for stretch in stretches if (code := self.actors.get(stretch))), None)
        if not name or not sector:
            return name or (f"{NOBODY}{sector}" if sector else None)
        return name if name.endswith("GOV") else name + sector


def _governed(document: Document, word: int, *relations: str) -> list[int]:
    return [c for c in document.children[word] if document.tokens[c].relation in relations]


def _subjects(document: Document, verb: int) -> list[int]:
    """The subject, or where there is none that of the verb on which this one hangs."""
    found, token = _governed(document, verb, "nsubj"), document.tokens[verb]
    while not found and token.relation in _LENDS_SUBJECT and token.head >= 0:
        found, token = _governed(document, token.head, "nsubj"), document.tokens[token.head]
    return found


def _prepositions(document: Document, word: int) -> list[str]:
    return [document.tokens[c].lemma for c in _governed(document, word, "case")]


def _phrase(document: Document, head: int) -> list[int]:
    words, open_ = [head], [head]
    while open_:
        inside = [c for c in document.children[open_.pop()] if document.tokens[c].relation not in _OUTSIDE]
        words += inside
        open_ += inside
    return sorted(words)


def _stands(document: Document, verb: int, pattern: _Pattern) -> bool:
    """Do the pattern's words stand beside the verb?"""
    return all(any(words is None or document.tokens[w].lemma.lower() in words for w in _slot(document, verb, slot)) for slot, words in pattern.beside)


def _slot(document: Document, verb: int, slot: str) -> list[int]:
    acted_on = _governed(document, verb, "nsubj:pass")
    if slot == "subj":
        return [] if acted_on else _subjects(document, verb)
    if slot == "obj" and acted_on:
        return acted_on
    if slot in _SLOTS:
        return _governed(document, verb, *_SLOTS[slot])
    return [w for w in _governed(document, verb, *_OBLIQUES) if slot in _prepositions(document, w)]
