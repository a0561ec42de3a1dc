"""What the measures share: gold rows, the reading of one row, the scorer of the evaluation folder."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.language.analyse import analyse
from demarche.language.document import Document
from demarche.language.model import LanguageModel
from demarche.pipeline import analyse_article, read
from demarche.record import Article, Record, to_json


def rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def held_out(id_: str) -> bool:
    """The documents that training leaves out where a set has no development part of its own (train/corpora.py)."""
    return int(hashlib.sha1(id_.encode()).hexdigest(), 16) % 5 == 0


def held_out_half(id_: str) -> bool:
    """The half of PLV and cameo_penta that the head of events does not see in training (train/events.py)."""
    return int(hashlib.sha1(id_.encode()).hexdigest(), 16) % 2 == 0


def score(shared: Path, task: str, gold: list[dict], system: Iterable[str]) -> dict:
    """The scorer's figures for what the system wrote."""
    with tempfile.TemporaryDirectory() as folder:
        gold_path, system_path = Path(folder) / "gold.jsonl", Path(folder) / "system.jsonl"
        gold_path.write_text("".join(json.dumps(r) + "\n" for r in gold), "utf-8")
        system_path.write_text("".join(line + "\n" for line in system), "utf-8")
        out = subprocess.run(
            [sys.executable, str(shared / "eval/score.py"), task, str(gold_path), str(system_path)], capture_output=True, text=True, check=True
        )
    return json.loads(out.stdout.splitlines()[-1])[task]


def load_scorer(folder: Path) -> ModuleType:
    """The scorer of the evaluation folder as a module, for what a measure shares with it."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Several measures read the same texts.
_read: dict[tuple[int, str, str], tuple[Record, Document]] = {}


def read_row(row: dict, model: LanguageModel) -> tuple[Record, Document]:
    """The record and the document of a gold row, read once."""
    key = (id(model), str(row.get("doc_id") or row["id"]), row["text"])
    if key not in _read:
        _read[key] = _read_anew(row, model)
    return _read[key]


def _read_anew(row: dict, model: LanguageModel) -> tuple[Record, Document]:
    article, document = analyse_row(row, model)
    return read(article, lambda *_: document), document


def analyse_row(row: dict, model: LanguageModel) -> tuple[Article, Document]:
    """The article and the document of a gold row."""
    known = Metadata(id=str(row.get("doc_id") or row["id"]), published=row.get("dct") or row.get("date"))
    article = make_article(row["text"], known, source=known.id or "")
    return article, analyse_article(article, lambda text, parts: analyse(text, parts, model))


def records(gold: Iterable[dict], model: LanguageModel) -> Iterator[str]:
    for row in gold:
        yield to_json(read_row(row, model)[0])


def read_seed(shared: Path, model: LanguageModel) -> dict:
    """The scorer's figures for the facts of the seed article."""
    text = next((shared / "seed").glob("*.txt")).read_text("utf-8")
    gold = [json.loads(line) for line in (shared / "seed/facts.jsonl").read_text("utf-8").splitlines()]
    return score(shared, "facts", gold, records([{"id": "seed", "text": text, "date": "2022-02-07"}], model))
