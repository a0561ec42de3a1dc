"""Which words are a time expression: the model's phrases with their edges put right, and those that the grammar is sure of and the model missed.

Each rule has been counted on the gold of the development articles that are not held out: it stands here where nine in ten marks agree with it.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from demarche.facts.times.patterns import between, with_sure
from demarche.facts.times.reading import Reading
from demarche.facts.times.vocabulary import matched, words
from demarche.facts.times.wording import plain
from demarche.language.document import Document, Phrase

# A phrase that the model holds for no time as likely as for one is left to the grammar.
LEAST_SCORE = 0.5
# The kinds of words of which one at least stands in every expression that has no value.
_OF_TIME = ("stretch", "unit", "part", "season", "day", "month", "hour", "nearday")
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_MORE_EXACTLY = ("earlier", "later")
_PER = frozenset(("a", "an", "per"))
_COUNTED = frozenset(("NOUN", "NUM", "SYM"))
_LINKS = frozenset(("and", "or", "to"))
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_SHORT_NUMBER = re.compile(r"\d{1,3}(?:st|nd|rd|th)?")
_AGE = re.compile(r"[\s-]*(?:years?[\s-]old\b|-old\b)", re.IGNORECASE)
_NAMED_THEN = frozenset(("by", "until", "till", "since"))


def find_phrases(document: Document) -> list[Phrase]:
    """The time expressions of a document, in text order, none over another."""
    marked = (p for p in document.times if p.score >= LEAST_SCORE)
    phrases = [p for p in _joined(document, with_sure(document, marked)) if not _is_unmarked(document, p)]
    found: list[Phrase] = []
    for at, phrase in enumerate(phrases):
        edged = _with_edges(document, phrase)
        is_over_another = (found and edged.start < found[-1].end) or (at + 1 < len(phrases) and edged.end > phrases[at + 1].start)
        found.append(phrase if is_over_another else edged)
    return found


def names_time(document: Document, phrase: Phrase) -> bool:
    """Has it a word of time: "an era of hope", but not "the Cold War", which the model marks now and then?"""
    said = plain(phrase.span.of(document.text)).split()
    return bool(_YEAR.search(phrase.span.of(document.text))) or any(word in words(kind) for word in said for kind in _OF_TIME)


def read_part(document: Document, phrase: Phrase, read: Callable[[str], Reading | None]) -> Reading | None:
    """The reading of the longest part of a phrase that can be read: of "current" in "current financial difficulties".

    A part of "Chinese New Year" or of "2013-2017" is another time.
    """
    if len(re.findall(r"\d+", phrase.span.of(document.text))) > 1:
        return None
    for length in range(phrase.end - phrase.start - 1, 0, -1):
        for start in dict.fromkeys((phrase.start, phrase.end - length)):
            said = document.words(start, start + length)
            reading = None if _is_opening(said) or matched("HOLIDAY", plain(said)) else read(said)
            if reading:
                return reading
    return None


def _joined(document: Document, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases, a lone "each" or "the" joined to the phrase that follows it at once, or left out where none does."""
    found: list[Phrase] = []
    for phrase in phrases:
        if found and _is_not_alone(document, found[-1]):
            before = found.pop()
            if before.end == phrase.start and words("opening").get(before.span.of(document.text).lower()) == "join":
                phrase = between(document, phrase, before.start, phrase.end)
        found.append(phrase)
    if found and _is_not_alone(document, found[-1]):
        found.pop()
    return found


def _is_not_alone(document: Document, phrase: Phrase) -> bool:
    """Is it only the beginning of an expression? A number is not where another one stands beside it: "24 and 25", "between 60 and 90 days"."""
    said = phrase.span.of(document.text)
    beside = [document.tokens[i].text.lower() for i in (phrase.start - 1, phrase.end) if 0 <= i < len(document.tokens)]
    return _is_opening(said) and not (said[0].isdigit() and _LINKS.intersection(beside))


def _is_opening(said: str) -> bool:
    """Do the words only begin an expression: "each", "this", "24"?"""
    return said.lower() in words("opening") or bool(_SHORT_NUMBER.fullmatch(said))


def _with_edges(document: Document, phrase: Phrase) -> Phrase:
    """The phrase without what the model takes along, "'s" behind it and the count in "15 a year"; with "or so" and "earlier" in full."""
    start, end = _begin(document, phrase), _end(document, phrase)
    phrase = between(document, phrase, start, end)
    return replace(phrase, kind="SET") if _is_rate(document, phrase) else phrase


def _begin(document: Document, phrase: Phrase) -> int:
    texts = [t.text.lower() for t in document.tokens[phrase.start : phrase.end]]
    if len(texts) == 3 and texts[0][0].isdigit() and texts[1] in _PER:
        return phrase.start + 1
    if len(texts) == 2 and texts[0] == "the" and texts[1] in words("day"):
        return phrase.start + 1
    before = document.tokens[phrase.start - 1].text.lower() if phrase.start else ""
    return phrase.start - (before in _MORE_EXACTLY and _is_pointed(phrase.span.of(document.text)))


def _end(document: Document, phrase: Phrase) -> int:
    if phrase.end - phrase.start == 1:
        return phrase.end
    if document.tokens[phrase.end - 1].text in _POSSESSIVES:
        return phrase.end - 1
    texts = [t.text.lower() for t in document.tokens[phrase.end - 1 : phrase.end + 2]]
    return phrase.end + (texts[:2] == ["or", "so"]) + 2 * (texts[1:] == ["or", "so"])


def _is_rate(document: Document, phrase: Phrase) -> bool:
    """Does the unit repeat: "40 flights a week", "15 per month"? What is counted stands before it."""
    is_unit = document.tokens[phrase.start].text.lower() in _PER and matched(r"(?:1|per) UNIT", plain(phrase.span.of(document.text)))
    return bool(is_unit) and phrase.start > 0 and document.tokens[phrase.start - 1].upos in _COUNTED


def _is_pointed(said: str) -> bool:
    """Is it a time that "earlier" or "later" makes more exact: "earlier this month", "later on Friday"?"""
    return bool(matched(r"(?:SHIFT|that) (?:UNIT|PART)|NEARDAY|DAY", plain(said)))


def _is_unmarked(document: Document, phrase: Phrase) -> bool:
    """Is it a word that the gold does not mark: "already", "once", a person's age?"""
    said = phrase.span.of(document.text)
    before = document.tokens[phrase.start - 1].text.lower() if phrase.start else ""
    if said.lower() in words("unmarked"):
        return before not in _NAMED_THEN
    if document.tokens[phrase.end - 1].text in words("capital"):
        return True
    return bool(re.search(r"years?[\s-]old$", said) or _AGE.match(document.text, phrase.span.end))
