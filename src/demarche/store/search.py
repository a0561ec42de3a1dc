"""Full text: FTS5 in SQLite, tsvector in PostgreSQL, asked in the same words: all must occur, "a phrase", -without, OR."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from demarche.errors import BadQuery
from demarche.store.many import ask, insert_many
from demarche.store.schema import texts

_RANKED = 20_000  # of words that stand everywhere, the texts that came in last are ranked: all of 400,000 take a second
KINDS = ("article", "event", "statement", "position", "figure")
_TERM = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: a fact or an article, with the words around what was found; `rank` is less for the better."""

    kind: str
    ref: str
    key: str
    published: str | None
    snippet: str
    rank: float


def index_texts(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Makes texts searchable."""
    if not rows:
        return
    first = (ask(connection, "SELECT max(number) FROM texts")[0][0] or 0) + 1
    numbered = [{**row, "number": first + i} for i, row in enumerate(rows)]
    insert_many(connection, texts, numbered)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO texts_index(rowid, words) VALUES (?, ?)", [(r["number"], r["words"]) for r in numbered])


def unindex_texts(connection: Connection, key: str) -> None:
    """Takes the texts of an article out."""
    if connection.dialect.name == "sqlite":
        rows = [tuple(r) for r in connection.execute(select(texts.c.number, texts.c.words).where(texts.c.key == key))]
        if rows:
            connection.exec_driver_sql("INSERT INTO texts_index(texts_index, rowid, words) VALUES ('delete', ?, ?)", rows)
    connection.execute(texts.delete().where(texts.c.key == key))


def find_texts(connection: Connection, query: str, *, kind: str | None, first: str | None, last: str | None, limit: int) -> list[Found]:
    """The best hits. `first` and `last`: days of publication. Raises BadQuery for a query without a word to look for."""
    wanted, excluded = _terms(query)
    if not wanted:
        raise BadQuery(f'search: nothing to look for in "{query}". Give words, "a phrase", -without, or one OR another.')
    values = {"kind": kind, "first": first, "last": last + "T99" if last else None, "limit": limit}
    if connection.dialect.name == "sqlite":
        newest = -1 if first or last else _RANKED
        rows = connection.execute(text(_SQLITE), {**values, "query": _fts5(wanted, excluded), "newest": newest})
    else:
        expression, words = _tsquery(wanted, excluded)
        rows = connection.execute(text(_POSTGRESQL.replace("QUERY", expression)), {**values, **words})
    return [Found(*row) for row in rows]


_FILTERS = """
    (CAST(:kind AS VARCHAR) IS NULL OR t.kind = :kind) AND (CAST(:first AS VARCHAR) IS NULL OR t.published >= :first)
    AND (CAST(:last AS VARCHAR) IS NULL OR t.published <= :last)
"""
# Ranks first, and cuts words out of the best only: both cost more than finding.
_SQLITE = f"""
    WITH found AS MATERIALIZED (
        SELECT rowid AS number, rank FROM texts_index WHERE texts_index MATCH :query ORDER BY rowid DESC LIMIT :newest
    ), best AS MATERIALIZED (
        SELECT t.kind, t.ref, t.key, t.published, t.number, found.rank FROM found JOIN texts t ON t.number = found.number
        WHERE {_FILTERS} ORDER BY found.rank, t.published DESC, t.ref LIMIT :limit
    )
    SELECT kind, ref, key, published,
      (SELECT snippet(texts_index, 0, '[', ']', ' … ', 24) FROM texts_index WHERE texts_index MATCH :query AND rowid = best.number), rank
    FROM best ORDER BY rank, published DESC, ref
"""
_POSTGRESQL = f"""
    SELECT t.kind, t.ref, t.key, t.published,
      ts_headline('english', t.words, q, 'StartSel=[, StopSel=], MaxFragments=1, MaxWords=24, MinWords=8'), -ts_rank(t.searched, q, 1) AS rank
    FROM texts t, (SELECT QUERY AS q) asked
    WHERE t.searched @@ q AND {_FILTERS} ORDER BY rank, t.published DESC, t.ref LIMIT :limit
"""


def _terms(query: str) -> tuple[list[list[str]], list[str]]:
    """What must occur, as groups of which one each (of words joined by OR), and what must not. Each is a word or a phrase without signs."""
    wanted: list[list[str]] = []
    excluded = []
    alternative = False
    for minus, phrase, minus_word, word in _TERM.findall(query):
        if word.casefold() == "or" and not minus_word:
            alternative = bool(wanted)
            continue
        words = " ".join(_WORD.findall(phrase or word))
        if words and (minus or minus_word):
            excluded.append(words)
        elif words and alternative:
            wanted[-1].append(words)
        elif words:
            wanted.append([words])
        alternative = False
    return wanted, excluded


def _fts5(wanted: Sequence[Sequence[str]], excluded: Sequence[str]) -> str:
    """The query in FTS5's language, every word quoted so that none is an operator."""
    groups = " AND ".join("(" + " OR ".join(f'"{words}"' for words in group) + ")" for group in wanted)
    return f"({groups})" + "".join(f' NOT "{words}"' for words in excluded)


def _tsquery(wanted: Sequence[Sequence[str]], excluded: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The same as an expression of PostgreSQL, and the values of its parameters."""
    values: dict[str, str] = {}

    def asked(words: str) -> str:
        values[f"w{len(values)}"] = words
        return f"phraseto_tsquery('english', :w{len(values) - 1})"

    groups = [" || ".join(asked(words) for words in group) for group in wanted]
    return " && ".join([*(f"({g})" for g in groups), *(f"!!({asked(words)})" for words in excluded)]), values
