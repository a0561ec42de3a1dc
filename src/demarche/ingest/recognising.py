"""What each format is known by: the suffixes that name it, and the marks that its content begins with. Content goes before names, which may lie."""

import re
from pathlib import PurePosixPath

from demarche.ingest.warc_marks import is_packed_warc

SUFFIXES = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
    ".parquet": "parquet",
    ".pdf": "pdf",
    ".eml": "eml",
    ".zip": "zip",
    ".gz": "gzip",
    ".bz2": "bzip2",
    ".xz": "xz",
}
PACKED = frozenset(("gzip", "bzip2", "xz"))
# Of one article, of which a JSON file beside it may tell more.
SINGLE = frozenset(("text", "html", "pdf", "eml"))

# How much of a file has to be seen to tell its format.
PEEKED = 2048
_MARKS = {
    b"%PDF-": "pdf",
    b"\x1f\x8b\x08": "gzip",
    b"\xfd7zXZ\0": "xz",
    b"PK\3\4": "zip",
    b"PK\5\6": "zip",
    b"PAR1": "parquet",
    b"WARC/0.": "warc",
    b"WARC/1.": "warc",
}
# What people take for articles, or call by an article's suffix.
_NO_ARTICLES = {
    b"\x89PNG\r\n": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture",
    b"(\xb5/\xfd": "packed by zstd; unpack it first",
    b"\xd0\xcf\x11\xe0": "an Office document; save it as text, HTML or PDF",
    b"{\\rtf": "an RTF document; save it as text, HTML or PDF",
    b"7z\xbc\xaf'\x1c": "a 7z archive; unpack it first",
    b"Rar!\x1a\x07": "a RAR archive; unpack it first",
    b"SQLite format 3\0": "an SQLite database",
    b"\x7fELF": "a program",
}
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17\x72\x45\x38\x50\x90)")
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(
    rb"(?:^(?:from|to|subject|date|message-id|received|return-path|mime-version|content-type|delivered-to):[ \t].*\r?\n(?:[ \t].*\r?\n)*){3}", re.I | re.M
)
_ROW = re.compile(rb'\s*\{\s*"')


def suffix_of(name: str) -> str:
    """The last suffix, in lower case, with its dot."""
    return PurePosixPath(name).suffix.lower()


def is_readable(name: str) -> bool:
    """Can the name be that of an article, or of a file that holds some?"""
    return suffix_of(name) in SUFFIXES


def inner_name(name: str) -> str:
    """The name without the suffix of a compression: "news.jsonl.gz" → "news.jsonl"."""
    return name[: -len(suffix_of(name))] if SUFFIXES.get(suffix_of(name)) in PACKED else name


def tell_format(name: str, head: bytes) -> str:
    """The key of formats.READERS for a file of this name that begins like this."""
    for mark, kind in _MARKS.items():
        if head.startswith(mark):
            return "warc.gz" if kind == "gzip" and is_packed_warc(head) else kind
    if _BZIP2.match(head):
        return "bzip2"
    if _HTML.match(head):
        return "html"
    return SUFFIXES.get(suffix_of(name)) or _by_content(head)


def _by_content(head: bytes) -> str:
    if _ROW.match(head):
        return "jsonl"
    return "eml" if _MAIL.match(head) else "text"


def is_single(name: str, head: bytes) -> bool:
    """Does the file hold one article, packed or not?"""
    kind = tell_format(name, head)
    return (SUFFIXES.get(suffix_of(inner_name(name))) if kind in PACKED else kind) in SINGLE


def tell_no_article(head: bytes) -> str | None:
    """What a file is that begins like this, if it is known to hold no article that can be read; else None."""
    return next((what for mark, what in _NO_ARTICLES.items() if head.startswith(mark)), None)
