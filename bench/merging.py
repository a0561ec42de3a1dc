"""Prints how well reports are merged into events: `python bench/merging.py [--errors N] [--set abcd]`.

B³ (Bagga and Baldwin, 1998) over the gold mentions of `bench/merging/set_*.jsonl`, articles of our own over 25 events with traps. A gold
mention is the event that the reader found by the same word, or else in the same clause. `all`: one that it did not find counts as alone.
`found`: those are left out. `right`: so are those that it read as another kind of event, which no merging can mend. `set_a`, `set_b` and
`set_c` were looked at while the rules were made, `set_d` in totals only.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.language.analyse import analyse
from demarche.language.model import LanguageModel
from demarche.lexicon.knowledge import load_knowledge
from demarche.merge.kinds import kinds, relation_of
from demarche.merge.report import Report, reports_of
from demarche.merge.trees import merge_reports, point
from demarche.pipeline import Reader, open_reader, read
from demarche.record import Event, PublishedFrom, Record

FOLDER = Path(__file__).parent / "merging"


def read_set(name: str, reader: Reader) -> list[tuple[dict, Record]]:
    """The rows of a set, each with its record."""
    rows = [json.loads(line) for line in (FOLDER / f"set_{name}.jsonl").read_text("utf-8").splitlines()]
    return [(row, read(_article(row), reader.analyser, reader.knowledge)) for row in rows]


def _article(row: dict):
    known = Metadata(id=row["id"], outlet=row["outlet"], url=row["url"], published=row["published"], published_from=PublishedFrom.METADATA)
    return make_article(row["text"], known, source=row["id"])


def align(gold: dict, record: Record) -> Event | None:
    """The event that the reader found for a gold mention: by its word, else in its words with the same type."""
    text = record.article.text
    start = text.index(gold["words"])
    end = start + len(gold["words"])
    anchor = start + gold["words"].index(gold["anchor"])
    at_word = [e for e in record.events if e.anchor.start < anchor + len(gold["anchor"]) and anchor < e.anchor.end]
    inside = [e for e in record.events if e.anchor.start >= start and e.anchor.end <= end]
    return min(at_word, key=lambda e: e.type.value != gold["kind"], default=None) or next((e for e in inside if e.type.value == gold["kind"]), None)


def b_cubed(gold: dict[str, str], system: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F of B³ in percent, over the mentions of both (same keys)."""
    of_gold, of_system = defaultdict(set), defaultdict(set)
    for mention in gold:
        of_gold[gold[mention]].add(mention)
        of_system[system[mention]].add(mention)
    shared = {m: len(of_gold[gold[m]] & of_system[system[m]]) for m in gold}
    precision = sum(shared[m] / len(of_system[system[m]]) for m in gold) / len(gold)
    recall = sum(shared[m] / len(of_gold[gold[m]]) for m in gold) / len(gold)
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def clusters(pairs: list[tuple[dict, Record]], events: dict[str, str]) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Gold and system clusters of the mentions, and the mentions that the reader did not find."""
    gold, system, missed = {}, {}, []
    for row, record in pairs:
        for i, mention in enumerate(row["gold"]):
            id_ = f"{row['id']}/{i}"
            found = align(mention, record)
            gold[id_] = f"{row['id'][0]} {mention['event']}"  # labels are of one set
            system[id_] = events[f"{row['id']}#{found.id}"] if found else f"missed {id_}"
            if not found:
                missed.append(id_)
    return gold, system, missed


def measure(pairs: list[tuple[dict, Record]]) -> dict[str, tuple[float, float, float]]:
    """B³ of found mentions and of all."""
    events = merge_reports([r for row, record in pairs for r in reports_of(record, row["id"])])
    gold, system, missed = clusters(pairs, events)
    found = [m for m in gold if m not in missed]
    kept = _read_right(pairs)
    right = [m for m in found if m in kept]
    return {
        "right": b_cubed({m: gold[m] for m in right}, system), "found": b_cubed({m: gold[m] for m in found}, system), "all": b_cubed(gold, system),
        "share found": (100 * len(found) / len(gold),) * 3,
    }  # fmt: skip


def _read_right(pairs: list[tuple[dict, Record]]) -> set[str]:
    """The mentions that were read as an event of the gold's kind, or of one that merging takes for the same."""
    return {
        f"{row['id']}/{i}" for row, record in pairs for i, mention in enumerate(row["gold"])
        if (found := align(mention, record)) and mention["kind"] in kinds() and relation_of(mention["kind"], found.type.value)
    }  # fmt: skip


