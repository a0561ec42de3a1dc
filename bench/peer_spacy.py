"""What many run instead: trafilatura, then a small spaCy pipeline of tags, trees, lemmas and names. It finds no facts.

The pipeline is `en_core_web_sm` where that is installed. Elsewhere it is our likeness of it, with the same arithmetic per word, which
peer_training.py makes when it is first asked for. Of a page only the text is asked, no day, headline or address: our ingest does more.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import spacy
import trafilatura
from spacy.util import is_package

ROOT = Path(__file__).parent.parent
ORIGINAL = "en_core_web_sm"
TRAINED = ROOT / "build/peer-spacy"


class SpacyPeer:
    """The pipeline, loaded: `name` is an installed pipeline or a folder; without it the original where it is installed, else our likeness."""

    def __init__(self, name: str | None = None, *, batch: int = 16) -> None:
        self.name = name or (ORIGINAL if is_package(ORIGINAL) else str(TRAINED))
        if self.name == str(TRAINED) and not (TRAINED / "meta.json").is_file():
            subprocess.run([sys.executable, str(Path(__file__).with_name("peer_training.py"))], check=True)
        self.nlp = spacy.load(self.name)
        self.batch = batch  # 4 to 64 are as fast, and take 250 to 700 MB
        self.articles = self.sentences = self.entities = 0  # read so far

    def read_pages(self, pages: Iterable[bytes]) -> int:
        """The number of pages in which an article was found, and read."""
        return self.read_texts(text for page in pages if (text := page_text(page)))

    def read_texts(self, texts: Iterable[str]) -> int:
        """The number of texts read, in batches and one process."""
        before = self.articles
        for doc in self.nlp.pipe(texts, batch_size=self.batch):
            self.articles += 1
            self.sentences += sum(1 for _ in doc.sents)
            self.entities += len(doc.ents)
        return self.articles - before

    def found(self) -> str:
        """What an article has, in words."""
        return f"{self.sentences / self.articles:.0f} sentences, {self.entities / self.articles:.0f} names and times ({Path(self.name).name})"


def page_text(page: bytes) -> str:
    """The article of a page, by trafilatura as our ingest calls it; "" where it finds none."""
    return trafilatura.extract(page, include_comments=False, include_tables=False, include_formatting=False, favor_precision=False) or ""
