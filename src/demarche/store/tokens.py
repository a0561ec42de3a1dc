"""Tokens: who may use the site from another machine, and whether he may write. A token is shown once; the store keeps its hash."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from demarche.errors import BadQuery, NotThere
from demarche.store.schema import tokens

READ, WRITE = "read", "write"
ROLES = (READ, WRITE)
_PREFIX = "dmr_"  # so that a scanner finds one that was published by mistake
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Token:
    """Who a token is for, and what he may do."""

    name: str
    role: str
    made: str

    @property
    def may_write(self) -> bool:
        return self.role == WRITE


def make_token(connection: Connection, name: str, role: str, *, at: str) -> str:
    """A new token, which nobody can read again. Raises BadQuery for a role that is not known, and a name that has one."""
    if role not in ROLES:
        raise BadQuery(f'--role: "{role}" is not known. Known: {", ".join(ROLES)}.')
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise BadQuery(f"a token needs a name of 1 to {_LONGEST_NAME} characters.")
    if connection.execute(select(tokens.c.name).where(tokens.c.name == name)).first():
        raise BadQuery(f'"{name}" has a token. `demarche tokens remove {name}` takes it back.')
    secret = _PREFIX + secrets.token_urlsafe(32)
    connection.execute(insert(tokens).values(hash=_hash(secret), name=name, role=role, made=at))
    return secret


def find_token(connection: Connection, secret: str) -> Token | None:
    """Whose token it is; None for one that nobody has."""
    row = connection.execute(select(tokens).where(tokens.c.hash == _hash(secret))).first()
    return Token(row.name, row.role, row.made) if row else None


def list_tokens(connection: Connection) -> list[Token]:
    """All tokens by name, without their secrets."""
    return [Token(r.name, r.role, r.made) for r in connection.execute(select(tokens).order_by(tokens.c.name))]


def remove_token(connection: Connection, name: str) -> None:
    """Takes a token back. Raises BadQuery where nobody of this name has one."""
    if not connection.execute(delete(tokens).where(tokens.c.name == name)).rowcount:
        raise NotThere(f'"{name}": nobody of this name has a token. `demarche tokens list` shows them.')


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
