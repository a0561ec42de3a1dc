"""Document → figures: which amounts of a text are quantities, of what and whose.

Years, dates, durations, ages, ordinals, scores, prices and the numbers in names are none.
"""

from collections.abc import Sequence

from demarche.facts.figures.amounts import Amount, comparison_after, find_amounts
from demarche.facts.figures.bare import read_bare
from demarche.facts.figures.counted import Counted, is_uncounted, read_counted
from demarche.facts.figures.holders import find_holder
from demarche.facts.figures.numerals import HYPHENS
from demarche.facts.named import Named, Who
from demarche.facts.numbers import number_of
from demarche.facts.traced import Traced
from demarche.language.document import Document
from demarche.record import Figure
from demarche.text import Span

_CLAUSES = frozenset(("root", "ccomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "appos"))
_MOST_OF_A_RATIO = 10  # "nine in ten voters" counts nobody; "killed 12 in 3 attacks" does
_LARGEST_PRICE = 10_000
_DISCRETE = frozenset(("people", "troops", "officials", "arms", "votes"))


def find_figures(document: Document, named: Sequence[Named]) -> list[Figure]:
    """Quantities with their unit and what they count, in text order: "more than 125,000 troops" → 125000, more than, troops."""
    return [traced.fact for traced in trace_figures(document, named)]


def trace_figures(document: Document, named: Sequence[Named]) -> list[Traced[Figure]]:
    """The figures with what says so: the comparison, the rule that found the unit, the words that name the holder."""
    lower = [token.text.lower() for token in document.tokens]
    who = named if isinstance(named, Who) else Who(named)
    unread = {w for phrase in document.times for w in range(phrase.start, phrase.end)}
    found: list[Traced[Figure]] = []
    for amount in find_amounts(document, lower):
        if unread.isdisjoint(range(amount.number.start, amount.number.end)) and not _is_named(document, lower, amount) and not _is_ratio(lower, amount):
            traced = _read_figure(f"f{len(found) + 1}", document, lower, amount, who)
            found += [traced] if traced else []
    return found


def _read_figure(id_: str, document: Document, lower: list[str], amount: Amount, named: Sequence[Named]) -> Traced[Figure] | None:
    counted = read_counted(document, lower, amount)
    comparison = amount.comparison
    if counted is None:
        bare = read_bare(document, lower, amount)
        if bare is None:
            return None
        counted, comparison = bare[0], comparison or bare[1]
    if _is_price(document, lower, amount, counted):
        return None
    end = counted.end if counted.is_sign else amount.end
    if comparison is None and counted.end > end:
        comparison, later = comparison_after(lower, counted.end)
        end = later if comparison else end
    span = document.span(amount.start, end)
    holder = find_holder(document, counted.noun, amount.number, counted.unit.kind, named) if counted.noun is not None else None
    value = _value(amount, counted)
    figure = Figure(
        id_,
        value,
        comparison or "exactly",
        counted.unit.name,
        span.of(document.text),
        span.start,
        span.end,
        evidence=(_clause(document, amount.number.start),),
        holder=holder[0] if holder else None,
        of=counted.of,
    )
    reasons = [f"{value:g}, {figure.comparison}", f"unit: {counted.rule}", f"holder: {holder[1]}" if holder else "holder not told"]
    return Traced(figure, "; ".join(reasons))


def _value(amount: Amount, counted: Counted) -> float:
    """The number; the point of "125.000 soldiers" groups digits, as nobody counts thousandths of a soldier."""
    number = amount.number
    if number.is_pointed and (counted.unit.kind in _DISCRETE or (number.written.endswith(".000") and counted.unit.kind != "share")):
        return number.value * 1000
    return number.value


def _is_named(document: Document, lower: list[str], amount: Amount) -> bool:
    """Is the number part of a name or label: "Article 5", "F-16", "Boeing 737", "Group of 20"?"""
    number = amount.number
    if number.start == 0:
        return False
    before = document.tokens[number.start - 1]
    if any(p.start < number.start for p in document.names_at.get(number.start, ())):
        return True
    if before.text in HYPHENS and amount.start >= number.start - 1:
        return number.start > 1 and before.span.start == document.tokens[number.start - 2].span.end
    if amount.start != number.start:
        return False
    if is_uncounted(before, "label") and (before.text[0].isupper() or document.tokens[number.start].head == number.start - 1):
        return True
    # "Boeing 737 jets": name and number both hang on the noun; "In Gaza 40 people" is no name.
    is_beside = document.tokens[number.start].head in (before.head, number.start - 1) or any(
        p.kind == "ORG" and p.end == number.start for p in document.names_at.get(number.start - 1, ())
    )
    return before.upos == "PROPN" and is_beside and before.relation != "nmod:poss" and number.written.isdigit() and number.scale == 1


def _is_ratio(lower: list[str], amount: Amount) -> bool:
    """Is it one of the two numbers of "one in five", "nine out of ten"?"""
    start, end = amount.number.start, amount.number.end
    for link in (["in"], ["out", "of"], ["in", "every"]):
        after, before = end + len(link), start - len(link)
        if lower[end:after] == link and after < len(lower):
            return amount.number.value <= _MOST_OF_A_RATIO and amount.number.value < (number_of(lower[after]) or 0)
        if before > 0 and lower[before:start] == link and (first := number_of(lower[before - 1])):
            return first <= _MOST_OF_A_RATIO and first < amount.number.value
    return False


def _is_price(document: Document, lower: list[str], amount: Amount, counted: Counted) -> bool:
    """What goods cost is no figure: "$90 a barrel", "oil at $90"."""
    if counted.unit.kind != "currency":
        return counted.unit.kind == "coin"
    after = counted.end
    if after + 1 < len(lower) and (lower[after] == "per" or document.tokens[after].feature("Definite") == "Ind"):
        return document.tokens[after + 1].upos == "NOUN" and not is_uncounted(document.tokens[after + 1], "time")
    if amount.number.scale > 1 or amount.number.value >= _LARGEST_PRICE:
        return False
    if not amount.number.value.is_integer() or (amount.start and lower[amount.start - 1] == "at"):
        return True
    verb = document.tokens[counted.noun].head if counted.noun is not None else -1
    subjects = [c for c in document.children[verb] if document.tokens[c].relation.startswith("nsubj")] if verb >= 0 else []
    return any(is_uncounted(document.tokens[w], "price") for w in (*subjects, verb) if w >= 0)


def _clause(document: Document, word: int) -> Span:
    """The clause around a word, without the marks at its ends."""
    while document.tokens[word].head >= 0 and not (document.tokens[word].relation in _CLAUSES or _is_verb_beside_verb(document, word)):
        word = document.tokens[word].head
    inside = document.subtree(word)
    while len(inside) > 1 and document.tokens[inside[0]].upos == "PUNCT":
        inside.pop(0)
    while len(inside) > 1 and document.tokens[inside[-1]].upos == "PUNCT":
        inside.pop()
    return document.span(inside[0], inside[-1] + 1)


def _is_verb_beside_verb(document: Document, word: int) -> bool:
    return document.tokens[word].relation == "conj" and document.tokens[word].upos == "VERB"
