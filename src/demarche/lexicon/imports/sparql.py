"""Results of a SPARQL query to Wikidata: `application/sparql-results+json`, or the same as CSV or TSV.

The variables are known by their names: person and personLabel, positionLabel, countryLabel, ofLabel, start, end, altLabel, genderLabel,
organisation and organisationLabel. Rows of one person and term that differ in an alias are one.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from demarche.errors import BadTable
from demarche.lexicon.imports.entries import Bearer, Entry, Found, Held, Passed, Problem, person_entries, read_names
from demarche.lexicon.imports.ids import country_of_code, ids_of, read_date
from demarche.lexicon.imports.lines import read_json, read_lines
from demarche.lexicon.imports.offices import read_office, state_named

Binding = dict[str, str]
# How the variables of a query may be called, in small letters, the likeliest first.
VARIABLES = {
    "id": ("person", "item", "human", "politician", "holder", "head"),
    "name": ("personlabel", "itemlabel", "humanlabel", "politicianlabel", "holderlabel", "headlabel", "name", "label"),
    "aliases": ("altlabel", "personaltlabel", "itemaltlabel", "alias", "aliases"),
    "position": ("positionlabel", "officelabel", "rolelabel", "position", "office", "role"),
    "country": ("country", "countrycode", "iso", "iso3", "state"),
    "countrylabel": ("countrylabel", "countryname", "statelabel"),
    "of": ("oflabel", "jurisdictionlabel", "of"),
    "start": ("start", "starttime", "startdate", "from"),
    "end": ("end", "endtime", "enddate", "to"),
    "gender": ("gender", "sex", "genderlabel", "sexlabel"),
    "article": ("article", "wikipedia", "enwiki"),
}
GENDERS = {"male": "m", "female": "f"}


def read_sparql(path: Path) -> Iterator[Found]:
    """People with their offices, in the order of their first row.

    Raises BadTable where no variable gives a name.
    """
    gathered: dict[tuple[str, ...], Entry] = {}
    for number, binding in _bindings(path):
        if isinstance(binding, Problem):
            yield binding
            continue
        for found in _read_binding(number, binding, path.name):
            if isinstance(found, Entry):
                _gather(gathered, found)
            else:
                yield found
    yield from gathered.values()


def _gather(gathered: dict[tuple[str, ...], Entry], entry: Entry) -> None:
    """Takes an entry in, or its aliases where it is the same person and term as one before."""
    cells = entry.cells
    same = gathered.setdefault(tuple(cells[c] for c in ("source", "name", "role", "country", "of", "from", "to")), entry)
    if same is not entry:
        names = dict.fromkeys(filter(None, (*same.cells["aliases"].split("|"), *cells["aliases"].split("|"))))
        same.cells["aliases"] = "|".join(names)


def _bindings(path: Path) -> Iterator[tuple[int, Binding | Problem]]:
    first = next((line for _, line in read_lines(path) if isinstance(line, str) and line.strip()), "")
    if not first.lstrip().startswith("{"):
        yield from _rows(path, "\t" if "\t" in first else ",")
        return
    for number, results in read_json(path):
        if isinstance(results, Problem):
            yield number, results
            continue
        inner = results.get("results")
        bindings = inner.get("bindings") if isinstance(inner, dict) else None
        for count, b in enumerate(bindings if isinstance(bindings, list) else [], 1):
            if isinstance(b, dict):
                yield count, {k.lower(): str(v.get("value", "")) for k, v in b.items() if isinstance(v, dict)}
            else:
                yield count, Problem(count, "no binding. Give the file as the query service wrote it.")


def _rows(path: Path, delimiter: str) -> Iterator[tuple[int, Binding | Problem]]:
    header: list[str] = []
    lines = (line + "\n" if isinstance(line, str) else "" for _, line in read_lines(path))
    reader = csv.reader(lines, delimiter=delimiter)
    for cells in reader:
        if not header:
            header = [c.strip().lstrip("?").lower() for c in cells]
            if not any(v in header for v in VARIABLES["name"]):
                raise BadTable(
                    f"{path}: no variable gives a name (found: {' '.join(header)}). Ask for ?person ?personLabel ?positionLabel ?countryLabel ?start ?end."
                )
        elif cells and len(cells) != len(header):
            yield (
                reader.line_num,
                Problem(reader.line_num, f"{len(cells)} cells, the header has {len(header)}. Put quotation marks around a cell with a comma."),
            )
        elif cells:
            yield reader.line_num, dict(zip(header, cells, strict=True))


def _read_binding(number: int, binding: Binding, file: str) -> Iterator[Found]:
    names = read_names([_get(binding, "name"), *_get(binding, "aliases").split(", ")], of_person=True)
    id_ = _get(binding, "id").rpartition("/")[2]
    if not _get(binding, "name"):
        yield Problem(number, "no name. Ask the query for ?personLabel.")
        return
    # The label service gives an item without an English label its id as label.
    if not names or names[0] == id_:
        yield Passed(number)
        return
    country = _country(binding)
    wikipedia = _get(binding, "article").rpartition("/wiki/")[2]
    bearer = Bearer(number, names[0], names[1:], country, f"{file} (Wikidata query)" + (f": {id_}" if id_ else ""), _gender(binding), wikipedia)
    yield from person_entries(bearer, _term(binding, country))


def _term(binding: Binding, country: str) -> list[Held]:
    position, of = _get(binding, "position"), _get(binding, "of")
    office = read_office(f"{position} of {of}" if of and " of " not in position else position, country)
    start, end = read_date(_get(binding, "start")), read_date(_get(binding, "end"))
    return [Held(office, start, end or ("" if start else "?"))] if office else []


def _country(binding: Binding) -> str:
    id_ = _get(binding, "country").rpartition("/")[2]
    row = ids_of("wikidata").get(id_)
    if row and row["kind"] == "country":
        return row["value"]
    return state_named(_get(binding, "countrylabel")) or country_of_code(id_) or state_named(id_)


def _gender(binding: Binding) -> str:
    words = _get(binding, "gender").rpartition("/")[2]
    row = ids_of("wikidata").get(words)
    return row["value"] if row and row["kind"] == "gender" else GENDERS.get(words, "")


def _get(binding: Binding, what: str) -> str:
    return next((binding[v] for v in VARIABLES[what] if binding.get(v)), "")
