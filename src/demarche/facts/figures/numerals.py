"""Words → numbers: where a number stands in a text and what it is worth, whichever way it is written.

"1,20,000", "125 000", "1.5 million", "2.3m", "twenty-five", "half a million", "tens of thousands".
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from demarche.facts.numbers import number_of
from demarche.language.document import Document
from demarche.lexicon.load import load_table

_DIGITS = re.compile(
    r"""(?P<whole> \d{1,3}(?:,\d{3})+                      # 125,000
          | \d{1,2}(?:,\d{2})+,\d{3}                       # 1,20,000: the grouping of South Asia
          | \d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+         # 125 000
          | \d{1,3}(?:\.\d{3}){2,}                         # 1.250.000
          | \d+)
        (?P<fraction>\.\d+)? (?P<half>[½¼¾⅓⅔⅛⅜⅝⅞])? (?P<letters>[a-zA-Z]{1,3})? (?![\w/])""",
    re.VERBOSE,
)
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})")
_POINTED = re.compile(r"\d{1,3}\.\d{3}")
HYPHENS = frozenset("-‐‑")
_MOST_WORDS = 9  # of one number in digits: "100 000 000" is three
_LONGEST = 30  # digits; no number of a text is longer, and beyond 308 a float can't hold it


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the words `[start, end)`."""

    start: int
    end: int
    value: float
    written: str = ""  # its digits as they stand in the text, "" for a number in words
    scale: float = 1  # 1e6 in "1.5 million"
    comparison: str | None = None  # where the words themselves are vague: "dozens"

    @property
    def is_year(self) -> bool:
        return len(self.written) == 4 and self.written.isdigit() and 1900 <= self.value < 2100 and self.scale == 1

    @property
    def is_pointed(self) -> bool:
        """Can its point group the digits, as on the Continent ("125.000")?"""
        return self.scale == 1 and _POINTED.fullmatch(self.written) is not None


@dataclass(frozen=True, slots=True)
class _SetAmount:
    words: tuple[str, ...]
    value: float
    comparison: str | None


def root_of(document: Document, number: Numeral) -> int:
    """The word of a number that the rest of the sentence governs."""
    words = range(number.start, number.end)
    return next((w for w in words if document.tokens[w].head not in words), words[-1])


def read_numeral(document: Document, lower: list[str], start: int) -> Numeral | None:
    """The longest number that begins at word `start`, None where none does. `lower` are the document's words in lower case."""
    if lower[start][0].isdigit():
        return _read_digits(document, lower, start)
    return _read_set_amount(lower, start) or _read_words(document, lower, start)


def _read_digits(document: Document, lower: list[str], start: int) -> Numeral | None:
    span = document.tokens[start].span
    last = document.tokens[min(start + _MOST_WORDS, len(document.tokens)) - 1]
    match = _DIGITS.match(document.text, span.start, last.span.end + 1)  # one more, for what must not follow
    end = _word_after(document, start, match.end()) if match else None
    if match is None or end is None:
        return None
    whole = re.sub(r"\D", "", match["whole"])
    if len(whole) > _LONGEST:
        return None
    value = float(whole + (match["fraction"] or "")) + (unicodedata.numeric(match["half"]) if match["half"] else 0)
    found = Numeral(start, end, value, (match["whole"] + (match["fraction"] or "")).strip())
    if match["letters"]:
        scale = _scales("letter").get(match["letters"].lower())
        return replace(found, value=_times(value, scale), scale=scale) if scale else None
    if end < len(lower) and not match["fraction"] and (part := _FRACTION.fullmatch(lower[end])) and int(part[1]) < int(part[2]):
        found = replace(found, end=end + 1, value=value + int(part[1]) / int(part[2]))
    return _scaled(document, lower, found)


def _word_after(document: Document, start: int, at: int) -> int | None:
    """The number of the word after the one that ends at character `at`, None where none ends there."""
    for word in range(start, min(start + _MOST_WORDS, len(document.tokens))):
        if document.tokens[word].span.end == at:
            return word + 1
    return None


