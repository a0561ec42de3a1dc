"""A spaCy pipeline in place of our model. The other way round, Demarche in a spaCy pipeline, is `demarche/component.py`.

spaCy is an optional extra (`pip install 'demarche[spacy]'`); nothing else imports this file.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from demarche.errors import BadModel
from demarche.language.document import Document, Phrase, Token
from demarche.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMES = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_TIMES = {"DATE": "DATE", "TIME": "TIME"}
# The labels of spaCy's own English models (ClearNLP) in Universal Dependencies' terms, as far as one word tells.
_RELATIONS = {"ROOT": "root", "dobj": "obj", "nsubjpass": "nsubj:pass", "auxpass": "aux:pass", "agent": "case", "relcl": "acl:relcl", "poss": "nmod:poss",
              "prt": "compound:prt", "neg": "advmod", "dative": "iobj"}  # fmt: skip


def make_spacy_analyser(name: str) -> Callable[[str, Sequence[Span]], Document]:
    """An analyser over an installed spaCy pipeline. Raises BadModel where spaCy or the pipeline is not installed."""
    try:
        import spacy
    except ImportError:
        raise BadModel(f"--model {name}: spaCy is not installed. Run pip install 'demarche[spacy]', or leave --model out.") from None
    try:
        nlp = spacy.load(name)
    except OSError:
        raise BadModel(f"--model {name}: no such spaCy pipeline is installed. Install its package, or leave --model out.") from None
    return lambda text, paragraphs: from_docs(text, [(p.start, nlp(p.of(text))) for p in paragraphs])


def from_docs(text: str, docs: Sequence[tuple[int, "Doc"]]) -> Document:
    """The document of several paragraphs' Docs, each with the place where its text begins. White-space tokens are left out."""
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    phrases: list[Phrase] = []
    for offset, doc in docs:
        first = len(tokens)
        place = {t.i: first + n for n, t in enumerate(t for t in doc if not t.is_space)}
        tokens += [_token(t, offset, place) for t in doc if not t.is_space]
        for sentence in doc.sents if doc.has_annotation("SENT_START") else [doc[:]]:
            inside = [place[t.i] for t in sentence if t.i in place]
            if inside:
                sentences.append((inside[0], inside[-1] + 1))
        for entity in doc.ents:
            kind = _NAMES.get(entity.label_) or _TIMES.get(entity.label_)
            inside = [place[t.i] for t in entity if t.i in place]
            if kind and inside:
                span = Span(tokens[inside[0]].span.start, tokens[inside[-1]].span.end)
                phrases.append(Phrase(kind, inside[0], inside[-1] + 1, span, 1.0))
        if len(tokens) > first:
            paragraphs.append((first, len(tokens)))
    names = tuple(p for p in phrases if p.kind in _NAMES.values())
    return Document(text, tuple(tokens), tuple(sentences), tuple(paragraphs), names, (), tuple(p for p in phrases if p not in names))


def _token(token: Any, offset: int, place: dict[int, int]) -> Token:
    span = Span(offset + token.idx, offset + token.idx + len(token.text))
    head = -1 if token.head.i == token.i else place.get(token.head.i, -1)
    relation = _RELATIONS.get(token.dep_, token.dep_ or "dep")
    event = "OCCURRENCE" if token.pos_ in ("VERB", "NOUN") else "O"
    return Token(token.text, span, token.lemma_ or token.text, token.pos_ or "X", token.tag_ or "_", str(token.morph) or "_", head, relation, event=event)
