"""One input → what is to become of it, cheapest first: was it read at all, is it on the topic, is it there, is it a copy? Only then the model."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from demarche.ingest.input import Input
from demarche.ingest.steps import Steps
from demarche.merge.copies import Imprint, find_original, take_imprint
from demarche.record import Article, Record
from demarche.run.reading import has_failed
from demarche.store.articles import key_of, storable
from demarche.store.rows import RecordRows, to_rows
from demarche.store.writing import State

ReadInput = Callable[[Input], Record]
# How many articles of late a reader compares with: a wire story that forty outlets take over comes in their feeds within the hour.
_LATELY = 2_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """An input that was looked at, with what goes into the store where it had to be read: `rows`. Without them it could not be read, is off the topic, is
    there, or is a copy. `problems`: those of reading it, which come behind those of finding it.
    """

    found: Input
    rows: RecordRows | None = None
    imprint: Imprint | None = None
    problems: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return not self.found.article.text or has_failed(self.problems)


class Kept(Protocol):
    """What a store knows of an article before it is read."""

    def state_of(self, article: Article) -> State | None: ...

    def has_original(self, article: Article) -> bool: ...


class Nothing:
    """A store that can't be asked from here: everything is new to it."""

    def state_of(self, _article: Article) -> State | None:
        return None

    def has_original(self, _article: Article) -> bool:
        return False


@dataclass
class Lately:
    """The articles that one process has read of late, which the store may not hold yet."""

    by_mark: dict[int, list[Imprint]] = field(default_factory=dict)
    order: deque[Imprint] = field(default_factory=deque)

    def holds(self, imprint: Imprint) -> bool:
        """Does one of them hold every sentence of this article?"""
        near = {o.key: o for mark in imprint.marks for o in self.by_mark.get(mark, ())}
        return imprint.key in near or find_original(imprint, near.values()) is not None

    def keep(self, imprint: Imprint) -> None:
        self.order.append(imprint)
        for mark in imprint.marks:
            self.by_mark.setdefault(mark, []).append(imprint)
        if len(self.order) > _LATELY:
            self._forget(self.order.popleft())

    def _forget(self, imprint: Imprint) -> None:
        for mark in imprint.marks:
            rest = [o for o in self.by_mark[mark] if o is not imprint]
            if rest:
                self.by_mark[mark] = rest
            else:
                del self.by_mark[mark]


def look(found: Input, kept: Kept, read_one: ReadInput, *, lately: Lately | None = None, steps: Steps | None = None) -> Outcome:
    """What is to become of an input: the model reads it only where nothing cheaper decides."""
    found = replace(found, article=storable(found.article))
    steps = steps or Steps()
    if not found.article.text:
        return Outcome(found)
    with steps.timing("copy"):
        there = kept.state_of(found.article)
        if found.off_topic or there not in (None, State.OFF_TOPIC):
            return Outcome(found)
        imprint = take_imprint(found.article, key_of(found.article))
        is_copy = (lately is not None and lately.holds(imprint)) or (there is None and kept.has_original(found.article))
    if is_copy:
        steps.drop("copy")
        return Outcome(found)
    with steps.timing("model"):
        outcome = read_fully(found, read_one)
    if lately is not None and not outcome.failed:
        lately.keep(imprint)
    return replace(outcome, imprint=imprint)


def read_fully(found: Input, read_one: ReadInput) -> Outcome:
    """An input that is read whatever the store holds."""
    record = read_one(found)
    problems = record.problems[len(found.problems) :]
    rows = None if has_failed(problems) else to_rows(record, key_of(found.article))
    return Outcome(found, rows, problems=problems)
