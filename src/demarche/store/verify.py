"""Does the store hold what it says? Every fact's words stand in its article; ids, links and counts hold; events are what their reports make."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, text

from demarche.merge.trees import Link, group
from demarche.store.decided import DIFFERENT, SAME, load_decided
from demarche.store.grouping import events_of
from demarche.store.many import in_batches
from demarche.store.pointing import Reports, best_pointer_of, outcome_of
from demarche.store.schema import actors, articles, event_actors, events, figures, inputs, mentions, parties, positions, reports, statements
from demarche.store.writing import State

_FACTS = (reports, statements, positions, figures)


def verify(connection: Connection) -> Iterator[str]:
    """What is wrong, a line each; nothing where all holds."""
    yield from _database(connection)
    yield from _evidence(connection)
    yield from _links(connection)
    yield from _ledger(connection)
    yield from _events(connection)


def _database(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        yield from (f"database: {r[0]}" for r in connection.execute(text("PRAGMA integrity_check")) if r[0] != "ok")


def _evidence(connection: Connection) -> Iterator[str]:
    """Are the words of each fact those at its spans of the article's text?"""
    keys = connection.execute(select(articles.c.key).order_by(articles.c.key)).scalars().all()
    for batch in in_batches(keys):
        texts = {r.key: r.text for r in connection.execute(select(articles.c.key, articles.c.text).where(articles.c.key.in_(batch)))}
        for table in _FACTS:
            for r in connection.execute(select(table.c.id, table.c.key, table.c.words, table.c.evidence).where(table.c.key.in_(batch))):
                spans = json.loads(r.evidence)
                if not spans:
                    yield f"{r.id}: no evidence"
                elif " … ".join(texts[r.key][a:b] for a, b in spans) != r.words:
                    yield f"{r.id}: its words do not stand in its article at {spans}"


_LINKS = (
    ("a fact names an actor that is not there", parties.c.fact, parties.c.actor, actors.c.id),
    ("an article names an actor that is not there", mentions.c.key, mentions.c.actor, actors.c.id),
    ("a report belongs to an event that is not there", reports.c.id, reports.c.event, events.c.id),
    ("a report points to one that is not there", reports.c.id, reports.c.points_to, reports.alias().c.id),
    ("an event's actor is not there", event_actors.c.event, event_actors.c.actor, actors.c.id),
    ("a copy's original is not there", articles.c.key, articles.c.copy_of, articles.alias().c.key),
    ("a figure's report is not there", figures.c.id, figures.c.report, reports.c.id),
)


def _links(connection: Connection) -> Iterator[str]:
    for what, who, link, target in _LINKS:
        query = select(who, link).outerjoin_from(link.table, target.table, link == target).where(link.is_not(None), target.is_(None)).limit(20)
        yield from (f"{one}: {what} ({other})" for one, other in connection.execute(query))
    orphan = select(reports.c.id).where(reports.c.event.is_(None)).limit(20)
    yield from (f"{id_}: a report without an event" for id_ in connection.execute(orphan).scalars())


def _ledger(connection: Connection) -> Iterator[str]:
    states = {s.value for s in State}
    unknown = select(articles.c.key, articles.c.state).where(articles.c.state.not_in(states)).limit(20)
    yield from (f"{key}: its state is {state}" for key, state in connection.execute(unknown))
    lost = select(articles.c.key).outerjoin(inputs, inputs.c.key == articles.c.key).where(inputs.c.key.is_(None)).limit(20)
    yield from (f"{key}: nobody knows where this article came from" for key in connection.execute(lost).scalars())
    unread = select(articles.c.key).where(articles.c.state == State.KEPT, articles.c.facts.is_(None)).limit(20)
    yield from (f"{key}: kept, but not read" for key in connection.execute(unread).scalars())


def _events(connection: Connection) -> Iterator[str]:
    """Are the events those that their reports make, and do reports point where they would point now?"""
    cache, decided = Reports(), load_decided(connection)
    rows = {r.id: r for r in connection.execute(select(reports.c.id, reports.c.points_to, reports.c.likeness, reports.c.event, reports.c.outcome))}
    links = [Link(r.id, r.points_to, r.likeness) for r in rows.values() if r.points_to]
    links += [Link(one, other, None) for one, other in decided.pairs(SAME, rows)]
    made = group(rows, links, decided.pairs(DIFFERENT, rows))
    for one, least in made.items():
        if rows[one].event != rows[least].event:
            yield f"{one}: not of the same event as {least}, to which it is tied"
    for batch in in_batches(sorted(rows)):
        for report in cache.get(connection, batch).values():
            best, came = best_pointer_of(connection, report, cache, decided), outcome_of(connection, report, cache)
            if (best and best.to) != rows[report.id].points_to:
                yield f"{report.id}: points to {rows[report.id].points_to}, but would point to {best and best.to}"
            if (came and came.to) != rows[report.id].outcome:
                yield f"{report.id}: came to {rows[report.id].outcome}, but would come to {came and came.to}"
    ids = connection.execute(select(events.c.id).order_by(events.c.id)).scalars().all()
    for part in in_batches(ids):
        stored = {r.id: r for r in connection.execute(select(events).where(events.c.id.in_(part)))}
        yield from _differing(stored, events_of(connection, part, cache))
    if len(set(made.values())) != len(ids):
        yield f"events: {len(ids)} are stored, the reports make {len(set(made.values()))}"


def _differing(stored: dict[str, Row[Any]], made: Sequence[dict[str, object]]) -> Iterator[str]:
    for row in made:
        held = stored.get(str(row["id"]))
        wrong = [name for name, value in row.items() if held is not None and getattr(held, name) != value]
        if held is None or wrong:
            yield f"{row['id']}: its reports make another event of it ({', '.join(wrong) or 'not stored'})"
