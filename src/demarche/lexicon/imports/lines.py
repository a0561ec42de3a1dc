"""Lines and JSON values of a file that may be compressed and larger than memory."""

import bz2
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from demarche.errors import UnreadableInput
from demarche.lexicon.imports.entries import Problem

OPENERS = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open}


def read_lines(path: Path) -> Iterator[tuple[int, str | Problem]]:
    """The lines of a file with their numbers, a Problem in place of one that is no UTF-8. gzip and bzip2 are undone.

    Raises UnreadableInput for a file that can't be opened or whose compression is damaged.
    """
    try:
        with _open(path) as stream:
            for number, line in enumerate(stream, 1):
                try:
                    yield number, line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
                except UnicodeDecodeError:
                    yield number, Problem(number, "not UTF-8. Save the file as UTF-8.")
    except (OSError, EOFError) as reason:
        raise UnreadableInput(f"{path}: can't be read ({getattr(reason, 'strerror', None) or reason}). Give a file that is whole and readable.") from reason


def _open(path: Path) -> BinaryIO:
    with path.open("rb") as stream:
        opener = OPENERS.get(stream.read(2), open)
    return opener(path, "rb")  # type: ignore[operator,no-any-return]


def read_json(path: Path) -> Iterator[tuple[int, dict[str, object] | Problem]]:
    """The JSON objects of a file: one a line, or in an array; lists and Wikidata's `entities` are opened."""
    is_first = True
    for number, line in read_lines(path):
        if isinstance(line, Problem):
            yield number, line
            continue
        text = line.strip().rstrip(",")
        if text in ("", "[", "]"):
            continue
        # A first line that does not close what it opens: the whole file is one value, written over many lines.
        if is_first and not text.endswith(("}", "}]")):
            yield from _read_whole(path)
            return
        is_first = False
        yield from _values(number, text)


def _read_whole(path: Path) -> Iterator[tuple[int, dict[str, object] | Problem]]:
    text = "\n".join(line for _, line in read_lines(path) if isinstance(line, str))
    yield from _values(1, text)


def _values(number: int, text: str) -> Iterator[tuple[int, dict[str, object] | Problem]]:
    try:
        value = json.loads(text if not text.endswith("}]") or text.startswith("[") else text[:-1])
    except (ValueError, RecursionError) as reason:
        yield number, Problem(number, f"no JSON ({reason}). Every line holds one object.")
        return
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict):
            yield number, Problem(number, "no JSON object. Every line holds one object.")
        elif isinstance(one.get("entities"), dict):
            yield from ((number, e) for e in one["entities"].values() if isinstance(e, dict))
        else:
            yield number, one
