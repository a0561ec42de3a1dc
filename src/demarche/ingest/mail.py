"""Newsletters and other mails → articles: the mail's own text, and attachments that hold articles."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from typing import cast

from demarche.errors import UnreadableInput
from demarche.ingest.input import Input, make_failure
from demarche.ingest.metadata import Metadata
from demarche.ingest.reading import Member, Reading
from demarche.ingest.recognising import SINGLE, SUFFIXES, suffix_of
from demarche.ingest.streams import open_bytes, read_whole
from demarche.record import PublishedFrom

# The library's time for a field grows with the square of its length.
_LONGEST_HEAD = 100_000
# What a field of a mail may raise when it is broken.
_FAULTS = (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, RecursionError)


def read_mail(member: Member, reading: Reading) -> Iterator[Input | Member]:
    """The article in a mail, as a member: the HTML of it where it has some, else its plain text. Then its attachments."""
    content = read_whole(member.stream, reading.settings.max_bytes, member.source)
    if len(content.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]) > _LONGEST_HEAD:
        raise UnreadableInput(f"{member.source}: no mail, or one with a head of more than {_LONGEST_HEAD:,} bytes.")
    mail = message_from_bytes(content, policy=default)
    body = mail.get_body(preferencelist=("html", "plain"))
    known = member.known.over(_known(mail))
    attached = list(_attached(mail, body, member))
    if body is not None:
        yield _member(body, "mail.html" if body.get_content_type() == "text/html" else "mail.txt", replace(member, known=known))
    elif not attached:
        yield make_failure(member.source, UnreadableInput(f"{member.source}: no text in this mail, and no article attached."), known)
    yield from attached


def _known(mail: EmailMessage) -> Metadata:
    published = _field(mail, "date")
    return Metadata(
        title=_field(mail, "subject"), outlet=_field(mail, "from"), published=published, published_from=PublishedFrom.METADATA if published else None
    )


def _field(mail: EmailMessage, name: str) -> str | None:
    """The words of a field; of the sender the name that is shown, of the date its ISO form. None where it is missing or broken."""
    try:
        header = mail[name]
        if name == "date" and header:
            return header.datetime.isoformat() if header.datetime else None
        if name == "from" and header:
            return header.addresses[0].display_name or header.addresses[0].domain or None
        return " ".join(str(header).split()) or None if header else None
    except _FAULTS:
        return None


def _attached(mail: EmailMessage, body: object, member: Member) -> Iterator[Member]:
    for part in mail.iter_attachments() if mail.is_multipart() else ():
        name = part.get_filename() or ("mail.eml" if part.get_content_type() == "message/rfc822" else "")
        if SUFFIXES.get(suffix_of(name)) in SINGLE and part is not body:
            yield _member(part, name, replace(member, source=f"{member.source}, {name}"))


def _member(part: MIMEPart, name: str, member: Member) -> Member:
    if part.get_content_type() == "message/rfc822":
        content = b"".join(p.as_bytes() for p in part.iter_parts())
    else:
        content = cast(bytes, part.get_payload(decode=True) or b"")
    return replace(member, stream=open_bytes(content), name=name, charset=part.get_content_charset(), complaints=())
