"""Events with coordinates → GeoJSON (RFC 7946), for QGIS, kepler.gl, GeoPandas and every other map."""

from typing import Any

from demarche.exports.exported import Exported
from demarche.exports.wording import event_address, in_words, to_json
from demarche.store.asked import EventRow


def write_geojson(exported: Exported) -> str:
    """One FeatureCollection, a point an event. Its member `left_out` counts the events of which nobody knows where they took place.

    `day` is what the event is sorted by: where `earliest` and `latest` are null, that of its first report.
    """
    placed = [e for e in exported.events if e.latitude is not None and e.longitude is not None]
    features = [_feature(e, exported.site) for e in placed]
    left_out = len(exported.events) - len(placed)
    return to_json({"type": "FeatureCollection", "name": exported.title, "left_out": left_out, "features": features})


def _feature(event: EventRow, site: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [event.longitude, event.latitude]},  # this way round: RFC 7946, 3.1.1
        "properties": {
            "id": event.id,
            "url": event_address(site, event.id),
            "name": in_words(event),
            "day": event.day,
            "earliest": event.earliest,
            "latest": event.latest,
            "type": event.type,
            "modes": event.modes,
            "status": event.status,
            "certainty": event.certainty,
            "actors": event.actors,
            "recipients": event.recipients,
            "place": event.place,
            "country": event.country,
            "precision": event.precision,
            "words": event.words,
            "reports": event.reports,
            "origins": event.origins,
            "deny": event.deny,
            "score": event.score,
            "sources": event.sources,
        },
    }
