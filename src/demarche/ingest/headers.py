"""The head of a WARC record or an HTTP answer: a first line, and fields."""

from dataclasses import dataclass

from demarche.errors import UnreadableInput
from demarche.ingest.streams import PIECE, Stream


@dataclass(frozen=True, slots=True)
class Headers:
    """The first line, and the fields by their names in lower case."""

    first: str
    fields: dict[str, str]

    def get(self, name: str) -> str:
        """The value of a field; empty where it is not there."""
        return self.fields.get(name, "")


def read_headers(stream: Stream, where: str) -> Headers:
    """The head that the stream begins with; the stream then stands behind it. Raises UnreadableInput where it has no end."""
    ahead = stream.peek(PIECE)
    size = min((at + len(end) for end in (b"\r\n\r\n", b"\n\n") if (at := ahead.find(end)) >= 0), default=0)
    if not size:
        raise UnreadableInput(f"{where}: cut off: its head has no end. Fetch the file again.")
    stream.skip(size)
    first, *lines = ahead[:size].decode("utf-8", "replace").split("\n")
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return Headers(first.strip(), fields)
