"""What speaks for an event → how sure the reader may be: `python train/confidence.py --eval DIR` writes lexicon/confidence.tsv.

Logistic regression with a ridge, by Newton's method, on the events that gold says yes or no to: the half of PLV that is not held out (an event
that speaks of the marked pair is right when its type is), and the same half of the codebook's sentences (type and parties right). An event's
evidence is what facts/events/confidence.py names.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from calibration import judged, judged_statements, load_scorer
from demarche.facts.confidence import confidence, log_odds
from demarche.facts.events import find as events
from demarche.facts.statements import find as statements
from demarche.language.model import LanguageModel, load_model
from demarche.record import to_json
from scoring import held_out_half, read_row, rows

RIDGE = 2.0
Evidence = dict[str, float]  # name → 1, or the log odds of the model's own score
Sample = tuple[Evidence, bool]  # what speaks for a fact, and whether it holds
TABLE = Path(__file__).parent.parent / "src/demarche/lexicon/confidence.tsv"
HEADER = """# How much each thing speaks for a fact (log odds); fitted by train/confidence.py. Schema: README.md.
fact	evidence	weight	source
"""


class Notes:
    """Stands in for `confidence`: gives each fact a score of its own, under which its evidence is found again."""

    def __init__(self) -> None:
        self.seen: dict[float, Evidence] = {}

    def __call__(self, _fact: str, evidence: tuple[str, ...], score: float = 0.5) -> float:
        self.seen[len(self.seen) + 1.0] = dict.fromkeys(evidence, 1.0) | ({} if score == 0.5 else {"score of the model": log_odds(score)})
        return float(len(self.seen))


def event_samples(folder: Path, model: LanguageModel) -> Iterator[Sample]:
    """The events of the training halves that gold judges."""
    scorer = load_scorer(folder)
    events.confidence = notes = Notes()
    for name in ("plv", "plover_gsr"):
        for row in rows(folder / f"events/{name}.jsonl.gz"):
            if not held_out_half(row["id"]):
                record = json.loads(to_json(read_row(row, model)[0]))
                yield from ((notes.seen[e["score"]], right) for e, right in judged(record, row, scorer))
    events.confidence = confidence


def statement_samples(folder: Path, model: LanguageModel) -> Iterator[Sample]:
    """The statements of every other article of PolNeAR's development part."""
    statements.confidence = notes = Notes()
    for score, right in judged_statements(folder.parent, model, odd=True):
        yield notes.seen[score], right
    statements.confidence = confidence


def fit(found: list[Sample]) -> dict[str, float]:
    """The weight of each name of evidence."""
    names = sorted({n for evidence, _ in found for n in evidence})
    x = np.array([[evidence.get(n, 0.0) for n in names] for evidence, _ in found])
    y = np.array([right for _, right in found], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + RIDGE * weights
        weights -= np.linalg.solve((x.T * (p * (1 - p))) @ x + RIDGE * np.eye(len(names)), gradient)
    return dict(zip(names, weights.tolist(), strict=True))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--eval", type=Path, required=True)
    folder, model = arguments.parse_args().eval, load_model()
    lines = [HEADER]
    for fact, samples, source in (
        ("event", event_samples, "half of PLV and of the codebook's sentences"),
        ("statement", statement_samples, "half of PolNeAR's development part"),
    ):
        found = list(samples(folder, model))
        print(f"{len(found)} {fact}s, {100 * np.mean([r for _, r in found]):.1f} % right")
        lines += [f"{fact}\t{name}\t{weight:.2f}\tfitted on {source}\n" for name, weight in fit(found).items()]
    TABLE.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
