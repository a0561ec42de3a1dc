"""The checker of the tables: `python -m demarche.lexicon.check` names every cell that breaks the schema of README.md."""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from demarche.errors import BadTable
from demarche.lexicon.check_codes import CODE_CHECKS
from demarche.lexicon.check_words import WORD_CHECKS
from demarche.lexicon.load import Row, load_table
from demarche.lexicon.roles import STATELESS
from demarche.record import EventType, Status

_CONDITION = re.compile(r"[a-z_]+( [a-z]+)*=.+")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
KINDS = ("organisation", "group", "media", "office")
STATUSES = ("un_member", "observer", "territory", "unrecognised", "dissolved")
# PLOVER's sectors (codebook draft 0.8, 2024), and the codes of what is of no one state.
SECTORS = frozenset(
    "GOV MIL LEG JUD COP SPY PTY OPP REB PRM SEP UAF BUS MED EDU REL LAB REF CVL AGR CRM ELI JRN PRE SOC".split()
)  # fmt: skip
# What tells two rows of a table apart: nothing may stand in it twice.
KEYS = {
    "people": ("name", "wikipedia", "country", "role", "of", "from"), "organisations": ("name", "country", "from"), "states": ("code",),
    "modes": ("type", "mode"),
    "types": ("type",), "numbers": ("word",), "fused": ("form",), "abbreviations": ("form",), "prefixes": ("prefix",), "common_words": ("word",),
    "roles": ("role", "titles", "countries"), "foreign_ids": ("scheme", "id"),
    "comparisons": ("words", "where"), "set_amounts": ("words",), "scales": ("form",), "units": ("unit",), "collectives": ("noun",),
    "uncounted": ("noun", "kind"), "count_words": ("lemma", "slot"), "holding_verbs": ("verb",),
    "reporting_words": ("lemma", "pos", "kind"),
    "stances": ("lemma", "pos", "with"), "stance_carriers": ("verb", "noun_slot"), "holder_words": ("word",), "clause_words": ("word", "kind"),
    "issue_words": ("word", "pos"), "unpolitical_words": ("word",), "topic_words": ("word",),
    "merge_kinds": ("type",), "issue_topics": ("all", "any", "not"), "fates": ("word",), "credit_words": ("word",), "moves": ("word", "slot"),
    "cow": ("code",), "gdelt_countries": ("code",), "ftm_countries": ("code",), "cameo": ("type", "mode"), "cameo_sectors": ("sector",),
}  # fmt: skip


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
            complaints += [f"lexicon/{name}.tsv, line {number}: {fault}" for number, fault in check_rows(name, rows)]
    return complaints


def check_rows(name: str, rows: tuple[Row, ...]) -> Iterator[tuple[int, str]]:
    """The faults of the rows of one table, each with its line."""
    for row in rows:
        yield from ((row.number, fault) for fault in _faults(name, row))
    yield from _duplicates(rows, KEYS.get(name, tuple(rows[0].cells) if rows else ()))
    if name in ("people", "organisations"):
        yield from _shared_names(rows)


def _faults(name: str, row: Row) -> Iterator[str]:
    if "source" in row.cells and not row["source"]:
        yield "no source"
    if name in CHECKS:
        yield from CHECKS[name](row)


