"""Wikidata items: lines or arrays of the JSON dump, or what Special:EntityData gives for a few.

People are told by P31 human; their offices by P39 with start, end and "of"; organisations by a class that foreign_ids.tsv knows.
What an id means stands in foreign_ids.tsv, or is read from the item's English label where the file holds the item: the file is read once for
the ids that are wanted, once for their labels, once for the rows.
"""

from collections.abc import Iterator
from pathlib import Path

from demarche.lexicon.imports.entries import Bearer, Entry, Found, Held, Passed, Problem, organisation_entry, person_entries, read_names
from demarche.lexicon.imports.ids import country_of_code, ids_of, only_one
from demarche.lexicon.imports.lines import read_json
from demarche.lexicon.imports.offices import Office, read_office, state_named

Item = dict[str, object]
# Properties: https://www.wikidata.org/wiki/Help:Properties. 11 is the precision of a day, 10 of a month, 9 of a year.
CLASS, OFFICE, CITIZENSHIP, COUNTRY, JURISDICTION, GENDER = "P31", "P39", "P27", "P17", "P1001", "P21"
START, END, OF, FOUNDED, DISSOLVED, ISO_CODE = "P580", "P582", "P642", "P571", "P576", "P298"
DIGITS_OF_PRECISION = {9: 4, 10: 7, 11: 10}
HUMAN = "Q5"


def read_wikidata(path: Path) -> Iterator[Found]:
    """People with their offices, and organisations."""
    labelled = _read_labelled(path)
    for number, item in read_json(path):
        if isinstance(item, Problem):
            yield item
        elif not isinstance(item.get("id"), str) or not isinstance(item.get("claims"), dict):
            yield Problem(number, "no item. It needs id, labels and claims, as Wikidata's JSON has them.")
        else:
            yield from _read_item(number, item, labelled, path.name)


def _read_labelled(path: Path) -> dict[str, Item]:
    """The items that people's offices and countries refer to and foreign_ids.tsv does not know, as far as the file holds them."""
    wanted: set[str] = set()
    for _, item in read_json(path):
        if not isinstance(item, Problem):
            for prop in (OFFICE, CITIZENSHIP, COUNTRY):
                for statement in _statements(item, prop):
                    wanted.update(filter(None, (_id(statement), *(_id({"mainsnak": s}) for s in _qualifiers(statement, OF)))))
    wanted -= ids_of("wikidata").keys()
    return {str(i["id"]): i for _, i in read_json(path) if not isinstance(i, Problem) and i.get("id") in wanted} if wanted else {}


def _read_item(number: int, item: Item, labelled: dict[str, Item], file: str) -> Iterator[Found]:
    classes = _ids(item, CLASS)
    kind = next((row for c in classes if (row := ids_of("wikidata").get(c)) and row["kind"] not in ("country", "gender", "position")), None)
    names = read_names(_names(item), of_person=HUMAN in classes)
    if kind is None or not names:
        yield Passed(number)
        return
    countries = [c for c in (_country(i, labelled) for i in _ids(item, CITIZENSHIP if HUMAN in classes else COUNTRY)) if c]
    gender = next((row["value"] for i in _ids(item, GENDER) if (row := ids_of("wikidata").get(i)) and row["kind"] == "gender"), "")
    bearer = Bearer(number, names[0], names[1:], only_one(countries), f"{file} (Wikidata): {item['id']}", gender, _wikipedia(item))
    if HUMAN in classes:
        yield from person_entries(bearer, _terms(item, bearer.country, labelled))
    else:
        yield _organisation(item, bearer, kind.cells)


def _organisation(item: Item, bearer: Bearer, kind: dict[str, str]) -> Entry:
    start, end = (next((_date(_value(s)) for s in _statements(item, p)), "") for p in (FOUNDED, DISSOLVED))
    code = bearer.country + kind["value"] if bearer.country and kind["value"] else {"BUS": "MNC", "NGO": "NGO"}.get(kind["value"], "")
    return organisation_entry(bearer, {"kind": kind["kind"], "nouns": kind["nouns"], "code": code, "from": start, "to": end})


