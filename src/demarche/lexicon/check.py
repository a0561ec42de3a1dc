"""The checker of the tables: `python -m demarche.lexicon.check` names every cell that breaks the schema of README.md."""

import re
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files

from demarche.errors import BadTable
from demarche.lexicon.load import Row, load_table
from demarche.record import EventType, Status

_DATE = re.compile(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|\?)?")
_CONDITION = re.compile(r"[a-z_]+( [a-z]+)*=.+")


def check_tables() -> list[str]:
    """What is wrong in the tables of this folder, one line each; an empty list where nothing is."""
    complaints = []
    for path in sorted(files("demarche.lexicon").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".tsv"):
            name = path.name.removesuffix(".tsv")
            try:
                rows = load_table(name)
            except BadTable as error:
                complaints.append(str(error))
                continue
            complaints += [f"lexicon/{name}.tsv, line {row.number}: {c}" for row in rows for c in _faults(name, row)]
    return complaints


def _faults(name: str, row: Row) -> Iterator[str]:
    if "source" in row.cells and not row["source"]:
        yield "no source"
    if name in CHECKS:
        yield from CHECKS[name](row)


def _check_frame(row: Row) -> Iterator[str]:
    if row["type"] not in EventType.__members__:
        yield f'unknown type "{row["type"]}". Known: {" ".join(EventType.__members__)}'
    modes = [m["mode"] for m in load_table("modes") if m["type"] == row["type"]]
    if row["mode"] and row["mode"] not in modes:
        yield f'unknown mode "{row["mode"]}" of {row["type"]}. Known: {" ".join(modes)}'
    if row["pos"] not in ("VERB", "NOUN", "ADJ"):
        yield f'unknown part of speech "{row["pos"]}". Known: VERB NOUN ADJ'
    if row["default_status"] and row["default_status"] not in {s.value for s in Status}:
        yield f'unknown status "{row["default_status"]}"'
    for condition in filter(None, (row["with"] + ";" + row["not"]).split(";")):
        if not _CONDITION.fullmatch(condition.strip()):
            yield f'"{condition}" is no condition. Write slot=lemma,lemma'


def _check_person(row: Row) -> Iterator[str]:
    if len(row["country"]) not in (0, 3):
        yield f'country "{row["country"]}" has not three letters'
    for column in ("from", "to"):
        if not _DATE.fullmatch(row[column]):
            yield f'{column}: "{row[column]}" is no date. Write 2017-05-14, 2017-05 or 2017'
    if row["to"] not in ("", "?") and row["from"][:4] > row["to"][:4]:
        yield f"ends ({row['to']}) before it begins ({row['from']})"


def _check_state(row: Row) -> Iterator[str]:
    if not re.fullmatch(r"[A-Z]{3,4}", row["code"]):
        yield f'code "{row["code"]}" is no ISO 3166-1 alpha-3 code'
    if row["latitude"] and not (-90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180):
        yield "coordinates off the globe"


def _check_pattern(row: Row) -> Iterator[str]:
    try:
        compiled = re.compile(row["pattern"])
    except re.error as reason:
        yield f"no regular expression: {reason}"
        return
    if row["kind"] == "credit" and "credit" not in compiled.groupindex:
        yield "a credit's pattern names where the credit begins: (?P<credit>…)"


CHECKS: dict[str, Callable[[Row], Iterator[str]]] = {
    "frames": _check_frame, "people": _check_person, "states": _check_state, "line_words": _check_pattern,
}  # fmt: skip


if __name__ == "__main__":
    found = check_tables()
    print("\n".join(found) or "all tables keep their schema")
    sys.exit(bool(found))
