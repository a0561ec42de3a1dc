"""Addresses → bytes: local paths, and any address that fsspec knows (`s3://…`). The only file of this room that touches discs and networks.

Credentials and endpoints come from fsspec's own environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL …). What an address itself holds of
them is never shown.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from demarche.errors import UnreadableInput

_REMOTE = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as its folder or object store lists it. `stamp` changes when its content does."""

    address: str
    size: int
    stamp: str


def address_of(path: str | Path) -> str:
    """The address that a path or URL stands for. Path("s3://bucket/key") has only one slash left."""
    return re.sub(r"^([a-z][a-z0-9+.-]+):/(?=[^/])", r"\1://", str(path), flags=re.IGNORECASE)


def is_remote(address: str) -> bool:
    """Is it in an object store, or anywhere that fsspec goes?"""
    return bool(_REMOTE.match(address))


def shown(address: str) -> str:
    """The address as errors and sources name it: without user, password and query."""
    if not is_remote(address):
        return address
    scheme, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    if "@" in host:
        host = host.rpartition("@")[2]
    elif re.search(r":\D", host):  # a password with a slash in it
        host, path = path.rpartition("@")[2].partition("/")[::2]
    return f"{scheme}://{host}{slash}{path}".split("?")[0]


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """The file, open for reading and seeking. Raises UnreadableInput where it can't be opened."""
    with _told(address):
        file = _open(address)
    with file:
        yield file


def _open(address: str) -> BinaryIO:
    return cast(BinaryIO, _store(address).open(address, "rb")) if is_remote(address) else Path(address).open("rb")


def find_stored(address: str) -> Iterator[Stored]:
    """The file of this address, or all files below it, sorted by their path, as they are found. Raises UnreadableInput where there is nothing."""
    nothing = True
    with _told(address):
        for found in _remote(address) if is_remote(address) else _local(Path(address)):
            nothing = False
            yield found
    if nothing:
        raise UnreadableInput(f"{shown(address)}: no such file or folder.")


def is_folder(address: str) -> bool:
    """Is it a folder, or the beginning of the names of several objects?"""
    with _told(address):
        return bool(_store(address).isdir(address)) if is_remote(address) else Path(address).is_dir()


def is_file(address: str) -> bool:
    with _told(address):
        return bool(_store(address).isfile(address)) if is_remote(address) else Path(address).is_file()


def _local(path: Path) -> Iterator[Stored]:
    ahead = [path]
    while ahead:
        next_one = ahead.pop()
        if next_one.is_dir() and (next_one == path or not next_one.is_symlink()):
            ahead += sorted(next_one.iterdir(), reverse=True)
        elif next_one.is_file():
            status = next_one.stat()
            yield Stored(str(next_one), status.st_size, str(status.st_mtime_ns))


def _remote(address: str) -> Iterator[Stored]:
    store = _store(address)
    known = {str(d["name"]): d for d in store.find(address, detail=True).values()}
    for name, details in sorted(known.items()):
        stamp = next((str(details[k]) for k in ("ETag", "etag", "md5", "LastModified", "last_modified", "mtime", "created") if details.get(k)), "")
        yield Stored(store.unstrip_protocol(name), int(details.get("size") or 0), stamp)


def _store(address: str) -> Any:
    try:
        from fsspec.core import url_to_fs  # optional: the local disc needs none of it
    except ImportError:
        raise UnreadableInput(f"{shown(address)}: reading from an object store needs fsspec. Install demarche[s3].") from None
    try:
        return url_to_fs(address)[0]
    except (ImportError, ValueError) as reason:
        scheme = urlsplit(address).scheme
        raise UnreadableInput(f"{shown(address)}: no way to read {scheme}:// is installed ({type(reason).__name__}). Install demarche[s3].") from None


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Faults of discs and networks, told as UnreadableInput. Their own words may hold credentials: only the system's are repeated."""
    try:
        yield
    except FileNotFoundError:
        raise UnreadableInput(f"{shown(address)}: no such file or folder.") from None
    except OSError as reason:
        raise UnreadableInput(f"{shown(address)}: can't be opened ({reason.strerror or type(reason).__name__}).") from None
    except UnreadableInput:
        raise
    except Exception as reason:  # a border: each object store has faults of its own (no credentials, no connection), of no common kind
        if not is_remote(address):
            raise
        raise UnreadableInput(f"{shown(address)}: can't be reached ({type(reason).__name__}). Are address, endpoint and credentials right?") from None
