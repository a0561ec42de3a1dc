"""Reads files in tests, whole and in blocks."""

import io
import pickle

from demarche.ingest.blocks import plan_blocks, read_block
from demarche.ingest.files import read_articles
from demarche.ingest.input import Input
from demarche.ingest.metadata import Metadata
from demarche.settings import Settings

DEFAULTS = Settings()


def read_whole(paths, settings=DEFAULTS, **options):
    return list(read_articles(paths, Metadata(), settings, io.BytesIO(), **options))


def read_in_blocks(paths, settings=DEFAULTS, **options):
    """The same by way of blocks, each as another machine would get it."""
    found = []
    for block in plan_blocks(paths, settings, **options):
        found += [block] if isinstance(block, Input) else read_block(pickle.loads(pickle.dumps(block)), Metadata(), settings)
    return found


def read_content(folder, name, content, settings=DEFAULTS, **options):
    """What a file of this name and content gives; sources without the folder."""
    (folder / name).write_bytes(content)
    return read_whole([folder / name], settings, **options)


def sources(inputs, folder):
    return [found.source.removeprefix(f"{folder}/") for found in inputs]
