"""Text → words: where each word starts and ends, by the rules of Universal Dependencies' English treebanks.

"don't" is two words, "$40" two, "oil-rich" three, "non-aligned" one. Only positions come out: the text is never changed, and
every word is a stretch of it. Words are found chunk by chunk (a chunk is what stands between white space), and a chunk's
division depends on nothing but the chunk and the first character of the next one, so the same words are always divided alike.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from demarche.lexicon.load import load_table
from demarche.text import Span

_CHUNK = re.compile(r"\S+")
_WHOLE = re.compile(
    r"""(?:https?://|www\.)\S+                                   # an address of the web
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                              # an e-mail address
      | (?:[\w-]+\.)+(?:com|org|net|gov|edu|mil|int|info|co\.uk|htm|html|doc|pdf|xls)(?:/\S*)?   # a host name
      | [@\#]\w[\w-]*                                             # a handle or a hash tag
      | \d{1,4}/\d{1,2}(?:/\d{2,4})?                              # 9/11, 11/28/2000
      | \d{2,4}-\d{1,2}-\d{1,4}                                   # 2004-11-17
      | (?:\d{1,3}-)?\d{3}-\d{3}-\d{4}                            # a telephone number
      | [A-Za-z]/[A-Za-z]                                         # w/o, l/c
      | [:;=8][-^o']?[)(DPp/\\|]+ | <3                            # an emoticon
      """,
    re.VERBOSE,
)
_OPENING = re.compile(r"``|''|‘’|[*_=~]+|<+|[\"“”„«»‘’'`(\[{]|-+(?=\D|$)|[–—…]|\.\.+|[#$£€¥¢§+&](?=.)|(?:US|A|C|NZ|HK|S)\$(?=\d)|(?:Rs|GBP|USD|EUR)(?=\d)")
_CLOSING = re.compile(r"(?:''|’’|``|\.{2,}|…|[!?]+|[*_=~]+|>+|-+|[\"“”»’‘'`,;:)\]}%–—|°]|(?<=\d)[$£€¥¢])$")
_CLITIC = re.compile(r"(?i)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")
_INNER = re.compile(
    r"""(?:--+ | [—–…] | \.{2,} | [()\[\]{}<>"“”«»;!?=*|~] | ,(?!\d{3}(?!\d)) | :(?!\d{2}(?!\d)) | [/+&](?=[^\W\d]{2}) | (?<=[^\W\d]{2})/ | (?<=\d)%
         | (?<=[\w.'’])-(?=[\w$£€'‘“"]))""",
    re.VERBOSE,
)
_NUMBER_AND_UNIT = re.compile(r"(?i)^([$£€]?\d[\d.,:]*)(am|pm|a\.m\.|p\.m\.|km|kg|kms|mph|ft|lbs?|gb|mb|mm|cm|kw|mw|bn|tn|hrs?|mins?|secs?|yrs?|k?hz)$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+(?:-?[A-Za-z]\.)*$")
_DIGITS = re.compile(r"\d")


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    return {row["form"]: row["where"] for row in load_table("abbreviations")}


@lru_cache(maxsize=1)
def _fused() -> dict[str, int]:
    return {row["form"]: int(row["cut"]) for row in load_table("fused")}


@lru_cache(maxsize=1)
def _prefixes() -> frozenset[str]:
    return frozenset(row["prefix"] for row in load_table("prefixes"))


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of `text[start:end]` in order. White space belongs to none; every other character belongs to exactly one."""
    words = []
    end = len(text) if end is None else end
    for chunk in _CHUNK.finditer(text, start, end):
        following = text[chunk.end() + 1 : min(chunk.end() + 2, end)]
        for a, b, after in _pieces(chunk.start(), chunk.end(), _kind(following)):
            words += [Span(a + x, a + y) for x, y in _divide(text[a:b], after)]
    return words


def _pieces(start: int, end: int, following: str) -> Iterator[tuple[int, int, str]]:
    """A chunk whole, or in pieces where it is too long, each with the kind of what stands behind it."""
    if end - start <= _LONGEST_CHUNK:
        yield start, end, following
    else:
        yield from ((a, min(a + _LONGEST_CHUNK, end), "") for a in range(start, end, _LONGEST_CHUNK))


def _kind(character: str) -> str:
    """What a full stop before this character can mean: "" at the end, 9 before a digit, a before a small letter, A before anything else."""
    if not character:
        return ""
    return "9" if character.isdigit() else "a" if character.islower() else "A"


# A chunk without a limit in length would make the peeling below quadratic, and stay in memory: megabytes without white space exist.
_LONGEST_CHUNK = 400


@lru_cache(maxsize=50_000)
def _divide(chunk: str, following: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each word of a chunk."""
    if chunk.isalpha() and chunk.lower() not in _fused():
        return ((0, len(chunk)),)
    before, core_start, core_end, after = _peel(chunk, following)
    return (*before, *_divide_core(chunk, core_start, core_end), *after)


def _peel(chunk: str, following: str) -> tuple[list[tuple[int, int]], int, int, list[tuple[int, int]]]:
    """The marks before a chunk's core, the core's bounds, and the marks after it."""
    start, end = 0, len(chunk)
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    while start < end and not _stays_whole(chunk, start, end):
        mark = _OPENING.match(chunk, start, end)
        if not mark or mark.end() > end or _is_clitic(chunk[start:end]) or chunk[start:end].lower() in _fused():
            break
        before.append((start, mark.end()))
        start = mark.end()
    while start < end and not _stays_whole(chunk, start, end):
        core = chunk[start:end]
        mark = _CLOSING.search(core)
        if mark and not (_is_clitic(core) and mark.group()[0] in "'’" and len(mark.group()) > 1):
            after.append((start + mark.start(), end))
            end = start + mark.start()
        elif core.endswith(".") and len(core) > 1 and not _keeps_stop(core, following if not after else "A"):
            after.append((end - 1, end))
            end -= 1
        else:
            break
    return before, start, end, after[::-1]


def _stays_whole(chunk: str, start: int, end: int) -> bool:
    """Web addresses and the like are one word; the marks that close a sentence are not part of them."""
    match = _WHOLE.match(chunk, start, end)
    if not match or match.end() != end:
        return False
    return len(match.group()) <= 3 or match.group()[-1] not in ".,;:!?)\"'>”’"


def _keeps_stop(core: str, following: str) -> bool:
    """Does the full stop at the end belong to the word? `following` is the kind of what stands next."""
    last = re.split(r"[-/—–]", core)[-1]
    where = _abbreviations().get(last) or _abbreviations().get(last[:1].upper() + last[1:] if last[0].islower() else last.lower())
    if where == "number":
        return following == "9"
    if where == "title":
        return following != ""
    if where == "end":
        return following not in ("A", "")
    return where == "any" or bool(_INITIALS.match(last))


def _is_clitic(words: str) -> bool:
    return bool(_CLITIC.fullmatch(words))


def _divide_core(chunk: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cuts a chunk without its outer marks at inner marks and hyphens, before clitics and units."""
    if start >= end:
        return []
    if _stays_whole(chunk, start, end):
        return [(start, end)]
    words = []
    at = start
    for mark in _INNER.finditer(chunk, start, end):
        if mark.start() <= at - 1 or (mark.group() == "-" and _is_joined(chunk, start, mark.start(), end)):
            continue
        if mark.start() > at:
            words += _divide_word(chunk, at, mark.start())
        words.append((mark.start(), mark.end()))
        at = mark.end()
    if at < end:
        words += _divide_word(chunk, at, end)
    return words


def _is_joined(chunk: str, start: int, hyphen: int, end: int) -> bool:
    """Does the hyphen stay inside a word ("e-mail", "pro-Beijing")?"""
    left = re.split(r"[-/—–]", chunk[start:hyphen])[-1].lower()
    return left in _prefixes() and chunk[hyphen + 1].isalnum() and not _DIGITS.search(left)


def _divide_word(chunk: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cuts a clitic, a fused word or a unit off: "does|n't", "can|not", "10|am"."""
    word = chunk[start:end]
    clitic = _CLITIC.search(word)
    if clitic and clitic.start() > 0:
        cut = start + clitic.start()
        return [*_divide_word(chunk, start, cut), (cut, end)]
    if word.lower() in _fused():
        cut = start + _fused()[word.lower()]
        return [(start, cut), (cut, end)]
    unit = _NUMBER_AND_UNIT.match(word)
    if unit:
        cut = start + unit.end(1)
        return [(start, cut), (cut, end)]
    money = re.match(r"(?:[A-Z]{1,3})?[$£€](?=\d)", word)
    if money and money.end() < len(word):
        cut = start + money.end()
        return [(start, cut), (cut, end)]
    return [(start, end)]
