"""The knowledge base: states, organisations and people of the tables, found by any of their names.

Made once from states.tsv, organisations.tsv and people.tsv, and from a researcher's own tables (added.py) where a folder is given.
"""

import gc
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path

from demarche.lexicon.added import AddedTables, load_added
from demarche.lexicon.load import Row, load_table, read_table
from demarche.record import ActorKind

# Names this short, and abbreviations that are words in small letters ("WHO", "US"), are read only as they are written.
SHORTEST_FOLDED = 4
# Names are matched in spite of a letter only from this length on; words from LONG_WORD letters may differ in two.
SHORTEST_NEAR, LONG_WORD = 9, 8
# Family names come first here: "Xi Jinping", "Kim Jong Un", "Nguyen Xuan Phuc".
FAMILY_FIRST = frozenset(("CHN", "PRK", "KOR", "VNM", "TWN", "HKG", "MAC", "SGP", "KHM"))


class How(StrEnum):
    """By what a name stands for its bearer."""

    NAME = "name"
    DEMONYM = "demonym"
    ADJECTIVE = "adjective"
    CAPITAL = "capital"
    METONYM = "metonym"


@dataclass(frozen=True, slots=True)
class Term:
    """An office held: ISO dates as far as known, `start` and `end` "" where open, "?" where nobody knows."""

    role: str
    of: str
    country: str
    start: str
    end: str

    def holds_on(self, day: str) -> bool:
        """Was the office held on a day? Bounds of a year or a month count as a whole."""
        return (self.start or "0") <= day and (not self.end or (self.end != "?" and day <= self.end + "~") or (self.end == "?" and self.start[:4] == day[:4]))

    def years_from(self, day: str) -> int:
        """How many years lie between the term and a day; 0 inside."""
        if self.holds_on(day):
            return 0
        year = int(day[:4])
        start = int(self.start[:4]) if self.start[:4].isdigit() else year
        end = int(self.end[:4]) if self.end[:4].isdigit() else start if self.end else 9999
        return max(1, start - year, year - end)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the knowledge base. `nouns`: by which a text refers back to it; `terms`: a person's offices, in the table's order."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    code: str | None = None
    gender: str | None = None
    nouns: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    wikipedia: str | None = None
    start: str = ""
    end: str = ""
    codes: tuple[tuple[str, str, str], ...] = ()  # (from, to, code) of a body that changed sides: rebels who came to govern

    def code_on(self, day: str | None) -> str | None:
        """The code on a day; without one, or outside of all periods, the last."""
        return next((c for start, end, c in self.codes if day and start <= day and (not end or day <= end + "~")), self.code)


@dataclass(frozen=True, slots=True)
class Sense:
    known: Known
    how: How


@dataclass(frozen=True)
class Knowledge:
    """Look-ups by folded name. Treat it as read-only: one is shared by all readers."""

    by_name: dict[str, list[Sense]] = field(default_factory=lambda: defaultdict(list))
    by_surname: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    holders: dict[tuple[str, str], list[tuple[Term, Known]]] = field(default_factory=lambda: defaultdict(list))
    states: dict[str, Known] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    first_words: set[str] = field(default_factory=set)
    by_edge: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))  # (first or last word, number of words) → names

    @cached_property
    def holders_by_first_name(self) -> dict[str, list[tuple[str, Known]]]:
        """First word of a folded name → (role, who held it): kings and queens go by it."""
        found: dict[str, list[tuple[str, Known]]] = defaultdict(list)
        for (_, role), terms in self.holders.items():
            for known in {k.id: k for _, k in terms}.values():
                found[fold(known.name).split(" ")[0]].append((role, known))
        return dict(found)

    def senses(self, words: str) -> list[Sense]:
        """What a name can stand for, in the tables' order; none for an unknown one."""
        found = self.by_name.get(fold(words), [])
        return found if found and _is_written_right(words) else []

    def near(self, words: str) -> list[Sense]:
        """The senses of the one known name that differs from these words in one of them, by a letter or two; none where several do."""
        if not self.by_edge:
            _fill_edges(self)
        folded = fold(words).split(" ")
        if len(folded) < 2 or len("".join(folded)) < SHORTEST_NEAR:
            return []
        found = {name for key in (folded[0], folded[-1]) for name in self.by_edge.get((key, len(folded)), ()) if _differs_little(folded, name.split(" "))}
        return self.by_name[next(iter(found))] if len(found) == 1 else []

    def holder(self, country: str, role: str, day: str, of: str = "") -> Known | None:
        """Who held an office of a state on a day; None where nobody or more than one is known. `of` narrows it to a body or palace."""
        terms = [(t, k) for t, k in self.holders.get((country, role), ()) if t.holds_on(day)]
        # Of two bodies' presidents the state's own is meant, unless the body is named.
        terms = [(t, k) for t, k in terms if fold(of) in fold(t.of)] if of else [(t, k) for t, k in terms if not t.of] or terms
        found = {k.id: k for _, k in terms}
        return next(iter(found.values())) if len(found) == 1 else None


