"""Tables go up and down, and a store of a newer version is refused."""

import pytest
from sqlalchemy import insert, inspect, select, text

from demarche.errors import StoreError
from demarche.store.database import migrate, open_database
from demarche.store.following import FeedState, keep_feed, load_feed
from demarche.store.schema import articles, fingerprints, metadata

ARTICLE = {"key": "a", "id": "a", "text": "", "parts": "[]", "state": "kept", "origin": "a", "problems": "[]", "added": "2022-02-07"}


def test_tables_go_up_and_down(address):
    database = open_database(address)
    assert set(metadata.tables) <= set(inspect(database.engine).get_table_names())
    migrate(database, "base")
    assert not set(metadata.tables) & set(inspect(database.engine).get_table_names())
    migrate(database, "head")
    assert set(metadata.tables) <= set(inspect(database.engine).get_table_names())
    database.close()


def test_the_migrations_make_the_tables_of_the_schema(address):
    database = open_database(address)
    found = inspect(database.engine)
    for table in metadata.tables.values():
        assert {c["name"] for c in found.get_columns(table.name)} - {"searched"} == {c.name for c in table.columns}
        assert {i["name"] for i in found.get_indexes(table.name)} - {"texts_index"} == {i.name for i in table.indexes}
    database.close()


def test_a_store_of_the_first_version_keeps_what_it_looks_up(address):
    database = open_database(address)
    migrate(database, "base")
    migrate(database, "0001")
    with database.writing() as connection:
        connection.execute(insert(articles).values(**ARTICLE))
        connection.execute(text("INSERT INTO fingerprints (mark, day, key) VALUES (5, 738193, 'a')"))
    database.close()
    database = open_database(address)
    with database.reading() as connection:
        assert [tuple(row) for row in connection.execute(select(fingerprints))] == [(738193 // 14, 5, 738193, "a")]
    database.close()


def test_a_store_from_before_feeds_keeps_its_articles_and_can_follow_some(address):
    database = open_database(address)
    migrate(database, "base")
    migrate(database, "0003")
    with database.writing() as connection:
        connection.execute(insert(articles).values(**ARTICLE))
    database.close()
    database = open_database(address)
    with database.writing() as connection:
        keep_feed(connection, "f", FeedState("x"))
    with database.reading() as connection:
        assert load_feed(connection, "f").etag == "x" and connection.execute(select(articles.c.key)).scalars().all() == ["a"]
    database.close()


def test_a_store_of_a_newer_version_is_refused(address):
    database = open_database(address)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreError, match="newer Demarche"):
        open_database(address)
