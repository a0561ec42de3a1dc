"""Words for a moment → an ISO day or moment: "yesterday", "3 days ago", "2022-02-07", "2022-02-07T09:00"."""

import re
from datetime import UTC, datetime, timedelta

from demarche.errors import BadQuery

_AGO = re.compile(r"(\d{1,4}) (hour|day|week)s? ago")
_DAYS_BACK = {"today": 0, "yesterday": 1}


def read_moment(words: str, now: datetime, *, by_publication: bool) -> str:
    """The moment that the words mean, as it stands in the store: a day where publications are counted, else a moment in UTC. Raises BadQuery."""
    try:
        moment = _read(words.strip(), now)
        return moment.date().isoformat() if by_publication else moment.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError:
        raise BadQuery(f'since: "{words}" lies outside of the calendar.') from None


def _read(words: str, now: datetime) -> datetime:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if words.lower() in _DAYS_BACK:
        return midnight - timedelta(days=_DAYS_BACK[words.lower()])
    if ago := _AGO.fullmatch(words.lower()):
        length = timedelta(**{f"{ago[2]}s": int(ago[1])})
        return now - length if ago[2] == "hour" else midnight - length
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        raise BadQuery(f'since: "{words}" is no moment. Give today, yesterday, "3 days ago", 2022-02-07 or 2022-02-07T09:00.') from None
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)
