"""Record → what a store writes of it. A function of the record alone, so that it can be made where the article was read: whoever writes has less to do."""

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from demarche.merge.credits import agency_names
from demarche.merge.identity import Identity, identify
from demarche.merge.report import Report, reports_of
from demarche.merge.stems import find_stems
from demarche.merge.topics import find_topic, side_of
from demarche.record import ActorKind, Event, Figure, Position, Record, Statement
from demarche.store.articles import to_facts
from demarche.store.compared import from_compared, to_compared
from demarche.store.near import key_rows
from demarche.text import Span

Row = dict[str, Any]
Fact = Event | Statement | Position | Figure


@dataclass(frozen=True, slots=True)
class RecordRows:
    """What a store writes of one record: the record itself, and its rows by table, but for what the store decides: when they are added, what
    its reports point to."""

    facts: str  # JSON: the record without its article
    problems: str  # JSON
    mentions: list[Row] = field(default_factory=list)
    reports: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    positions: list[Row] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    keys: list[Row] = field(default_factory=list)

    def compared(self) -> list[Report]:
        """The reports as they are compared."""
        return [from_compared(row["id"], row["compared"]) for row in self.reports]

    def names_any(self, actors: Container[str]) -> bool:
        """Does the article name one of these?"""
        return any(row["actor"] in actors for row in self.mentions)


def to_rows(record: Record, key: str, aliases: Mapping[str, Identity] | None = None) -> RecordRows:
    """All rows of a record. `key`: of its article; `aliases`: which actor is another one, by corrections."""
    writer = _Writer(record, key, aliases or {})
    compared = reports_of(record, key, aliases)
    rows = RecordRows(to_facts(record), to_list(record.problems), mentions=writer.mentions(), keys=key_rows(compared))
    for event, report in zip(record.events, compared, strict=True):
        rows.reports.append(writer.report(event, report))
        rows.parties.extend(writer.parties(event.id, actor=event.actors, recipient=event.recipients, according_to=(event.according_to,)))
    for statement in record.statements:
        rows.statements.append(writer.statement(statement))
        rows.parties.extend(writer.parties(statement.id, speaker=statement.speakers, addressee=statement.addressees))
    for position in record.positions:
        rows.positions.append(writer.position(position))
        rows.parties.extend(writer.parties(position.id, holder=position.holders, toward=position.toward, according_to=(position.according_to,)))
    for figure in record.figures:
        rows.figures.append(writer.figure(figure))
        rows.parties.extend(writer.parties(figure.id, holder=(figure.holder,), according_to=(figure.according_to,)))
    rows.texts.extend(writer.texts())
    return rows


