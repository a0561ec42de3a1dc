"""Blocks of commands → the same commands with the output that they really have, in one folder a page.

`{transcript} lines=12 field=events`: a line `$ demarche …` is run, and at most so many lines of its output are shown; of a record, the first of
a field. `{file} NAME`: the block is written to a file that later commands read. DECISION in a command is the id of the decision printed last.
"""

import json
import re
import shlex
import textwrap
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from demarche.cli.main import app
from reference.markdown import write_code

BLOCK = re.compile(r"^```\{(transcript|file)\} ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_DECISION = re.compile(r"\bd-[0-9a-f]{10}\b")
_LINES = 14
_WIDTH = 100  # columns that a page has room for


class CommandFailed(Exception):
    """A command of a page failed."""


def run_blocks(page: str, *, examples: Path) -> str:
    """The page with the output of its commands. Raises CommandFailed where one fails."""
    if not BLOCK.search(page):
        return page
    with TemporaryDirectory() as folder, chdir(folder):
        Path("examples").symlink_to(examples)
        written: dict[str, Callable[[str, str], str]] = {"file": _write_file, "transcript": Transcript(Path(folder)).run}
        return BLOCK.sub(lambda block: written[block[1]](block[2], block[3]), page)


def commands_of(page: str) -> list[str]:
    """The commands of a page's transcripts, as they are typed."""
    return [line[2:] for block in BLOCK.finditer(page) for line in block[3].splitlines() if block[1] == "transcript" and line.startswith("$ ")]


def _write_file(name: str, text: str) -> str:
    path = Path(name.strip())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return f"```{{code-block}} none\n:caption: {name.strip()}\n\n{text}```"


class Transcript:
    """The commands of one page, one after the other, in their folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.decision = "DECISION"

    def run(self, options: str, text: str) -> str:
        """The block with what each of its commands prints."""
        asked = dict(option.split("=") for option in options.split())
        shown = [self._run(line[2:], int(asked.get("lines", _LINES)), asked.get("field")) for line in text.splitlines() if line.startswith("$ ")]
        return write_code("\n\n".join(shown))

    def _run(self, typed: str, lines: int, field: str | None) -> str:
        command = typed.replace("DECISION", self.decision)
        words = shlex.split(command, comments=True)
        result = CliRunner().invoke(app, words[1:], env={"HOME": str(self.home), "COLUMNS": str(_WIDTH), "USER": "ana", "LOGNAME": "ana"})
        if words[0] != "demarche" or result.exit_code:
            raise CommandFailed(f"{command}: status {result.exit_code}. {result.output}")
        self.decision = next(iter(_DECISION.findall(result.output)), self.decision)
        printed = _first(result.stdout, field) if field else [line.rstrip() for line in result.output.strip("\n").splitlines()]
        return "\n".join((f"$ {command}", *printed[:lines], *(["…"] if len(printed) > lines else [])))


def _first(record: str, field: str) -> list[str]:
    """The first fact of a field of a record, as JSON in lines that a page has room for."""
    return textwrap.wrap(json.dumps(json.loads(record)[field][0], ensure_ascii=False), _WIDTH, break_on_hyphens=False)
