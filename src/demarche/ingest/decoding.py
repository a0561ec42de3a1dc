"""Bytes → text. What a header or a page says of its charset is believed only where the bytes agree."""

import codecs
import re

from resiliparse.parse.encoding import map_encoding_to_html5

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark its own begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_SEARCHED = 4096
_SAMPLE = 2000
# The single bytes that are no UTF-8, as Python keeps them, → what they are in Windows-1252, the charset of nearly all that is wrongly called UTF-8.
_CP1252 = {0xDC00 + byte: bytes((byte,)).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
# What carries over a whole charset of single bytes, so that its label says nothing where the bytes are valid UTF-8.
_WESTERN = frozenset(("windows-1252", "iso-8859-1", "utf-8", "ascii", "us-ascii"))


def decode(content: bytes, declared: str | None = None) -> str:
    """The text: by its byte-order mark, or as UTF-16 or UTF-8 where it is that; else in the declared charset where that fits; else each byte
    that is no UTF-8 is taken as Windows-1252, in which every old Western file can be read."""
    for mark, charset in _MARKS.items():
        if content.startswith(mark):
            return whole_characters(content[len(mark) :].decode(charset, "replace"))
    wide = _wide(content[:_SAMPLE])
    if wide:
        return whole_characters(content.decode(wide, "replace"))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(content, declared) or content.decode("utf-8", "surrogateescape").translate(_CP1252)


def declared_in_page(page: bytes) -> str | None:
    """The charset that a page names in its own head."""
    match = _META.search(page[:_SEARCHED])
    return match.group(1).decode("ascii") if match else None


def _declared(content: bytes, declared: str | None) -> str | None:
    charset = map_encoding_to_html5(declared) if declared else None
    if charset is None or charset in _WESTERN:
        return None
    try:
        return whole_characters(content.decode(charset))
    except (LookupError, UnicodeError):
        return None


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: English in it is a letter and a NUL, all along."""
    pairs = len(sample) // 2
    if pairs < 4 or b"\0" not in sample:
        return None
    for charset, letters, nuls in (("utf-16-le", sample[0::2], sample[1::2]), ("utf-16-be", sample[1::2], sample[0::2])):
        english = sum(1 for letter, nul in zip(letters, nuls, strict=False) if not nul and (32 <= letter < 127 or letter in b"\t\r\n"))
        if english > 0.7 * pairs:
            return charset
    return None


def whole_characters(text: str) -> str:
    """The text with the replacement character for every half of a surrogate pair, which no other program takes."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
