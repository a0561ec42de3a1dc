"""An archive → the bytes of a file for another program. Apart from the commands, so that only `export` waits for the libraries behind it."""

import io
from typing import Any

from demarche.archive import Archive
from demarche.exports.brief import write_brief_html, write_brief_pdf
from demarche.exports.exported import Exported
from demarche.exports.formats import EVENT_FORMATS
from demarche.exports.graphml import write_graphml
from demarche.exports.ical import write_ical
from demarche.exports.parquet import write_parquet
from demarche.store.asked import EventRow


def write_file(archive: Archive, format: str, asked: dict[str, Any], *, limit: int, site: str) -> bytes:
    """The file of a format, with what `asked` narrows it to. Raises BadQuery for a filter that the format does not take."""
    day = archive.clock().date().isoformat()
    match format:
        case "graphml":
            return write_graphml(archive.network(limit=limit, **asked))
        case "html":
            return write_brief_html(archive.brief(**asked), title="Brief", day=day, site=site).encode()
        case "pdf":
            return write_brief_pdf(archive.brief(**asked), title="Brief", day=day)
        case "ics":
            return write_ical(_exported(archive, archive.calendar(limit=limit, **asked), day, site))
        case "parquet":
            stream = io.BytesIO()
            write_parquet(archive.timeline(limit=limit, newest_first=True, **asked), EventRow, stream)
            return stream.getvalue()
    return "".join(EVENT_FORMATS[format].write(_exported(archive, archive.timeline(limit=limit, newest_first=True, **asked), day, site))).encode()


def _exported(archive: Archive, events: list[EventRow], day: str, site: str) -> Exported:
    return Exported(events, archive.actors_of(events), day, site)
