"""A PostgreSQL server of one's own, for as long as a block runs; it listens on a socket in a folder of its own, and on no port."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text


def programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian puts them; None where there is none."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((p for p in places if (p / "initdb").exists() and (p / "pg_ctl").exists()), None)


@contextmanager
def serve(*, fsync: bool = False) -> Iterator[str]:
    """The URL of a server's database "postgres"."""
    found = programs()
    assert found is not None
    folder = Path(tempfile.mkdtemp(dir="/tmp"))  # a short name: a socket's path has 107 bytes at most
    user: dict[str, Any] = {"user": _unprivileged()} if os.geteuid() == 0 else {}  # the server refuses to run as root
    if user:
        shutil.chown(folder, user["user"])
    run: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/", **user}
    cluster = folder / "cluster"
    subprocess.run([found / "initdb", "-D", cluster, "-U", "demarche", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], **run)
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync={'on' if fsync else 'off'}"
    subprocess.run([found / "pg_ctl", "-D", cluster, "-w", "-o", options, "-l", folder / "log", "start"], **run)
    try:
        yield f"postgresql://demarche@/postgres?host={folder}"
    finally:
        subprocess.run([found / "pg_ctl", "-D", cluster, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """The URL of an empty database on a server."""
    name = f"t{uuid.uuid4().hex}"
    admin = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def _unprivileged() -> str:
    return "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"
