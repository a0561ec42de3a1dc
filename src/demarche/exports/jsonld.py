"""Events → schema.org's as JSON-LD, and the facts of one article as W3C Web Annotations: for RDF stores, search engines and annotation tools.

Contexts stand in the documents, so that who reads them fetches nothing. Every thing is named by its address on the site; the other formats link
to the same addresses.
"""

from collections.abc import Sequence
from typing import Any

from demarche.exports.exported import Exported
from demarche.exports.wording import TAG, actor_address, article_address, event_address, in_words, is_cancelled, quoted, to_json, web_address
from demarche.merge.life import Stage
from demarche.record import ActorKind, Event, Figure, Position, Record, Statement, Status
from demarche.store.asked import ActorRow, EventRow, Source
from demarche.text import Span
from demarche.views.worded import Fact, FactKind, Name, find_facts, in_a_line, in_quotes

_AROUND = 32  # characters before and after a quotation, by which it is found again where it stands twice


_SCHEMA_ORG = "https://schema.org/"
_SCHEMA_CONTEXT = {"@vocab": _SCHEMA_ORG, "url": {"@type": "@id"}, "eventStatus": {"@type": "@id"}}

_TYPES: dict[str, str] = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "Country",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.OFFICE: "Organization",
    ActorKind.GROUP: "Organization",
    ActorKind.MEDIA: "NewsMediaOrganization",
    ActorKind.PLACE: "Place",
}

# Of an event and a figure the words are the name; what is said and wanted they describe.
_MOTIVATIONS = {
    FactKind.EVENT: "identifying",
    FactKind.FIGURE: "identifying",
    FactKind.STATEMENT: "describing",
    FactKind.POSITION: "describing",
}

# Those terms of http://www.w3.org/ns/anno.jsonld that we use, and two of ours.
_ANNOTATION_CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Dataset": "dctypes:Dataset",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "label": "rdfs:label",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "fact": {"@id": f"{TAG}fact", "@type": "@json"},
    "actors": {"@id": f"{TAG}actors", "@type": "@json"},
}


# schema.org.


def write_jsonld(exported: Exported) -> str:
    """One document of JSON-LD with an `Event` of schema.org for each event, its parties, its place and its articles.

    Actors are contributors, recipients are what it is about. Type, modes, contexts, status and certainty stand in `keywords`, where schema.org has
    no word for them.
    """
    return to_json({"@context": _SCHEMA_CONTEXT, "@graph": [_event(e, exported) for e in exported.events]})


def _event(event: EventRow, exported: Exported) -> dict[str, Any]:
    status = _event_status(event)
    return _filled({
        "@type": "Event",
        "@id": event_address(exported.site, event.id),
        "name": in_words(event),
        "startDate": event.earliest,
        "endDate": event.latest,
        "previousStartDate": _previous_day(event) if status == "EventRescheduled" else None,
        "eventStatus": status and _SCHEMA_ORG + status,
        "location": _location(event),
        "contributor": _parties(event.actor_ids, event.actors, exported),
        "about": _parties(event.recipient_ids, event.recipients, exported),
        "description": event.words,
        "keywords": [event.type, *event.modes, *event.contexts, event.status, event.certainty],
        "subjectOf": [_article(s, exported.site) for s in event.sources],
    })  # fmt: skip


def _event_status(event: EventRow) -> str | None:
    """schema.org's word; None for what is only feared or demanded: nobody has scheduled it."""
    if is_cancelled(event):
        return "EventCancelled"
    if event.life and event.life[-1].stage == Stage.POSTPONED:
        return "EventRescheduled" if event.earliest or event.latest else "EventPostponed"
    return None if event.status in (Status.POSSIBLE, Status.DEMANDED) else "EventScheduled"


def _previous_day(event: EventRow) -> str | None:
    return next((s.on for s in reversed(event.life[:-1]) if s.on and s.on != event.earliest), None)


def _location(event: EventRow) -> dict[str, Any] | None:
    if not event.place and not event.country:
        return None
    return _filled({
        "@type": "Place",
        "name": event.place,
        "address": {"@type": "PostalAddress", "addressCountry": event.country} if event.country else None,
        "geo": {"@type": "GeoCoordinates", "latitude": event.latitude, "longitude": event.longitude} if event.latitude is not None else None,
    })  # fmt: skip


def _parties(ids: Sequence[str], names: Sequence[str], exported: Exported) -> list[dict[str, Any]]:
    return [
        {"@type": _type(exported.actors.get(id_)), "@id": actor_address(exported.site, id_), "name": name} for id_, name in zip(ids, names, strict=True)
    ]  # fmt: skip


def _type(actor: ActorRow | None) -> str:
    return _TYPES.get(actor.kind, "Thing") if actor else "Thing"


def _article(source: Source, site: str) -> dict[str, Any]:
    return _filled({
        "@type": "NewsArticle",
        "@id": article_address(site, source.key),
        "headline": source.title,
        "datePublished": source.published,
        "publisher": {"@type": "Organization", "name": source.outlet} if source.outlet else None,
        "url": web_address(source.url),
    })  # fmt: skip


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


# Web Annotation (w3.org/TR/annotation-model).


def write_annotations(record: Record, site: str, key: str) -> str:
    """One page of annotations, a fact each, in the order of the words; `key` is the article's in the store.

    An annotation's first body says the fact in words, its second has the fields of FORMAT.md and the names of the actors that they mean. Each
    stretch of evidence is a target, found by position and by quotation: the quotation alone would be lost between repeats, the position alone
    when the text is extracted anew.
    """
    article = article_address(site, key)
    fields = {(kind, f.id): f for kind, facts in _facts(record) for f in facts}
    annotations = [_annotation(f, fields[f.kind, f.id], record.article.text, article) for f in find_facts(record)]
    return to_json({
        "@context": _ANNOTATION_CONTEXT,
        "id": f"{article}#annotations",
        "type": "AnnotationPage",
        "partOf": {
            "id": f"{article}#facts",
            "type": "AnnotationCollection",
            "label": record.article.title or record.article.id,
            "total": len(annotations),
        },
        "startIndex": 0,
        "items": annotations,
    })  # fmt: skip


def _facts(record: Record) -> Sequence[tuple[FactKind, Sequence[Event | Statement | Position | Figure]]]:
    return (
        (FactKind.EVENT, record.events),
        (FactKind.STATEMENT, record.statements),
        (FactKind.POSITION, record.positions),
        (FactKind.FIGURE, record.figures),
    )


def _annotation(fact: Fact, fields: object, text: str, article: str) -> dict[str, Any]:
    return {
        "id": f"{article}#{quoted(fact.id)}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS[fact.kind],
        "body": [
            {"type": "TextualBody", "format": "text/plain", "language": "en", "value": _described(fact)},
            {"type": "Dataset", "format": "application/json", "label": fact.kind, "fact": fields, "actors": _names(fact)},
        ],
        "target": [_target(span, text, article) for span in dict.fromkeys(fact.evidence or (fact.at,))],
    }


def _described(fact: Fact) -> str:
    return f"{in_a_line(fact)} {in_quotes(fact.words)}" if fact.words else in_a_line(fact)


def _names(fact: Fact) -> list[Name]:
    return list(dict.fromkeys((*fact.who, *fact.to, *((fact.according_to,) if fact.according_to else ()))))


def _target(span: Span, text: str, article: str) -> dict[str, Any]:
    return {
        "source": article,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }
