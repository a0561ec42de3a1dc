"""Every test of the store runs on SQLite and on a PostgreSQL server of its own."""

import os
import pwd
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from demarche.lexicon.knowledge import load_knowledge
from demarche.store.store import Store, open_store


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((p for p in places if (p / "initdb").exists() and (p / "pg_ctl").exists()), None)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server that lives as long as the tests; it listens on a socket in a folder of its own, and on no port."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine: apt install postgresql, or set PATH to its initdb and pg_ctl")
    folder = Path(subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip())  # short: a socket's path has 107 bytes at most
    # The server refuses to run as root.
    user = {"user": "postgres" if _has_user("postgres") else "nobody"} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, user["user"])
    run = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/", **user}
    cluster = folder / "cluster"
    subprocess.run([programs / "initdb", "-D", cluster, "-U", "demarche", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], **run)
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    subprocess.run([programs / "pg_ctl", "-D", cluster, "-w", "-o", options, "-l", folder / "log", "start"], **run)
    try:
        yield f"postgresql://demarche@/postgres?host={folder}"
    finally:
        subprocess.run([programs / "pg_ctl", "-D", cluster, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder, ignore_errors=True)


def _has_user(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store may be made."""
    if request.param == "sqlite":
        yield str(tmp_path / "crisis.db")
        return
    server = request.getfixturevalue("postgresql")
    name = f"t{uuid.uuid4().hex}"
    admin = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = open_store(address, load_knowledge(None))
    yield opened
    opened.close()
