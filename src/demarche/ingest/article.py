"""A text and its metadata → an Article: parts labelled, language told, day of publication found, identity given."""

import hashlib
import re
import unicodedata
from collections import Counter

from demarche.errors import OtherLanguage, UnreadableInput
from demarche.ingest.metadata import Metadata, published_in_line, published_in_url
from demarche.ingest.parts import find_parts
from demarche.lexicon.load import load_table
from demarche.record import Article, Part, PartKind, PublishedFrom

# The commonest English words make up 30 to 50 in a hundred of any English prose; 15 and more in telegraphic headlines.
_ENGLISH_SHARE = 0.15
# Below this many letters, no method tells languages apart well: the text is taken as English.
_SHORTEST_JUDGED = 120
_WORD = re.compile(r"[^\W\d_]+")


def make_article(text: str, known: Metadata, *, source: str) -> Article:
    """The article of a text. `source` names the input in errors.

    Raises UnreadableInput for a text without words, with binary content, or in another language than English.
    """
    check_text(text, source)
    return build_article(text, known)


def build_article(text: str, known: Metadata) -> Article:
    """The article of a text that was checked already."""
    parts = find_parts(text)
    published, published_from = _publication(text, parts, known)
    return Article(
        id=known.id or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=text,
        url=known.url,
        outlet=known.outlet,
        author=known.author or _author(text, parts),
        title=known.title or next((text[p.start : p.end] for p in parts if p.kind is PartKind.TITLE), None),
        language=known.language or "en",
        published=published,
        published_from=published_from,
        parts=parts,
    )


def check_text(text: str, source: str) -> None:
    """Raises UnreadableInput for a text without words or with binary content, OtherLanguage for one that is not English."""
    if not _WORD.search(text):
        raise UnreadableInput(f"{source}: no text found ({len(text)} characters, no word). Is the file empty, or an image?")
    looked_at = min(len(text), 20_000)
    characters = Counter(text[:looked_at])
    strange = sum(count for c, count in characters.items() if unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\t\n\r\f\v")
    if strange > min(20 + looked_at // 100, looked_at // 3):
        raise UnreadableInput(f"{source}: binary content, not text. Convert it to plain text or HTML first.")
    language = tell_language(text)
    if language != "en":
        raise OtherLanguage(f"{source}: written in another language than English (it looks like {language!r}). Demarche reads English only.")


def tell_language(text: str) -> str:
    """The ISO 639-1 code of the language that most of the text is in."""
    words = _WORD.findall(text[:20_000].lower())
    if sum(map(len, words)) < _SHORTEST_JUDGED and all(c.isascii() for w in words for c in w):
        return "en"
    common = {row["word"] for row in load_table("common_words")}
    if sum(w in common for w in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    from py3langid import classify  # its model takes half a second to load, and most texts never need it

    return str(classify(text[:20_000])[0])


def _publication(text: str, parts: tuple[Part, ...], known: Metadata) -> tuple[str | None, PublishedFrom | None]:
    if known.published:
        return known.published, known.published_from or PublishedFrom.METADATA
    in_url = published_in_url(known.url)
    if in_url:
        return in_url, PublishedFrom.URL
    for part in parts[:6]:
        in_line = published_in_line(text[part.start : part.end])
        if in_line:
            return in_line, PublishedFrom.TEXT
    return None, None


def _author(text: str, parts: tuple[Part, ...]) -> str | None:
    """The name in a byline: "By Jane Doe in Ankara" → "Jane Doe"."""
    for part in parts:
        if part.kind is PartKind.BYLINE:
            match = re.match(r"(?i:(?:(?:words|written|reported|reporting)\s+)?by|from)\s+((?:[A-ZÀ-Þ][\w.'’-]+\s?){2,4})", text[part.start : part.end])
            return match.group(1).strip() if match else None
    return None
