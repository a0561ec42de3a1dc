"""Markdown from rows and names: what every generated part is written in."""

from collections.abc import Iterable, Sequence


def write_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar or a line break in a cell can't break it."""
    lines = [heads, ["---"] * len(heads), *([_cell(c) for c in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_target(*names: str) -> str:
    """An anchor before a heading, which other pages may link to."""
    return f"({'-'.join(name.strip('-').replace(' ', '-') for name in names)})="


def write_code(text: str, language: str = "none") -> str:
    return f"```{{code-block}} {language}\n{text}\n```"


def escape(text: str) -> str:
    """Words that Markdown and HTML would take for marks, as they are; what stands between backquotes stays code."""
    pieces = text.split("`")
    return "`".join(p if i % 2 else p.replace("<", "&lt;").replace("*", r"\*").replace("_", r"\_") for i, p in enumerate(pieces))


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")
