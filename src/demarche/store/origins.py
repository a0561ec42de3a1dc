"""Which articles resemble each other, and so have one origin: marks by which they are found, pairs, and the name of each group."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select, update

from demarche.merge.copies import DAYS_ALIKE, Imprint, resemblance, take_imprint
from demarche.merge.report import to_day
from demarche.store.articles import to_article
from demarche.store.many import ask, in_batches, insert_many
from demarche.store.schema import articles, fingerprints, resemblances

_FORTNIGHT = 14  # days; v0002 knows it too


def alike(connection: Connection, imprint: Imprint) -> list[Imprint]:
    """The imprints of articles that share a mark with this one."""
    found: set[str] = set()
    day = to_day(imprint.published) or 0
    first, last = day - DAYS_ALIKE, day + DAYS_ALIKE
    fortnights = range(first // _FORTNIGHT, last // _FORTNIGHT + 1)
    for batch in in_batches(imprint.marks):
        found.update(key for (key,) in ask(connection, _SHARING, batch, fortnights, first, last))
    return imprints(connection, found - {imprint.key})


_SHARING = "SELECT key FROM fingerprints WHERE mark IN ? AND fortnight IN ? AND day BETWEEN ? AND ?"


def imprints(connection: Connection, keys: Iterable[str]) -> list[Imprint]:
    rows = [r for batch in in_batches(sorted(keys)) for r in connection.execute(select(articles).where(articles.c.key.in_(batch)))]
    return [take_imprint(to_article(r), r.key) for r in rows]


def keep_imprint(connection: Connection, imprint: Imprint) -> None:
    day = to_day(imprint.published) or 0
    insert_many(connection, fingerprints, [{"fortnight": day // _FORTNIGHT, "mark": m, "day": day, "key": imprint.key} for m in imprint.marks])


def join_origin(connection: Connection, imprint: Imprint, resembling: Sequence[Imprint]) -> set[str]:
    """Puts an article and those that resemble it under one origin; returns the keys of articles whose origin changed."""
    pairs = [{"key": min(imprint.key, o.key), "other": max(imprint.key, o.key), "share": round(resemblance(imprint, o), 4)} for o in resembling]
    if not pairs:
        return set()
    insert_many(connection, resemblances, pairs)
    return _name_origin(connection, origin_group(connection, imprint.key))


def origin_group(connection: Connection, key: str) -> set[str]:
    """All articles that resemble an article, or one that does."""
    group, open_ = {key}, [key]
    while open_:
        here = open_.pop()
        beside = connection.execute(
            select(resemblances.c.other).where(resemblances.c.key == here).union(select(resemblances.c.key).where(resemblances.c.other == here))
        ).scalars()
        new = set(beside) - group
        group |= new
        open_ += sorted(new)
    return group


def _name_origin(connection: Connection, group: set[str]) -> set[str]:
    """One origin for a group: the agency that one of them credits, else the article that was published first. Returns whose origin changed."""
    rows = [r for batch in in_batches(sorted(group)) for r in connection.execute(
        select(articles.c.key, articles.c.published, articles.c.agency, articles.c.origin).where(articles.c.key.in_(batch)))]  # fmt: skip
    first = min(rows, key=lambda r: (r.published or "9999", r.key))
    agencies = sorted({r.agency for r in rows if r.agency})
    origin = agencies[0] if agencies else first.key
    changed = {r.key for r in rows if r.origin != origin}
    for batch in in_batches(sorted(changed)):
        connection.execute(update(articles).where(articles.c.key.in_(batch)).values(origin=origin))
    return changed


def part_origins(connection: Connection, group: set[str]) -> set[str]:
    touched: set[str] = set()
    while group:
        part = origin_group(connection, min(group))
        touched |= _name_origin(connection, part)
        group -= part
    return touched
