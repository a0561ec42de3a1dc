from sqlalchemy import bindparam, delete

from demarche.store.many import ask, change, execute_many, in_batches, insert_many
from demarche.store.schema import feeds, tokens

ROWS = [{"hash": f"h{n}", "name": f"n{n}", "role": "read", "made": "%s ? '"} for n in range(3)]


def test_rows_are_written_and_found_in_plain_words(store):
    with store.writing() as writer:
        insert_many(writer.connection, tokens, ROWS)
        insert_many(writer.connection, tokens, [])
        found = ask(writer.connection, "SELECT name, made FROM tokens WHERE hash IN ? AND role = ? ORDER BY name", ["h0", "h2", "none"], "read")
        assert found == [("n0", "%s ? '"), ("n2", "%s ? '")]
        assert change(writer.connection, "DELETE FROM tokens WHERE hash IN ?", ("h0",)).rowcount == 1
        execute_many(writer.connection, delete(tokens).where(tokens.c.hash == bindparam("b_hash"), tokens.c.role == bindparam("b_role")),
                     [{"b_role": "read", "b_hash": "h1"}, {"b_role": "write", "b_hash": "h2"}])  # fmt: skip
        assert ask(writer.connection, "SELECT hash FROM tokens") == [("h2",)]


def test_a_list_may_be_of_numbers(store):
    with store.writing() as writer:
        insert_many(writer.connection, feeds, [{"key": f"f{n}", "failures": n} for n in range(4)])
        assert ask(writer.connection, "SELECT key, next FROM feeds WHERE failures IN ? ORDER BY key", range(1, 3)) == [("f1", None), ("f2", None)]


def test_batches_hold_all_in_order():
    values = list(range(1201))
    assert [v for batch in in_batches(values) for v in batch] == values
    assert max(map(len, in_batches(values, times=3))) * 3 <= 999
