"""A lone family name → whoever of that name leads a state, or holds one of its highest offices, on the day of the article.

The model learnt its names from treebanks: it overlooks "Putin" at the beginning of a sentence, and takes "Blinken" for a body.
"""

from collections.abc import Iterator
from dataclasses import replace

from demarche.facts.actors.context import known_place
from demarche.language.document import Document, Phrase
from demarche.lexicon.knowledge import Knowledge, Known, fold
from demarche.lexicon.roles import roles_ranked

_SHORTEST = 3  # letters; "Xi" and "Li" are left to the model, and "To" and "An" are no names


def serving(name: str, knowledge: Knowledge, day: str | None) -> Known | None:
    """The one of a family name in high office on a day; None where two are, or nobody."""
    if not day or " " in name or len(name) < _SHORTEST:
        return None
    found = [k for k in knowledge.by_surname.get(fold(name), ()) if _serves(k, day)]
    return found[0] if len(found) == 1 else None


def with_names_in_office(document: Document, knowledge: Knowledge, published: str | None) -> Document:
    """The document with the family names marked as people's of whoever is in high office on the day of publication."""
    day = published[:10] if published else None
    if not day:
        return document
    names = [_put_right(document, phrase, knowledge, day) for phrase in document.names]
    names += _overlooked(document, knowledge, day)
    return replace(document, names=tuple(sorted(names, key=lambda n: n.start)))


def _put_right(document: Document, phrase: Phrase, knowledge: Knowledge, day: str) -> Phrase:
    name = phrase.span.of(document.text)
    if phrase.kind == "PER" or phrase.end - phrase.start > 1 or not _means_office_holder(name, knowledge, day) or known_place(name):
        return phrase
    return replace(phrase, kind="PER")


def _overlooked(document: Document, knowledge: Knowledge, day: str) -> Iterator[Phrase]:
    """Names that nobody has marked, and that are no part of a longer name, or of a time ("May")."""
    marked = {i for p in (*document.names, *document.times) for i in range(p.start, p.end)}
    for i, token in enumerate(document.tokens):
        if i not in marked and token.upos == "PROPN" and token.text.istitle() and _means_office_holder(token.text, knowledge, day):
            beside = [j for j in (i - 1, i + 1) if 0 <= j < len(document.tokens) and document.tokens[j].upos == "PROPN"]
            if not beside:
                yield Phrase("PER", i, i + 1, token.span, 1.0)


def _means_office_holder(name: str, knowledge: Knowledge, day: str) -> bool:
    return not knowledge.senses(name) and serving(name, knowledge, day) is not None


def _serves(known: Known, day: str) -> bool:
    high = roles_ranked("leader", "top")
    return any(t.role in high and not t.of and t.holds_on(day) for t in known.terms)
