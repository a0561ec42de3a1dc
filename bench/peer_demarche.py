"""Demarche itself with the interface of its peers: everything that an article states."""

from __future__ import annotations

from collections.abc import Iterable

from demarche.ingest.article import make_article
from demarche.ingest.html import read_page
from demarche.ingest.metadata import Metadata
from demarche.pipeline import open_reader, read


class DemarchePeer:
    """The reader, loaded."""

    def __init__(self) -> None:
        self.reader = open_reader()
        self.articles = self.events = self.facts = 0  # read so far

    def read_pages(self, pages: Iterable[bytes]) -> int:
        """The number of pages read, with their metadata."""
        return sum(self._read(*read_page(page, source="a page")) for page in pages)

    def read_texts(self, texts: Iterable[str]) -> int:
        """The number of texts read."""
        return sum(self._read(text, Metadata(published="2023-03-17")) for text in texts)

    def found(self) -> str:
        """What an article has, in words."""
        return f"{self.events / self.articles:.1f} events, {self.facts / self.articles:.0f} other facts"

    def _read(self, text: str, known: Metadata) -> int:
        record = read(make_article(text, known, source="an article"), self.reader.analyser, self.reader.knowledge)
        self.articles += 1
        self.events += len(record.events)
        self.facts += sum(map(len, (record.actors, record.statements, record.positions, record.figures, record.times, record.places)))
        return 1
