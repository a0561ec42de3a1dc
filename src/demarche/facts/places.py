"""Places: the names of places that the model marks. Country and coordinates come from the tables where they hold the place."""

from functools import cache

from demarche.facts.actors import clean_name
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import Place


def find_places(document: Document) -> list[Place]:
    """The places that a text names, in text order."""
    known = _capitals()
    places = []
    for phrase in document.names:
        if phrase.kind == "LOC":
            words = phrase.span.of(document.text)
            name, country, latitude, longitude = known.get(clean_name(words).casefold(), (clean_name(words), None, None, None))
            places.append(Place(words, phrase.span.start, phrase.span.end, name, country, latitude, longitude))
    return places


@cache
def _capitals() -> dict[str, tuple[str, str | None, float | None, float | None]]:
    """States and capitals in lower case → name, country, latitude, longitude."""
    found: dict[str, tuple[str, str | None, float | None, float | None]] = {}
    for row in load_table("states"):
        at = (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else (None, None)
        for name in (row["name"], *row["aliases"].split("|")):
            found[name.casefold()] = (row["name"], row["code"], *at)
    for row in load_table("states"):
        at = (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else (None, None)
        for name in (row["capital"], *row["capital_aliases"].split("|")):
            if name and row["status"] != "dissolved":
                found[name.casefold()] = (row["capital"], row["code"], *at)
    return found
