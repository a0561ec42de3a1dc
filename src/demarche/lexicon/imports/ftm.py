"""FollowTheMoney entities as JSON lines: plain, or OpenSanctions' `targets.nested.json`, where linked entities stand inside each other.

In a plain file positions, occupancies and memberships are lines of their own, in any order: the file is read once for the links and once for the rows.
Weak aliases are left out: they are parts of names that many people bear.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from demarche.lexicon.imports.entries import Bearer, Entry, Found, Held, Passed, Problem, organisation_entry, person_entries, read_names
from demarche.lexicon.imports.ids import country_of_code, ids_of, only_one, read_date
from demarche.lexicon.imports.lines import read_json
from demarche.lexicon.imports.offices import is_past, read_office

Entity = dict[str, object]
LINKS = {"Occupancy": ("holder", "post"), "Membership": ("member", "organization")}
# The properties that may name a country, the plainest first.
COUNTRIES = ("country", "jurisdiction", "citizenship", "nationality", "mainCountry")
GENDERS = {"male": "m", "female": "f"}


@dataclass(frozen=True, slots=True)
class _Links:
    """What the lines of a plain file say of each other: who holds what, and how positions and organisations are called."""

    terms: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[str, Entity] = field(default_factory=dict)


def read_ftm(path: Path) -> Iterator[Found]:
    """People with their offices, organisations, companies and public bodies."""
    links = _read_links(path)
    for number, entity in read_json(path):
        if isinstance(entity, Problem):
            yield entity
        elif not isinstance(entity.get("schema"), str) or not isinstance(entity.get("properties"), dict):
            yield Problem(number, "no entity. It needs id, schema and properties.")
        else:
            yield from _read_entity(number, entity, links, path.name)


def _read_links(path: Path) -> _Links:
    links, wanted = _Links(), set()
    for _, entity in read_json(path):
        if not isinstance(entity, Problem) and entity.get("schema") in LINKS:
            holder, end = LINKS[str(entity["schema"])]
            for id_ in _words(entity, holder):
                links.terms[id_].append(entity)
            wanted.update(_words(entity, end))
    if wanted:
        for _, entity in read_json(path):
            if not isinstance(entity, Problem) and entity.get("id") in wanted:
                links.ends[str(entity["id"])] = entity
    return links


def _read_entity(number: int, entity: Entity, links: _Links, file: str) -> Iterator[Found]:
    kind = ids_of("ftm").get(str(entity["schema"]))
    if kind is None or kind["kind"] in ("country", "topic"):
        yield Passed(number)
        return
    is_person = kind["kind"] == "person"
    names = read_names((*filter(None, [str(entity.get("caption") or "")]), *_words(entity, "name"), *_words(entity, "alias")), of_person=is_person)
    if not names:
        yield Passed(number) if _words(entity, "name") else Problem(number, f"{entity['schema']} without a name. Give it the property name.")
        return
    bearer = Bearer(number, names[0], names[1:], _country(entity), _source(entity, file), next((GENDERS.get(g, "") for g in _words(entity, "gender")), ""))
    yield from person_entries(bearer, _terms(entity, bearer.country, links)) if is_person else [_organisation(entity, bearer)]


def _organisation(entity: Entity, bearer: Bearer) -> Entry:
    """The row of an organisation: its topics say more of its sector than its schema ("pol.party")."""
    by_schema = ids_of("ftm")[str(entity["schema"])]
    topics = _words(entity, "topics")
    by_topic = next((row for id_, row in ids_of("ftm").items() if row["kind"] == "topic" and id_ in topics), None)
    sector = by_topic["value"] if by_topic else by_schema["value"]
    nouns = (by_topic["nouns"] if by_topic else "") or by_schema["nouns"]
    # What is of no one state has a code only where it is a company: a multinational.
    code = bearer.country + sector if bearer.country and sector else {"BUS": "MNC", "IGO": "IGO"}.get(sector, "")
    start, end = ([*map(read_date, _words(entity, p)), ""][0] for p in ("incorporationDate", "dissolutionDate"))
    return organisation_entry(bearer, {"kind": by_schema["kind"], "nouns": nouns, "code": code, "from": start, "to": end})


def _terms(person: Entity, country: str, links: _Links) -> Iterator[Held]:
    nested = [v for values in _properties(person).values() for v in values if isinstance(v, dict) and v.get("schema") in LINKS]
    for link in (*nested, *links.terms.get(str(person.get("id")), ())):
        yield from _read_link(link, country, links)
    for words in _words(person, "position"):
        office = read_office(words, country)
        if office:
            yield Held(office)


def _read_link(link: Entity, country: str, links: _Links) -> Iterator[Held]:
    start, end = ([*map(read_date, _words(link, p)), ""][0] for p in ("startDate", "endDate"))
    # Nobody says that a term goes on where neither its start nor its status is known.
    is_open = not end and ("current" in _words(link, "status") or (start and "ended" not in _words(link, "status") and "unknown" not in _words(link, "status")))
    for other in _linked(link, LINKS[str(link["schema"])][1], links):
        words = _words(link, "role") if link["schema"] == "Membership" else _words(other, "name")
        body = next(iter(_words(other, "name")), "") if link["schema"] == "Membership" else ""
        for office in (read_office(f"{w} of {body}" if body and " of " not in w else w, _country(other) or country) for w in words):
            if office:
                yield Held(office, start, end or ("" if is_open and not any(map(is_past, words)) else "?"))
                break


def _linked(link: Entity, prop: str, links: _Links) -> list[Entity]:
    """The entities at the other end of a link, nested or by id."""
    values = _properties(link).get(prop, [])
    return [v if isinstance(v, dict) else links.ends.get(str(v), {}) for v in values]


def _country(entity: Entity) -> str:
    for prop in COUNTRIES:
        codes = [c for c in map(country_of_code, _words(entity, prop)) if c]
        if codes:
            return only_one(codes)
    return ""


def _source(entity: Entity, file: str) -> str:
    born = [f"born {d}" for d in _words(entity, "birthDate")[:1]]
    return ", ".join((f"{file} (FollowTheMoney): {entity.get('id', '?')}", *_words(entity, "wikidataId")[:1], *born))


def _properties(entity: Entity) -> dict[str, list[object]]:
    properties = entity.get("properties")
    return {k: v if isinstance(v, list) else [v] for k, v in properties.items()} if isinstance(properties, dict) else {}


def _words(entity: Entity, prop: str) -> list[str]:
    """The values of a property that are words; of nested entities their ids."""
    values = _properties(entity).get(prop, [])
    return [str(v.get("id")) if isinstance(v, dict) else v for v in values if isinstance(v, (str, dict))]
