"""A run in a process of its own, to be killed: `adding_child.py FOLDER STORE ENGINE`. Prints the name of each input that is in."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from runs import order

from demarche.archive import open_archive
from demarche.ingest.steps import Steps
from demarche.run.engine import Engine, add_blocks


def main() -> None:
    folder, store, engine = sys.argv[1:]
    with open_archive(store) as archive:
        for added in add_blocks([folder], order(store), Engine(engine, 2, resume=True), archive.store, None, Steps()):
            print(added.source, flush=True)


if __name__ == "__main__":
    main()