def _read_set_amount(lower: list[str], start: int) -> Numeral | None:
    for amount in _set_amounts().get(lower[start], ()):
        end = start + len(amount.words)
        if tuple(lower[start:end]) == amount.words:
            return Numeral(start, end, amount.value, comparison=amount.comparison)
    return None


def _read_words(document: Document, lower: list[str], start: int) -> Numeral | None:
    """A number in words: "twenty-five", "two hundred and six", "a million", "two dozen"."""
    end = start
    if start + 1 < len(lower) and lower[start + 1] in _scales("word") and document.tokens[start].feature("Definite") == "Ind":
        end = start + 1
    while end < len(lower):
        if _is_number_word(document, lower, end):
            end += 1
        elif end > start and end + 1 < len(lower) and _is_link(lower, end) and _is_number_word(document, lower, end + 1):
            end += 2
        else:
            break
    value = number_of(" ".join(w for w in lower[start:end] if w not in HYPHENS)) if end > start else None
    return None if value is None else _scaled(document, lower, _with_decimals(document, lower, Numeral(start, end, value)))


def _with_decimals(document: Document, lower: list[str], numeral: Numeral) -> Numeral:
    """A number as it is spoken: "one point six"."""
    end = numeral.end
    if lower[end : end + 1] == ["point"] and end + 1 < len(lower) and _is_number_word(document, lower, end + 1):
        tenths = number_of(lower[end + 1])
        if tenths is not None and tenths < 10:
            return replace(numeral, end=end + 2, value=numeral.value + tenths / 10)
    return numeral


def _is_number_word(document: Document, lower: list[str], word: int) -> bool:
    return document.tokens[word].upos == "NUM" and lower[word].isalpha() and lower[word] not in _own_scales() and number_of(lower[word]) is not None


def _is_link(lower: list[str], word: int) -> bool:
    """The hyphen of "twenty-five" and the "and" of "two hundred and six"."""
    return lower[word] in HYPHENS or (lower[word] == "and" and lower[word - 1] in _scales("word"))


def _scaled(document: Document, lower: list[str], numeral: Numeral) -> Numeral:
    """The number with the word that multiplies it: "1.5 million", "€750bn", "two and a half million", "5-million"."""
    end, value = numeral.end, numeral.value
    for words, addend in _addends():
        if tuple(lower[end : end + len(words)]) == words:
            end, value = end + len(words), value + addend
    numeral = replace(numeral, end=end, value=value) if end != numeral.end else numeral
    if end + 1 < len(lower) and lower[end] in HYPHENS and lower[end + 1] in _scales("word"):
        end += 1
    if end >= len(lower):
        return numeral
    scale = _scales("word").get(lower[end])
    if scale is None and (len(lower[end]) > 1 or document.tokens[end].span.start == document.tokens[end - 1].span.end):
        scale = _scales("letter").get(lower[end])
    return numeral if scale is None else replace(numeral, end=end + 1, value=_times(value, scale), scale=scale)


def _times(value: float, scale: float) -> float:
    return round(value * scale, 6)  # 1.1 * 1e6 is 1100000.0000000002 in binary


@cache
def _set_amounts() -> dict[str, list[_SetAmount]]:
    """By first word, the longest first."""
    found: dict[str, list[_SetAmount]] = {}
    for row in load_table("set_amounts"):
        words = tuple(row["words"].split())
        comparison = row["comparison"] if row["comparison"] != "exactly" else None
        found.setdefault(words[0], []).append(_SetAmount(words, float(row["value"]), comparison))
    return {first: sorted(amounts, key=lambda a: -len(a.words)) for first, amounts in found.items()}


@cache
def _scales(kind: str) -> dict[str, float]:
    return {row["form"]: float(row["value"]) for row in load_table("scales") if row["kind"] == kind}


@cache
def _own_scales() -> frozenset[str]:
    """Scales that `number_of` does not multiply by, such as the dozen."""
    return frozenset(word for word in _scales("word") if number_of(f"two {word}") != 2 * _scales("word")[word])


@cache
def _addends() -> tuple[tuple[tuple[str, ...], float], ...]:
    return tuple((tuple(row["form"].split()), float(row["value"])) for row in load_table("scales") if row["kind"] == "addend")
