"""Numbers → amounts: what compares them ("at least", "or so"), the sign of a currency before them, and ranges ("100,000 to 130,000")."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from demarche.facts.figures.numerals import HYPHENS, Numeral, read_numeral
from demarche.facts.figures.units import Unit, measure_at
from demarche.language.document import Document
from demarche.lexicon.load import load_table

_LONGEST_COMPARISON = 5
_JOINS = frozenset(("to", "or", "–", "—")) | HYPHENS


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what compares it: the words `[start, end)`."""

    start: int
    end: int
    number: Numeral
    comparison: str | None  # None where nothing compares
    after: int  # the word from where on its noun is looked for: behind the whole of a range
    sign: Unit | None = None  # the currency whose sign stands before the number
    is_change: bool = False  # one end of "from 20,000 to 30,000"


def find_amounts(document: Document, lower: list[str]) -> Iterator[Amount]:
    """The amounts of a text in its order; of a range first the lower bound, then the upper. The two numbers of a score ("3-1") are none."""
    word = 0
    while word < len(lower):
        number = read_numeral(document, lower, word)
        if number is None:
            word += 1
            continue
        join = _read_join(document, lower, number)
        if join is None:
            amount = _compared(document, lower, number)
            yield amount
            word = max(amount.end, number.end)
        else:
            yield from _range(document, lower, number, join)
            word = join.end


def _read_join(document: Document, lower: list[str], number: Numeral) -> Numeral | None:
    """The second number of "100,000 to 130,000", "10-15 million", "50% to 60%", "between 8 and 10"."""
    measure = measure_at(document, lower, number.end)
    at = measure.end if measure else number.end
    if at + 1 >= len(lower) or not (lower[at] in _JOINS or (lower[at] == "and" and _word_before(document, lower, number) == "between")):
        return None
    sign = measure_at(document, lower, at + 1, is_sign=True)
    second = read_numeral(document, lower, sign.end if sign and sign.end < len(lower) else at + 1)
    if second is None or measure is None:
        return second
    again = measure_at(document, lower, second.end)
    return second if again and again.unit == measure.unit else None


def _range(document: Document, lower: list[str], low: Numeral, high: Numeral) -> Iterator[Amount]:
    if low.scale == 1 and low.value < high.value / high.scale:
        low = replace(low, value=low.value * high.scale, scale=high.scale)
    first, second = _compared(document, lower, low), _compared(document, lower, high)
    sign = first.sign or second.sign
    opening = _word_before(document, lower, low)
    if opening == "from":
        yield replace(first, end=low.end, after=second.end, sign=sign, is_change=True)
        yield replace(second, start=high.start - (second.sign is not None), sign=sign, is_change=True)
    elif low.value < high.value:
        start = first.start - (opening == "between")
        yield replace(first, start=start, end=second.end, comparison="at least", after=second.end, sign=sign)
        yield replace(second, start=start, comparison="up to", sign=sign)


def _word_before(document: Document, lower: list[str], number: Numeral) -> str:
    """The word before a number, its comparison and its sign."""
    start = _compared(document, lower, number).start
    return lower[start - 1] if start else ""


def _compared(document: Document, lower: list[str], number: Numeral) -> Amount:
    sign = measure_at(document, lower, number.start - 1, is_sign=True) if number.start else None
    start = number.start - 1 if sign else number.start
    comparison, start = _comparison_before(document, lower, start, number)
    end = number.end
    later, end = comparison_after(lower, end)
    return Amount(start, end, number, comparison or later or number.comparison, end, sign.unit if sign else None)


def _comparison_before(document: Document, lower: list[str], start: int, number: Numeral) -> tuple[str | None, int]:
    """What compares the number from before, and where that begins. The outermost words count: "at least some 200" is at least."""
    comparison = None
    while start:
        for length in range(min(_LONGEST_COMPARISON, start), 0, -1):
            found = _comparisons("before").get(tuple(lower[start - length : start]))
            if found and not (found[1] and _is_preposition(document, lower, start - length, number)):
                comparison, start = found[0], start - length
                break
        else:
            break
    return comparison, start


def _is_preposition(document: Document, lower: list[str], word: int, number: Numeral) -> bool:
    """Is "over" here that of "a quarrel over 60 islands"?"""
    token = document.tokens[word]
    if token.relation != "case" or number.start <= token.head < number.end or document.tokens[token.head].upos == "SYM":
        return False
    return measure_at(document, lower, token.head) is None


def comparison_after(lower: list[str], end: int) -> tuple[str | None, int]:
    """What compares from behind ("or more"), and where that ends."""
    for length in range(min(_LONGEST_COMPARISON, len(lower) - end), 0, -1):
        found = _comparisons("after").get(tuple(lower[end : end + length]))
        # "36,000 troops and more than 350 aircraft": the comparison is the next amount's.
        if found and lower[end + length : end + length + 1] != ["than"]:
            return found[0], end + length
    return None, end


@cache
def _comparisons(where: str) -> dict[tuple[str, ...], tuple[str, bool]]:
    rows = (row for row in load_table("comparisons") if row["where"] == where)
    return {tuple(row["words"].split()): (row["comparison"], row["preposition"] == "y") for row in rows}
