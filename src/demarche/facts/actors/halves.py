"""States that a text calls by the half of a divided land that they are: "the North" for North Korea."""

from collections.abc import Iterator

from demarche.language.document import Document, Phrase
from demarche.lexicon.knowledge import How, Knowledge
from demarche.record import ActorKind

OPPOSITES = {"North": "South", "South": "North"}


def named_halves(document: Document, knowledge: Knowledge) -> dict[str, str]:
    """ "North" and "South" → the one state of a divided land that the text names in full: "North Korea", or "North Korean"."""
    found: dict[str, dict[str, None]] = {}
    for i in range(len(document.tokens) - 1):
        half = document.tokens[i].text
        if half in OPPOSITES:
            senses = knowledge.senses(document.words(i, i + 2))
            name = senses[0].known.name if senses and senses[0].known.kind is ActorKind.STATE else ""
            if name.startswith(half) and (other := _other_half(name, half, knowledge)):
                found.setdefault(half, {})[name] = None
                found.setdefault(OPPOSITES[half], {}).setdefault(other, None)
    return {half: next(iter(names)) for half, names in found.items() if len(names) == 1}


def _other_half(name: str, half: str, knowledge: Knowledge) -> str | None:
    """The other state of the land, "South Korea" or "Sudan"; None for a land that is not divided: South Africa, North Macedonia."""
    land = name.split(" ", 1)[1]
    for words in (f"{OPPOSITES[half]} {land}", land):
        for sense in knowledge.senses(words):
            if sense.known.kind is ActorKind.STATE and sense.how is How.NAME and sense.known.name not in (name, f"{half}ern {land}"):
                return sense.known.name
    return None


def halves_phrases(document: Document, halves: dict[str, str], taken: set[int]) -> Iterator[Phrase]:
    """ "the North" where the text names the state in full, and bare "North" as the subject of a headline; not the "North" of another name."""
    for i, token in enumerate(document.tokens):
        after = document.tokens[i + 1] if i + 1 < len(document.tokens) else None
        if token.text not in halves or i in taken or token.relation in ("compound", "amod", "flat") or (after and (after.upos == "PROPN" or after.text == "-")):
            continue
        if (i and document.tokens[i - 1].text.lower() == "the") or (token.upos == "PROPN" and token.relation in ("nsubj", "nsubj:pass", "nmod:poss")):
            yield Phrase("LOC", i, i + 1, token.span, 1.0)
