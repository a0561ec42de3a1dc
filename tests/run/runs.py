"""Orders and inputs for the tests of a run: rows of text, read by a process without the model."""

import json
from pathlib import Path

from demarche.run.order import Order

HERE = Path(__file__).parent
PROGRAM = f"import sys; sys.path.insert(0, {str(HERE)!r}); from reading_child import main; main()"
FILLER = "The envoys of both states met in the capital on Monday and spoke of the border for some hours, as their ministries said in the evening."


def order(store: object = None) -> Order:
    return Order(store=str(store) if store else None, program=PROGRAM)


def row(number: int, words: str = "") -> dict[str, str]:
    return {"id": f"a{number}", "text": f"Report number {number} of the series. {words} {FILLER.replace('Monday', f'day {number}')}", "published": "2022-03-01"}


def write_rows(path: Path, rows: list[dict[str, str]]) -> str:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    return str(path)
