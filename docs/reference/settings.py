"""The settings → their reference: name, default, help, and the commands that take each."""

from dataclasses import fields
from typing import Any

from demarche.settings import Settings
from reference.commands import list_commands, options_of
from reference.markdown import escape, write_table


def write_settings() -> str:
    """A row a setting, from `Settings` itself."""
    rows = ((f"`{f.name}`", f"`--{_flag(f.name)}`", _default(f.default), escape(f.metadata["help"]), _takers(_flag(f.name))) for f in fields(Settings))
    return write_table(("in Python", "option", "default", "", "commands that take it"), rows)


def write_environment() -> str:
    """A row an environment variable that an option falls back to."""
    named = {p.envvar: (p.opts[0], p.help or "") for _, command in list_commands() for p in command.params if isinstance(p.envvar, str)}
    return write_table(("variable", "stands for", ""), ((f"`{name}`", f"`{flag}`", escape(help_)) for name, (flag, help_) in sorted(named.items())))


def _flag(name: str) -> str:
    return name.replace("_", "-")


def _default(value: Any) -> str:
    return "" if value is None else f"`{value}`"


def _takers(flag: str) -> str:
    taking = [f"[{name}](#command-{name.replace(' ', '-')})" for name, command in list_commands() if f"--{flag}" in options_of(command)]
    return ", ".join(taking) or "Python only"