def merging(_shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    """The figures of all sets together, and of the one that nobody looked at."""
    reader = Reader(lambda text, parts: analyse(text, parts, model), load_knowledge(None))
    sets = {name: read_set(name, reader) for name in "abcd"}
    every = measure([pair for pairs in sets.values() for pair in pairs])
    yield "merging: B3, mentions read as the right kind", round(every["right"][2], 2)
    yield "merging: B3, mentions that were read", round(every["found"][2], 2)
    yield "merging: B3 precision", round(every["found"][0], 2)
    yield "merging: B3, all mentions", round(every["all"][2], 2)
    yield "merging: B3, the set not looked at", round(measure(sets["d"])["right"][2], 2)


def show_errors(pairs: list[tuple[dict, Record]], most: int) -> None:
    """Pairs of mentions that were merged and should not be, or the other way round, with what compares them."""
    by_id: dict[str, Report] = {r.id: r for row, record in pairs for r in reports_of(record, row["id"])}
    events = merge_reports(by_id.values())
    gold, _, missed = clusters(pairs, events)
    mentions = {f"{row['id']}/{i}": (m, align(m, record), row) for row, record in pairs for i, m in enumerate(row["gold"])}
    labels, shown = defaultdict(list), 0
    for id_, (m, found, row) in mentions.items():
        if found:
            labels[events[f"{row['id']}#{found.id}"]].append((gold[id_], row["id"], m["words"], found))
    for root, members in sorted(labels.items(), key=lambda x: -len(x[1])):
        if len({m[0] for m in members}) > 1 and shown < most:
            shown += 1
            print(f"\nMERGED {root}")
            for label, article, words, found in sorted(members, key=lambda m: m[0]):
                pointer = point(by_id[f"{article}#{found.id}"], by_id.values())
                print(f"   {label:18} {article}#{found.id} {words[:90]!r} -> {pointer and (pointer.to, pointer.score, pointer.why)}")
    by_label = defaultdict(list)
    for id_, (m, found, row) in mentions.items():
        by_label[gold[id_]].append((events[f"{row['id']}#{found.id}"] if found else "-", row, m, found))
    for label, members in by_label.items():
        if len({m[0] for m in members if m[3]}) > 1 and shown < most:
            shown += 1
            print(f"\nSPLIT {label}")
            for root, row, m, found in sorted(members, key=lambda x: x[0]):
                r = by_id[f"{row['id']}#{found.id}"] if found else None
                told = r and (r.type, r.status, sorted({p.id for p in r.doers}), sorted({p.id for p in r.targets}), found.when and found.when.value, r.place)
                print(f"   {root:10} {row['published']} {m['words'][:80]!r} {told}")
    print(f"\nmissed {len(missed)}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--errors", type=int, default=0)
    arguments.add_argument("--set", default="abcd", dest="sets")
    options = arguments.parse_args()
    reader = open_reader()
    everything = []
    for name in options.sets:
        pairs = read_set(name, reader)
        everything += pairs
        _print(name, measure(pairs))
        if options.errors:
            show_errors(pairs, options.errors)
    if len(options.sets) > 1:
        _print("together", measure(everything))


def _print(name: str, figures: dict[str, tuple[float, float, float]]) -> None:
    for what, (precision, recall, f) in figures.items():
        print(f"set {name}, {what}: " + (f"{f:.1f} %" if what == "share found" else f"B³ P {precision:.1f} R {recall:.1f} F {f:.1f}"))


if __name__ == "__main__":
    main()
