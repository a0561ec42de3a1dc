"""Who actors are across articles: named as the latest article names them, and counted."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from demarche.lexicon.knowledge import fold
from demarche.store.many import ask, change, in_batches, insert_many
from demarche.store.rows import Row
from demarche.store.schema import actors, mentions


def name_actors(connection: Connection, rows: Sequence[Row]) -> None:
    """Who these actors are across articles, now that one more article (`rows`: its mentions) names them: as the latest article tells."""
    found = {row["actor"]: row for row in sorted(rows, key=lambda r: (r["actor"], _latest(r)))}  # the latest of each
    held = {id_: (count, latest) for batch in in_batches(sorted(found)) for id_, count, latest in ask(connection, _HELD, batch)}
    made = [_actor(row, 1 + (held[id_][0] if id_ in held else 0)) for id_, row in found.items() if id_ not in held or _latest(row) > held[id_][1]]
    _replace_actors(connection, [row for row in made if row["id"] in held])
    insert_many(connection, actors, [row for row in made if row["id"] not in held])
    others = [id_ for id_ in found if id_ in held and _latest(found[id_]) <= held[id_][1]]
    for batch in in_batches(others):
        change(connection, "UPDATE actors SET articles = articles + 1 WHERE id IN ?", batch)


_HELD = "SELECT id, articles, latest FROM actors WHERE id IN ?"


def unname_actors(connection: Connection, ids: set[str]) -> None:
    """Who these actors are now that one article less names them."""
    made, gone = [], []
    for id_ in sorted(ids):
        ordered = select(mentions).where(mentions.c.actor == id_).order_by(mentions.c.published.desc(), mentions.c.key.desc(), mentions.c.local.desc())
        latest = connection.execute(ordered.limit(1)).mappings().first()
        if latest:
            count = connection.execute(select(actors.c.articles).where(actors.c.id == id_)).scalar_one()
            made.append(_actor(latest, count - 1))
        else:
            gone.append(id_)
    _replace_actors(connection, made)
    for batch in in_batches(gone):
        connection.execute(delete(actors).where(actors.c.id.in_(batch)))


def _replace_actors(connection: Connection, rows: Sequence[Row]) -> None:
    for batch in in_batches(rows):
        change(connection, "DELETE FROM actors WHERE id IN ?", [r["id"] for r in batch])
        insert_many(connection, actors, batch)


def _latest(row: Mapping[Any, Any]) -> str:
    """What tells the later of two mentions; the same for all who look."""
    return f"{row['published']} {row['key']} {row['local']}"


def _actor(row: Mapping[Any, Any], count: int) -> Row:
    cells = {name: row[name] for name in ("name", "kind", "country", "role", "code", "known")}
    return {"id": row["actor"], **cells, "articles": count, "folded": f" {fold(row['name'])} ", "latest": _latest(row)}
