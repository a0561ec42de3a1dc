"""Knowledge that a researcher added: where it lies, and how it is read, listed and taken out again. imports/add.py writes it.

Every imported file has a folder of its own under the knowledge folder, named for it, with people.tsv, organisations.tsv (our own schema,
README.md) and about.json. Our tables are never touched.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from demarche.errors import BadOption, BadTable
from demarche.lexicon.load import Row, parse_table

DEFAULT_FOLDER = Path("~/.demarche/knowledge")
ABOUT = "about.json"
# A folder is replaced by two renames: what was there bears this ending in between, and is still read.
REPLACED = ".replaced"


@dataclass(frozen=True, slots=True)
class AddedTables:
    """The rows that were added, of all files, in the order of the files' names."""

    people: tuple[Row, ...] = ()
    organisations: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedFile:
    """One imported file: the name it is kept under, how many rows it gave, the day, its format and where it was."""

    name: str
    people: int
    organisations: int
    added: str
    format: str
    path: str


def list_added(folder: Path) -> list[AddedFile]:
    """The files that were added, by name."""
    return [_read_about(place) for place in _places(folder)]


def remove_added(folder: Path, name: str) -> AddedFile:
    """Takes out what one file added, and nothing else. Raises BadOption for a name that is not there."""
    for place in _places(folder):
        file = _read_about(place)
        if file.name == name:
            gone = place.with_name(f".new-{uuid4().hex}")
            place.rename(gone)
            shutil.rmtree(gone)
            return file
    known = ", ".join(f.name for f in list_added(folder)) or "nothing"
    raise BadOption(f'knowledge remove: "{name}" was not added. There is: {known}.')


def load_added(folder: Path) -> AddedTables:
    """The rows that were added; none where the folder is not there. Raises BadTable for a table that was damaged since."""
    people: list[Row] = []
    organisations: list[Row] = []
    for place in _places(folder):
        for table, rows in (("people.tsv", people), ("organisations.tsv", organisations)):
            rows += parse_table(_read(place / table), str(place / table))
    return AddedTables(tuple(people), tuple(organisations))


def _places(folder: Path) -> list[Path]:
    """The folders of the added files, by name. One that a killed run left half replaced is still there under its other name."""
    folder = folder.expanduser()
    if not folder.is_dir():
        return []
    found = {p.name: p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")}
    for place in folder.glob(f".*{REPLACED}"):
        found.setdefault(place.name[1:].removesuffix(REPLACED), place)
    return [place for _, place in sorted(found.items()) if (place / ABOUT).is_file()]


def _read_about(place: Path) -> AddedFile:
    try:
        return AddedFile(**json.loads(_read(place / ABOUT)))
    except (ValueError, TypeError) as reason:
        raise BadTable(f"{place / ABOUT}: damaged ({reason}). Delete the folder {place} and add the file again.") from reason


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as reason:
        raise BadTable(f"{path}: can't be read ({reason}). Delete its folder and add the file again.") from reason
