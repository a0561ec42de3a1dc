"""Long lists in pieces that every database takes as parameters."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")

_BATCH = 500  # below SQLite's limit of 999 in old builds, with room for other parameters


def in_batches(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values in order, some hundred at a time."""
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
