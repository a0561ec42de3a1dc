"""Inputs → records: an article that can't be read is recorded with its problem, and the rest goes on."""

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from demarche.errors import DemarcheError
from demarche.ingest.input import Input
from demarche.lexicon.knowledge import Knowledge
from demarche.pipeline import DAY_UNKNOWN, Analyser, read
from demarche.record import Article, Record
from demarche.run.limits import limited

_CODE = Path(__file__).parent.parent


def read_all(inputs: Iterable[Input], analyser: Analyser, knowledge: Knowledge | None = None) -> Iterator[Record]:
    """One record an input, in their order. What went wrong stands in `problems`; our own faults say so."""
    for found in inputs:
        yield read_input(found, analyser, knowledge)


def read_input(found: Input, analyser: Analyser, knowledge: Knowledge | None = None) -> Record:
    """The record of one input; what went wrong stands in its `problems`, a document that asks for more than the limits too."""
    article = found.article
    if not article.text:
        return Record(article, problems=found.problems)
    try:
        with limited(found.source or article.id):
            record = read(article, analyser, knowledge)
        return replace(record, problems=(*found.problems, *record.problems))
    except DemarcheError as error:
        return Record(article, problems=(*found.problems, str(error)))
    except Exception as error:  # a fault of ours, in one article: it is recorded with its input, and the others are read
        # Its place, not its message, which may quote the article.
        fault = f"{article.id}: a fault of Demarche ({type(error).__name__} at {_place_of(error)}). Please report it with this article."
        return Record(article, problems=(*found.problems, fault))


def _place_of(error: Exception) -> str:
    """Where in our code an error came up: "facts/times/find.py, line 41"."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_CODE)]
    return f"{Path(frames[-1].filename).relative_to(_CODE).as_posix()}, line {frames[-1].lineno}" if frames else "an unknown place"


def make_reading(analyser: Analyser, knowledge: Knowledge) -> Callable[[Article], Record]:
    """How a store reads an article anew, when the one that it was a copy of is taken out."""
    return lambda article: read(article, analyser, knowledge)


def has_failed(problems: Iterable[str]) -> bool:
    """Do these problems mean that nothing was read? A day of publication that nobody knows does not."""
    return any(DAY_UNKNOWN not in problem for problem in problems)
