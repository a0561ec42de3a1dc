"""Tokens: shown once, known by their hash, taken back."""

import pytest

from demarche.errors import BadQuery, NotThere
from demarche.store.tokens import READ, WRITE, find_token, list_tokens, make_token, remove_token


def test_a_token_is_known_until_it_is_taken_back(store):
    with store.writing() as writer:
        secret = make_token(writer.connection, "Ana", WRITE, at="2022-02-07")
    with store.reading() as connection:
        found = find_token(connection, secret)
        assert found and (found.name, found.may_write) == ("Ana", True)
        assert find_token(connection, secret + "x") is None
        assert [t.name for t in list_tokens(connection)] == ["Ana"]
    with store.writing() as writer:
        remove_token(writer.connection, "Ana")
    with store.reading() as connection:
        assert find_token(connection, secret) is None


def test_what_can_not_be_a_token_is_refused(store):
    with store.writing() as writer:
        make_token(writer.connection, "Ana", READ, at="2022-02-07")
        with pytest.raises(BadQuery, match="has a token"):
            make_token(writer.connection, "Ana", READ, at="2022-02-07")
        with pytest.raises(BadQuery, match="role"):
            make_token(writer.connection, "Ben", "admin", at="2022-02-07")
        with pytest.raises(BadQuery, match="needs a name"):
            make_token(writer.connection, " ", READ, at="2022-02-07")
        with pytest.raises(NotThere):
            remove_token(writer.connection, "Nobody")
