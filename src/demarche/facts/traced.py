"""A fact together with how it came about, which `demarche explain` prints."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Traced(Generic[Fact]):
    """`why` says in a few words of which rule, table or neighbour the meaning comes: "day of publication + weekday, past by 'met'"."""

    fact: Fact
    why: str
