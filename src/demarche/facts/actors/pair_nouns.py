"""The nouns by which two actors are meant together, "the two leaders", "both countries"."""

from functools import cache

from demarche.lexicon.load import load_table
from demarche.record import ActorKind


@cache
def pair_nouns() -> dict[str, ActorKind | None]:
    """The nouns of "the two leaders", "both countries", with the kind of actor that they mean; None where any will do."""
    return {row["noun"]: ActorKind(row["kind"]) if row["kind"] != "any" else None for row in load_table("pair_nouns")}
