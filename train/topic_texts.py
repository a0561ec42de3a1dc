"""The texts that train/topics.py learns from: our own articles, and those of SHARED whose kind tells whether they are of international affairs."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

DEV = Path(__file__).parents[1] / "bench/topics/dev.jsonl"
# Genres far from affairs, and what an error on one costs: less than on an article of our own, since they are no news.
OFF_TOPIC = {"GUM_academic": 0.5, "GUM_bio": 0.3, "GUM_interview": 0.2, "GUM_textbook": 0.3, "GUM_vlog": 0.5, "GUM_voyage": 0.3, "answers": 0.1, "reviews": 0.1}
# Sentences on affairs, joined by threes, and wire reports that are nearly all on affairs.
SENTENCES = {"events/cameo_penta": 0.3, "events/plv": 0.2, "events/plover_gsr": 0.3}
WIRES = {"APW": 0.5, "XIE": 0.5}
US_POLITICS = 0.05
COMPANIES = {"apple": 0.3, "gm": 0.3}


def read_dev(part: int) -> Iterator[tuple[str, bool]]:
    """Our own articles with what the gate should say: the odd ones (`part` 1) to learn from, the even ones (0) to check."""
    rows = [json.loads(line) for line in DEV.read_text("utf-8").splitlines()]
    return ((f"{row['title']}\n{row['text']}", row["on_topic"]) for row in rows if int(row["id"][-3:]) % 2 == part)


def read_shared(shared: Path) -> Iterator[tuple[str, bool, float]]:
    """Texts with what the gate should say of them, and the cost of an error."""
    for path in sorted((shared / "data").glob("*.conllu.gz")):
        for name, text in _documents(path):
            kind = next((kind for kind in OFF_TOPIC if name.startswith(kind)), None)
            if kind:
                yield text, False, OFF_TOPIC[kind]
    for name, cost in SENTENCES.items():
        texts = [row["text"] for row in _rows(shared / f"eval/{name}.jsonl.gz")]
        yield from ((" ".join(texts[at : at + 3]), True, cost) for at in range(0, len(texts) - 2, 3))
    for row in _rows(shared / "eval/times/timebank_aquaint.jsonl.gz"):
        if row["doc_id"][:3] in WIRES:
            yield row["text"], True, WIRES[row["doc_id"][:3]]
    for row in _rows(shared / "eval/times/meantime.jsonl.gz"):
        if row["topic"] in COMPANIES:
            yield row["text"], False, COMPANIES[row["topic"]]
    politics = {row["doc_id"]: f"{row['title']}\n{row['text']}" for row in _rows(shared / "eval/quotes/train.jsonl.gz")}
    yield from ((text, True, US_POLITICS) for text in politics.values())


def _documents(path: Path) -> Iterator[tuple[str, str]]:
    """The documents of a treebank, each with its name."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for document in lines.read().split("# newdoc id = ")[1:]:
            name, _, rest = document.partition("\n")
            yield name, " ".join(line.removeprefix("# text = ") for line in rest.splitlines() if line.startswith("# text = "))


def _rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return (json.loads(line) for line in lines.read().splitlines())
