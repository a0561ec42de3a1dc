"""Sentences of the tests in one line: `word=lemma/relation>head`, with a star before the names."""

from dataclasses import replace

from conftest import make_document
from demarche.language.document import Document, Phrase

TAGS = {"punct": "PUNCT", "case": "ADP", "cc": "CCONJ", "det": "DET", "root": "VERB", "aux": "AUX", "aux:pass": "AUX", "amod": "ADJ"}


def parse_sentence(text: str, kind: str = "LOC") -> Document:
    """A document of one sentence; each starred word is a name of one word."""
    rows, starred = [], []
    for i, token in enumerate(text.split()):
        word, _, rest = token.rpartition("/")
        form, _, lemma = word.lstrip("*").partition("=")
        relation, head = rest.split(">")
        if word.startswith("*"):
            starred.append(i)
        tag = "PROPN" if i in starred else TAGS.get(relation, "NOUN")
        rows.append(f"{form} {lemma or form.lower()} {tag} {head} {relation}")
    document = make_document("\n".join(rows))
    return replace(document, names=tuple(Phrase(kind, i, i + 1, document.tokens[i].span, 1.0) for i in starred))


def sentence_in(*names: str) -> Document:
    """ "They met in NAME, NAME, …": the names of places in a row, each with as many words as it has."""
    rows, phrases = ["They they PRON 2 nsubj", "met meet VERB 0 root", "in in ADP 4 case"], []
    for i, name in enumerate(names):
        if i:
            rows.append(f", , PUNCT {len(rows) + 2} punct")
        start = len(rows)
        rows += [f"{word} {word} PROPN {start + 1} flat" if n else f"{word} {word} PROPN {4 if i else 2} {'appos' if i else 'obl'}"
                 for n, word in enumerate(name.split())]  # fmt: skip
        phrases.append((start, len(rows)))
    document = make_document("\n".join(rows))
    return replace(document, names=tuple(Phrase("LOC", a, b, document.span(a, b), 1.0) for a, b in phrases))
