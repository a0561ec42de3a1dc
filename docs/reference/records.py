"""record.py → the reference of the record: every type, field and word, with the comments that stand beside them in the code."""

import inspect
import io
import re
import tokenize
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from demarche import record
from demarche.lexicon.load import load_table
from reference.markdown import escape, write_table, write_target

_FIELD = re.compile(r"\s*(\w+)\s*[:=]")


@cache
def list_types() -> tuple[type, ...]:
    """The types of the record in the order of the file, the whole record first."""
    found = [t for t in vars(record).values() if inspect.isclass(t) and t.__module__ == record.__name__]
    return tuple(sorted(found, key=lambda t: (t is not record.Record, not is_dataclass(t), inspect.getsourcelines(t)[1])))


def comments_of(kind: type) -> dict[str, str]:
    """What is said of each field or word of a type, in the comment at the end of its line."""
    tokens = tokenize.generate_tokens(io.StringIO(inspect.getsource(kind)).readline)
    comments = ((_FIELD.match(t.line), t.string.lstrip("# ")) for t in tokens if t.type == tokenize.COMMENT)
    return {field[1]: comment for field, comment in comments if field}


def write_record() -> str:
    """A section a type."""
    return "\n\n".join(_write_type(kind) for kind in list_types())


def _write_type(kind: Any) -> str:
    said = _words_of_types() if kind is record.EventType else comments_of(kind)
    pieces = [write_target("record", kind.__name__), f"### {kind.__name__}"]
    own = kind.__dict__.get("__doc__") or ""
    if own and not own.startswith(f"{kind.__name__}("):  # a dataclass without a docstring gets its signature for one
        pieces.append(escape(inspect.cleandoc(own)))
    if issubclass(kind, Enum):
        pieces.append(write_table(("word", ""), ((f"`{word.value}`", escape(said.get(word.name, ""))) for word in kind)))
    else:
        pieces.append(write_table(("field", "type", "where it is not told", ""), (_write_field(f, said) for f in fields(kind))))
    return "\n\n".join(pieces)


def _words_of_types() -> dict[str, str]:
    """What the lexicon says of each event type."""
    return {row["type"]: row["words"] for row in load_table("types")}


def _write_field(field: Field[Any], said: dict[str, str]) -> tuple[str, str, str, str]:
    default = "always told" if field.default is MISSING else {"None": "`null`", "()": "empty"}.get(str(field.default), f"`{field.default}`")
    return f"`{field.name}`", _link(field.type), default, escape(said.get(field.name, ""))


def _link(annotation: Any) -> str:
    """A field's type, with the types of the record as links: "many Event", "Span or nothing"."""
    words = annotation.__name__ if inspect.isclass(annotation) and not hasattr(annotation, "__args__") else str(annotation)
    words = re.sub(r"\bdemarche\.\w+\.", "", words).replace("tuple[", "many ").replace(", ...]", "").replace(" | None", " or nothing")
    known = {t.__name__ for t in list_types()}
    return re.sub(r"\w+", lambda m: f"[{m[0]}](#record-{m[0]})" if m[0] in known else m[0], words)
