"""Prints every figure of accuracy beside its floor: `python bench/quality.py --shared ../shared [--weights DIR] [--only NAME …] [--fp32]`.

Exit status 1 where a figure lies under its floor in floors.json. The development sets are not part of the project: a set that is not there
is left out, and said so. Sentences, words, tags and trees are measured by the rules of the CoNLL 2018 shared task (Zeman et al. 2018);
attribution, times and factuality by the scorer of the evaluation folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from actors import code_row, day_of, linked_names
from calibration import calibration
from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.language.analyse import analyse
from demarche.language.document import Document
from demarche.language.model import WEIGHTS, LanguageModel, load_model
from demarche.pipeline import analyse_article
from demarche.record import to_json
from demarche.text import Span
from events import events, facts
from merging import merging
from names import meantime_gold, name_scores
from scoring import held_out, read_row, records, rows, score
from status import axis, status
from topics import topics
from treebank import gold_scores, raw_scores, read_documents

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text())
FIGURES = FLOORS["figures"]


def treebanks(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    for name, genre in (("ewt", None), ("gum", None), ("gum", "news")):
        documents = [d for d in read_documents(shared / f"data/{name}-dev.conllu.gz") if genre in (None, d.genre)]
        label = f"{name} {genre}" if genre else name
        if genre is None:
            for k, v in gold_scores(documents, model).items():
                yield f"{label}, gold words: {k}", v
        if (name, genre) != ("gum", None):
            for k, v in raw_scores(documents, model).items():
                yield f"{label}, raw text: {k}", v
    yield "names: ewt", name_scores([d.gold_names() for d in read_documents(shared / "data/ewt-dev.conllu.gz")], model)
    news = [d.gold_names() for d in read_documents(shared / "data/gum-dev.conllu.gz") if d.genre == "news"]
    meantime = [meantime_gold(r) for r in rows(shared / "eval/actors/meantime.jsonl.gz") if held_out(r["doc_id"])]
    yield "names: news (MEANTIME held out, GUM dev news)", name_scores(news + meantime, model)


def quotes(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    gold = [r for r in rows(shared / "eval/quotes/dev.jsonl.gz") if r["primary"]]
    figures = score(shared, "quotes", gold, records(gold, model))
    yield "attribution: content", figures["content IoU>=0.5"]["F"]
    yield "attribution: content and source", figures["content and source"]["F"]
    for kind in ("direct", "mixed", "indirect"):
        yield f"attribution: recall {kind}", figures[f"recall {kind}"]
    for kind, f in exact_pieces(gold, model).items():
        yield f"attribution: exact {kind}", f


def exact_pieces(gold: list[dict], model: LanguageModel) -> dict[str, float]:
    """F1 of exact spans, piece by piece, as CofeNet counts (Wang et al. 2022)."""
    found: dict[str, list[set]] = {k: [set(), set()] for k in ("source", "cue", "content")}
    for row in gold:
        document = _document(row["text"], model)
        for kind in found:
            found[kind][0] |= {(row["doc_id"], p["start"], p["end"]) for a in row["attributions"] for p in a[kind]}
        for a in document.attributions:
            for kind, pieces in (("source", [a.source]), ("cue", [a.cue]), ("content", a.content)):
                found[kind][1] |= {(row["doc_id"], p.span.start, p.span.end) for p in pieces if p}
    return {k: round(200 * len(g & s) / (len(g) + len(s)), 2) for k, (g, s) in found.items()}


def _document(text: str, model: LanguageModel) -> Document:
    article = make_article(text, Metadata(), source="a text of the development set")
    return analyse_article(article, lambda t, parts: analyse(t, parts, model))


def times(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    gold = [r for name in ("timebank_aquaint", "meantime") for r in rows(shared / f"eval/times/{name}.jsonl.gz") if held_out(r["doc_id"])]
    figures = score(shared, "times", gold, records(gold, model))
    for kind in ("relaxed", "strict", "type", "value"):
        yield f"times: {kind}", figures[kind]["F"]


def factuality(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    for name, scale in (("uw_dev", "uw"), ("meantime_dev", "meantime")):
        gold = rows(shared / f"eval/factuality/{name}.jsonl.gz")
        system = list(factuality_rows(gold, model, scale))
        figures = score(shared, "factuality", gold, iter(system))
        yield f"factuality {name}: MAE", figures["MAE"]
        yield f"factuality {name}: r", figures["r"]
        have = {(r["id"], e["start"]): e["score"] for r in map(json.loads, system) for e in r["events"]}
        low = [abs(e["score"] - have.get((r["id"], e["start"]), 3.0)) for r in gold for e in r["events"] if e["score"] <= -1.5]
        if name == "uw_dev":
            yield f"factuality {name}: MAE at or below -1.5", round(sum(low) / len(low), 3)


def factuality_rows(gold: list[dict], model: LanguageModel, scale: str) -> Iterator[str]:
    """The scores of all words of neighbouring sentences, read ten at a time as one text, on the scale of one corpus."""
    for at in range(0, len(gold), 10):
        run = gold[at : at + 10]
        text, starts = "", []
        for row in run:
            starts.append(len(text))
            text += row["text"] + " "
        document = analyse(text, [Span(0, len(text))], model)
        by_start = {t.span.start: getattr(t, "factuality" if scale == "uw" else "factuality_strict") for t in document.tokens}
        for row, start in zip(run, starts, strict=True):
            events = [{"start": e["start"], "end": e["end"], "score": by_start[start + e["start"]]} for e in row["events"] if start + e["start"] in by_start]
            yield json.dumps({"id": row["id"], "events": events})


def actors(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    """Who is who, links to the knowledge base, codes."""
    right = total = 0
    for name in ("gum", "meantime"):
        gold = rows(shared / f"eval/actors/{name}.jsonl.gz")
        read_ = [read_row(r, model) for r in gold]
        figures = score(shared, "actors", gold, (to_json(record) for record, _ in read_))
        yield f"who is who, {name}: B3", figures["B3"]["F"]
        linked = linked_names(gold, ((document, record.article.published) for record, document in read_))
        right, total = right + linked[0], total + linked[1]
    yield "linked names right", round(100 * right / total, 2)
    yield from codes(shared, model)


def codes(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    """Country, sector and identity of mentions that stand alone."""
    gold = rows(shared / "eval/events/actor_codes.jsonl.gz")
    system = (json.dumps(code_row(r["id"], analyse(r["mention"], [Span(0, len(r["mention"]))], model), day_of(r["date"]))) for r in gold)
    for kind, share in score(shared, "codes", gold, system).items():
        hits, count = map(int, share.split("/"))
        yield f"codes: {'identity' if kind == 'wiki' else kind}", round(100 * hits / count, 2)


def status_and_axis(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    yield from status(shared, model)
    yield from axis(shared, model)


MEASURES: dict[str, Callable[[Path, LanguageModel], Iterator[tuple[str, float]]]] = {
    "treebanks": treebanks, "quotes": quotes, "times": times, "factuality": factuality, "actors": actors, "events": events,
    "facts": facts, "status": status_and_axis, "calibration": calibration, "merging": merging, "topics": topics,
}  # fmt: skip


def changed_data(measure: str, shared: Path) -> list[str]:
    """The files of a measure that are not the ones its floors were measured on."""
    return [name for name, digest in FLOORS["data"].get(measure, {}).items() if hashlib.sha256((shared / name).read_bytes()).hexdigest()[:16] != digest]


def is_under(figure: str, value: float) -> bool:
    """Does a figure lie under its floor (above it, where lower is better)?"""
    known = FIGURES.get(figure)
    return bool(known) and (value > known["floor"] if known.get("lower") else value < known["floor"])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--weights", type=Path, default=WEIGHTS)
    arguments.add_argument("--file", default="encoder.onnx", help="encoder.fp32.onnx measures the weights before quantisation")
    arguments.add_argument("--only", nargs="*", default=list(MEASURES), choices=list(MEASURES))
    options = arguments.parse_args()
    model = load_model(options.weights, threads=2, weights=options.file)
    failed = False
    print(f"{'figure':48} {'measured':>9} {'floor':>7} {'at least':>9} {'aim':>6}")
    for name in options.only:
        try:
            for file in changed_data(name, options.shared):
                print(f"{file}: not the data that the floors were measured on")
            for figure, value in MEASURES[name](options.shared, model):
                known = FIGURES.get(figure, {})
                failed |= is_under(figure, value)
                cells = " ".join(f"{known.get(k, ''):>{w}}" for k, w in (("floor", 7), ("goal", 9), ("aim", 6)))
                print(f"{figure:48} {value:9.3f} {cells}{'  UNDER ITS FLOOR' if is_under(figure, value) else ''}", flush=True)
        except FileNotFoundError as missing:
            print(f"{name}: left out, {missing.filename} is not there")
    sys.exit(failed)


if __name__ == "__main__":
    main()
