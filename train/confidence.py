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
from calibration import judged, load_scorer
from demarche.facts.events import confidence
from demarche.language.model import LanguageModel, load_model
from demarche.record import to_json
from scoring import held_out_half, read_row, rows

RIDGE = 2.0
TABLE = Path(__file__).parent.parent / "src/demarche/lexicon/confidence.tsv"
HEADER = """# How much each thing speaks for a fact (log odds); fitted by train/confidence.py. Schema: README.md.
fact	evidence	weight	source
"""


def samples(folder: Path, model: LanguageModel) -> Iterator[tuple[tuple[str, ...], bool]]:
    """(evidence, holds) of each event that gold judges."""
    scorer = load_scorer(folder)
    seen: dict[float, tuple[str, ...]] = {}
    plain = confidence.confidence

    def noting(evidence: tuple[str, ...]) -> float:
        seen[len(seen) + 1.0] = evidence
        return float(len(seen))

    import demarche.facts.events.find as find

    find.confidence = noting
    for name in ("plv", "plover_gsr"):
        for row in rows(folder / f"events/{name}.jsonl.gz"):
            if not held_out_half(row["id"]):
                record = json.loads(to_json(read_row(row, model)[0]))
                yield from ((seen[e["score"]], right) for e, right in judged(record, row, scorer))
    find.confidence = plain


def fit(found: list[tuple[tuple[str, ...], bool]]) -> dict[str, float]:
    """The weight of each name of evidence."""
    names = sorted({n for evidence, _ in found for n in evidence})
    x = np.array([[n in evidence for n in names] for evidence, _ in found], dtype=float)
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
    options = arguments.parse_args()
    found = list(samples(options.eval, load_model()))
    print(f"{len(found)} events, {100 * np.mean([r for _, r in found]):.1f} % right")
    source = "fitted on half of PLV and of the codebook's sentences"
    TABLE.write_text(HEADER + "".join(f"event\t{name}\t{weight:.2f}\t{source}\n" for name, weight in fit(found).items()), "utf-8")


if __name__ == "__main__":
    main()
