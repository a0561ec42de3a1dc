"""A tally of the steps that inputs go through: how many entered each, how many it let go, and the CPU seconds it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Step:
    """One row of the tally."""

    entered: int = 0
    dropped: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Step") -> "Step":
        return Step(self.entered + other.entered, self.dropped + other.dropped, self.seconds + other.seconds)


@dataclass(slots=True)
class Steps:
    """The tally, by the name of the step, in the order in which they were first met. Tallies of several workers are added."""

    by_name: dict[str, Step] = field(default_factory=dict)

    @contextmanager
    def timing(self, name: str) -> Iterator[None]:
        """One input enters the step; the CPU seconds until the block ends are added to it."""
        step = self.by_name.setdefault(name, Step())
        step.entered += 1
        began = time.process_time()
        try:
            yield
        finally:
            step.seconds += time.process_time() - began

    def drop(self, name: str) -> None:
        """The step let one input go."""
        self.by_name.setdefault(name, Step()).dropped += 1

    def __add__(self, other: "Steps") -> "Steps":
        names = dict.fromkeys((*self.by_name, *other.by_name))
        return Steps({name: self.by_name.get(name, Step()) + other.by_name.get(name, Step()) for name in names})
