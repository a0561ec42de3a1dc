"""Long lists in pieces that every database takes as parameters."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")

_BATCH = 500  # below SQLite's limit of 999 in old builds, with room for other parameters


def in_batches(values: Sequence[Value], *, times: int = 1) -> Iterator[Sequence[Value]]:
    """The values in order, some hundred at a time; fewer where the statement names each several `times`."""
    size = _BATCH // times
    for start in range(0, len(values), size):
        yield values[start : start + size]
