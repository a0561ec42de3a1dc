"""Actors and the words that mean them, by word of the document."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from demarche.language.document import Document, Phrase
from demarche.record import Actor, ActorKind, MentionForm
from demarche.text import Span

# Relations over which a noun phrase's head reaches the name that says who it is: "US President Joe Biden", "the group Boko Haram".
_WITHIN_NAME = frozenset(("flat", "appos", "compound", "nmod:desc"))


@dataclass(frozen=True, slots=True)
class Named:
    """An actor, the phrases that mean it, and the head word of each."""

    actor: Actor
    phrases: tuple[Phrase, ...]
    heads: tuple[int, ...] = ()
    codes: tuple[str | None, ...] = ()  # of each mention: "Russian troops" RUSMIL, "Russia" RUS
    known_id: str | None = None  # of the knowledge base's entry
    title: str | None = None  # its Wikipedia title, where the tables have one


class Who(Sequence[Named]):
    """The actors of a document, and whom each word means."""

    def __init__(self, named: Sequence[Named]) -> None:
        self._named = tuple(named)
        self._actors = {n.actor.id: n.actor for n in self._named}
        self.names = {id_: a.name for id_, a in self._actors.items()}
        self.kinds = {id_: a.kind for id_, a in self._actors.items()}
        self.codes = {id_: a.code or "" for id_, a in self._actors.items()}
        # Who has neither a name nor a code ("the team") is as often of sport or metaphor as of news.
        self.telling = {n.actor.id for n in self._named if n.actor.code or n.actor.known or any(m.form is MentionForm.NAME for m in n.actor.mentions)}
        self.named = {n.actor.id for n in self._named if n.actor.known or any(m.form is MentionForm.NAME for m in n.actor.mentions)}
        self._by_head: dict[int, list[tuple[int, str]]] = {}
        self._by_word: dict[int, list[tuple[int, str]]] = {}
        self._by_name: dict[int, list[tuple[int, str]]] = {}
        self._by_start: dict[int, dict[str, Named]] = {}
        for n in self._named:
            for phrase, head in zip(n.phrases, n.heads or (p.end - 1 for p in n.phrases), strict=True):
                self._by_start.setdefault(phrase.start, {})[n.actor.id] = n
                self._by_head.setdefault(head, []).append((phrase.end - phrase.start, n.actor.id))
                for word in range(phrase.start, phrase.end):
                    self._by_word.setdefault(word, []).append((phrase.end - phrase.start, n.actor.id))
                    if phrase.kind == MentionForm.NAME.value:
                        self._by_name.setdefault(word, []).append((phrase.end - phrase.start, n.actor.id))

        # In text order: those around a stretch begin within the longest one's length before it.
        self._mentions = sorted((m.start, m.end, n.actor.kind is not ActorKind.PERSON, n.actor.id) for n in self._named for m in n.actor.mentions)
        self._longest = max((end - start for start, end, *_ in self._mentions), default=0)

    def __len__(self) -> int:
        return len(self._named)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self._named[index]

    def actor(self, id_: str) -> Actor:
        """The actor of an id."""
        return self._actors[id_]

    def own_states(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The states that officials among these speak for: a president who warns what happens "if Belarus is attacked" warns somebody else."""
        countries = {a.country for a in map(self.actor, ids) if a.kind is ActorKind.PERSON and a.role and a.country}
        return tuple(n.actor.id for n in self._named if n.actor.kind is ActorKind.STATE and n.actor.country in countries)

    def beginning(self, word: int) -> Iterable[Named]:
        """The actors of whom a phrase begins at a word."""
        return self._by_start.get(word, {}).values()

    def in_span(self, span: Span) -> str | None:
        """The id of the actor that a stretch of text means: the widest mention in it; people before states, as in "Russian President Putin"."""
        first, last = (bisect_left(self._mentions, (position,)) for position in (span.start - self._longest, span.end))
        around = (m for m in self._mentions[first:last] if m[1] > span.start)
        inside = [(max(start, span.start) - min(end, span.end), is_thing, start, id_) for start, end, is_thing, id_ in around]
        return min(inside)[3] if inside else None

    def at(self, document: Document, word: int) -> tuple[str, ...]:
        """The ids of the actors that a noun phrase means, by its head `word`; several for "they" and "the two leaders", none where nobody is meant."""
        open_ = [word]
        for here in open_:  # grows while it is walked
            token = document.tokens[here]
            found = self._by_head.get(here) or (self._by_word.get(here) if token.relation in ("flat", "compound", "root") else None)
            found = found or (self._by_name.get(here) if token.upos == "PROPN" else None)  # the "Dine" of "Ansar Dine, which"
            if found:
                longest = max(length for length, _ in found)
                return tuple(dict.fromkeys(id_ for length, id_ in found if length == longest))
            open_ += [c for c in document.children[here] if document.tokens[c].relation in _WITHIN_NAME]
        return ()


def actor_of(document: Document, word: int, named: Sequence[Named]) -> str | None:
    """The id of the one actor that a noun phrase means, by its head `word`; None where it means nobody, or several."""
    found = (named if isinstance(named, Who) else Who(named)).at(document, word)
    return found[0] if len(found) == 1 else None


def actor_in(named: Sequence[Named], span: Span) -> str | None:
    """The id of the actor that a stretch of text means; None for nobody."""
    return (named if isinstance(named, Who) else Who(named)).in_span(span)
