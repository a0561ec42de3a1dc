"""An address → what is asked: the same filters as on the command line."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Depends, Query

from demarche.errors import BadQuery
from demarche.record import EventType, Status
from demarche.store.asked import CURSOR, LAPSED

_LONGEST = 200  # characters of a name
_LONGEST_CURSOR = 2000
_MOST = 500  # rows on a page
_USUAL = 100
# field → its name in an address
_SHOWN = {"actor": "actor", "type": "type", "status": "status", "place": "place", "first": "from", "last": "to", "issue": "issue"}
StatusOrLapsed = Literal["happened", "ongoing", "planned", "demanded", "possible", "negated", "lapsed"]
STATUSES = (*(s.value for s in Status), LAPSED)
TYPES = tuple(t.value for t in EventType)

Actor = Annotated[str | None, Query(max_length=_LONGEST, description="name or id of somebody who takes part; a state with those who act for it")]
Type = Annotated[EventType | Literal[""] | None, Query(description="PLOVER type of the event")]
StatusName = Annotated[StatusOrLapsed | Literal[""] | None, Query(description="status of the event; lapsed: a plan whose day went by unconfirmed")]
Place = Annotated[str | None, Query(max_length=_LONGEST, description='a town as it is named here ("Kyiv"), or a country code ("UKR")')]
Issue = Annotated[str | None, Query(max_length=_LONGEST, description="words of an issue, for positions")]
First = Annotated[date | Literal[""] | None, Query(alias="from", description="first day, 2022-02-07")]
Last = Annotated[date | Literal[""] | None, Query(alias="to", description="last day, 2022-02-07")]
Limit = Annotated[int, Query(ge=1, le=_MOST, description="rows on a page")]
After = Annotated[str | None, Query(max_length=_LONGEST_CURSOR, pattern=f"^[^\x00]*{CURSOR}[^\x00]*$", description="the `next` of the page before")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What narrows a page, as its address has it; empty fields of a form ask nothing."""

    actor: str | None = None
    type: str | None = None
    status: str | None = None
    place: str | None = None
    first: str | None = None
    last: str | None = None
    limit: int = _USUAL
    after: str | None = None
    issue: str | None = None

    def only(self, *names: str) -> dict[str, Any]:
        """The filters of these names that are set, as the archive takes them. Raises BadQuery for one that is set and would narrow nothing."""
        idle = [_SHOWN[name] for name in _SHOWN if name not in names and getattr(self, name) is not None]
        if idle:
            raise BadQuery(f"{', '.join(idle)}: this can't be narrowed by it. It takes {', '.join(_SHOWN[n] for n in names if n in _SHOWN) or 'no filter'}.")
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    def address(self, path: str, **changed: Any) -> str:
        """The address of a page with these filters, some of them changed; None takes one out."""
        limit = None if self.limit == _USUAL else self.limit
        values = {alias: getattr(self, name) for name, alias in _SHOWN.items()} | {"limit": limit} | changed
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{path}?{query}" if query else path


def read_asked(
    actor: Actor = None, type: Type = None, status: StatusName = None, place: Place = None, first: First = None, last: Last = None, limit: Limit = _USUAL,
    after: After = None, issue: Issue = None,
) -> Asked:  # fmt: skip
    """The filters of an address."""
    day = [d.isoformat() if isinstance(d, date) else None for d in (first, last)]
    return Asked(_said(actor), str(type) if type else None, status or None, _said(place), day[0], day[1], limit, after, _said(issue))


def _said(words: str | None) -> str | None:
    """Words without blanks around them; None for none. No database keeps a NUL."""
    return (words or "").replace("\x00", "").strip() or None


Narrowed = Annotated[Asked, Depends(read_asked)]
