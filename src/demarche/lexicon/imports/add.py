"""Adds a file of any known format to a researcher's knowledge folder, as a folder of its own; added.py reads it."""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from demarche.errors import BadOption, BadTable, UnreadableInput
from demarche.lexicon.added import ABOUT, REPLACED, AddedFile, list_added
from demarche.lexicon.imports.detect import read_knowledge
from demarche.lexicon.imports.entries import COLUMNS, Entry, Found, Problem, Table


@dataclass(frozen=True, slots=True)
class Addition:
    """What came of adding a file: the file as kept, lines without anything of ours, and what could not be read."""

    file: AddedFile
    passed: int
    problems: tuple[str, ...]


def add_file(path: Path, folder: Path, today: date, *, name: str | None = None) -> Addition:
    """Reads a file of any known format and keeps its rows in the knowledge folder; a file that was added before is replaced.

    `name`: what it is kept under, in place of the file's own name. Raises BadTable, BadOption or UnreadableInput where nothing can be added;
    then the folder is as it was.
    """
    folder = folder.expanduser()
    kept = _name(path, folder, name)
    format_, found = read_knowledge(path)
    with _written_aside(folder) as aside:
        people, organisations, passed, problems = _write_tables(found, aside, path)
        if not people + organisations:
            first = f" First problem: {problems[0]}" if problems else ""
            raise BadTable(f"{path}: nothing in it that can be added ({format_}; {passed} entries of other kinds, {len(problems)} bad lines).{first}")
        file = AddedFile(kept, people, organisations, today.isoformat(), format_, str(path.resolve()))
        (aside / ABOUT).write_text(json.dumps(asdict(file), indent=1, ensure_ascii=False) + "\n", "utf-8")
        _replace(aside, folder / kept)
    return Addition(file, passed, tuple(problems))


def _name(path: Path, folder: Path, wished: str | None) -> str:
    """What a file is kept under: its own name, with a number where another file of that name is there already."""
    if wished is not None:
        if not wished or wished.startswith(".") or "/" in wished or "\\" in wished or wished != wished.strip():
            raise BadOption(f'--name: "{wished}" can\'t be the name of a folder. Give a plain word.')
        return wished
    taken = {f.name: f.path for f in list_added(folder)}
    # A dot in front would hide it.
    plain = path.name.lstrip(".") or "knowledge"
    names = (plain if n == 1 else f"{plain}-{n}" for n in range(1, len(taken) + 2))
    return next(n for n in names if taken.get(n, str(path.resolve())) == str(path.resolve()))


def _write_tables(found: Iterable[Found], folder: Path, path: Path) -> tuple[int, int, int, list[str]]:
    """Writes the rows as they come, each once; returns how many people, organisations and passed lines there were, and the problems."""
    counts = {Table.PEOPLE: 0, Table.ORGANISATIONS: 0}
    passed, problems, seen = 0, [], set()
    with (
        (folder / "people.tsv").open("w", encoding="utf-8", newline="\n") as people,
        (folder / "organisations.tsv").open("w", encoding="utf-8", newline="\n") as bodies,
    ):
        streams = {Table.PEOPLE: people, Table.ORGANISATIONS: bodies}
        for table, stream in streams.items():
            stream.write("\t".join(COLUMNS[table]) + "\n")
        for one in found:
            if isinstance(one, Problem):
                problems.append(f"{path}, line {one.line}: {one.reason}")
            elif not isinstance(one, Entry):
                passed += 1
            elif (key := hash((one.table, *one.cells.values()))) not in seen:
                seen.add(key)
                counts[one.table] += 1
                streams[one.table].write("\t".join(one.cells[c] for c in COLUMNS[one.table]) + "\n")
    return counts[Table.PEOPLE], counts[Table.ORGANISATIONS], passed, problems


@contextmanager
def _written_aside(folder: Path) -> Iterator[Path]:
    """A new folder beside the others, which is gone afterwards unless it was renamed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = folder / f".new-{uuid4().hex}"
        aside.mkdir()
    except OSError as reason:
        raise UnreadableInput(f"{folder}: can't be written ({reason.strerror}). Name another folder with --knowledge.") from reason
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _replace(aside: Path, place: Path) -> None:
    """Puts a folder in the place of another. At every moment one of the two is whole and found by `_places`."""
    old = place.with_name(f".{place.name}{REPLACED}")
    if place.exists():
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
    aside.rename(place)
    shutil.rmtree(old, ignore_errors=True)
