"""How far following feeds has come: what each server said of its feed, and which entries wait. A team that shares a store shares it.

An entry is written down before it is fetched and done after its article is in the store, so that a stop at any moment loses nothing.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from sqlalchemy import Connection, insert, or_, select, update

from demarche.store.articles import without_unstorable
from demarche.store.many import in_batches
from demarche.store.schema import entries, feeds


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the last answers said. Moments are UTC in ISO form; `next`: not to be asked before; `gone`: since when it is no more."""

    etag: str | None = None
    modified: str | None = None
    next: str | None = None
    failures: int = 0
    gone: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that is not yet taken. `content` is its own text, of feeds that are read in full."""

    key: str
    url: str | None
    guid: str | None
    title: str | None = None
    published: str | None = None
    content: str | None = None
    failures: int = 0


def key_of_words(*words: str) -> str:
    """A digest that stands for an address, so that no secret of it lies in the store."""
    return sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def load_feed(connection: Connection, feed: str) -> FeedState:
    """What is known of a feed; nothing of one that was never asked."""
    row = connection.execute(select(feeds).where(feeds.c.key == feed)).first()
    return FeedState(row.etag, row.modified, row.next, row.failures, row.gone) if row else FeedState()


def keep_feed(connection: Connection, feed: str, state: FeedState) -> None:
    """Writes down what the last answer said."""
    cells = asdict(state)
    if not connection.execute(update(feeds).where(feeds.c.key == feed).values(cells)).rowcount:
        connection.execute(insert(feeds).values(key=feed, **cells))


def keep_new(connection: Connection, feed: str, found: Sequence[Waiting], *, at: str) -> int:
    """Writes down the entries that nobody has seen before, in their order; returns how many those are."""
    known = _known(connection, [e.key for e in found])
    new = list({e.key: e for e in found if e.key not in known}.values())
    for batch in in_batches(list(enumerate(new))):
        connection.execute(insert(entries), [_row(entry, feed, place, at) for place, entry in batch])
    return len(new)


def _known(connection: Connection, keys: Sequence[str]) -> set[str]:
    return {key for batch in in_batches(keys) for key in connection.execute(select(entries.c.key).where(entries.c.key.in_(batch))).scalars()}


def _row(entry: Waiting, feed: str, place: int, at: str) -> dict[str, object]:
    cells = {name: without_unstorable(value) if isinstance(value, str) else value for name, value in asdict(entry).items()}
    return {**cells, "feed": feed, "seen": at, "place": place}


def list_waiting(connection: Connection, feed: str, *, now: str) -> list[Waiting]:
    """The entries of a feed to be taken now, those first that came first."""
    due = or_(entries.c.next.is_(None), entries.c.next <= now)
    query = select(*(entries.c[name] for name in Waiting.__slots__)).where(entries.c.feed == feed, entries.c.done.is_(None), due)
    return [Waiting(*row) for row in connection.execute(query.order_by(entries.c.seen, entries.c.place))]


def is_waiting(connection: Connection, key: str) -> bool:
    """Has nobody else taken the entry meanwhile?"""
    return connection.execute(select(entries.c.key).where(entries.c.key == key, entries.c.done.is_(None))).first() is not None


def put_off(connection: Connection, key: str, until: str, *, failed: bool) -> None:
    """An entry is not to be fetched before a moment; `failed`: because it could not be, which counts."""
    connection.execute(update(entries).where(entries.c.key == key).values(failures=entries.c.failures + int(failed), next=until))


def finish(connection: Connection, key: str, *, at: str) -> None:
    """An entry is taken, or given up: it does not come again, and its own text goes."""
    connection.execute(update(entries).where(entries.c.key == key).values(done=at, content=None, next=None))
