"""Corrections by people: two events are one, a report is of another event, an actor or an issue is another one. Undoing one restores what was."""

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from demarche.errors import BadQuery
from demarche.lexicon.knowledge import fold
from demarche.store.articles import read_record
from demarche.store.decided import ACTOR, DIFFERENT, EVENT, ISSUE, SAME, Decision, keep_decision, load_decided, take_back
from demarche.store.schema import actors, articles, mentions, positions, reports
from demarche.store.writing import Writer, refresh, rewrite_facts


def merge_events(writer: Writer, one: str, other: str, *, why: str, who: str) -> list[Decision]:
    """Makes one event of two. `one`, `other`: ids of events or reports."""
    pair = _root(writer.connection, one), _root(writer.connection, other)
    if pair[0] == pair[1]:
        raise BadQuery(f"{one} and {other} are one event already.")
    decision = keep_decision(writer.connection, EVENT, SAME, pair, why=why, who=who, at=writer.now)
    refresh(writer, pair, load_decided(writer.connection))
    return [decision]


def split_report(writer: Writer, report: str, *, why: str, who: str) -> list[Decision]:
    """Makes a report an event of its own: it is not the same as any other report of its event."""
    row = writer.connection.execute(select(reports.c.event).where(reports.c.id == report)).first()
    if row is None:
        raise BadQuery(f'"{report}": no report has this id. `demarche timeline --format json` shows them in the life of each event.')
    others = writer.connection.execute(select(reports.c.id).where(reports.c.event == row.event, reports.c.id != report)).scalars().all()
    if not others:
        raise BadQuery(f"{report} is an event of its own already.")
    made = [keep_decision(writer.connection, EVENT, DIFFERENT, (report, o), why=why, who=who, at=writer.now) for o in sorted(others)]
    refresh(writer, (report, *others), load_decided(writer.connection))
    return made


def merge_actors(writer: Writer, one: str, other: str, *, why: str, who: str) -> list[Decision]:
    """Makes an actor known as another one. `one`, `other`: ids, or names that only one actor bears."""
    pair = _actor(writer.connection, one), _actor(writer.connection, other)
    if pair[0] == pair[1]:
        raise BadQuery(f"{one} and {other} are one actor already.")
    decision = keep_decision(writer.connection, ACTOR, SAME, pair, why=why, who=who, at=writer.now)
    _rewrite(writer, pair)
    return [decision]


def merge_issues(writer: Writer, one: str, other: str, *, why: str, who: str) -> list[Decision]:
    """Makes an issue known as another one. `one`, `other`: topics, as `demarche positions` names them."""
    for topic in (one, other):
        if writer.connection.execute(select(positions.c.id).where(positions.c.topic == topic)).first() is None:
            raise BadQuery(f'"{topic}": no position is about this topic. `demarche positions --format json` names them.')
    return [keep_decision(writer.connection, ISSUE, SAME, (one, other), why=why, who=who, at=writer.now)]


def undo(writer: Writer, id_: str) -> Decision:
    """Takes a correction back; what it changed is computed anew without it."""
    decision = take_back(writer.connection, id_)
    if decision.kind == EVENT:
        event = select(reports.c.event).where(reports.c.id.in_((decision.one, decision.other)))
        ids = writer.connection.execute(select(reports.c.id).where(reports.c.event.in_(event))).scalars().all()
        refresh(writer, ids, load_decided(writer.connection))
    elif decision.kind == ACTOR:
        _rewrite(writer, (decision.one, decision.other))
    return decision


def _rewrite(writer: Writer, ids: Sequence[str]) -> None:
    """Writes the facts of articles that name these actors anew, under their names of now."""
    keys = writer.connection.execute(select(mentions.c.key).where(mentions.c.actor.in_(ids)).distinct()).scalars().all()
    for key in sorted(keys):
        row = writer.connection.execute(select(articles).where(articles.c.key == key)).one()
        rewrite_facts(writer, read_record(row), key)


def _root(connection: Connection, id_: str) -> str:
    """The report that tells an event best; a report stands for itself."""
    found = connection.execute(select(reports.c.id).where(or_(reports.c.id == id_, (reports.c.event == id_) & reports.c.points_to.is_(None)))).scalars().all()
    if not found:
        raise BadQuery(f'"{id_}": no event or report has this id. `demarche timeline --format json` shows them.')
    return str(sorted(found)[0])


def _actor(connection: Connection, name: str) -> str:
    found = connection.execute(select(actors.c.id).where(or_(actors.c.id == name, actors.c.folded == f" {fold(name)} "))).scalars().all()
    if len(found) == 1:
        return str(found[0])
    if not found:
        raise BadQuery(f'"{name}": nobody of this name is in the store. `demarche actors` lists who is.')
    raise BadQuery(f'"{name}": {len(found)} actors bear this name. Give the id of one: {", ".join(sorted(found)[:6])}.')
