"""Texts that nobody writes but somebody sends: each generator gives a text of about so many characters."""

import itertools
from collections.abc import Callable, Iterable

# A few letters of each of forty scripts, by the first letter of its block.
_SCRIPTS = (
    "аαאաا", "ܐހߊࡀअঅਅઅଅஅఅಅഅඅกກཀကაꀀ", "ሀᎠᐁᚁᚠក᠀あアㄅ一가", "ᥐᦀᨀᬅᮃᰀᱚⴀⵣꓐꔀꠀ",
)  # fmt: skip
SCRIPTS = "".join(_SCRIPTS)
_SENTENCE = "The minister of Ruritania told reporters in Strelsau on 3 March 2022 that 40 soldiers had crossed the border. "
MONTHS = "January February March April May June July August September October November December".split()


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _joined(words: Iterable[str], size: int, between: str = " ") -> str:
    found, length = [], 0
    for word in words:
        found.append(word)
        length += len(word) + len(between)
        if length >= size:
            break
    return between.join(found)


def _names(size: int) -> str:
    syllables = ("Ka", "Ro", "Mi", "Tel", "Dun", "Bor", "Sha", "Vel", "Gor", "Lin")
    names = ("".join(a).capitalize() + " " + b + c for *a, b, c in itertools.product(syllables, repeat=5))
    return _joined((f"{name} met {name.split()[1]}son." for name in names), size)


def _dates(size: int) -> str:
    return _joined((f"{n % 28 + 1} {MONTHS[n % 12]} {1990 + n % 40}," for n in itertools.count()), size)


def _nested(size: int) -> str:
    return _repeated("“He said ‘she said ")(size // 2) + _repeated("’ and left” ")(size // 2)


TEXTS: dict[str, Callable[[int], str]] = {
    "plain sentences": _repeated(_SENTENCE),
    "plain lines": _repeated(_SENTENCE + "\n\n"),
    "a sentence without a full stop": _repeated("the ministers of the two states met in the town and "),
    "one word": _repeated("antidisestablishmentarian"),
    "quotation marks": _repeated("\"'“”‘’«»„``''"),
    "spaced quotation marks": _repeated("\" ' “ ” ‘ ’ « » „ `` '' "),
    "opening marks of one kind": _repeated("“word "),
    "straight marks that open": _repeated(' "word'),
    "words in single marks": _repeated("‘word "),
    "quotations in quotations": _nested,
    "opening brackets": _repeated("([{<"),
    "brackets around words": _repeated("(a "),
    "commas": _repeated(","),
    "words and commas": _repeated("tanks, guns, "),
    "newlines": _repeated("\n"),
    "paragraphs of one word": _repeated("Word\n\n"),
    "lines of one word": _repeated("word\n"),
    "lines of a table": _repeated("Country\t12\t2022\n"),
    "wrapped lines": _repeated("the two ministers met in the old town hall by the river and then they\n"),
    "digits": _repeated("1234567890"),
    "grouped digits": _repeated("1,000,000,"),
    "spaced digits": _repeated("100 "),
    "numbers in words": _repeated("twenty-one hundred and "),
    "hyphens": _repeated("-"),
    "spaced hyphens": _repeated("- "),
    "words and hyphens": _repeated("non-"),
    "full stops": _repeated("."),
    "initials": _repeated("U.S."),
    "dots and marks": _repeated('.’"'),
    "dates": _dates,
    "days": _repeated("on Monday and Tuesday and "),
    "one name": _repeated("Angela Merkel "),
    "one state": _repeated("Russia and Ukraine and "),
    "names in sentences": _names,
    "capitals": _repeated("KYIV, MOSCOW "),
    "months": _repeated("May may June "),
    "times of day": _repeated("at 10 a.m. on Friday, 16:15 UTC "),
    "and": _repeated("and "),
    "clauses in clauses": _repeated("he said that she said that "),
    "pronouns": _repeated("He told them that it was his and they took theirs. "),
    "demands": _repeated("Russia demands that Ukraine withdraw its troops from Moscow. "),
    "figures": _repeated("At least 40 soldiers and 12 tanks were lost, 40 soldiers. "),
    "places": _repeated("They met in Paris, Texas, near Berlin in Germany. "),
    "questions": _repeated("Who said so? "),
    "addresses": _repeated("https://example.org/a?b=c&d=e "),
    "one address": lambda size: "https://" + _repeated("a.b/")(size),
    "mails": _repeated("jane.doe@example.org "),
    "one mail": _repeated("a.b@c."),
    "host names": _repeated("www-a."),
    "spaces": lambda size: "word" + " " * size + "word",
    "tabs and returns": _repeated("\t\r"),
    "combining marks": lambda size: "word " + _repeated("e" + "\u0301\u0302\u0303\u0327" * 20)(size),
    "emoji": _repeated("\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f3fd\u200d\u2764\ufe0f "),
    "directions": _repeated("\u202eabc\u202c \u2067שלום\u2069 \u200f"),
    "nul": _repeated("word\x00 "),
    "controls": _repeated("\x1b[31mred\x07 "),
    "halves of characters": _repeated("word\ud800 \udc00"),
    "digits of other scripts": _repeated("١٢٣٤ ४५६ ５６７ ²³½ "),
    "wide letters": _repeated("Ｔｈｅ ｍｉｎｉｓｔｅｒ ｓａｉｄ "),
    "many scripts": lambda size: _joined(("".join(p) for p in itertools.product(SCRIPTS, repeat=3)), size),
    "bylines": _repeated("By Jane Doe By John Roe "),
    "dues": _repeated("He is due to meet her. "),
    "datelines": _repeated("KYIV, Feb 8 (Agency) "),
}
