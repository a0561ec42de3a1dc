"""What is known of an article beside its text: cells of a row or of a JSON file of the same name → Metadata."""

import json
from pathlib import PurePosixPath

from demarche.errors import BadOption, UnreadableInput
from demarche.ingest.metadata import Metadata, read_published
from demarche.ingest.opening import is_file, opened, shown
from demarche.record import PublishedFrom

_LARGEST = 1_000_000


def read_sidecar(address: str) -> tuple[Metadata, tuple[str, ...]]:
    """What a JSON file of the same name beside the article says of it, and what is wrong in it."""
    beside = address.removesuffix(PurePosixPath(address).suffix) + ".json"
    if beside == address or not is_file(beside):
        return Metadata(), ()
    name = shown(beside)
    with opened(beside) as file:
        content = file.read(_LARGEST + 1)
    try:
        cells = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as reason:
        raise UnreadableInput(f"{name}: no valid JSON ({reason}). Mend or remove it.") from None
    if not isinstance(cells, dict):
        raise UnreadableInput(f'{name}: not an object. Write {{"published": "2022-02-07", "outlet": "…"}}.')
    return read_cells({k: str(v) for k, v in cells.items() if v is not None and k in Metadata.__slots__}, name)


def read_cells(cells: dict[str, str], source: str) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata of a row or a sidecar. A day that can't be read is left out and complained of: the article can be read without it."""
    complaints: tuple[str, ...] = ()
    cells = {k: v for k, v in cells.items() if k != "published_from"}
    if "published" in cells:
        try:
            cells["published"] = read_published(cells["published"], source)
        except BadOption as error:
            del cells["published"]
            complaints = (str(error),)
    return Metadata(**cells, published_from=PublishedFrom.METADATA if "published" in cells else None), complaints