def _duplicates(rows: tuple[Row, ...], key: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        cells = tuple(row[c] for c in key if c in row.cells)
        if first.setdefault(cells, row.number) != row.number:
            yield row.number, f"the same as line {first[cells]} in {', '.join(key)}. Delete one, or tell them apart"


def _shared_names(rows: tuple[Row, ...]) -> Iterator[tuple[int, str]]:
    """Names and aliases that two people, or two bodies of one kind, of one country bear at the same time: nobody could say which is meant."""
    bearers: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    told = set()
    for row in rows:
        for name in dict.fromkeys(n for n in (row["name"], *row["aliases"].split("|")) if n):
            same = bearers[name, row.cells.get("kind", ""), row["country"]]
            for other in same:
                pair = (_identity(row), _identity(other))
                one_name = "role" in row.cells and row["name"] == other["name"]
                if pair[0] != pair[1] and pair not in told and (one_name or _overlap(row, other)):
                    told.add(pair)
                    yield (
                        row.number,
                        f'"{name}" is also {other["name"]}, line {other.number}. One person has one name and one Wikipedia title; else take it from one',
                    )
            same.append(row)


def _identity(row: Row) -> tuple[str, str]:
    """What makes two rows rows of one person. An organisation has one row at a time."""
    return (row["name"], row["wikipedia"]) if "role" in row.cells else (row["name"], str(row.number))


def _overlap(row: Row, other: Row) -> bool:
    (start, end), (other_start, other_end) = _term(row), _term(other)
    return start < other_end and other_start < end


def _term(row: Row) -> tuple[str, str]:
    return row["from"] or "0000", row["to"] if row["to"] not in ("", "?") else "9999"


def _check_frame(row: Row) -> Iterator[str]:
    if row["type"] not in EventType.__members__:
        yield _unknown("type", row["type"], EventType.__members__)
    modes = [m["mode"] for m in load_table("modes") if m["type"] == row["type"]]
    if row["mode"] and row["mode"] not in modes:
        yield _unknown(f"mode of {row['type']}", row["mode"], modes)
    if row["pos"] not in ("VERB", "NOUN", "ADJ"):
        yield _unknown("part of speech", row["pos"], ("VERB", "NOUN", "ADJ"))
    yield from _check_status(row["default_status"])
    for condition in filter(None, (row["with"] + ";" + row["not"]).split(";")):
        if not _CONDITION.fullmatch(condition.strip()):
            yield f'"{condition}" is no condition. Write slot=lemma,lemma'


def _check_status(words: str) -> Iterator[str]:
    if words and words not in {s.value for s in Status}:
        yield _unknown("status", words, [s.value for s in Status])


def check_person(row: Row) -> Iterator[str]:
    """What is wrong in a row of people.tsv."""
    if not row["name"]:
        yield "no name"
    yield from _check_country(row["country"])
    if row["role"] and row["role"] not in _roles():
        yield f'unknown role "{row["role"]}". Known are those of lexicon/roles.tsv'
    if row["gender"] not in ("", "m", "f"):
        yield _unknown("gender", row["gender"], ("m", "f"))
    yield from _check_term(row)


def check_organisation(row: Row) -> Iterator[str]:
    """What is wrong in a row of organisations.tsv."""
    if not row["name"]:
        yield "no name"
    if row["kind"] not in KINDS:
        yield _unknown("kind", row["kind"], KINDS)
    yield from _check_country(row["country"])
    yield from _check_code(row["code"])
    yield from _check_term(row)


def _check_country(code: str) -> Iterator[str]:
    if code and code not in _countries():
        yield f'country "{code}" is not in lexicon/states.tsv. Write ISO 3166-1 alpha-3, KOS for Kosovo'


def _check_code(code: str) -> Iterator[str]:
    """PLOVER's actor code: a country of three letters or a code of several states, then sectors."""
    parts = re.findall(r"...", code)
    if "".join(parts) != code or (parts and parts[0] not in _countries() | STATELESS):
        yield f'actor code "{code}" begins with no country and with none of {" ".join(sorted(STATELESS))}'
        return
    for part in parts[1:]:
        if part not in SECTORS | STATELESS:
            yield _unknown("sector", part, sorted(SECTORS))


def _check_term(row: Row) -> Iterator[str]:
    for column in ("from", "to"):
        if row[column] and not (row[column] == "?" and column == "to") and not _is_date(row[column]):
            yield f'{column}: "{row[column]}" is no date. Write 2017-05-14, 2017-05 or 2017'
    if row["to"] not in ("", "?") and row["from"][: len(row["to"])] > row["to"][: len(row["from"])]:
        yield f"ends ({row['to']}) before it begins ({row['from']})"


def _is_date(words: str) -> bool:
    """A day, month or year of the calendar."""
    if not _DATE.fullmatch(words):
        return False
    try:
        date.fromisoformat(words + "-01-01"[len(words) - 4 :] if len(words) < 10 else words)
    except ValueError:
        return False
    return True


def _check_state(row: Row) -> Iterator[str]:
    if not re.fullmatch(r"[A-Z]{3,4}", row["code"]):
        yield f'code "{row["code"]}" is no ISO 3166-1 alpha-3 code'
    if row["status"] not in STATUSES:
        yield _unknown("status", row["status"], STATUSES)
    yield from _check_country(row["parent"])
    yield from _check_term(row)
    if row["latitude"] and not (-90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180):
        yield "coordinates off the globe"
    for ministry in filter(None, row["ministries"].split("|")):
        name, _, sector = ministry.rpartition("=")
        if not name or sector not in SECTORS:
            yield f'ministry "{ministry}": write name=sector, with one of {" ".join(sorted(SECTORS))}'


def _check_role(row: Row) -> Iterator[str]:
    if row["sector"] and row["sector"] not in SECTORS | STATELESS:
        yield _unknown("sector", row["sector"], sorted(SECTORS | STATELESS))
    for code in filter(None, row["countries"].split("|")):
        yield from _check_country(code)
    titles = row["titles"].split("|")
    if not row["titles"] or len(set(titles)) < len(titles) or row["titles"] != row["titles"].lower():
        yield "titles: write at least one, each once, in lower case"
    if row["unique"] not in ("", "y"):
        yield _unknown("unique", row["unique"], ("y",))


def _check_foreign_id(row: Row) -> Iterator[str]:
    if row["kind"] == "country":
        yield from _check_country(row["value"])
    elif row["kind"] == "position" and row["value"] not in _roles():
        yield f'unknown role "{row["value"]}". Known are those of lexicon/roles.tsv'
    elif row["kind"] in (*KINDS, "topic") and row["value"] and row["value"] not in SECTORS | STATELESS:
        yield _unknown("sector", row["value"], sorted(SECTORS | STATELESS))
    elif row["kind"] not in (*KINDS, "topic", "country", "position", "person", "gender", "modifier"):
        yield _unknown("kind", row["kind"], (*KINDS, "topic", "country", "position", "person", "gender", "modifier"))
    yield from _check_country(row["country"])


def _check_type(row: Row) -> Iterator[str]:
    if row["type"] not in EventType.__members__:
        yield _unknown("type", row["type"], EventType.__members__)
    if not re.fullmatch(r"-?\d+(\.\d+)?", row["score"]):
        yield f'score "{row["score"]}" is no number'


def _check_abbreviation(row: Row) -> Iterator[str]:
    if row["where"] not in ("any", "title", "number", "end"):
        yield _unknown("where", row["where"], ("any", "title", "number", "end"))


def _check_fused(row: Row) -> Iterator[str]:
    if not row["cut"].isdigit() or not 0 < int(row["cut"]) < len(row["form"]):
        yield f'cut "{row["cut"]}" is not inside "{row["form"]}"'


def _check_status_word(row: Row) -> Iterator[str]:
    yield from _check_status(row["status"])
    if row["certainty"] not in ("", "stated", "hedged"):
        yield _unknown("certainty", row["certainty"], ("stated", "hedged"))


def _check_light_verb(row: Row) -> Iterator[str]:
    yield from _check_status(row["status"])


def _check_name_class(row: Row) -> Iterator[str]:
    if row["kind"] not in ("PER", "ORG", "LOC"):
        yield _unknown("kind", row["kind"], ("PER", "ORG", "LOC"))


def _check_pattern(row: Row) -> Iterator[str]:
    try:
        compiled = re.compile(row["pattern"])
    except re.error as reason:
        yield f"no regular expression: {reason}"
        return
    if row["kind"] == "credit" and "credit" not in compiled.groupindex:
        yield "a credit's pattern names where the credit begins: (?P<credit>…)"


def _unknown(what: str, words: str, known: Iterable[str]) -> str:
    return f'unknown {what} "{words}". Known: {" ".join(known)}'


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["code"] for row in load_table("states"))


@cache
def _roles() -> frozenset[str]:
    return frozenset(row["role"] for row in load_table("roles"))


CHECKS: dict[str, Callable[[Row], Iterator[str]]] = {
    "frames": _check_frame, "people": check_person, "organisations": check_organisation, "states": _check_state, "line_words": _check_pattern,
    "roles": _check_role, "foreign_ids": _check_foreign_id, "types": _check_type, "modes": _check_type,
    "abbreviations": _check_abbreviation, "fused": _check_fused, "status_words": _check_status_word, "lightverbs": _check_light_verb,
    "name_classes": _check_name_class,
    **WORD_CHECKS, **CODE_CHECKS,
}  # fmt: skip


if __name__ == "__main__":
    found = check_tables()
    print("\n".join(found) or "all tables keep their schema")
    sys.exit(bool(found))
