"""Records → a brief: what the articles say, day by day, each line with its words and its source."""

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.record import Event, Position, Record, Statement, Status
from demarche.text import Span
from demarche.views.worded import shorten

_LONGEST = 160  # of the words in a line


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the brief: what it is about, the article's words, and where in the article they stand."""

    kind: str
    who: str
    words: str
    status: str
    when: str
    span: Span


@dataclass(frozen=True, slots=True)
class ArticleBrief:
    """The lines of one article, under its title."""

    title: str
    outlet: str
    published: str
    actors: tuple[str, ...]
    lines: tuple[Line, ...]
    problems: tuple[str, ...]
    tensions: tuple[str, ...] = ()


def make_brief(records: Sequence[Record]) -> list[ArticleBrief]:
    """The briefs of articles by day of publication, those without a day last."""
    ordered = sorted(records, key=lambda r: (r.article.published or "9999", r.article.id))
    return [_brief(r) for r in ordered]


def _brief(record: Record) -> ArticleBrief:
    article = record.article
    lines = [_event_line(e, record) for e in record.events if e.actors or e.recipients]
    lines += [_statement_line(s, record) for s in record.statements if s.speakers and s.within is None]
    lines += [_position_line(p, record) for p in record.positions if p.holders]
    lines.sort(key=lambda line: line.span)
    actors = sorted(record.actors, key=lambda a: -len(a.mentions))
    return ArticleBrief(
        article.title or article.id,
        article.outlet or "",
        article.published or "day unknown",
        tuple(a.name for a in actors[:8]),
        tuple(lines),
        record.problems,
        tuple(t.note for t in record.tensions),
    )


def _event_line(event: Event, record: Record) -> Line:
    names = {a.id: a.name for a in record.actors}
    who = ", ".join(names[a] for a in event.actors)
    to = ", ".join(names[a] for a in event.recipients)
    span = event.evidence[0]
    kind = event.type.value + "".join(f" {m}" for m in event.mode)
    when = (event.when.value or event.when.text) if event.when else ""
    status = event.status.value if event.status is not Status.HAPPENED else ""
    return Line(kind, f"{who or '?'} → {to}" if to else who, shorten(span.of(record.article.text), _LONGEST), status, when, span)


def _statement_line(statement: Statement, record: Record) -> Line:
    names = {a.id: a.name for a in record.actors}
    words = " … ".join(c.of(record.article.text) for c in statement.content)
    return Line("says", ", ".join(names[a] for a in statement.speakers), shorten(words, _LONGEST), statement.form.value, "", statement.content[0])


def _position_line(position: Position, record: Record) -> Line:
    names = {a.id: a.name for a in record.actors}
    who = ", ".join(names[a] for a in position.holders)
    to = ", ".join(names[a] for a in position.toward)
    return Line(position.stance.value, f"{who} → {to}" if to else who, shorten(position.issue, _LONGEST), "", "", position.evidence[0])
