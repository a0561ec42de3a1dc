"""Events by day; and the agenda: what is planned, what was put off, what lapsed."""

from dataclasses import replace
from datetime import date, timedelta

from demarche.store.asked import EventRow, Filter
from demarche.store.asking import list_due, list_events, list_located, list_once_planned
from demarche.store.store import Store
from demarche.views.rows import Rows

# A plan without a day stays on the agenda so long after the last report of it.
_OPEN_DAYS = 30
_LAPSED_DAYS = 14  # a lapsed plan is shown so long: somebody may still confirm it


def timeline(store: Store, asked: Filter, *, newest_first: bool = False) -> Rows[EventRow]:
    """Events by day, each once, whatever its status."""
    with store.reading() as connection:
        return Rows(list_events(connection, asked, store.knowledge, newest_first=newest_first))


def calendar(store: Store, asked: Filter) -> Rows[EventRow]:
    """What was planned for the last month or later, whatever became of it: who has subscribed to a meeting sees that it was called off, or took place."""
    since = asked.first or (date.fromisoformat(asked.today) - timedelta(days=_OPEN_DAYS)).isoformat()
    with store.reading() as connection:
        return Rows(list_once_planned(connection, replace(asked, first=since), store.knowledge))


def located(store: Store, asked: Filter) -> Rows[EventRow]:
    """Events of which the place is known, the latest first."""
    with store.reading() as connection:
        return Rows(list_located(connection, asked, store.knowledge))


def agenda(store: Store, asked: Filter) -> Rows[EventRow]:
    """What is planned from today on, plans without a day that were reported lately, and plans of the last two weeks that nobody has confirmed ("lapsed")."""
    today = date.fromisoformat(asked.today)
    open_since, lapsed_since = ((today - timedelta(days=n)).isoformat() for n in (_OPEN_DAYS, _LAPSED_DAYS))
    narrowed = replace(asked, status=None, first=None)
    with store.reading() as connection:
        return Rows(list_due(connection, narrowed, store.knowledge, due=asked.first or lapsed_since, reported=asked.first or open_since))
