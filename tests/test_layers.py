"""Imports go one way: a room may import from those before it, never from those after it, nor from its neighbour in the same row."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src/demarche"
ROWS = (("errors",), ("settings",), ("text",), ("record",), ("lexicon",), ("ingest", "language"), ("facts",), ("pipeline",), ("explain",),
        ("merge",), ("store",),
        ("views",), ("exports",), ("run",), ("archive",), ("following",),
        ("web",), ("cli", "component"))  # fmt: skip
ROW_OF = {room: i for i, row in enumerate(ROWS) for room in row}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_room_imports_only_from_rooms_before_it(path):
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    assert room in ROW_OF, f"{path}: a room that the layout does not know"
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            other = (name or "").split(".")[1] if (name or "").startswith("demarche.") else room
            assert other == room or ROW_OF[other] < ROW_OF[room], f"{path.name} imports {name}"


def test_files_stay_short():
    long = {str(p): n for p in SOURCE.rglob("*.py") if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert not long
