"""What the readers of all formats share: the piece of input that they read, how it is to be read, and how a text becomes an Input."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from demarche.errors import OtherLanguage
from demarche.ingest.article import build_article, check_text
from demarche.ingest.input import Gate, Input
from demarche.ingest.metadata import Metadata
from demarche.ingest.steps import Steps
from demarche.ingest.streams import Stream
from demarche.settings import Settings


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read."""

    settings: Settings
    gate: Gate | None = None
    steps: Steps = field(default_factory=Steps)


@dataclass(frozen=True, slots=True)
class Member:
    """A file, or what lies inside of one, to be read in its turn. Its stream is read before the next member is asked for.

    `name` tells the format by its suffix, `source` names it to the user; `complaints` came up on the way to it. Of a file read in parts,
    `start` and `end` bound this part, and `first` is the number of its first line. `depth` is in how many others it lies.
    """

    stream: Stream
    name: str
    source: str
    known: Metadata = field(default_factory=Metadata)
    charset: str | None = None
    complaints: tuple[str, ...] = ()
    start: int = 0
    end: int | None = None
    first: int = 1
    depth: int = 0


# A reader of one format: gives inputs, and members whose format is still to be told.
Reader = Callable[[Member, Reading], Iterator[Input | Member]]


def make_input(text: str, known: Metadata, member: Member, reading: Reading) -> Input:
    """The Input of a text: it is checked, told to be English, and shown to the gate. Raises UnreadableInput."""
    check_language(text, member.source, reading.steps)
    article = build_article(text, known)
    return Input(article, member.complaints, member.source, let_go(article.text, article.title, reading))


def check_language(text: str, source: str, steps: Steps) -> None:
    """Raises UnreadableInput for a text that is none, OtherLanguage for one that is not English, which the tally counts."""
    with steps.timing("language"):
        try:
            check_text(text, source)
        except OtherLanguage:
            steps.drop("language")
            raise


def let_go(text: str, title: str | None, reading: Reading) -> str | None:
    """Why the gate lets the article go; None where it goes on, or there is no gate."""
    if not reading.gate:
        return None
    with reading.steps.timing("off-topic"):
        reason = reading.gate(text, title)
    if reason:
        reading.steps.drop("off-topic")
    return reason
