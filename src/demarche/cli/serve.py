"""`demarche serve`, `tokens` and `export`: the site of a store, who may use it, and the same files from the command line."""

import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from demarche.archive import Archive, open_archive
from demarche.cli.add import DEFAULT_STORE, StoreAddress
from demarche.cli.errors import complaining
from demarche.cli.options import KnowledgeFolder, Out
from demarche.cli.printing import Shown, check_format, print_rows
from demarche.cli.store import Actor, First, Format, Last, Limit, Place, StatusName, Today, Type
from demarche.errors import BadOption
from demarche.run.limits import keep_loaded
from demarche.settings import Settings
from demarche.store.tokens import WRITE, list_tokens, make_token, remove_token

_ANYWHERE = ("0.0.0.0", "::")


def serve_command(
    store: StoreAddress = DEFAULT_STORE,
    port: Annotated[int, typer.Option(help="of the site", min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="address to listen on; others than this machine's own need tokens")] = "127.0.0.1",
    name: Annotated[list[str] | None, typer.Option(help="a name that others call the site by, news.example.org: then everybody needs a token")] = None,
    tokens: Annotated[bool, typer.Option("--tokens", help="visitors must show a token, on this machine too")] = False,
    knowledge: KnowledgeFolder = None, today: Today = None,
) -> None:  # fmt: skip
    """Show a store as a site on this machine: pages, REST and files. Stop it with Ctrl-C."""
    import uvicorn  # half a second to import, for this command alone

    from demarche.web.app import make_app

    with complaining(), open_archive(store, Settings(knowledge=knowledge), create=False, today=today) as archive:
        wanted = tokens or bool(name) or not _is_own(host)
        if host in _ANYWHERE and not name:
            raise BadOption(f"--host {host}: say by which name the site is called, --name news.example.org.")
        if wanted:
            _check_tokens(archive)
        shown = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        address = f"http://{name[0]}" if name else shown
        typer.echo(f"{address}  (Ctrl-C stops it)" + (", with tokens" if wanted else ""))
        hosts = (*(n.partition(":")[0] for n in name or ()), *(() if host in _ANYWHERE else (f"[{host}]" if ":" in host else host,)))
        app = make_app(archive, address=address, tokens=wanted, hosts=hosts)
        keep_loaded()  # or the collector would hold up every third page
        uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def _is_own(host: str) -> bool:
    """Does an address reach this machine only?"""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_tokens(archive: Archive) -> None:
    with archive.store.reading() as connection:
        if not list_tokens(connection):
            raise BadOption("visitors of this site must show a token, and nobody has one. `demarche tokens add NAME` makes one.")


# Tokens.

tokens_app = typer.Typer(help="Who may use the site from another machine: list, add and remove tokens.", no_args_is_help=True)


@tokens_app.command("add")
def add_token_command(
    name: Annotated[str, typer.Argument(help="whose token it is")], store: StoreAddress = DEFAULT_STORE,
    role: Annotated[str, typer.Option(help="read, or write for corrections too")] = WRITE,
) -> None:  # fmt: skip
    """Make a token. It is shown once; the store keeps its hash only."""
    with complaining(), open_archive(store, create=False) as archive, archive.store.writing() as writer:
        typer.echo(make_token(writer.connection, name, role, at=writer.added))


@tokens_app.command("list")
def list_tokens_command(store: StoreAddress = DEFAULT_STORE, format: Format = "table") -> None:
    """Print who has a token, what he may do, and since when."""
    with complaining():
        check_format(format)
        with open_archive(store, create=False) as archive, archive.store.reading() as connection:
            columns = tuple(Shown(column, lambda t, column=column: getattr(t, column), "", 1) for column in ("name", "role", "made"))
            print_rows(list_tokens(connection), columns, format, nothing="nobody has a token")


@tokens_app.command("remove")
def remove_token_command(name: Annotated[str, typer.Argument(help="whose token it is")], store: StoreAddress = DEFAULT_STORE) -> None:
    """Take a token back."""
    with complaining(), open_archive(store, create=False) as archive, archive.store.writing() as writer:
        remove_token(writer.connection, name)
        typer.echo(f"{name}: taken back")


# Files.

FILES = ("jsonld", "geojson", "polecat", "gdelt", "ftm", "ics", "graphml", "parquet", "html", "pdf")
_BINARY = ("parquet", "pdf")


def export_command(
    format: Annotated[str, typer.Argument(help=", ".join(FILES))], store: StoreAddress = DEFAULT_STORE, out: Out = None,
    actor: Actor = None, type: Type = None, status: StatusName = None, place: Place = None, first: First = None, last: Last = None, limit: Limit = 20_000,
    site: Annotated[str, typer.Option(help="address of the site, for links in the file")] = "http://127.0.0.1:8000", today: Today = None,
) -> None:  # fmt: skip
    """Write a file for other programs: a calendar, a map, a graph, an event table, the printed brief."""
    from demarche.cli.files import write_file  # the libraries behind it take a third of a second to import, for this command alone

    asked = {"actor": actor, "type": type, "status": status, "place": place, "first": first, "last": last}
    with complaining():
        if format not in FILES:
            raise BadOption(f'"{format}" is not known. Known: {", ".join(FILES)}.')
        if out is None and format in _BINARY and sys.stdout.isatty():
            raise BadOption(f"{format} is no text for a terminal. Name a file with --out.")
        with open_archive(store, create=False, today=today) as archive:
            content = write_file(archive, format, {k: v for k, v in asked.items() if v is not None}, limit=limit, site=site)
        if out is None:
            sys.stdout.buffer.write(content)
        else:
            _write(out, content)


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as reason:
        raise BadOption(f"--out {out}: can't be written ({reason.strerror}).") from reason


def register(app: typer.Typer) -> None:
    """Adds the commands of the site to the command line."""
    app.command("serve")(serve_command)
    app.command("export")(export_command)
    app.add_typer(tokens_app, name="tokens")
