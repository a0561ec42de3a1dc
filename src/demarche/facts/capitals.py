"""Capitals that are meant without their name: "in the Georgian capital", "Peru's capital", "the capital of Mali"."""

from collections.abc import Iterator
from functools import cache

from demarche.facts.arguments import preposition_of
from demarche.facts.traced import Traced
from demarche.language.document import Document
from demarche.lexicon.load import Row, load_table
from demarche.record import Place

_OF = ("amod", "compound", "nmod:poss", "nmod")


def trace_capitals(document: Document) -> list[Traced[Place]]:
    """The capitals of named states, where a preposition makes them a place; without a state's name nobody is sure which is meant."""
    return [place for word in range(len(document.tokens)) for place in _capital(document, word)]


def _capital(document: Document, word: int) -> Iterator[Traced[Place]]:
    token = document.tokens[word]
    if token.upos != "NOUN" or token.lemma.lower() != "capital" or token.relation == "compound" or not preposition_of(document, word):
        return
    for child in document.children[word]:
        inside = document.subtree(child)
        words = " ".join(document.tokens[i].text for i in inside if document.tokens[i].relation not in ("case", "det"))
        of = document.tokens[child].relation in _OF and (document.tokens[child].relation != "nmod" or preposition_of(document, child) == "of")
        state = _states().get(words) if of else None
        if state:
            first, last = min(*inside, word), max(*inside, word)
            first = next(i for i in range(first, last + 1) if document.tokens[i].relation != "det")
            span = document.span(first, last + 1)
            name = state["capital"]
            place = Place(
                span.of(document.text), span.start, span.end, name, state["code"], float(state["latitude"]), float(state["longitude"]), "city",
            )  # fmt: skip
            yield Traced(place, f"city: the capital of {state['name']}")
            return


@cache
def _states() -> dict[str, Row]:
    """Existing states by name, other names and adjectives, where one alone bears them."""
    found: dict[str, Row | None] = {}
    for row in load_table("states"):
        names = (row["name"], *row["aliases"].split("|"), *row["adjectives"].split("|"))
        for name in {n for n in names if n} if row["capital"] and row["latitude"] and not row["to"] else ():
            found[name] = None if name in found else row
    return {name: row for name, row in found.items() if row}