class _Writer:
    """One record's rows: what all of them need."""

    def __init__(self, record: Record, key: str, aliases: Mapping[str, Identity]) -> None:
        self.record, self.key, self.text = record, key, record.article.text
        self.common: Row = {"key": key, "published": record.article.published}
        identities = {a.id: identify(a, key).id for a in record.actors}
        self.ids = {local: aliases[id_].id if id_ in aliases else id_ for local, id_ in identities.items()}
        self.names = {a.id: a.name for a in record.actors}
        self.states = [a.name for a in record.actors if a.kind is ActorKind.STATE]
        self.agencies = {a.id: a.name for a in record.actors if a.name in agency_names()}

    def mentions(self) -> list[Row]:
        return [
            {"key": self.key, "local": a.id, "actor": self.ids[a.id], "name": a.name, "kind": a.kind.value, "country": a.country, "role": a.role,
             "code": a.code, "known": int(a.known), "times": len(a.mentions), "published": self.common["published"] or ""}
            for a in self.record.actors
        ]  # fmt: skip

    def report(self, event: Event, compared: Report) -> Row:
        when, where = event.when, event.where
        return {
            **self.common, **self._evidence(event.evidence), "id": compared.id, "type": event.type.value, "modes": to_list(event.mode),
            "contexts": to_list(event.context), "status": event.status.value, "certainty": event.certainty.value,
            "earliest": when.earliest if when else None, "latest": when.latest if when else None, "time": when.text if when else None,
            "moved_from": event.moved_from.value if event.moved_from else None, "change": event.change,
            "place": where.name if where else None, "country": where.country if where else None, "latitude": where.latitude if where else None,
            "longitude": where.longitude if where else None, "precision": where.precision if where else None,
            "according_to": self._actor(event.according_to), "score": event.score, "origin": self.agencies.get(event.according_to or ""),
            "compared": to_compared(compared),
        }  # fmt: skip

    def statement(self, statement: Statement) -> Row:
        return {
            **self.common, **self._evidence(statement.evidence), "id": self._id(statement.id), "form": statement.form.value,
            "content": self._words(statement.content), "quoted": int(bool(statement.quoted)),
            "cue": statement.cue.of(self.text) if statement.cue else None, "via": statement.via,
            "within": self._id(statement.within) if statement.within else None, "score": statement.score,
        }  # fmt: skip

    def position(self, position: Position) -> Row:
        topic = find_topic(position.issue, self.states)
        return {
            **self.common, **self._evidence(position.evidence), "id": self._id(position.id), "stance": position.stance.value, "issue": position.issue,
            "issue_id": position.issue_id, "topic": topic.id, "topic_name": topic.name, "side": side_of(position.stance, topic.affirms),
            "according_to": self._actor(position.according_to), "score": position.score,
        }  # fmt: skip

    def figure(self, figure: Figure) -> Row:
        counted = "-".join(sorted(find_stems(f"{figure.of or ''} {figure.unit}"))) or figure.unit
        within = [e for e in self.record.events if any(s.start <= figure.start and figure.end <= s.end for s in e.evidence)]
        nearest = min(within, key=lambda e: abs(e.anchor.start - figure.start), default=None)
        return {
            **self.common, **self._evidence(figure.evidence), "id": self._id(figure.id), "value": figure.value, "comparison": figure.comparison,
            "unit": figure.unit, "of": figure.of, "text": figure.text, "according_to": self._actor(figure.according_to),
            "report": self._id(nearest.id) if nearest else None, "counted": counted,
        }  # fmt: skip

    def parties(self, fact: str, **ids: Iterable[str | None]) -> list[Row]:
        found = dict.fromkeys((self.ids[i], role) for role, several in ids.items() for i in several if i)
        return [{"fact": self._id(fact), "actor": actor, "role": role, "key": self.key, "published": self.common["published"]} for actor, role in found]

    def texts(self) -> list[Row]:
        """What is searched: the article, and each fact with the names of its actors."""
        article = self.record.article
        record = self.record
        kinds: dict[str, tuple[Fact, ...]] = {
            "event": record.events, "statement": record.statements, "position": record.positions, "figure": record.figures,
        }  # fmt: skip
        found = [article_text(self.key, article.published, article.text, article.title)]
        for kind, facts in kinds.items():
            for fact in facts:
                words = " ".join(dict.fromkeys(self.names[i] for i in _actors(fact))) + " · " + self._words(fact.evidence)
                found.append({"kind": kind, "ref": self._id(fact.id), "key": self.key, "published": article.published, "words": words})
        return found

    def _id(self, local: str) -> str:
        return f"{self.key}#{local}"

    def _actor(self, local: str | None) -> str | None:
        return self.ids[local] if local else None

    def _words(self, spans: Iterable[Span]) -> str:
        return " … ".join(s.of(self.text) for s in spans)

    def _evidence(self, spans: tuple[Span, ...]) -> Row:
        return {"words": self._words(spans), "evidence": json.dumps([[s.start, s.end] for s in spans])}


def article_text(key: str, published: str | None, text: str, title: str | None) -> Row:
    """The row by which an article is found in full text search."""
    return {"kind": "article", "ref": key, "key": key, "published": published, "words": text if not title or title in text else f"{title}\n\n{text}"}


def to_list(values: Iterable[str]) -> str:
    """A list as JSON text."""
    return json.dumps(list(values), ensure_ascii=False)


def _actors(fact: Fact) -> Iterable[str]:
    for name in ("actors", "recipients", "speakers", "addressees", "holders", "toward", "holder"):
        value = getattr(fact, name, None)
        yield from (value,) if isinstance(value, str) else value or ()
