"""What packed web archives are known by, in their beginning and in their middle."""

import zlib

GZIP = b"\x1f\x8b\x08"
MARK = b"WARC/"
# The compressed bytes in which the first five are found: a header, and the code tables of the first block.
BEGINNING = 2048


def is_packed_warc(beginning: bytes) -> bool:
    """Does a gzip member begin here that holds a record?"""
    if not beginning.startswith(GZIP):
        return False
    try:
        return zlib.decompressobj(31).decompress(beginning[:BEGINNING], len(MARK)) == MARK
    except zlib.error:
        return False
