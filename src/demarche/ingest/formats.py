"""Every format that can be read, and how what lies inside of another is read in its turn."""

from collections.abc import Iterator
from dataclasses import replace

from demarche.errors import DemarcheError, UnreadableInput
from demarche.ingest.compression import read_packed
from demarche.ingest.html import read_html
from demarche.ingest.input import Input, make_failure
from demarche.ingest.mail import read_mail
from demarche.ingest.parquet import read_parquet
from demarche.ingest.pdf import read_pdf
from demarche.ingest.plain import read_text
from demarche.ingest.reading import Member, Reader, Reading
from demarche.ingest.recognising import PEEKED, SINGLE, tell_format, tell_no_article
from demarche.ingest.rows import read_rows
from demarche.ingest.warc import read_packed_warc, read_warc
from demarche.ingest.zips import read_zip

READERS: dict[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "jsonl": read_rows,
    "pdf": read_pdf,
    "eml": read_mail,
    "parquet": read_parquet,
    "warc": read_warc,
    "warc.gz": read_packed_warc,
    "zip": read_zip,
    "gzip": read_packed("gzip"),
    "bzip2": read_packed("bzip2"),
    "xz": read_packed("xz"),
}
# An article in a mail in a ZIP in a ZIP is somebody's archive; deeper ones are made to exhaust their readers.
MOST_LAYERS = 4


def read_member(member: Member, reading: Reading) -> Iterator[Input]:
    """Everything that a file holds, in order; what can't be read as a failure, after which the rest goes on."""
    nothing = True
    try:
        for found in _reader(member)(member, reading):
            nothing = False
            if isinstance(found, Member):
                yield from read_member(replace(found, depth=member.depth + 1, complaints=(*member.complaints, *found.complaints)), reading)
            else:
                yield found
        if nothing and member.depth:  # a part of a large file may well hold nothing
            raise UnreadableInput(f"{member.source}: nothing to read in it.")
    except DemarcheError as error:
        yield make_failure(member.source, error, member.known)
    except Exception as error:  # a border: what damaged content raises in the parsers of others is of no common kind
        reason = UnreadableInput(f"{member.source}: damaged, or nested too deeply ({type(error).__name__}). If other programs can read it, please report it.")
        yield make_failure(member.source, reason, member.known)


def _reader(member: Member) -> Reader:
    head = member.stream.peek(PEEKED)
    kind = tell_format(member.name, head)
    what = tell_no_article(head)
    if what:
        raise UnreadableInput(f"{member.source}: no text, but {what}.")
    if kind not in SINGLE and member.depth >= MOST_LAYERS:
        raise UnreadableInput(f"{member.source}: {MOST_LAYERS} archives inside of each other, and more. Unpack it first.")
    return READERS[kind]
