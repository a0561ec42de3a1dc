"""Parts: what was read of one block, as a file of JSON lines. Written whole and only then given its name, so that a file of that name is complete."""

import gzip
import io
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from demarche.ingest.opening import is_remote
from demarche.run.looking import Outcome

_OUTCOME = TypeAdapter(Outcome)
_SUFFIX = ".jsonl.gz"


@dataclass(frozen=True, slots=True)
class Parts:
    """A folder of parts, here or in an object store: `address` is a path or a URL such as s3://bucket/parts."""

    address: str

    def _open(self) -> tuple[Any, str]:
        """The file system of the folder, and its path there."""
        from fsspec.core import url_to_fs  # comes with Dask, as all of this does

        folder, root = url_to_fs(self.address)
        return folder, root

    def write(self, name: str, outcomes: Iterable[Outcome]) -> None:
        """Writes the part of a block. The last of two that are written at once stands; they hold the same."""
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, compresslevel=4) as lines:
            for outcome in outcomes:
                lines.write(_OUTCOME.dump_json(outcome) + b"\n")
        folder, root = self._open()
        folder.makedirs(root, exist_ok=True)
        unfinished = f"{root}/{name}.{uuid.uuid4().hex}.tmp"
        folder.pipe_file(unfinished, packed.getvalue())
        folder.mv(unfinished, f"{root}/{name}{_SUFFIX}")

    def has(self, name: str) -> bool:
        folder, root = self._open()
        return bool(folder.exists(f"{root}/{name}{_SUFFIX}"))

    def read(self, name: str) -> Iterator[Outcome]:
        """The outcomes of a part, in their order."""
        folder, root = self._open()
        with folder.open(f"{root}/{name}{_SUFFIX}", "rb") as packed, gzip.open(packed, "rb") as lines:
            for line in lines:
                yield _OUTCOME.validate_json(line)

    def remove(self, name: str) -> None:
        folder, root = self._open()
        folder.rm_file(f"{root}/{name}{_SUFFIX}")

    def tidy(self) -> None:
        """Takes the folder away where nothing is left in it: a local one, since object stores have none."""
        if not is_remote(self.address) and Path(self.address).is_dir() and not any(Path(self.address).iterdir()):
            Path(self.address).rmdir()
