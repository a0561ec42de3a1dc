"""The body of an answer, up to a number of bytes that counts after decompression: a small body may unpack to any size."""

import zlib
from collections.abc import Iterable

from demarche.errors import NotFetched

_GZIP = 31  # zlib's number of the gzip format


def read_body(chunks: Iterable[bytes], encoding: str, longest: int) -> bytes:
    """The unpacked body. Raises NotFetched where it is longer than `longest`, cut off, or packed in another way than gzip."""
    if encoding.lower() in ("", "identity"):
        return _joined(chunks, longest)
    if encoding.lower() not in ("gzip", "x-gzip"):
        raise NotFetched(f"packed as {encoding[:30]!r}, which was not asked for")
    return _joined(_unpacked(chunks, longest), longest)


def _joined(chunks: Iterable[bytes], longest: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > longest:
            raise NotFetched(f"more than {longest:,} bytes")
    return bytes(body)


def _unpacked(chunks: Iterable[bytes], longest: int) -> Iterable[bytes]:
    """Pieces of at most one byte more than may be, however much a piece would unpack to."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        for chunk in chunks:
            yield unpacker.decompress(chunk, longest + 1)
            if unpacker.unconsumed_tail:  # more than `longest` was to come
                raise NotFetched(f"more than {longest:,} bytes")
            if unpacker.eof:
                return
    except zlib.error:
        raise NotFetched("its gzip packing is damaged") from None
    raise NotFetched("its gzip packing is cut off")
