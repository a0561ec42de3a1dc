"""The lemmas of words that the treebanks know: `python train/lemmas.py --data DIR --out FILE`.

The network chooses how a lemma comes out of its word, which is right for words it never saw and now and then wrong for common ones
("shaking" → "shak"). The list goes before it: form, tag and lemma of every word seen twice or more, always (nine times in ten) with that lemma.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

LEAST_SEEN = 2
LEAST_SHARE = 0.9


def read_words(path: Path) -> Iterator[tuple[str, str, str]]:
    """`(form, lemma, tag)` of every word of a treebank."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line[0].isdigit():
                _, form, lemma, tag, *_ = line.split("\t")
                yield form, lemma, tag


def make_list(files: list[Path]) -> list[tuple[str, str, str]]:
    """`(form, tag, lemma)` in lower case, in order; proper nouns are left to the network."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for file in files:
        for form, lemma, tag in read_words(file):
            if tag not in ("PROPN", "PUNCT", "SYM", "X", "NUM") and form.isalpha():
                seen[form.lower(), tag][lemma] += 1
    rows = []
    for (form, tag), lemmas in sorted(seen.items()):
        (lemma, count), total = lemmas.most_common(1)[0], sum(lemmas.values())
        if total >= LEAST_SEEN and count >= LEAST_SHARE * total:
            rows.append((form, tag, lemma))
    return rows


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args()
    rows = make_list([options.data / f"{name}-train.conllu.gz" for name in ("ewt", "gum")])
    options.out.write_text("".join("\t".join(r) + "\n" for r in rows), "utf-8")
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main()
