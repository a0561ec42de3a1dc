"""`demarche.__all__` → the reference of the Python API: signatures and docstrings."""

import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any

import demarche
from demarche.settings import Settings
from reference.markdown import escape, write_code, write_target

_ELSEWHERE = {"Record": "record.md", "Article": "#record-Article", "Settings": "settings.md"}  # types with a page of their own
_MODULES = re.compile(r"\b(?:[a-z_]+\.)+(?=[A-Z]|datetime)")
_WIDTH = 96  # columns


def write_python() -> str:
    """A section a public name; functions first, then what they give, then the errors."""
    names = sorted(demarche.__all__, key=lambda name: (_rank(getattr(demarche, name)), name))
    return "\n\n".join(_write_name(name, getattr(demarche, name)) for name in names)


def _rank(thing: Any) -> int:
    return 0 if not inspect.isclass(thing) else 2 if issubclass(thing, Exception) else 1


def _write_name(name: str, thing: Any) -> str:
    pieces = [write_target("python", name), f"### demarche.{name}"]
    if not inspect.isclass(thing) or is_dataclass(thing):
        pieces.append(write_code(f"{name}{_signature(thing)}", "python"))
    pieces.append(_doc(thing))
    if name in _ELSEWHERE:
        pieces.append(f"Its fields: [the reference]({_ELSEWHERE[name]}).")
    return "\n\n".join((*pieces, *(_write_method(method, function) for method, function in _methods(thing))))


def _methods(thing: Any) -> Iterator[tuple[str, Any]]:
    """The public methods of a class of ours, in the order of the file."""
    if inspect.isclass(thing) and not issubclass(thing, Exception):
        yield from ((n, f) for n, f in vars(thing).items() if inspect.isfunction(f) and (not n.startswith("_") or n == "__call__") and f.__doc__)


def _write_method(name: str, function: Any) -> str:
    shown = "" if name == "__call__" else f".{name}"
    return f"{write_code(f'{shown}{_signature(function)}', 'python')}\n\n{_doc(function)}"


def _signature(thing: Any) -> str:
    """The arguments and what comes out, with types and defaults as a caller writes them."""
    signature = inspect.signature(thing)
    kept = [_short(p) for p in signature.parameters.values() if p.name != "self"]
    gives = inspect.Signature.empty if inspect.isclass(thing) else signature.return_annotation
    whole = _MODULES.sub("", str(signature.replace(parameters=kept, return_annotation=gives))).replace("<factory>", "...")
    return textwrap.fill(whole, _WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)


def _short(parameter: inspect.Parameter) -> inspect.Parameter:
    if parameter.default == Settings():
        return parameter.replace(default=_Written("Settings()"))
    return parameter.replace(default=_Written("...")) if inspect.isfunction(parameter.default) else parameter


@dataclass(frozen=True, slots=True)
class _Written:
    """A default in the words that a caller would write."""

    words: str

    def __repr__(self) -> str:
        return self.words


def _doc(thing: Any) -> str:
    return escape(inspect.getdoc(thing) or "")
