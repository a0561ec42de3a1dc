"""The units of the lexicon: which words and signs stand for dollars, percent, troops, and how a noun reads in the plural."""

from dataclasses import dataclass
from functools import cache

from demarche.language.document import Document, Token
from demarche.lexicon.load import load_table

_MEASURES = frozenset(("currency", "coin", "share", "measure"))
_LONGEST_FORM = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted, in the plural, and its kind in `lexicon/units.tsv`, "" for a noun that the table does not have."""

    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit in the words up to `end` (exclusive)."""

    unit: Unit
    end: int


def measure_at(document: Document, lower: list[str], word: int, *, is_sign: bool = False) -> UnitWords | None:
    """The currency, share or measure that is named from `word` on; with `is_sign` only a currency's sign or code ("$", "EUR")."""
    if word >= len(lower):
        return None
    if is_sign:
        unit = _signs().get(lower[word])
        return UnitWords(unit, word + 1) if unit else None
    for length in range(min(_LONGEST_FORM, len(lower) - word), 0, -1):
        unit = _measures().get(tuple(lower[word : word + length]))
        if unit and document.tokens[word + length - 1].upos not in ("VERB", "ADP"):
            return UnitWords(unit, word + length)
    return None


def unit_at(document: Document, noun: int) -> Unit | None:
    """The unit that a noun in the plural names, with the word before it where both are one unit ("asylum seekers"); None for a singular."""
    pair = f"{document.tokens[noun - 1].text} {document.tokens[noun].text}".lower() if noun else ""
    return _units().get(pair) or unit_of(document.tokens[noun])


def unit_of(token: Token) -> Unit | None:
    """The unit that one word in the plural names, None for a singular."""
    form = token.text.lower()
    unit = _units().get(form)
    if unit and (form == unit.name or _is_plural(token)):
        return unit
    if form in _demonyms():
        return Unit("people", "people")
    return Unit(form if token.upos == "NOUN" and form.isalpha() else token.text) if _is_plural(token) else None


def plural_of(token: Token) -> Unit:
    """The unit that a noun names before another one: "man" in "a 5,000-man brigade" → men."""
    form = token.text.lower()
    if form in _units():
        return _units()[form]
    if form.endswith("y") and form[-2:-1] not in tuple("aeiou"):
        return Unit(form[:-1] + "ies")
    return Unit(form + ("es" if form.endswith(("s", "x", "ch", "sh")) else "" if _is_plural(token) else "s"))


def _is_plural(token: Token) -> bool:
    return token.feature("Number") in ("Plur", "Ptan") or token.xpos in ("NNS", "NNPS")


@cache
def _units() -> dict[str, Unit]:
    """By word: the plural and its other forms."""
    rows = [(Unit(row["unit"], row["kind"]), f"{row['unit'].lower()}|{row['forms']}|{row['signs']}") for row in load_table("units")]
    return {form: unit for unit, forms in rows for form in forms.split("|") if form}


@cache
def _signs() -> dict[str, Unit]:
    """What stands before a number: $, EUR."""
    return {sign: Unit(row["unit"], row["kind"]) for row in load_table("units") for sign in row["signs"].split("|") if sign}


@cache
def _measures() -> dict[tuple[str, ...], Unit]:
    """By words: the units that need no noun."""
    return {tuple(form.split()): unit for form, unit in _units().items() if unit.kind in _MEASURES}


@cache
def _demonyms() -> frozenset[str]:
    """The peoples in lower case, in the plural: americans, japanese."""
    return frozenset(form.lower() for row in load_table("states") for form in row["demonyms"].split("|")[-1:] if form)


@cache
def members_of() -> dict[str, Unit]:
    """What a body of people consists of: army → soldiers."""
    return {row["noun"]: _units()[row["members"]] for row in load_table("collectives")}
