"""What a reading process is told: how to read, into which store it goes, what is known of every article."""

from dataclasses import dataclass, field
from pathlib import Path

from demarche.ingest.metadata import Metadata
from demarche.settings import DEFAULTS, Settings

READ = "from demarche.run.child import main; main()"


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a run. `store`: the address of the store, so that what is there is not read again; None where readers can't reach it.

    `program`: what a reading process runs.
    """

    settings: Settings = DEFAULTS
    known: Metadata = field(default_factory=Metadata)
    store: str | Path | None = None
    program: str = READ
