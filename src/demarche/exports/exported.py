"""What a file of an export is written of: events with who takes part in them, and where they can be looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demarche.store.asked import ActorRow, EventRow


@dataclass(frozen=True, slots=True)
class Exported:
    """Events in order, and their actors by id. `site`: the address under which `/events/ID` and `/articles/KEY` are found; `today`: an ISO day."""

    events: Sequence[EventRow]
    actors: Mapping[str, ActorRow]
    today: str
    site: str = "http://127.0.0.1:8000"
    title: str = "Demarche"
