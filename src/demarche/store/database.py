"""Opens a store: a SQLite file, or a PostgreSQL database by its URL. Brings its tables up to date; turns a database's errors into ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from demarche.errors import StoreError

WAIT_S = 30  # for another writer; merging an article takes some milliseconds, so that a longer wait means that something is stuck
_HEAD = "0005"  # the newest of migrations/versions
# The log is copied into the file every 64 MB, so that pages which many articles touch are copied once; pages are read where they lie.
_PRAGMAS = (
    "journal_mode=WAL", "synchronous=NORMAL", "wal_autocheckpoint=16000", "foreign_keys=ON", "cache_size=-64000", "mmap_size=4000000000", "temp_store=MEMORY",
)  # fmt: skip
# An article takes some forty statements, many of them in several lengths of their lists: of the driver's 128 most would be prepared anew each time.
_PREPARED = 2_000
_SERVERS = ("postgresql:", "postgres:")  # an address that lacks its "//" is no file, and may hold a password
_NO_ADDRESS = "--store: no address of a database. Write postgresql://user:password@host:5432/name, with %40 for an @ in the password."
_LOCK = 0x64656D61  # PostgreSQL's number of our writers' lock ("dema")


@dataclass(frozen=True, slots=True)
class Database:
    """An open store. `name` is what the user called it, for messages; it never holds a password."""

    engine: Engine
    name: str

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store, however long it reads. Raises StoreError where it can't be read."""
        with _mending(self), self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT" if self.is_sqlite else "REPEATABLE READ")
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                _roll_back(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write; commits at the end, undoes all after an error. Waits WAIT_S for its turn, then raises StoreError."""
        with _mending(self), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    _roll_back(connection)
                    raise
                connection.exec_driver_sql("COMMIT")
            else:
                with connection.begin():
                    connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_S}s'"))
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                    yield connection

    def close(self) -> None:
        self.engine.dispose()


def _roll_back(connection: Connection) -> None:
    """Undoes what was not committed. SQLite has done it itself after some errors, such as a full disk."""
    if connection.dialect.name != "sqlite":
        connection.rollback()
    elif getattr(connection.connection.dbapi_connection, "in_transaction", True):
        connection.exec_driver_sql("ROLLBACK")


def open_database(address: str | Path, *, create: bool = True) -> Database:
    """The store at a path or a URL ("crisis.db", "postgresql://user@host/name"), with its tables up to date.

    Raises StoreError where there is none and `create` is off, where it is no store, or of a newer version.
    """
    address = str(address)
    if "://" in address or address.startswith(_SERVERS):
        database = _open_url(address)
    else:
        path = Path(address)
        if not create and not path.is_file():
            raise StoreError(f"{path}: no store there. `demarche add ARTICLE… --store {path}` makes one; --store names another.")
        if not path.parent.is_dir():
            raise StoreError(f"{path}: the folder {path.parent} does not exist. Make it, or name another place with --store.")
        database = Database(_sqlite_engine(path), str(path))
    _bring_up_to_date(database, create=create)
    return database


def _open_url(address: str) -> Database:
    if address.startswith("sqlite:///"):
        return Database(_sqlite_engine(Path(address.removeprefix("sqlite:///"))), address)
    scheme, _, rest = address.partition("://")
    if not rest:
        raise StoreError(_NO_ADDRESS)
    if scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise StoreError(f'--store: "{scheme}" is no database that Demarche knows. Give a file, or postgresql://user@host/name.')
    try:
        engine = create_engine(f"postgresql+psycopg://{rest}", pool_pre_ping=True)
    except ValueError:  # its message quotes the address, in which the password may stand
        raise StoreError(_NO_ADDRESS) from None
    except (ImportError, SQLAlchemyError) as reason:
        raise StoreError(f"--store: no driver for PostgreSQL ({type(reason).__name__}). pip install 'demarche[postgres]'") from reason
    return Database(engine, engine.url.render_as_string(hide_password=True))


def _sqlite_engine(path: Path) -> Engine:
    options = {"timeout": WAIT_S, "check_same_thread": False, "cached_statements": _PREPARED}
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args=options)

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we begin and commit ourselves: the driver would begin too late
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _bring_up_to_date(database: Database, *, create: bool) -> None:
    version = _version(database)
    if version == _HEAD:
        return
    if version is None and not create:
        raise StoreError(f"{database.name}: there is a database, but no store in it. `demarche add ARTICLE… --store …` makes one.")
    if version is not None and version > _HEAD:
        raise StoreError(f"{database.name}: made by a newer Demarche (its tables have version {version}, this one knows {_HEAD}). Install the newer one.")
    migrate(database, "head")


def migrate(database: Database, target: str) -> None:
    """Brings the tables to a version: "head", "base" (no tables), or the name of one."""
    from alembic import command  # a tenth of a second to import, and most runs find their tables up to date
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        current = _version_on(connection)
        if target == "base" or current is None or (target == "head" and current < _HEAD):
            (command.downgrade if target == "base" else command.upgrade)(config, target)


def _version(database: Database) -> str | None:
    with _mending(database), database.engine.connect() as connection:
        return _version_on(connection)


def _version_on(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _mending(database: Database) -> Iterator[None]:
    """A database's error → ours, with the remedy. What the articles say never stands in it."""
    try:
        yield
    except PoolTimeout as reason:
        raise StoreError(f"{database.name}: too many ask at once. Try again in a moment.") from reason
    except DBAPIError as reason:
        raise StoreError(f"{database.name}: {_remedy(str(reason.orig))}") from reason
    except database.engine.dialect.loaded_dbapi.Error as reason:  # of statements that went to the driver as they are (store.many)
        raise StoreError(f"{database.name}: {_remedy(str(reason))}") from reason


def _remedy(words: str) -> str:
    first = words.splitlines()[0] if words else "no reason given"
    for sign, remedy in _REMEDIES.items():
        if sign in words:
            return f"{remedy} ({first})"
    return f"the database refuses: {first}"


_REMEDIES = {
    "database is locked": f"another process has been writing for more than {WAIT_S} s. Wait for it to end, then try again: nothing is lost",
    "lock timeout": f"another process has been writing for more than {WAIT_S} s. Wait for it to end, then try again: nothing is lost",
    "disk is full": "no room left on the disk. Free some, then try again: what was added before is safe",
    "No space left": "no room left on the disk. Free some, then try again: what was added before is safe",
    "disk I/O error": "the disk can't be read or written. What was added before is safe",
    "file is not a database": "this file is no store. Name another with --store",
    "readonly database": "this store may not be written. Check the rights of the file and its folder",
    "unable to open": "this file can't be opened. Check its path and rights",
    "malformed": "the file is damaged. Restore a copy, or add the articles to a new store",
    "Connection refused": "no PostgreSQL server answers there. Is it running, and is the address right?",
    "password authentication": "the server refuses the user or the password",
    "does not exist": "the server has no such database, table or user",
}