def _terms(item: Item, country: str, labelled: dict[str, Item]) -> Iterator[Held]:
    for statement in _statements(item, OFFICE):
        office = _office(statement, country, labelled)
        if office:
            start, end = (next((_date(s) for s in _qualifiers(statement, p)), "") for p in (START, END))
            # An end that is given without a date ("some value") is an end all the same.
            has_end = end or _qualifiers(statement, END) or not start
            yield Held(office, start, end or ("?" if has_end else ""))


def _office(statement: Item, country: str, labelled: dict[str, Item]) -> Office | None:
    position = _id(statement)
    of = next((_id({"mainsnak": s}) for s in _qualifiers(statement, OF)), "")
    state = _country(of, labelled)
    row = ids_of("wikidata").get(position)
    if row and row["kind"] == "position":
        if state or row["country"]:
            return Office(row["value"], state or row["country"])
        body = _label(labelled.get(of, {}))
        return (read_office(f"{row['value']} of {body}", country) if body else None) if of else read_office(row["value"], country)
    holder = labelled.get(position, {})
    jurisdictions = [c for c in (_country(i, labelled) for i in (*_ids(holder, JURISDICTION), *_ids(holder, COUNTRY))) if c]
    return read_office(_label(holder), state or only_one(jurisdictions) or country)


def _country(id_: str, labelled: dict[str, Item]) -> str:
    row = ids_of("wikidata").get(id_)
    if row and row["kind"] == "country":
        return row["value"]
    item = labelled.get(id_, {})
    codes = [str(_value(s)) for s in _statements(item, ISO_CODE)]
    return country_of_code(codes[0]) if codes else state_named(_label(item))


def _names(item: Item) -> list[str]:
    """English label and aliases; a label for many languages ("mul") where there is no English one."""
    aliases = item.get("aliases")
    english = aliases.get("en", []) if isinstance(aliases, dict) else []
    return [n for n in (_label(item), *(str(a.get("value", "")) for a in english if isinstance(a, dict))) if n]


def _label(item: Item) -> str:
    labels = item.get("labels")
    for language in ("en", "en-gb", "mul"):
        label = labels.get(language) if isinstance(labels, dict) else None
        if isinstance(label, dict) and label.get("value"):
            return str(label["value"])
    return ""


def _wikipedia(item: Item) -> str:
    links = item.get("sitelinks")
    english = links.get("enwiki") if isinstance(links, dict) else None
    return str(english.get("title", "")).replace(" ", "_") if isinstance(english, dict) else ""


def _statements(item: Item, prop: str) -> list[Item]:
    """The statements of a property that are not deprecated; only the preferred ones where some are, but all offices."""
    claims = item.get("claims")
    found = claims.get(prop, []) if isinstance(claims, dict) else []
    valid = [s for s in found if isinstance(s, dict) and s.get("rank") != "deprecated"] if isinstance(found, list) else []
    preferred = [s for s in valid if s.get("rank") == "preferred"]
    return preferred if preferred and prop != OFFICE else valid


def _qualifiers(statement: Item, prop: str) -> list[Item]:
    qualifiers = statement.get("qualifiers")
    found = qualifiers.get(prop, []) if isinstance(qualifiers, dict) else []
    return [s for s in found if isinstance(s, dict)] if isinstance(found, list) else []


def _value(statement: Item) -> object:
    snak = statement.get("mainsnak", statement)
    data = snak.get("datavalue") if isinstance(snak, dict) else None
    return data.get("value") if isinstance(data, dict) else None


def _id(statement: Item) -> str:
    value = _value(statement)
    return str(value.get("id") or f"Q{value.get('numeric-id', '')}") if isinstance(value, dict) else ""


def _ids(item: Item, prop: str) -> list[str]:
    return [i for i in map(_id, _statements(item, prop)) if i]


def _date(value: object) -> str:
    """The ISO date of a time value, as exact as it says: "+2012-05-07T00:00:00Z" to the month → "2012-05"; "" before our era or for a century."""
    if isinstance(value, dict) and "time" not in value:
        value = _value(value)
    if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
        return ""
    return str(value["time"])[1:][: DIGITS_OF_PRECISION.get(int(value.get("precision") or 0), 0)]
