"""Which generation of reports a process has in memory: corrections, removals and copies raise it, and others forget what they have read."""

from sqlalchemy import Connection, insert, select, update

from demarche.store.pointing import Reports
from demarche.store.schema import generations


def raise_generation(connection: Connection, cache: Reports) -> None:
    """Reports that others may have in memory have changed or gone."""
    number = _number(connection)
    if number is None:
        connection.execute(insert(generations).values(only=1, number=1))
    else:
        connection.execute(update(generations).values(number=number + 1))
    cache.forget()
    cache.generation = (number or 0) + 1


def follow_generation(connection: Connection, cache: Reports) -> None:
    """Forgets what was read before another process changed it."""
    number = _number(connection) or 0
    if number != cache.generation:
        cache.forget()
        cache.generation = number


def _number(connection: Connection) -> int | None:
    return connection.execute(_NUMBER).scalar()


_NUMBER = select(generations.c.number)
