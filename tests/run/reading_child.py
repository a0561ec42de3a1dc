"""A reading process without the model, for tests: an article is read as one that states nothing, and some words harm the process that reads them."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from demarche.ingest import blocks
from demarche.ingest.blocks import Block
from demarche.ingest.input import Input
from demarche.lexicon.knowledge import Knowledge
from demarche.record import Article, Record
from demarche.run import child, limits, reading

limits.SECONDS = 1
limits.MEGABYTES = 100


def read(article: Article, _analyser: object, _knowledge: object) -> Record:
    if "DIES ONCE" in article.text:
        mark = Path(article.text.split("DIES ONCE ")[1].split()[0])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif "DIES" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "KILLS ITS WORKER" in article.text:
        os.kill(os.getppid(), signal.SIGKILL)
    if "WAITS" in article.text:
        mark = Path(article.text.split("WAITS ")[1].split()[0])
        if not mark.exists():
            mark.write_text(str(os.getppid()))
            time.sleep(600)
    if "HANGS" in article.text:
        time.sleep(600)
    while "COMPUTES" in article.text:
        pass
    if "EATS" in article.text:
        bytearray(300_000_000)
    if "FAULT" in article.text:
        raise KeyError(article.text)
    return Record(article, problems=(f"read by {os.getpid()}: day of publication unknown",) if "TELLS" in article.text else ())


def read_block(block: Block, *rest: object, **more: object) -> Iterator[Input]:
    """As always, but for a file that takes all memory before it gives an article."""
    if "takes-all" in block.files[0]:
        raise MemoryError
    yield from blocks.read_block(block, *rest, **more)


def main() -> None:
    reading.read = read
    child.make_analyser = lambda _settings: None
    child.settings_knowledge = lambda _settings: Knowledge()
    child.read_block = read_block
    child.main()
