"""The command line → its reference: every command with its arguments and options, from the Typer app itself."""

from collections.abc import Iterator
from typing import Any

import typer

from demarche.cli.main import app
from reference.markdown import escape, write_code, write_table, write_target


def list_commands() -> Iterator[tuple[str, Any]]:
    """Every command with its whole name, "knowledge add" for that of a group; by name."""
    yield from sorted(_walk("", typer.main.get_command(app)), key=lambda named: named[0])


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    for short, inner in getattr(command, "commands", {}).items():
        whole = f"{name} {short}".strip()
        if hasattr(inner, "commands"):
            yield from _walk(whole, inner)
        else:
            yield whole, inner


def options_of(command: Any) -> list[str]:
    """The options of a command as they are typed, `--help` apart."""
    return [flag for p in command.params if p.param_type_name == "option" for flag in (*p.opts, *p.secondary_opts) if flag != "--help"]


def write_commands() -> str:
    """A section a command, in the order of their names."""
    return "\n\n".join(_write_command(name, command) for name, command in list_commands())


def _write_command(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and "--help" not in p.opts]
    usage = " ".join(["demarche", name, *(_shown(p) for p in arguments), *(["[OPTION…]"] if options else [])])
    pieces = [write_target("command", name), f"## demarche {name}", escape(command.help or ""), write_code(usage, "console")]
    if arguments:
        pieces.append(write_table(("argument", ""), ((f"`{_shown(p)}`", escape(p.help or "")) for p in arguments)))
    if options:
        pieces.append(write_table(("option", "default", ""), (_write_option(p) for p in options)))
    return "\n\n".join(pieces)


def _shown(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _write_option(option: Any) -> tuple[str, str, str]:
    flags = ", ".join(f"`{flag}`" for flag in (*option.opts, *option.secondary_opts))
    default = "" if option.default in (None, False, "") else f"`{option.default}`"
    variable = f"; also `{option.envvar}` in the environment" if option.envvar else ""
    return flags, default, escape(option.help or "") + variable