def _differs_little(one: list[str], other: list[str]) -> bool:
    """Do two names of as many words differ in one word only, by one letter, or two in a long word?"""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(pairs) != 1:
        return False
    a, b = pairs[0]
    allowed = 2 if min(len(a), len(b)) >= LONG_WORD else 1
    # A first letter that differs is another name ("Hans", "Jans"), not another spelling.
    return a[:1] == b[:1] and len(a) + len(b) > 3 and _distance(a, b, allowed) <= allowed


def _distance(a: str, b: str, most: int) -> int:
    """Letters to insert, drop or change (Levenshtein 1966); more than `most` may come out as `most + 1`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


_PLAIN = str.maketrans({".": None, ",": None, "`": None, "-": " ", "–": " ", "/": " ", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "Ø": "O", "Ł": "L", "Đ": "D"})
_POSSESSIVE = re.compile(r"['’]s?\b|['’]")


@lru_cache(maxsize=50_000)
def fold(words: str) -> str:
    """A name as it is looked up: small letters without accents, dots, possessives and articles; hyphens are blanks."""
    plain = words.translate(_PLAIN)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if "'" in plain or "’" in plain:
        plain = _POSSESSIVE.sub("", plain)
    return " ".join(plain.lower().split()).removeprefix("the ")


def _is_written_right(words: str) -> bool:
    plain = words.replace(".", "")
    if len(plain) >= SHORTEST_FOLDED and plain.lower() not in _common_words():
        return True
    return plain[:1].isupper() if len(plain) >= SHORTEST_FOLDED and not plain.isupper() else plain.isupper() or (len(plain) == 3 and plain.istitle())


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("common_words"))


@cache
def load_knowledge(folder: Path | None = None) -> Knowledge:
    """The knowledge base of the package's tables, and of those that a researcher has added in `folder`."""
    added = load_added(folder) if folder else AddedTables()
    # Half a million small values that all stay: looking for garbage among them took a third of the loading.
    gc.disable()
    try:
        return make_knowledge(load_table("states"), (*read_table("organisations"), *added.organisations), (*read_table("people"), *added.people))
    finally:
        gc.enable()


def make_knowledge(states: tuple[Row, ...], organisations: tuple[Row, ...], people: tuple[Row, ...]) -> Knowledge:
    """The knowledge base of some tables."""
    knowledge = Knowledge()
    for row in states:
        _add_state(knowledge, row)
    for rows in _by_key(organisations, "name", "country"):
        _add_organisation(knowledge, rows)
    for row in states:
        _add_bodies(knowledge, row)
    for rows in _by_key(people, "name", "wikipedia"):
        _add_person(knowledge, rows)
    _count_genders(knowledge, people)
    knowledge.first_words.update(name.partition(" ")[0] for name in knowledge.by_name)
    return knowledge


def _is_general(alias: str, knowledge: Knowledge) -> bool:
    """Is an alias only a state's adjective with a common noun, "Russian troops"? That means the state, and is read as such."""
    words = alias.rsplit(" ", 1)
    return len(words) == 2 and words[1].islower() and any(s.how is How.ADJECTIVE for s in knowledge.by_name.get(fold(words[0]), ()))


def _fill_edges(knowledge: Knowledge) -> None:
    """Filled when first asked for: most readers of short texts never are."""
    for name in knowledge.by_name:
        first, _, rest = name.partition(" ")
        if rest:
            count = name.count(" ") + 1
            knowledge.by_edge[first, count].append(name)
            knowledge.by_edge[name.rsplit(" ", 1)[1], count].append(name)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def _add_names(knowledge: Knowledge, sense: Sense, names: tuple[str, ...]) -> None:
    for name in dict.fromkeys(fold(n) for n in names):
        senses = knowledge.by_name[name]
        # By identity: comparing entries whole took a third of the loading.
        if name and not any(s.known is sense.known and s.how is sense.how for s in senses):
            senses.append(sense)


def _add_state(knowledge: Knowledge, row: Row) -> None:
    # What has no ISO code of its own is coded as a part of the state that claims it.
    within = row["code"].startswith("X") and len(row["code"]) == 4 and row["parent"]
    unrecognised = "PRE" if row["status"] == "unrecognised" else ""
    country, code = (row["parent"], row["parent"] + unrecognised) if within else (row["code"], row["code"])
    state = Known(f"state:{row['code']}", row["name"], ActorKind.STATE, country, code, nouns=("country", "nation", "state"), start=row["from"], end=row["to"])
    if row["code"] not in knowledge.states or row["status"] != "dissolved":
        knowledge.states[row["code"]] = state
    capital = (row["capital"], *_split(row["capital_aliases"])) if row["status"] != "dissolved" else ()
    for how, names in (
        (How.NAME, (row["name"], *_split(row["aliases"]))), (How.DEMONYM, _split(row["demonyms"])), (How.ADJECTIVE, _split(row["adjectives"])),
        (How.CAPITAL, capital), (How.METONYM, _split(row["metonyms"])),
    ):  # fmt: skip
        _add_names(knowledge, Sense(state, how), names)


