"""Small files of every format, made in code."""

import bz2
import gzip
import io
import json
import lzma
import zipfile
from email.message import EmailMessage

import pyarrow
from fpdf import FPDF
from pyarrow.parquet import write_table
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

WORDS = (
    "The ministers of six states met in Vienna on Monday and agreed to meet again in March.",
    "They said that the talks about the border had been open and useful, and that more would follow.",
    "Neither side would say whether the troops are to be withdrawn before the end of the year.",
    "A spokesman for the ministry denied that an ultimatum had been sent to the government.",
)
STORY = "Ministers meet in Vienna\n\n" + "\n\n".join(WORDS) + "\n"


def page(title="Ministers meet in Vienna", words=WORDS, head="", charset="utf-8", tail=""):
    paragraphs = "".join(f"<p>{w}</p>" for w in words)
    meta = f'<meta charset="{charset}">' if charset else ""
    start = f"<!DOCTYPE html><html lang='en'><head>{meta}<title>{title}</title>{head}</head><body>"
    return f"{start}<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article>{tail}</body></html>".encode()


def row(text=STORY, **cells):
    return json.dumps({"text": text, **cells}).encode() + b"\n"


def numbered(count):
    """So many stories that differ."""
    return [STORY + f"\nThis was round {n} of the talks.\n" for n in range(count)]


def warc(pages, *, gzipped=True, headers=None, status="200 OK"):
    """An archive of (url, content type, content) triples, with the requests and notes that crawlers write between."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    writer.write_record(writer.create_warcinfo_record("news.warc.gz", {"software": "a crawler"}))
    for url, kind, content in pages:
        request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", http_headers=request))
        answer = StatusAndHeaders(status, [("Content-Type", kind), *(headers or [])], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(content), http_headers=answer))
        writer.write_record(writer.create_warc_record(url, "metadata", payload=io.BytesIO(b"fetchTimeMs: 12\r\n")))
    return out.getvalue()


def news_warc(count=5, **options):
    return warc([(f"https://example.org/2022/02/07/{n}", "text/html; charset=utf-8", page(words=(*WORDS, f"Round {n}."))) for n in range(count)], **options)


def packed_zip(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2022, 2, 7, 12, 0, 0)), content, method)
    return out.getvalue()


PACKERS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


def pdf(pages=1, head="", words=WORDS):
    """A printed story; every page bears the head and its number."""
    document = FPDF()
    document.set_font("Times", size=12)
    for number in range(1, pages + 1):
        document.add_page()
        if head:
            document.cell(text=head, new_x="LMARGIN", new_y="NEXT")
        document.multi_cell(90, text="Ministers meet in Vienna" if number == 1 else f"Round {number}", new_x="LMARGIN", new_y="NEXT")
        for paragraph in words:
            document.multi_cell(90, text=paragraph, new_x="LMARGIN", new_y="NEXT")
        document.cell(text=f"Page {number} of {pages}")
    return bytes(document.output())


def mail(html=None, text=None, attachments=(), subject="Ministers meet in Vienna", sender="The Harbour Post <news@example.org>"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Date"] = sender, "reader@example.org", subject, "Mon, 07 Feb 2022 14:30:00 +0100"
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def parquet(columns, row_group_size=None):
    out = io.BytesIO()
    write_table(pyarrow.table(columns), out, row_group_size=row_group_size)
    return out.getvalue()


FILES = {
    "a.txt": STORY.encode(),
    "a.html": page(),
    "a.xhtml": b'<?xml version="1.0" encoding="utf-8"?>\n' + page(),
    "a.jsonl": row(),
    "a.ndjson": row(),
    "a.parquet": parquet({"text": [STORY]}),
    "a.pdf": pdf(),
    "a.eml": mail(page().decode()),
    "a.warc": news_warc(1, gzipped=False),
    "a.warc.gz": news_warc(1),
    "a.zip": packed_zip({"b/c.html": page()}),
    "a.txt.gz": gzip.compress(STORY.encode()),
    "a.html.bz2": PACKERS[".bz2"](page()),
    "a.jsonl.xz": PACKERS[".xz"](row()),
}
