"""What comes out of this room: one Input for every article, and for everything that could not be read."""

from collections.abc import Callable
from dataclasses import dataclass

from demarche.errors import DemarcheError
from demarche.ingest.metadata import Metadata
from demarche.record import Article

# From an article's text and title: why it is let go before it is read closely; None to go on.
Gate = Callable[[str, str | None], str | None]


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its article, and what was wrong with it. An article that could not be read has no text."""

    article: Article
    problems: tuple[str, ...] = ()
    source: str = ""  # the file, and the line, record or member of it
    off_topic: str | None = None  # why the gate let it go; its text is then the cheap one


def make_failure(source: str, error: DemarcheError, known: Metadata | None = None) -> Input:
    """An article without text, under the input's own id or else its name."""
    known = known or Metadata()
    article = Article(id=known.id or source, text="", url=known.url, outlet=known.outlet, author=known.author, title=known.title, published=known.published)
    return Input(article, (str(error),), source)
