"""A tally of the steps that inputs go through: how many entered each, how many it let go, and the CPU seconds it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

ORDER = ("decode", "language", "off-topic", "boilerplate", "copy", "model", "store")


@dataclass(slots=True)
class Step:
    """One row of the tally."""

    entered: int = 0
    dropped: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Step") -> "Step":
        return Step(self.entered + other.entered, self.dropped + other.dropped, self.seconds + other.seconds)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as it is shown: its share of the inputs that entered it, and of the time of all steps."""

    name: str
    entered: int
    dropped: int
    seconds: float
    share_of_time: float

    @property
    def share_dropped(self) -> float:
        return self.dropped / self.entered if self.entered else 0.0

    @property
    def milliseconds(self) -> float:
        return 1000 * self.seconds / self.entered if self.entered else 0.0


@dataclass(slots=True)
class Steps:
    """The tally, by the name of the step, in the order in which they were first met. Tallies of several workers are added."""

    by_name: dict[str, Step] = field(default_factory=dict)

    @contextmanager
    def timing(self, name: str, inputs: int = 1) -> Iterator[None]:
        """So many inputs enter the step; the CPU seconds until the block ends are added to it."""
        step = self.by_name.setdefault(name, Step())
        step.entered += inputs
        began = time.process_time()
        try:
            yield
        finally:
            step.seconds += time.process_time() - began

    def drop(self, name: str) -> None:
        """The step let one input go."""
        self.by_name.setdefault(name, Step()).dropped += 1

    def rows(self) -> list[StepRow]:
        """The steps in the order in which an input goes through them."""
        whole = sum(step.seconds for step in self.by_name.values()) or 1.0
        known = sorted(self.by_name.items(), key=lambda named: ORDER.index(named[0]) if named[0] in ORDER else -1)
        return [StepRow(name, step.entered, step.dropped, step.seconds, step.seconds / whole) for name, step in known]

    def add(self, other: "Steps") -> None:
        """Takes another tally in."""
        self.by_name = (self + other).by_name

    def __add__(self, other: "Steps") -> "Steps":
        names = dict.fromkeys((*self.by_name, *other.by_name))
        return Steps({name: self.by_name.get(name, Step()) + other.by_name.get(name, Step()) for name in names})
