"""Which format a file has, by its content, and its rows checked against the schema of our tables."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from demarche.errors import BadTable
from demarche.lexicon.check import check_organisation, check_person
from demarche.lexicon.imports.entries import Entry, Found, Problem, Table
from demarche.lexicon.imports.ftm import read_ftm
from demarche.lexicon.imports.lines import read_json, read_lines
from demarche.lexicon.imports.sparql import VARIABLES, read_sparql
from demarche.lexicon.imports.tables import read_table
from demarche.lexicon.imports.wikidata import read_wikidata
from demarche.lexicon.load import make_row

FORMATS: dict[str, Callable[[Path], Iterator[Found]]] = {
    "table": read_table, "FollowTheMoney": read_ftm, "Wikidata items": read_wikidata, "Wikidata query": read_sparql,
}  # fmt: skip
CHECKS = {Table.PEOPLE: check_person, Table.ORGANISATIONS: check_organisation}
# The first lines may be bad themselves.
LINES_LOOKED_AT = 20
KNOWN = "Known: our own tables (people.tsv, organisations.tsv), FollowTheMoney JSON lines, Wikidata JSON, SPARQL results as JSON or CSV"


def read_knowledge(path: Path) -> tuple[str, Iterator[Found]]:
    """The name of the file's format, and what its lines give; a row that breaks the schema is a Problem.

    Raises BadTable for an unknown format, UnreadableInput for a file that can't be opened.
    """
    name = detect_format(path)
    return name, (_checked(found) for found in FORMATS[name](path))


def detect_format(path: Path) -> str:
    """One of FORMATS, by the file's first lines."""
    lines = [line for _, line in islice(read_lines(path), LINES_LOOKED_AT) if isinstance(line, str)]
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    if first.lstrip().startswith(("{", "[")):
        return _format_of_json(path)
    header = [c.strip().lstrip("?").lower() for c in first.split("\t" if "\t" in first else ",")]
    if any(v in header for v in VARIABLES["name"] if v.endswith("label")):
        return "Wikidata query"
    if "name" in header:
        return "table"
    raise BadTable(f"{path}: the format is not known. {KNOWN}.")


def _format_of_json(path: Path) -> str:
    for _, value in islice(read_json(path), LINES_LOOKED_AT):
        if isinstance(value, Problem):
            continue
        if "schema" in value and "properties" in value:
            return "FollowTheMoney"
        if "claims" in value or "labels" in value:
            return "Wikidata items"
        if "results" in value and "head" in value:
            return "Wikidata query"
    raise BadTable(f"{path}: JSON of an unknown kind. {KNOWN}.")


def _checked(found: Found) -> Found:
    if isinstance(found, Entry):
        fault = next(CHECKS[found.table](make_row(found.line, found.cells)), None)
        if fault:
            return Problem(found.line, f"{found.cells['name'] or 'no name'}: {fault}")
    return found
