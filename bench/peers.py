"""Prints what a user would run instead of Demarche, beside it: `python bench/peers.py [--articles 64] [--only NAME …] [--quality ../shared]`.

Articles a second of one core, by processor time, and the peak of memory, each in a process of its own over the same varied articles: trafilatura with
a small spaCy pipeline (peer_spacy.py), which finds no facts; a dictionary coder over our own parses (peer_petrarch.py), which finds events only;
and Demarche's `read`. `--quality` also prints how right the coder's events and ours are on the development sets in that folder.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import articles as varied
from demarche.language.model import LanguageModel, load_model
from demarche.lexicon.load import load_table
from demarche.record import Record, Status, to_json
from peer_pages import pages
from peer_petrarch import NOBODY, CodedEvent, PetrarchPeer
from scoring import held_out_half, read_row, rows, score

ROOT = Path(__file__).parent.parent
QUADS = {row["type"]: int(row["quad"]) for row in load_table("types")}
DEEDS = frozenset((1, 2, 4))  # cooperation, and deeds of conflict; 3 is conflict in words


def articles(count: int, seed: int = 7) -> list[str]:
    """The texts of so many articles of bench/articles.py."""
    return [row["text"] for row in varied.articles(count, on_topic=True, seed=seed)]


# Module, class and method of each. What one imports, the others do not.
PEERS = {
    "spaCy, of texts": ("peer_spacy", "SpacyPeer", "read_texts"),
    "trafilatura and spaCy, of pages": ("peer_spacy", "SpacyPeer", "read_pages"),
    "PETRARCH's way, of texts": ("peer_petrarch", "PetrarchPeer", "read_texts"),
    "Demarche, of texts": ("peer_demarche", "DemarchePeer", "read_texts"),
    "Demarche, of pages": ("peer_demarche", "DemarchePeer", "read_pages"),
}

CHILD = """
import importlib, json, pickle, resource, sys, time
folder, module, name, method = sys.argv[1:]
sys.path.insert(0, folder)
peer = getattr(importlib.import_module(module), name)()
read = getattr(peer, method)
inputs = pickle.load(sys.stdin.buffer)
read(inputs[:1])  # loads what is loaded at the first reading
began, wall = time.process_time(), time.perf_counter()
count = read(inputs)
print(json.dumps({'articles': count, 'cpu': time.process_time() - began, 'wall': time.perf_counter() - wall, 'found': peer.found(),
                  'memory': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def measure(name: str, texts: list[str]) -> dict[str, Any]:
    """Articles read, seconds of processor time and of the clock, megabytes and what was found, of one fresh process on one thread."""
    module, class_, method = PEERS[name]
    inputs = pickle.dumps(pages(texts) if method == "read_pages" else texts)
    one = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    out = subprocess.run([sys.executable, "-c", CHILD, str(ROOT / "bench"), module, class_, method], input=inputs, capture_output=True, check=True, env=one)
    return json.loads(out.stdout.splitlines()[-1])


def quality(shared: Path) -> Iterator[tuple[str, list[float]]]:
    """Figures of the coder, of the coder that takes events of one actor too, and of Demarche, over the same parses.

    The quads of cameo_penta are those of the half that the head of events has not seen in training.
    """
    model, coders, folder = load_model(), [PetrarchPeer(), PetrarchPeer(dyads=False)], shared / "eval/events"
    gold = rows(folder / "plover_gsr.jsonl.gz")
    read_ = [read_row(row, model) for row in gold]
    systems = [[json.dumps(coded_record(record, coder.code(document))) for record, document in read_] for coder in coders]
    figures = [score(shared, "events", gold, system) for system in (*systems, [to_json(record) for record, _ in read_])]
    # Participants are not compared: the coder gives codes, and half of the gold has words only.
    yield "events of a sentence: type, F1", [f["type"]["F"] for f in figures]
    halved = [row for row in rows(folder / "cameo_penta.jsonl.gz") if held_out_half(row["id"])]
    told = [(row["quad"], quads_told(row, model, coders)) for row in halved]
    for label, quads in (("nothing happened: rows with an event, %", (0,)), ("something happened: rows with an event of its kind, %", DEEDS)):
        these = [(quad, systems) for quad, systems in told if quad in quads]
        yield label, [100 * sum(bool(s[i] & ({quad} if quad else DEEDS)) for quad, s in these) / len(these) for i in range(3)]


def quads_told(row: dict[str, Any], model: LanguageModel, coders: list[PetrarchPeer]) -> list[set[int]]:
    """The quads of the events that each coder, and Demarche as happened, tells of a row."""
    record, document = read_row(row, model)
    happened = {e.type.value for e in record.events if e.status is Status.HAPPENED}
    return [{QUADS[t] for t in types} for types in (*({e.type for e in coder.code(document)} for coder in coders), happened)]


def coded_record(record: Record, coded: list[CodedEvent]) -> dict[str, Any]:
    """What was coded, in the form that the scorer knows. Triples of one verb are one event, which always happened."""
    events: dict[tuple[str, str], list[CodedEvent]] = {}
    for event in coded:
        events.setdefault((event.type, event.verb), []).append(event)
    told = [{"type": t, "status": "happened", "actors": [c.source for c in e], "recipients": [c.target for c in e]} for (t, _), e in events.items()]
    actors = [{"id": code, "name": code, "country": code[:3], "mentions": []} for code in sorted({c for e in coded for c in (e.source, e.target)} - {NOBODY})]
    return {"article": {"id": record.article.id, "text": record.article.text}, "actors": actors, "events": told}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=64)
    arguments.add_argument("--only", nargs="*", default=list(PEERS), choices=list(PEERS))
    arguments.add_argument("--quality", type=Path, metavar="SHARED")
    options = arguments.parse_args()
    texts = articles(options.articles)
    print(f"{'':34} {'articles/s':>10} {'memory':>9}  found in an article")
    for name in options.only:
        m = measure(name, texts)
        print(f"{name:34} {m['articles'] / m['cpu']:10.1f} {m['memory']:6.0f} MB  {m['found']}", flush=True)
    if options.quality:
        print(f"\n{'':56} {'coder':>9} {'one actor':>9} {'demarche':>9}")
        for figure, values in quality(options.quality):
            print(f"{figure:56} {' '.join(f'{value:9.1f}' for value in values)}", flush=True)


if __name__ == "__main__":
    main()
