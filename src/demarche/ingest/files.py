"""Paths → articles: text, HTML and JSON-lines files, folders, and standard input. What can't be read is named, and the rest goes on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from demarche.errors import BadOption, DemarcheError, UnreadableInput
from demarche.ingest.article import make_article
from demarche.ingest.html import read_page
from demarche.ingest.metadata import Metadata, read_published
from demarche.record import Article, PublishedFrom
from demarche.settings import Settings

READABLE = (".txt", ".html", ".htm", ".jsonl")


@dataclass(frozen=True, slots=True)
class JsonRow:
    """One line of a JSON-lines input."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None


_ROW = TypeAdapter(JsonRow)


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its article, and what was wrong with it. An article that could not be read has no text."""

    article: Article
    problems: tuple[str, ...] = ()
    source: str = ""  # the file, and the line of it


def read_articles(paths: list[Path], known: Metadata, settings: Settings, stdin: BinaryIO) -> Iterator[Input]:
    """The articles of all inputs in order; those that can't be read too, with the reason. `-` is standard input."""
    for path in paths:
        if str(path) == "-":
            yield from _read_bytes(stdin.read(settings.max_bytes + 1), "-", known, settings)
            continue
        try:
            files = _files(path)
        except DemarcheError as error:
            yield _failure(str(path), error)
            continue
        for file in files:
            try:
                content = _content(file, settings)
                sidecar, complaints = _sidecar(file)
            except DemarcheError as error:
                yield _failure(str(file), error)
                continue
            for found in _read_bytes(content, str(file), known.over(sidecar), settings):
                yield Input(found.article, (*complaints, *found.problems), found.source)


def count_inputs(paths: list[Path]) -> int | None:
    """About how many articles these paths hold: files, and lines of JSON-lines files; None where standard input is among them."""
    if any(str(p) == "-" for p in paths):
        return None
    total = 0
    for path in paths:
        try:
            files = _files(path)
            total += sum(_count_lines(f) if f.suffix.lower() == ".jsonl" else 1 for f in files)
        except (DemarcheError, OSError):
            total += 1
    return total


def _count_lines(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(1 for line in stream if line.strip())


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in READABLE and p.is_file())
        if not found:
            raise UnreadableInput(f"{path}: no article in this folder. Demarche reads {', '.join(READABLE)}.")
        return found
    if not path.is_file():
        raise UnreadableInput(f"{path}: no such file or folder.")
    # A shell's "examples/2022*" names what is known of an article beside the article itself.
    return [] if path.suffix.lower() == ".json" and any(path.with_suffix(s).is_file() for s in READABLE) else [path]


def _content(file: Path, settings: Settings) -> bytes:
    try:
        if file.stat().st_size > settings.max_bytes and file.suffix.lower() != ".jsonl":
            raise UnreadableInput(f"{file}: {file.stat().st_size:,} bytes, more than {settings.max_bytes:,}. Raise --max-bytes, or divide it.")
        return file.read_bytes()
    except OSError as reason:
        raise UnreadableInput(f"{file}: can't be opened ({reason.strerror}).") from reason


def _sidecar(file: Path) -> tuple[Metadata, tuple[str, ...]]:
    """What a JSON file of the same name beside the article says of it, and what is wrong in it."""
    beside = file.with_suffix(".json")
    if file.suffix.lower() == ".jsonl" or not beside.is_file():
        return Metadata(), ()
    try:
        cells = json.loads(beside.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as reason:
        raise UnreadableInput(f"{beside}: no valid JSON ({reason}). Mend or remove it.") from reason
    if not isinstance(cells, dict):
        raise UnreadableInput(f'{beside}: not an object. Write {{"published": "2022-02-07", "outlet": "…"}}.')
    return _metadata({k: str(v) for k, v in cells.items() if v is not None and k in Metadata.__slots__}, str(beside))


def _metadata(cells: dict[str, str], source: str) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata of a row or a sidecar. A day that can't be read is left out and complained of: the article can be read without it."""
    complaints: tuple[str, ...] = ()
    if "published" in cells:
        try:
            cells["published"] = read_published(cells["published"], source)
        except BadOption as error:
            del cells["published"]
            complaints = (str(error),)
    published_from = PublishedFrom.METADATA if "published" in cells else None
    return Metadata(**{k: v for k, v in cells.items() if k != "published_from"}, published_from=published_from), complaints


def _read_bytes(content: bytes, source: str, known: Metadata, settings: Settings) -> Iterator[Input]:
    suffix = Path(source).suffix.lower()
    if suffix == ".jsonl" or (source == "-" and content.lstrip()[:1] == b"{"):
        yield from _read_rows(content, source, known)
        return
    try:
        if len(content) > settings.max_bytes:
            raise UnreadableInput(f"{source}: more than {settings.max_bytes:,} bytes. Raise --max-bytes, or divide it.")
        if suffix in (".html", ".htm") or content[:1000].lstrip().lower().startswith((b"<!doctype html", b"<html")):
            text, page = read_page(content, source=source, as_text=settings.as_text)
            yield Input(make_article(text, known.over(page), source=source), source=source)
        else:
            yield Input(make_article(_decode(content, source), known, source=source), source=source)
    except DemarcheError as error:
        yield _failure(source, error, known)


def _read_rows(content: bytes, source: str, known: Metadata) -> Iterator[Input]:
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        where = f"{source}, line {number}"
        row_known = known
        try:
            row = _row(line, where)
            cells = {k: str(getattr(row, k)) for k in JsonRow.__slots__ if k != "text" and getattr(row, k) is not None}
            of_row, complaints = _metadata(cells, where)
            row_known = of_row.over(known)
            yield Input(make_article(row.text, row_known, source=where), complaints, where)
        except DemarcheError as error:
            yield _failure(where, error, row_known)


def _row(line: bytes, where: str) -> JsonRow:
    try:
        return _ROW.validate_json(line)
    except ValidationError as reason:
        first = reason.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the line"
        raise UnreadableInput(f'{where}: {field}: {first["msg"]}. A line is an object with at least "text".') from None


def _decode(content: bytes, source: str) -> str:
    """Text in UTF-8 (with or without a mark), UTF-16 with its mark, else Windows-1252, in which every old Western file can be read."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace").lstrip("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in content[:10_000]:
            raise UnreadableInput(f"{source}: binary content, not text. Convert it to plain text or HTML first.") from None
        return content.decode("cp1252", "replace")


def _failure(source: str, error: DemarcheError, known: Metadata | None = None) -> Input:
    """An article without text, under the input's own id or else its name."""
    known = known or Metadata()
    article = Article(id=known.id or source, text="", url=known.url, outlet=known.outlet, author=known.author, title=known.title, published=known.published)
    return Input(article, (str(error),), source)
