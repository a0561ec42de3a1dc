"""How far `score` can be trusted: of the facts with score 0.9, do nine in ten hold? The reliability table and the calibration error.

Events are judged on the held-out half of PLV (an event that speaks of the marked pair holds when its type is accepted) and of the codebook's
sentences (type and parties right); statements on PolNeAR's development part (content and source right). `python bench/calibration.py --shared DIR`
prints the table. The error is the mean distance between score and share in ten bins, weighted by their size (Naeini et al. 2015).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from demarche.language.model import LanguageModel, load_model
from demarche.record import to_json
from scoring import held_out_half, load_scorer, read_row, rows

BINS = 10
Judged = tuple[float, bool]  # score, holds


def judged(record: dict, row: dict, scorer: ModuleType) -> Iterator[tuple[dict, bool]]:
    """The events of a record that the row's gold says yes or no to."""
    for event in record["events"]:
        verdicts = [v for gold in row["events"] if gold.get("type") for v in (_verdict(event, gold, record, scorer),) if v is not None]
        if verdicts:
            yield event, any(verdicts)
        elif "source_spans" not in row["events"][0] and event["status"] in scorer.ACCOMPLISHED:
            yield event, False


def _verdict(event: dict, gold: dict, record: dict, scorer: ModuleType) -> bool | None:
    """Is the event the gold's? None where it speaks of something else."""
    fits = bool(scorer.plover_labels(event) & set(gold.get("accept") or [gold["type"]]))
    text = record["article"]["text"]
    if "source_spans" in gold:
        at = {a["id"]: set().union(*(scorer.chars(m) for m in a["mentions"])) for a in record["actors"]}
        both = [at[i] for i in (*event["actors"], *event["recipients"])]
        sides = [scorer.chars([{"start": a, "end": b} for a, b in gold[k]]) for k in ("source_spans", "target_spans")]
        return fits if all(not side or any(x & side for x in both) for side in sides) else None
    names = [scorer.actor_names(record, event[k], text) for k in ("actors", "recipients")]
    if gold.get("reciprocal") or gold["type"] in ("CONSULT", "AGREE"):
        names = [names[0] + names[1]] * 2
    wanted = [scorer.participants(gold, k) for k in ("actors", "recipients")]
    return (sum(scorer.covered(w, n) for w, n in zip(wanted, names, strict=True)) == sum(map(len, wanted))) if fits else None


def judged_events(shared: Path, model: LanguageModel) -> Iterator[Judged]:
    scorer = load_scorer(shared / "eval")
    for name in ("plv", "plover_gsr"):
        for row in rows(shared / f"eval/events/{name}.jsonl.gz"):
            if held_out_half(row["id"]):
                record = json.loads(to_json(read_row(row, model)[0]))
                yield from ((event["score"], right) for event, right in judged(record, row, scorer))


def judged_statements(shared: Path, model: LanguageModel, *, odd: bool = False) -> Iterator[Judged]:
    """The statements of every other article: the even ones are measured, the `odd` ones fitted on."""
    scorer = load_scorer(shared / "eval")
    for row in [r for r in rows(shared / "eval/quotes/dev.jsonl.gz") if r["primary"]][odd::2]:
        found = json.loads(to_json(read_row(row, model)[0]))["statements"]
        system, gold = ([_pieces(s, row["text"], scorer) for s in side] for side in (found, row["attributions"]))
        pairs = {j: i for i, j in scorer.pair(gold, system, lambda a, b: scorer.iou(a["content"], b["content"]))}
        for j, statement in enumerate(found):
            i = pairs.get(j)
            holds = i is not None and scorer.iou(gold[i]["content"], system[j]["content"]) >= 0.5 and _same_source(gold[i], system[j])
            yield statement["score"], holds


def _pieces(statement: dict, text: str, scorer: ModuleType) -> dict[str, set[int]]:
    return {k: scorer.chars(statement.get(k), text) for k in ("source", "content")}


def _same_source(gold: dict[str, set[int]], system: dict[str, set[int]]) -> bool:
    return bool(gold["source"] & system["source"]) or not (gold["source"] or system["source"])


def reliability(found: Iterable[Judged]) -> list[tuple[float, float, int]]:
    """(mean score, share that hold, count) of each bin that has facts."""
    bins: dict[int, list[Judged]] = {}
    for score, right in found:
        bins.setdefault(min(int(score * BINS), BINS - 1), []).append((score, right))
    return [(sum(s for s, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b)) for _, b in sorted(bins.items())]


def error(table: list[tuple[float, float, int]]) -> float:
    return round(sum(abs(score - share) * count for score, share, count in table) / sum(count for *_, count in table), 3)


def calibration(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    yield "calibration error: events", error(reliability(judged_events(shared, model)))
    yield "calibration error: statements", error(reliability(judged_statements(shared, model)))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, required=True)
    shared, model = arguments.parse_args().shared, load_model(threads=2)
    for name, judge in (("events", judged_events), ("statements", judged_statements)):
        table = reliability(judge(shared, model))
        print(f"{name}: error {error(table)}\n {'score':>6} {'hold':>6} {'count':>6}")
        for score, share, count in table:
            print(f" {score:6.2f} {share:6.2f} {count:6}")


if __name__ == "__main__":
    main()
