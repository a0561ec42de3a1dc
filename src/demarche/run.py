"""Many inputs → records: reads one after the other; an article that can't be read gives a record with its problem, and the rest goes on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from demarche.errors import DemarcheError
from demarche.ingest.files import Input
from demarche.lexicon.knowledge import Knowledge
from demarche.pipeline import Analyser, read
from demarche.record import Record


def read_all(inputs: Iterable[Input], analyser: Analyser, knowledge: Knowledge | None = None) -> Iterator[Record]:
    """One record an input, in their order. What went wrong stands in `problems`; our own faults say so."""
    for found in inputs:
        article = found.article
        if not article.text:
            yield Record(article, problems=found.problems)
            continue
        try:
            record = read(article, analyser, knowledge)
            yield replace(record, problems=(*found.problems, *record.problems))
        except DemarcheError as error:
            yield Record(article, problems=(str(error),))
        except Exception as error:  # a fault of ours, in one article: it is recorded with its input, and the others are read
            yield Record(article, problems=(f"{article.id}: a fault of Demarche ({type(error).__name__}: {error}). Please report it with this article.",))


def has_failed(record: Record) -> bool:
    """Was nothing read? A day of publication that nobody knows is a problem, not a failure."""
    return any("day of publication unknown" not in problem for problem in record.problems)