def _add_bodies(knowledge: Knowledge, row: Row) -> None:
    """Parliament, ministries and forces of a state, where organisations.tsv does not know them better."""
    for body, sector in _bodies(row):
        if not any(s.known.country == row["code"] and s.known.kind is not ActorKind.STATE for s in knowledge.by_name.get(fold(body), ())):
            known = Known(f"body:{row['code']}:{body}", body, ActorKind.ORGANISATION, row["code"], row["code"] + sector)
            _add_names(knowledge, Sense(known, How.NAME), (body,))


def _bodies(row: Row) -> Iterator[tuple[str, str]]:
    """Parliament, ministries and forces of a state with their sector. A body named for its state alone ("Russian army") is the state itself."""
    yield from ((name, "LEG") for name in _split(row["legislature"]))
    yield from ((name, sector) for name, _, sector in (m.partition("=") for m in _split(row["ministries"])))
    adjectives = tuple(fold(a) for a in _split(row["adjectives"]))
    yield from ((name, "MIL") for name in _split(row["military"]) if not fold(name).startswith(adjectives))


def _by_key(rows: tuple[Row, ...], *columns: str) -> Iterator[list[Row]]:
    """The rows of one entry: one for each term of a person, for each period in which a body had another code. Where a column is empty, the country counts."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[c] or row["country"] for c in columns)].append(row)
    return iter(found.values())


def _add_organisation(knowledge: Knowledge, rows: list[Row]) -> None:
    first = rows[-1]
    known = Known(
        f"organisation:{first['name']}", re.sub(r" \(.*", "", first["name"]), ActorKind(first["kind"]), first["country"] or None, first["code"] or None,
        nouns=tuple(dict.fromkeys(n for r in rows for n in _split(r["nouns"]))), wikipedia=first["wikipedia"] or None,
        start=min(r["from"] for r in rows), end="" if any(not r["to"] for r in rows) else max(r["to"] for r in rows),
        codes=tuple((r["from"], r["to"], r["code"]) for r in rows) if len(rows) > 1 else (),
    )  # fmt: skip
    names = tuple(n for r in rows for n in (known.name, *(a for a in _split(r["aliases"]) if not _is_general(a, knowledge))))
    _add_names(knowledge, Sense(known, How.NAME), names)


def _add_person(knowledge: Knowledge, rows: list[Row]) -> None:
    first = rows[0]
    terms = tuple(Term(r["role"], r["of"], r["country"], r["from"], r["to"]) for r in rows)
    country = first["country"] or None
    if len(rows) > 1:
        countries = Counter(r["country"] for r in rows if r["country"])
        country = countries.most_common(1)[0][0] if countries else None
    key = first["wikipedia"] or f"{first['name']}, {first['country']}"
    known = Known(f"person:{key}", first["name"], ActorKind.PERSON, country, gender=first["gender"] or None, terms=terms, wikipedia=first["wikipedia"] or None)
    names = tuple(dict.fromkeys(n for r in rows for n in (r["name"], *_split(r["aliases"]))))
    _add_names(knowledge, Sense(known, How.NAME), names)
    for name in names:
        for surname in surnames(fold(name), country):
            bearers = knowledge.by_surname[surname]
            if not bearers or bearers[-1] is not known:
                bearers.append(known)
    for term in terms:
        knowledge.holders[term.country, term.role].append((term, known))


def surnames(name: str, country: str | None = None) -> list[str]:
    """What a folded name can be cut down to: every ending of it, and its first word where the family name comes first."""
    words = name.split(" ")
    found = [" ".join(words[i:]) for i in range(1, len(words))]
    if country in FAMILY_FIRST and len(words) > 1:
        found = [words[0]] if country != "SGP" else [*found, words[0]]
    return [f for f in found if f not in ("jr", "sr", "ii", "iii")]


def _count_genders(knowledge: Knowledge, people: tuple[Row, ...]) -> None:
    """First names whose bearers in the tables are nine in ten men, or nine in ten women."""
    seen: dict[str, dict[str, int]] = {}
    for row in people:
        first, _, rest = row["name"].partition(" ")
        if rest and row["gender"] and row["country"] not in FAMILY_FIRST:
            counts = seen.setdefault(first, {"m": 0, "f": 0})
            counts[row["gender"]] += 1
    for name, counts in seen.items():
        gender = max(counts, key=lambda g: counts[g])
        if counts[gender] >= 0.9 * sum(counts.values()):
            knowledge.genders[fold(name)] = gender
