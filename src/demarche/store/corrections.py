"""Corrections by people: two events are one, a report is of another event, an actor or an issue is another one. Undoing one restores what was."""

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from demarche.errors import BadQuery, NotThere
from demarche.lexicon.knowledge import fold
from demarche.merge.identity import Identity, identify
from demarche.record import Actor, ActorKind, Mention, MentionForm
from demarche.store.articles import read_record
from demarche.store.decided import ACTOR, DIFFERENT, EVENT, ISSUE, SAME, Decision, keep_decisions, load_decided, take_back
from demarche.store.schema import actors, articles, mentions, positions, reports
from demarche.store.writing import Writer, refresh, rewrite_facts


def merge_events(writer: Writer, one: str, other: str, *, why: str, who: str) -> list[Decision]:
    """Makes one event of two. `one`, `other`: ids of events or reports. Holds as long as a report of each is in the store."""
    connection = writer.connection
    mine, theirs = _reports(connection, one), _reports(connection, other)
    if set(mine) & set(theirs):
        raise BadQuery(f"{one} and {other} are one event already.")
    pairs = dict.fromkeys([*((mine[0], t) for t in theirs), *((m, theirs[0]) for m in mine)])
    made = keep_decisions(connection, EVENT, SAME, list(pairs), why=why, who=who, at=writer.now)
    refresh(writer, (*mine, *theirs), load_decided(connection))
    return made


def split_report(writer: Writer, report: str, *, why: str, who: str) -> list[Decision]:
    """Makes a report an event of its own: it is not the same as any other report of its event."""
    row = writer.connection.execute(select(reports.c.event).where(reports.c.id == report)).first()
    if row is None:
        raise NotThere(f'"{report}": no report has this id. `demarche timeline --format json` shows them in the life of each event.')
    others = writer.connection.execute(select(reports.c.id).where(reports.c.event == row.event, reports.c.id != report)).scalars().all()
    if not others:
        raise BadQuery(f"{report} is an event of its own already.")
    made = keep_decisions(writer.connection, EVENT, DIFFERENT, [(report, o) for o in sorted(others)], why=why, who=who, at=writer.now)
    refresh(writer, (report, *others), load_decided(writer.connection))
    return made


def merge_actors(writer: Writer, one: str, other: str, *, why: str, who: str) -> list[Decision]:
    """Makes an actor known as another one, on whose side he then is. `one`, `other`: ids, or names that only one actor bears."""
    pair = _actor(writer.connection, one), _actor(writer.connection, other)
    if pair[0] == pair[1]:
        raise BadQuery(f"{one} and {other} are one actor already.")
    identity = _identity_of(writer.connection, pair[1])
    made = keep_decisions(writer.connection, ACTOR, SAME, [pair], why=why, who=who, at=writer.now, identity=identity)
    _rewrite(writer, pair)
    return made


def merge_issues(writer: Writer, one: str, other: str, *, why: str, who: str) -> list[Decision]:
    """Makes an issue known as another one. `one`, `other`: topics, as `demarche positions` names them."""
    topics = load_decided(writer.connection).topics
    for topic in (one, other):
        if topic not in topics and writer.connection.execute(select(positions.c.id).where(positions.c.topic == topic)).first() is None:
            raise NotThere(f'"{topic}": no position is about this topic. `demarche positions --format json` names them.')
    if topics.get(one, one) == topics.get(other, other):
        raise BadQuery(f"{one} and {other} are one issue already.")
    return keep_decisions(writer.connection, ISSUE, SAME, [(topics.get(one, one), topics.get(other, other))], why=why, who=who, at=writer.now)


def undo(writer: Writer, id_: str) -> list[Decision]:
    """Takes corrections back; what they changed is computed anew without them."""
    before = load_decided(writer.connection).aliases
    taken = take_back(writer.connection, id_)
    named = {n for d in taken if d.kind == ACTOR for n in (d.one, d.other)}
    named |= {before[n].id for n in named if n in before}
    ids = {n for d in taken if d.kind == EVENT for n in (d.one, d.other)}
    if ids:
        event = select(reports.c.event).where(reports.c.id.in_(ids))
        refresh(writer, writer.connection.execute(select(reports.c.id).where(reports.c.event.in_(event))).scalars().all(), load_decided(writer.connection))
    if named:
        _rewrite(writer, sorted(named))
    return taken


def _rewrite(writer: Writer, ids: Sequence[str]) -> None:
    """Writes the facts of articles that name these actors anew, under their names of now."""
    keys = writer.connection.execute(select(mentions.c.key).where(mentions.c.actor.in_(ids)).distinct()).scalars().all()
    for key in sorted(keys):
        row = writer.connection.execute(select(articles).where(articles.c.key == key)).one()
        rewrite_facts(writer, read_record(row), key)


def _reports(connection: Connection, id_: str) -> list[str]:
    """The reports of an event, or of the event of a report: the report that it is named by first."""
    own = connection.execute(select(reports.c.id).where(reports.c.id == id_)).scalars().all()
    event = connection.execute(select(reports.c.event).where(reports.c.id == id_)).scalar() if own else id_
    found = connection.execute(select(reports.c.id).where(reports.c.event == event)).scalars().all()
    if not found:
        raise NotThere(f'"{id_}": no event or report has this id. `demarche timeline --format json` shows them.')
    return [*own, *sorted(set(found) - set(own))]


def _identity_of(connection: Connection, id_: str) -> Identity:
    """Who an actor is, by the first article that knows his country."""
    query = select(mentions).where(mentions.c.actor == id_).order_by(mentions.c.country.is_(None), mentions.c.key, mentions.c.local)
    row = connection.execute(query.limit(1)).one()
    actor = Actor(row.local, row.name, ActorKind(row.kind), row.country, row.role, row.code, bool(row.known), (Mention(0, 0, MentionForm.NAME),))
    found = identify(actor, row.key)
    return Identity(id_, found.side if found.side != found.id else id_, found.person)


def _actor(connection: Connection, name: str) -> str:
    found = connection.execute(select(actors.c.id).where(or_(actors.c.id == name, actors.c.folded == f" {fold(name)} "))).scalars().all()
    if len(found) == 1:
        return str(found[0])
    if not found:
        raise NotThere(f'"{name}": nobody of this name is in the store. `demarche actors` lists who is.')
    raise BadQuery(f'"{name}": {len(found)} actors bear this name. Give the id of one: {", ".join(sorted(found)[:6])}.')
