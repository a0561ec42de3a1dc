"""The generated parts of the documentation: made while it is built, so that they can't go stale.

A line `{{ NAME }}` of a page becomes what the table below makes; blocks of commands get the output that they have (transcripts.py).
"""

import logging
import re
from collections.abc import Callable
from pathlib import Path

from sphinx.application import Sphinx

from reference.commands import write_commands
from reference.endpoints import write_endpoints
from reference.lexicon import write_lexicon
from reference.python import write_python
from reference.records import write_record
from reference.settings import write_environment, write_settings
from reference.transcripts import run_blocks

GENERATED: dict[str, Callable[[], str]] = {
    "commands": write_commands, "settings": write_settings, "environment": write_environment, "record": write_record, "python": write_python,
    "endpoints": write_endpoints, "lexicon": write_lexicon,
}  # fmt: skip
_MARK = re.compile(r"^\{\{ (\w+) \}\}$", re.MULTILINE)


def fill(app: Sphinx, page: str, source: list[str]) -> None:
    """Puts the generated parts into a page's source. Raises KeyError for a part that nothing makes."""
    filled = _MARK.sub(lambda mark: GENERATED[mark[1]](), source[0])
    source[0] = run_blocks(filled, examples=Path(app.srcdir).parent / "examples")


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx's entry point."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # Sphinx would print what each new store tells it
    app.connect("source-read", fill)
    return {"parallel_read_safe": False}  # the commands of a page run in a folder, one after the other
