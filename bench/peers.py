"""Prints what a user would run instead of Demarche, beside it: `python bench/peers.py [--articles 64] [--only NAME …] [--quality ../shared]`.

Articles a second of one core, by processor time, and the peak of memory, each in a process of its own over the same varied articles: trafilatura with
a small spaCy pipeline (peer_spacy.py), which finds no facts; a dictionary coder over our own parses (peer_petrarch.py), which finds events only;
and Demarche's `read`. `--quality` also prints how right the coder's events and ours are on the development sets in that folder.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.language.model import LanguageModel, load_model
from demarche.lexicon.load import load_table
from demarche.pipeline import open_reader, read
from demarche.record import Record, Status, to_json
from peer_pages import pages
from peer_petrarch import NOBODY, CodedEvent, PetrarchPeer
from peer_spacy import SpacyPeer, trained_pipeline
from scoring import held_out_half, read_row, rows, score

ROOT = Path(__file__).parent.parent
WORDS = 550  # of an article
QUADS = {row["type"]: int(row["quad"]) for row in load_table("types")}
DEEDS = frozenset((1, 2, 4))  # cooperation, and deeds of conflict; 3 is conflict in words


def articles(count: int, seed: int = 7) -> list[str]:
    """Texts of about 550 words: a headline, and paragraphs of the examples in another order, told of other states. The same for the same seed."""
    stories = [[p.strip() for p in path.read_text("utf-8").split("\n\n") if p.strip()] for path in sorted((ROOT / "examples").glob("*.txt"))]
    paragraphs = [p for story in stories for p in story[1:]]
    states = tuple(row["name"] for row in load_table("states") if row["status"] == "un_member")
    draw = random.Random(seed)
    return [_article(draw, draw.choice(stories)[0], paragraphs, states) for _ in range(count)]


def _article(draw: random.Random, headline: str, paragraphs: list[str], states: tuple[str, ...]) -> str:
    chosen, words = [headline], 0
    for paragraph in draw.sample(paragraphs, len(paragraphs)):
        if words < WORDS:
            chosen.append(paragraph)
            words += len(paragraph.split())
    others = dict(zip(states, draw.sample(states, len(states)), strict=True))
    return _names_in(states).sub(lambda name: others[name.group()], "\n\n".join(chosen))


@cache
def _names_in(states: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(s) for s in sorted(states, key=len, reverse=True))})(?!\w)")


def spacy_texts(texts: list[str]) -> Iterator[dict[str, Any]]:
    """trafilatura is left out."""
    peer = SpacyPeer()
    yield {}
    yield {"articles": peer.read_texts(texts), "found": f"{peer.sentences / len(texts):.0f} sentences, {peer.entities / len(texts):.0f} names and times"}


def spacy_pages(texts: list[str]) -> Iterator[dict[str, Any]]:
    """The whole way from the page."""
    peer, made = SpacyPeer(), pages(texts)
    yield {}
    yield {"articles": peer.read_pages(made), "found": f"{peer.sentences / len(texts):.0f} sentences; pages of {sum(map(len, made)) / len(made) / 1000:.0f} kB"}


def petrarch(texts: list[str]) -> Iterator[dict[str, Any]]:
    """Our analyser, then the dictionary coder."""
    peer = PetrarchPeer()
    peer.analyse(texts[0])  # loads the model
    yield {}
    yield {"articles": peer.read_texts(texts), "found": f"{peer.events / len(texts):.1f} events"}


def demarche(texts: list[str]) -> Iterator[dict[str, Any]]:
    """Everything."""
    reader = open_reader()
    reader(texts[0])
    yield {}
    records = [read(make_article(t, Metadata(published="2023-03-17"), source="an article"), reader.analyser, reader.knowledge) for t in texts]
    yield {"articles": len(records), "found": f"{sum(len(r.events) for r in records) / len(texts):.1f} events, and all other facts"}


# Each gets ready up to its first yield, then reads.
PEERS: dict[str, Callable[[list[str]], Iterator[dict[str, Any]]]] = {
    "spacy, of texts": spacy_texts, "trafilatura and spacy, of pages": spacy_pages, "petrarch style, of texts": petrarch, "demarche, of texts": demarche,
}  # fmt: skip


def measure(name: str, count: int) -> dict[str, Any]:
    """Articles, seconds of processor time, megabytes and what was found, of one fresh process on one thread."""
    one = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    out = subprocess.run([sys.executable, __file__, "--articles", str(count), "--inside", name], capture_output=True, text=True, check=True, env=one)
    return json.loads(out.stdout.splitlines()[-1])


def measure_here(name: str, count: int) -> dict[str, Any]:
    """The same, in this process."""
    peer = PEERS[name](articles(count))
    next(peer)
    began, wall = time.process_time(), time.perf_counter()
    found = next(peer)
    seconds = {"cpu": time.process_time() - began, "wall": time.perf_counter() - wall}
    return found | seconds | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def quality(shared: Path) -> Iterator[tuple[str, list[float]]]:
    """Figures of the coder, of the coder that takes events of one actor too, and of Demarche, over the same parses.

    The quads of cameo_penta are those of the half that the head of events has not seen in training.
    """
    model, coders, folder = load_model(), [PetrarchPeer(), PetrarchPeer(dyads=False)], shared / "eval/events"
    gold = rows(folder / "plover_gsr.jsonl.gz")
    read_ = [read_row(row, model) for row in gold]
    systems = [[json.dumps(coded_record(record, coder.code(document))) for record, document in read_] for coder in coders]
    figures = [score(shared, "events", gold, system) for system in (*systems, [to_json(record) for record, _ in read_])]
    for kind in ("type", "type and participants"):
        yield f"events of a sentence: {kind}, F1", [f[kind]["F"] for f in figures]
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
    arguments.add_argument("--inside", choices=list(PEERS), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.inside:
        print(json.dumps(measure_here(options.inside, options.articles)))
        return
    trained_pipeline()
    print(f"{'':34} {'articles/s':>10} {'memory':>9}  found in an article")
    for name in options.only:
        m = measure(name, options.articles)
        print(f"{name:34} {m['articles'] / m['cpu']:10.1f} {m['memory']:6.0f} MB  {m['found']}", flush=True)
    if options.quality:
        print(f"\n{'':56} {'coder':>9} {'one actor':>9} {'demarche':>9}")
        for figure, values in quality(options.quality):
            print(f"{figure:56} {' '.join(f'{value:9.1f}' for value in values)}", flush=True)


if __name__ == "__main__":
    main()
