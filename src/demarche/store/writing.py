"""Articles in and out of the store. Each call is one transaction: it happens whole or not at all.

`put` keeps an article with its facts, or says why it has none; what it does to events and to copies depends on what is in the store, not
on the order in which it came. `remove` undoes exactly what an article did.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, select, update

from demarche.lexicon.knowledge import Knowledge
from demarche.merge.copies import Imprint, find_original, is_copy, resembles, take_imprint
from demarche.merge.credits import find_agency, find_country
from demarche.record import Article, Record, from_json
from demarche.store.articles import key_of, key_of_failure, to_article, to_parts
from demarche.store.decided import Decided, forget_of, load_decided
from demarche.store.generation import raise_generation
from demarche.store.grouping import Fresh, regroup
from demarche.store.many import ask, in_batches, insert_many
from demarche.store.naming import name_actors, unname_actors
from demarche.store.origins import alike, imprints, join_origin, keep_imprint, origin_group, part_origins
from demarche.store.pointing import Reports, find_outcomes, point_again, point_new
from demarche.store.rows import RecordRows, article_text, to_rows
from demarche.store.schema import articles, figures, inputs, judgements, mentions, parties, positions, report_keys, reports, statements
from demarche.store.search import index_texts, unindex_texts


class State(StrEnum):
    """What became of an article."""

    KEPT = "kept"
    COPY = "copy"
    OFF_TOPIC = "off-topic"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Writer:
    """A connection that alone may write, with what writing needs."""

    connection: Connection
    cache: Reports
    knowledge: Knowledge
    now: datetime
    version: str

    @property
    def added(self) -> str:
        return self.now.astimezone(UTC).isoformat(timespec="microseconds")


def has(connection: Connection, key: str) -> bool:
    """Is the article in the store?"""
    return _state_of(connection, key) is not None


def _state_of(connection: Connection, key: str) -> str | None:
    found = ask(connection, "SELECT state FROM articles WHERE key = ?", key)
    return found[0][0] if found else None


def original_of(connection: Connection, article: Article, key: str) -> str | None:
    """The key of the article that this one would be a copy of; None for one that is to be read."""
    imprint = take_imprint(article, key)
    return find_original(imprint, alike(connection, imprint))


# In.


def put(
    writer: Writer, article: Article, source: str, rows: RecordRows | None, *, off_topic: str | None = None, imprint: Imprint | None = None
) -> State | None:
    """Keeps an article that was read, is a copy, or is off the topic (`off_topic`: why). Returns what became of it; an article that is there is left as it is.
    `rows`: of its record; `imprint`: its own, where it was taken before.

    Without a record, an article that is neither a copy nor off-topic is not kept, and the answer is None: it is to be read first.
    """
    connection, key = writer.connection, key_of(article)
    _forget_failure(connection, source)
    if off_topic is None:
        _forget_off_topic(connection, source, key)
    known = _state_of(connection, key)
    sources: Sequence[str] = ()
    if known == State.OFF_TOPIC and off_topic is None and rows is not None:
        sources = connection.execute(select(inputs.c.source).where(inputs.c.key == key)).scalars().all()
        connection.execute(delete(articles).where(articles.c.key == key))  # wanted now, whatever its topic
    elif known is not None:
        _keep_input(connection, source, key)
        return State(known)
    imprint = imprint or take_imprint(article, key)
    near = alike(connection, imprint) if off_topic is None else []
    original = find_original(imprint, near)
    if original is None and rows is None and off_topic is None:
        return None
    state = State.OFF_TOPIC if off_topic is not None else State.COPY if original else State.KEPT
    _insert_article(writer, article, key, state, off_topic, original, rows)
    for each in (source, *sources):
        _keep_input(connection, each, key)
    if off_topic is not None:
        return state
    keep_imprint(connection, imprint)
    touched = join_origin(connection, imprint, [o for o in near if resembles(imprint, o)])
    _demote_copies(writer, imprint, near)
    if rows is None or state is State.COPY:
        index_texts(connection, [article_text(key, article.published, article.text, article.title)])
    else:
        _keep_facts(writer, article, key, rows)
    _recount(writer, touched)
    return state


def put_failure(writer: Writer, article: Article, source: str, problems: Sequence[str]) -> State:
    """Keeps the line of the ledger of an input that could not be read."""
    connection, key = writer.connection, key_of_failure(source)
    if not has(connection, key):
        _insert_article(writer, replace(article, text=""), key, State.FAILED, "; ".join(problems), None, None)
    _keep_input(connection, source, key)
    return State.FAILED


def _insert_article(writer: Writer, article: Article, key: str, state: State, reason: str | None, original: str | None, rows: RecordRows | None) -> None:
    agency = find_agency(article) if article.text else None
    read = rows if state is State.KEPT else None
    row = {
        "key": key, "id": article.id, "url": article.url, "outlet": article.outlet, "author": article.author, "title": article.title,
        "language": article.language, "published": article.published, "published_from": article.published_from and article.published_from.value,
        "text": article.text, "parts": to_parts(article), "state": state.value, "reason": reason, "copy_of": original,
        "origin": agency or key, "agency": agency, "country": find_country(article.outlet, writer.knowledge),
        "facts": read.facts if read else None, "problems": read.problems if read else "[]",
        "reader": writer.version if read else None, "added": writer.added,
    }  # fmt: skip
    insert_many(writer.connection, articles, [row])


def _keep_input(connection: Connection, source: str, key: str) -> None:
    if not ask(connection, "SELECT key FROM inputs WHERE source = ? AND key = ?", source, key):
        insert_many(connection, inputs, [{"source": source, "key": key}])


def _forget_failure(connection: Connection, source: str) -> None:
    """An input that can be read now did not fail."""
    key = key_of_failure(source)
    if has(connection, key):  # deleting nothing takes SQLite as long as ten look-ups: it gets ready for all that hangs on articles
        connection.execute(delete(articles).where(articles.c.key == key))


def _forget_off_topic(connection: Connection, source: str, key: str) -> None:
    """An input that is wanted now was let go by a cheap text of its page, under another key."""
    for (other,) in ask(connection, _LET_GO, source, State.OFF_TOPIC.value, key):
        connection.execute(delete(inputs).where(inputs.c.source == source, inputs.c.key == other))
        if connection.execute(select(inputs.c.key).where(inputs.c.key == other)).first() is None:
            connection.execute(delete(articles).where(articles.c.key == other))


_LET_GO = "SELECT a.key FROM articles a JOIN inputs i ON i.key = a.key WHERE i.source = ? AND a.state = ? AND a.key <> ?"


def _keep_facts(writer: Writer, article: Article, key: str, rows: RecordRows) -> None:
    connection = writer.connection
    decided = load_decided(connection)
    if rows.names_any(decided.aliases):
        rows = to_rows(replace(from_json(rows.facts), article=article), key, decided.aliases)
    added = {"added": writer.added}
    for table, found in ((statements, rows.statements), (positions, rows.positions), (figures, rows.figures)):
        insert_many(connection, table, [row | added for row in found])
    for table, found in ((mentions, rows.mentions), (parties, rows.parties)):
        insert_many(connection, table, found)
    index_texts(connection, rows.texts)
    name_actors(connection, rows.mentions)
    _keep_reports(writer, key, rows, decided)


def _keep_reports(writer: Writer, key: str, rows: RecordRows, decided: Decided) -> None:
    """The reports, with what they point to and the events that they make: each row is written once, when all of it is known."""
    connection = writer.connection
    compared = rows.compared()
    pointed = point_new(connection, compared, writer.cache, decided)
    told = [{**row, **pointed.own[row["id"]], "event": None, "added": writer.added} for row in rows.reports]
    ((origin, country),) = ask(connection, "SELECT origin, country FROM articles WHERE key = ?", key)
    events = regroup(connection, pointed.changed, writer.cache, decided, fresh=Fresh(compared, told, origin, country))
    insert_many(connection, reports, [{**row, "event": events[row["id"]]} for row in told])
    insert_many(connection, report_keys, rows.keys)


# Copies.


def _demote_copies(writer: Writer, imprint: Imprint, near: Sequence[Imprint]) -> None:
    """Articles that the new one holds whole become its copies: their facts stand in it. Copies of others stay so, where these hold more."""
    connection, by_key = writer.connection, {o.key: o for o in near}
    for other in near:
        if not is_copy(other, imprint):
            continue
        row = connection.execute(select(articles).where(articles.c.key == other.key)).one()
        held = [by_key.get(row.copy_of) or imprints(connection, [row.copy_of])[0]] if row.copy_of else []
        if row.state == State.KEPT:
            _take_out_facts(writer, other.key)
            index_texts(connection, [article_text(other.key, row.published, row.text, row.title)])
        cells = {"state": State.COPY.value, "copy_of": find_original(other, [imprint, *held]), "facts": None, "reader": None, "problems": "[]"}
        connection.execute(update(articles).where(articles.c.key == other.key).values(**cells))


# Out.


def remove(writer: Writer, key: str, read: Callable[[Article], Record]) -> None:
    """Takes an article and what only it supported out. A copy of it that now says something of its own is read by `read`."""
    connection = writer.connection
    row = connection.execute(select(articles).where(articles.c.key == key)).one()
    copies = list(connection.execute(select(articles.c.key).where(articles.c.copy_of == key)).scalars())
    group = origin_group(connection, key) - {key}
    if row.state == State.KEPT:
        own = connection.execute(select(reports.c.id).where(reports.c.key == key)).scalars().all()
        _take_out_facts(writer, key)
        forget_of(connection, own)
        connection.execute(delete(judgements).where(judgements.c.fact.startswith(f"{key}#")))
    unindex_texts(connection, key)
    connection.execute(delete(articles).where(articles.c.key == key))
    touched = part_origins(connection, group)
    for imprint in imprints(connection, copies):
        _find_new_original(writer, imprint, read)
    _recount(writer, touched)


def _find_new_original(writer: Writer, imprint: Imprint, read: Callable[[Article], Record]) -> None:
    connection = writer.connection
    original = find_original(imprint, alike(connection, imprint))
    if original:
        connection.execute(update(articles).where(articles.c.key == imprint.key).values(copy_of=original))
        return
    article = to_article(connection.execute(select(articles).where(articles.c.key == imprint.key)).one())
    rows = to_rows(replace(read(article), article=article), imprint.key)
    cells = {"state": State.KEPT.value, "copy_of": None, "facts": rows.facts, "problems": rows.problems, "reader": writer.version}
    connection.execute(update(articles).where(articles.c.key == imprint.key).values(**cells))
    unindex_texts(connection, imprint.key)
    _keep_facts(writer, article, imprint.key, rows)


def _take_out_facts(writer: Writer, key: str) -> None:
    """Takes the facts of an article out; what pointed to its reports points anew."""
    connection, cache = writer.connection, writer.cache
    own = {r.id: r.event for r in connection.execute(select(reports.c.id, reports.c.event).where(reports.c.key == key))}
    named = set(connection.execute(select(mentions.c.actor).where(mentions.c.key == key)).scalars())
    orphans = _pointing_to(connection, reports.c.points_to, own)
    hopes = _pointing_to(connection, reports.c.outcome, own)
    unindex_texts(connection, key)
    for table in (parties, figures, positions, statements, reports, mentions):
        connection.execute(delete(table).where(table.c.key == key))
    raise_generation(connection, cache)
    decided = load_decided(connection)
    point_again(connection, orphans - own.keys(), cache, decided)
    find_outcomes(connection, hopes - own.keys(), cache)
    regroup(connection, (orphans | hopes) - own.keys(), cache, decided, gone={e for e in own.values() if e})
    unname_actors(connection, named)


def _pointing_to(connection: Connection, column: object, ids: Iterable[str]) -> set[str]:
    return {r for batch in in_batches(sorted(ids)) for r in connection.execute(select(reports.c.id).where(column.in_(batch))).scalars()}  # type: ignore[attr-defined]


# What is counted over articles.


def _recount(writer: Writer, keys: Iterable[str]) -> None:
    """Makes anew the events of articles whose origin changed: they count origins."""
    ids: set[str] = set()
    for batch in in_batches(sorted(keys)):
        ids.update(id_ for (id_,) in ask(writer.connection, "SELECT id FROM reports WHERE key IN ?", batch))
    if ids:
        regroup(writer.connection, ids, writer.cache, load_decided(writer.connection))


def rewrite_facts(writer: Writer, record: Record, key: str) -> None:
    """Takes the facts of an article out and writes them anew, as when an actor is known by another name."""
    added = writer.connection.execute(select(articles.c.added).where(articles.c.key == key)).scalar_one()
    _take_out_facts(writer, key)
    _keep_facts(replace(writer, now=datetime.fromisoformat(added)), record.article, key, to_rows(record, key))


def refresh(writer: Writer, ids: Iterable[str], decided: Decided) -> None:
    """Points reports anew after a correction, and makes their events anew."""
    wanted = set(ids)
    changed = point_again(writer.connection, wanted, writer.cache, decided)
    regroup(writer.connection, wanted | changed, writer.cache, decided)
