"""The ledger of blocks: which stretches of the input are in the store whole, so that a run that goes on need not open them again."""

from sqlalchemy import Connection

from demarche.store.many import ask, insert_many
from demarche.store.schema import blocks


def is_done(connection: Connection, name: str) -> bool:
    """Is every input of the block of this name in the store?"""
    return bool(ask(connection, "SELECT name FROM blocks WHERE name = ?", name))


def note_done(connection: Connection, name: str, files: str, *, at: str) -> None:
    """Keeps that every input of a block is in the store. `files`: for people, the files that it is a stretch of."""
    if not is_done(connection, name):
        insert_many(connection, blocks, [{"name": name, "files": files, "at": at}])
