"""Lexicon alone, learnt head alone, both: what each is worth. `python bench/heads.py --shared DIR`.

The head alone takes, of each sentence, the surest word of each type, as it does where the lexicon is silent.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from demarche.facts.events import candidates
from demarche.language.document import Document
from demarche.language.model import load_model
from demarche.pipeline import read
from demarche.record import Article, to_json
from scoring import analyse_row, held_out_half, rows, score


def written(pairs: list[tuple[Article, Document]], *, head: bool) -> Iterator[str]:
    for article, document in pairs:
        seen = document if head else replace(document, event_types=None)
        yield to_json(read(article, lambda *_, seen=seen: seen))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, required=True)
    shared, model = arguments.parse_args().shared, load_model(threads=2)
    sentences = rows(shared / "eval/events/plover_gsr.jsonl.gz")
    pairs = [r for r in rows(shared / "eval/events/plv.jsonl.gz") if held_out_half(r["id"])]
    read_ = {id(gold): [analyse_row(r, model) for r in gold] for gold in (sentences, pairs)}
    by_lexicon = candidates._by_lexicon
    print(f"{'':14} {'type F1':>8} {'with parties':>13} {'coded':>7} {'root of coded':>14} {'root of all':>12} {'macro F1':>9}")
    for name, lexicon, head in (("lexicon alone", True, False), ("head alone", False, True), ("both", True, True)):
        candidates._by_lexicon = by_lexicon if lexicon else lambda *_: None
        one = score(shared, "events", sentences, written(read_[id(sentences)], head=head))
        two = score(shared, "pairs", pairs, written(read_[id(pairs)], head=head))
        print(
            f"{name:14} {one['type']['F']:8} {one['type and participants']['F']:13} {two['coded']:7} {two['root right, of coded rows']:14} "
            f"{two['root right, of all rows']:12} {two['macro F1']:9}"
        )


if __name__ == "__main__":
    main()
