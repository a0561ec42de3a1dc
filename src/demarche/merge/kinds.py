"""Which types of events may be reports of one event: lexicon/merge_kinds.tsv, as values."""

from dataclasses import dataclass
from functools import cache

from demarche.lexicon.load import load_table


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of events, as merging knows it. `related`: other types under which the same event may be coded, with their weight in 0..1."""

    family: str  # types of one family are compared at all
    related: tuple[tuple[str, float], ...]
    needed: float  # the likeness from which two reports are one event
    symmetric: bool  # who acts and who is acted on is the same
    by_ground: bool  # known by where it is, not by who takes part


@cache
def kinds() -> dict[str, Kind]:
    """By the event type's name."""
    return {
        row["type"]: Kind(row["family"], _related(row["related"]), float(row["needed"]), row["symmetric"] == "yes", row["by"] == "ground")
        for row in load_table("merge_kinds")
    }


@cache
def families_of(type_: str) -> tuple[str, ...]:
    """The families that a report of this type is looked for in: its own, and those of related types."""
    kind = kinds()[type_]
    return tuple(sorted({kind.family, *(kinds()[other].family for other, _ in kind.related)}))


@cache
def relation_of(type_: str, other: str) -> float:
    """How well two types go together: 1 the same, 0 never one event."""
    return 1.0 if type_ == other else dict(kinds()[type_].related).get(other, 0.0)


def _related(cell: str) -> tuple[tuple[str, float], ...]:
    return tuple((name, float(weight)) for name, weight in (pair.split(":") for pair in cell.split("|") if pair))
