"""Article ↔ the row of it: what a store keeps of an article, under which key."""

import json
from dataclasses import replace
from hashlib import sha256

from pydantic import TypeAdapter

from demarche.record import Article, Part, PublishedFrom, Record, from_json, to_json

_LONGEST = 1000  # of an id, an address, a name: PostgreSQL indexes no more than 2,704 bytes
_PARTS = TypeAdapter(tuple[Part, ...])
# Halves of characters and NULs: no database keeps them. One sign for one, so that every offset stays true.
_UNSTORABLE = {0: "\N{REPLACEMENT CHARACTER}", **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")}


def storable(article: Article) -> Article:
    """The article without the characters that no database keeps."""

    def clean(words: str | None, longest: int | None = None) -> str | None:
        return without_unstorable(words)[:longest] if words else words

    return replace(
        article, id=clean(article.id, _LONGEST) or "", text=clean(article.text) or "", url=clean(article.url, _LONGEST),
        outlet=clean(article.outlet, _LONGEST), author=clean(article.author, _LONGEST), title=clean(article.title),
    )  # fmt: skip


def without_unstorable(words: str) -> str:
    """The words with a sign in place of each character that no database keeps."""
    return words.translate(_UNSTORABLE)


def key_of(article: Article) -> str:
    """The key of an article in the store: the same article has the same key wherever it was read from; another text or outlet another one.

    It begins with the day of publication, so that what is added together lies together in every index, however large the store.
    """
    day = article.published[:10].replace("-", "") if article.published else "undated"
    identity = json.dumps([article.id, article.url, article.outlet, article.published, article.text], ensure_ascii=False)
    return f"{day}-{sha256(identity.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def key_of_failure(source: str) -> str:
    """The key of an input that could not be read, by where it lies."""
    return "failed-" + sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def read_record(row: object) -> Record:
    """The record of an article's row with its facts."""
    article = to_article(row)
    facts = getattr(row, "facts", None)
    return replace(from_json(facts), article=article) if facts else Record(article, problems=tuple(json.loads(row.problems)))  # type: ignore[attr-defined]


def to_article(row: object) -> Article:
    """The article of its row."""
    cells = {name: getattr(row, name) for name in ("id", "text", "url", "outlet", "author", "title", "language", "published", "published_from")}
    cells["published_from"] = PublishedFrom(cells["published_from"]) if cells["published_from"] else None
    return Article(**cells, parts=_PARTS.validate_json(row.parts))  # type: ignore[attr-defined]


def to_facts(record: Record) -> str:
    """The record without the article, whose text stands beside it."""
    return to_json(replace(record, article=Article("", "")))


def to_parts(article: Article) -> str:
    """The parts as JSON."""
    return _PARTS.dump_json(article.parts).decode()
