"""What the tests share: one loaded model, and a way to build a Document by hand."""

import os
from pathlib import Path

import pytest

from demarche.language.document import Document, Phrase, Token
from demarche.language.model import LanguageModel, load_model
from demarche.pipeline import Reader, open_reader
from demarche.record import Record
from demarche.text import Span

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
os.environ.pop("COLUMNS", None)  # tables are as wide as the tests expect, whoever runs them


@pytest.fixture(scope="session")
def model() -> LanguageModel:
    return load_model()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return open_reader()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development gold, which is not part of the project."""
    if not (SHARED / "eval").is_dir():
        pytest.skip(f"{SHARED} is not there: the development gold is needed for this test")
    return SHARED


def meant_by(record: Record, words: str, nth: int = 0) -> list[str]:
    """The names of the actors with a mention that is exactly these words, at their nth occurrence."""
    start = -1
    for _ in range(nth + 1):
        start = record.article.text.index(words, start + 1)
    return [a.name for a in record.actors if any((m.start, m.end) == (start, start + len(words)) for m in a.mentions)]


@pytest.fixture(scope="session")
def who(reader):
    def ask(text: str, words: str, *, published: str | None = "2022-02-07", nth: int = 0) -> list[str]:
        return meant_by(reader(text, published=published), words, nth)

    return ask


def make_document(rows: str, *, names: dict[str, str] | None = None, times: dict[str, str] | None = None) -> Document:
    """A document of one sentence from lines `word lemma tag head relation [features]`; heads count from 1, 0 is the root.

    `names` and `times` say which words bear which kind: {"Macron": "PER"}.
    """
    cells = [line.split() for line in rows.strip().splitlines()]
    tokens, at = [], 0
    for word, lemma, tag, head, relation, *features in cells:
        tokens.append(Token(word, Span(at, at + len(word)), lemma, tag, "_", features[0] if features else "_", int(head) - 1, relation, event="OCCURRENCE"))
        at += len(word) + 1
    text = " ".join(c[0] for c in cells)

    def phrases(kinds: dict[str, str] | None) -> tuple[Phrase, ...]:
        return tuple(Phrase(kinds[t.text], i, i + 1, t.span, 1.0) for i, t in enumerate(tokens) if kinds and t.text in kinds)

    return Document(text, tuple(tokens), ((0, len(tokens)),), ((0, len(tokens)),), phrases(names), (), phrases(times))
