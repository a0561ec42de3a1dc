"""Amounts → what they count: the sign or measure beside the number, the noun it goes with, the body that is so many strong."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from demarche.facts.figures.amounts import Amount
from demarche.facts.figures.numerals import HYPHENS
from demarche.facts.figures.phrases import find_noun, is_one_phrase, of_words, preceding_noun
from demarche.facts.figures.units import Unit, measure_at, members_of, plural_of, unit_at, unit_of
from demarche.language.document import Document, Token
from demarche.lexicon.load import load_table

_MOST_PARTIES = 3  # "the two leaders", "three countries" are actors; twelve countries are a figure
_BEARERS = frozenset(("troops", "people", "officials", "arms"))


@dataclass(frozen=True, slots=True)
class Counted:
    """What an amount counts: its unit, the text's own words for it, the noun in the document, and by which rule it was found."""

    unit: Unit
    end: int  # the word behind the noun or measure
    rule: str
    noun: int | None = None
    of: str | None = None
    is_sign: bool = False  # "%" belongs to the amount, as "$" does


def read_counted(document: Document, lower: list[str], amount: Amount) -> Counted | None:
    """What the amount counts by the words around it, None where that is not certain or no quantity."""
    found = _measured(document, lower, amount)
    if found:
        return found
    at = amount.after
    if at + 1 < len(lower) and lower[at] in HYPHENS:
        return _sized(document, lower, amount, at + 1) or _modifier(document, lower, at + 1)
    found = _sized(document, lower, amount, at) or _noun(document, lower, amount, at, "noun after the number")
    if found or at >= len(lower) or lower[at] != "of":
        return found
    return _noun(document, lower, amount, at + 1, "noun after “of”") if amount.number.value != 1 else None


def is_uncounted(token: Token, *kinds: str) -> bool:
    """Does the table have the noun among those whose numbers are no figures?"""
    form = token.text.lower()
    return any(kind in _uncounted().get(noun, ()) for noun in (form, token.lemma.lower(), form.removesuffix("s")) for kind in kinds)


def _measured(document: Document, lower: list[str], amount: Amount) -> Counted | None:
    """Money, shares and measures: "$1.5 billion in aid", "30 per cent of the vote", "a 30-kilometre corridor"."""
    at = amount.after + (amount.after < len(lower) and lower[amount.after] in HYPHENS)
    words = measure_at(document, lower, at) if at < len(lower) else None
    if amount.sign:
        # "$5 million dollars" says it twice.
        end = words.end if words and words.unit == amount.sign else amount.after
        sign = amount.number.start - 1
        return Counted(amount.sign, end, "sign of a currency", sign, _of_measure(document, lower, sign, end))
    if words is None:
        return None
    of, is_sign = _of_measure(document, lower, words.end - 1, words.end), not lower[at].isalnum()
    return Counted(words.unit, words.end, f"{words.unit.kind} after the number", words.end - 1, of, is_sign)


def _of_measure(document: Document, lower: list[str], measure: int, end: int) -> str | None:
    """What is so much: "aid" of "$1.5 billion in aid", "the vote" of "30 percent of the vote", "loan" of "a $5 million loan"."""
    head = document.tokens[measure].head
    if document.tokens[measure].relation in ("compound", "nmod:unmarked", "nummod") and end <= head <= end + 4 and is_one_phrase(document, end, head):
        return of_words(document, end + (lower[end] in HYPHENS), head)
    if end < len(lower) and lower[end] in ("of", "in", "worth"):
        noun = document.tokens[end].head
        if document.tokens[noun].head == measure and noun > end:
            return of_words(document, end + 1, noun)
    return None


def _sized(document: Document, lower: list[str], amount: Amount, at: int) -> Counted | None:
    """ "A 10,000-strong force", "the troops …, more than 125,000 strong"."""
    if at >= len(lower) or lower[at] not in _size_words():
        return None
    for noun in _bearers(document, amount, at):
        token = document.tokens[noun]
        unit = members_of().get(token.lemma.lower()) or unit_of(token)
        if unit and unit.kind in _BEARERS:
            return Counted(unit, at + 1, f"“{token.text}” that are so many strong", noun, of_words(document, noun, noun))
    return None


def _bearers(document: Document, amount: Amount, strong: int) -> Sequence[int]:
    """The nouns that "strong" may be said of, the most certain first."""
    token = document.tokens[strong]
    if token.relation in ("amod", "compound") and token.head > strong:
        return [token.head]
    subjects = [c for c in document.children[strong] if document.tokens[c].relation == "nsubj" and not amount.start <= c < amount.end]
    if token.relation in ("amod", "acl", "appos", "acl:relcl", "compound") and document.tokens[token.head].upos == "NOUN":
        subjects.append(token.head)
    near = preceding_noun(document, amount.start, lambda t: t.lemma.lower() in members_of() or ((u := unit_of(t)) is not None and u.kind in _BEARERS))
    return [*subjects, *([] if near is None else [near])]


def _modifier(document: Document, lower: list[str], at: int) -> Counted | None:
    """ "A 5,000-man brigade", "the 15-member council"; not "a two-way street", "a three-hour meeting"."""
    token = document.tokens[at]
    if token.upos != "NOUN" or token.feature("Number") == "Plur" or is_uncounted(token, "modifier", "time", "never"):
        return None
    return Counted(plural_of(token), at + 1, "noun joined to the number", at)


def _noun(document: Document, lower: list[str], amount: Amount, at: int, rule: str) -> Counted | None:
    noun = find_noun(document, amount, at)
    if noun is None:
        return None
    token = document.tokens[noun]
    unit = plural_of(token) if amount.number.value == 1 else unit_at(document, noun)
    if unit is None or is_uncounted(token, "time", "never") or (amount.number.value <= _MOST_PARTIES and _is_known(document, noun, unit)):
        return None
    if amount.number.value == 1 and not (unit.kind and token.upos == "NOUN"):  # "one" is as often a pronoun or an article as it counts
        return None
    if not (amount.number.value.is_integer() or amount.number.is_pointed):  # "1.8 and 2 GHz models"
        return None
    if amount.number.is_year and not unit.kind and amount.comparison is None:  # "the 1991 elections"
        return None
    first = next((w for w in range(at, noun) if document.tokens[w].upos not in ("CCONJ", "DET", "NUM", "PART", "PRON", "PUNCT")), noun)
    return Counted(unit, noun + 1, rule, noun, of_words(document, first, noun))


def _is_known(document: Document, noun: int, unit: Unit) -> bool:
    """Are the few who are counted actors that the text speaks of anyway: "the two leaders", "these three men"?"""
    is_definite = any(document.tokens[c].feature("Definite") == "Def" or document.tokens[c].feature("PronType") == "Dem" for c in document.children[noun])
    return is_uncounted(document.tokens[noun], "party") or (is_definite and unit.kind in ("people", "officials"))


@cache
def _size_words() -> frozenset[str]:
    return frozenset(row["lemma"] for row in load_table("count_words") if row["slot"] == "size")


@cache
def _uncounted() -> dict[str, frozenset[str]]:
    """By noun: in which ways it is not counted."""
    found: dict[str, set[str]] = {}
    for row in load_table("uncounted"):
        found.setdefault(row["noun"], set()).add(row["kind"])
    return {noun: frozenset(kinds) for noun, kinds in found.items()}
