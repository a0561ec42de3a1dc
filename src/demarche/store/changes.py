"""What is new or has changed since a moment: events as they were known before it, beside what is known now.

"Since" counts by when articles were added, or by when they were published. Nothing is logged: both states are computed from the reports.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from demarche.lexicon.knowledge import Knowledge
from demarche.merge.life import Known, Stage, Telling, tell
from demarche.merge.report import to_iso
from demarche.record import Status
from demarche.store.asked import EventRow, FigureRow, Filter, Source
from demarche.store.asking import find_actors, get_events, list_figures
from demarche.store.compared import from_compared
from demarche.store.many import in_batches
from demarche.store.schema import articles, event_actors, reports

NEW, STATUS, DAY, DENIED, FIGURE = "new", "status", "day", "denied", "figure"

_MANY = 5000  # figures of some hundred events
_MANY_REPORTS = 20_000
_A_ROW = 4  # events that are looked at for a row that is asked for: not all have changed
_MOST = 1500  # events that are looked at, the latest first: after a whole archive came in, all are new


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `kind` is new, status, day, denied or figure; `before` and `after` in words; the source that brought it."""

    kind: str
    before: str
    after: str
    event: EventRow
    source: Source


@dataclass(frozen=True, slots=True)
class _Told:
    telling: Telling
    key: str
    is_new: bool


def list_changes(connection: Connection, since: str, asked: Filter, knowledge: Knowledge, *, by_publication: bool) -> list[Change]:
    """New events, and changes of status, day, denials and figures, by day. `since`: an ISO day or moment."""
    column = reports.c.published if by_publication else reports.c.added
    query = select(reports.c.event).where(column >= since)
    if asked.actor:
        of_actor = select(event_actors.c.event).where(event_actors.c.actor.in_(find_actors(connection, asked.actor, knowledge)))
        query = query.where(reports.c.event.in_(of_actor))
    # In the order of the index: the planner would go through all events to group them.
    latest = connection.execute(query.order_by(column.desc()).limit(_MANY_REPORTS)).scalars()
    ids = sorted(list(dict.fromkeys(e for e in latest if e))[: min(_MOST, _A_ROW * asked.limit)])
    told = _told(connection, ids, since, by_publication=by_publication)
    changes = [c for event in get_events(connection, ids, asked.today) if event.actors or event.recipients for c in _changes(event, told[event.id])]
    changes += _moved_figures(connection, since, ids, asked, by_publication=by_publication)
    narrowed = [c for c in changes if (not asked.type or c.event.type == asked.type) and (not asked.status or c.event.status == asked.status)]
    kept = sorted(narrowed, key=lambda c: (c.source.published or "", c.event.id), reverse=True)[: asked.limit]
    return sorted(kept, key=lambda c: (c.kind == NEW, c.event.day or "9999", c.event.id, c.kind))


def _told(connection: Connection, ids: Sequence[str], since: str, *, by_publication: bool) -> dict[str, list[_Told]]:
    told: dict[str, list[_Told]] = defaultdict(list)
    for batch in in_batches(ids):
        query = select(
            reports.c.event, reports.c.id, reports.c.key, reports.c.compared, reports.c.certainty, reports.c.score, reports.c.published, reports.c.added,
            reports.c.origin.label("own_origin"), articles.c.origin, articles.c.country,
        ).join(articles, articles.c.key == reports.c.key).where(reports.c.event.in_(batch)).order_by(reports.c.id)  # fmt: skip
        for r in connection.execute(query):
            telling = Telling(from_compared(r.id, r.compared), r.own_origin or r.origin, r.country, r.certainty, r.score, r.published)
            told[r.event].append(_Told(telling, r.key, ((r.published or "") if by_publication else r.added) >= since))
    return told


def _changes(event: EventRow, told: Sequence[_Told]) -> list[Change]:
    sources = {s.key: s for s in event.sources}
    new = sorted((t for t in told if t.is_new), key=lambda t: (t.telling.published or "", t.key))
    old = [t.telling for t in told if not t.is_new]
    after = tell([t.telling for t in told])
    if not old:
        return [Change(NEW, "", event.status, event, sources[new[0].key])]
    before = tell(old)
    changes = []
    if before.status != after.status:
        changes.append(Change(STATUS, before.status.value, event.status, event, sources[_brought(new, after, denied=False).key]))
    if after.status is Status.PLANNED and before.earliest is not None and before.earliest != after.earliest:
        changes.append(Change(DAY, to_iso(before.earliest) or "", to_iso(after.earliest) or "no day", event, sources[new[-1].key]))
    if before.deny < after.deny:
        changes.append(Change(DENIED, f"{before.deny} deny", f"{after.deny} deny", event, sources[_brought(new, after, denied=True).key]))
    return changes


def _brought(new: Sequence[_Told], after: Known, *, denied: bool) -> _Told:
    """The new report that brought a change: the last step of the life that is, or is no, denial."""
    steps = [s.report for s in after.life if (s.stage is Stage.DENIED) == denied]
    by_step = [t for report in reversed(steps) for t in new if t.telling.report.id == report]
    negated = [t for t in new if (t.telling.report.status == Status.NEGATED) == denied]
    return (by_step or negated[::-1] or list(new[::-1]))[0]


def _moved_figures(connection: Connection, since: str, ids: Sequence[str], asked: Filter, *, by_publication: bool) -> list[Change]:
    """Figures of one event and unit that a newer article gives otherwise than the last one before."""
    rows = [r for batch in in_batches(ids) for r in list_figures(connection, replace(asked, actor=None, first=None, last=None, limit=_MANY), of=batch)]
    keys = sorted({r.source.key for r in rows})
    query = select(articles.c.key, articles.c.added)
    added = {r.key: r.added for batch in in_batches(keys) for r in connection.execute(query.where(articles.c.key.in_(batch)))}
    groups: dict[tuple[str, str], list[FigureRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r.published or "", r.id)):
        groups[row.event or "", row.unit].append(row)
    events = {e.id: e for e in get_events(connection, {event for event, _ in groups}, asked.today)}
    changes = []
    for (event, _), group in groups.items():
        old = [r for r in group if ((r.published or "") if by_publication else added[r.source.key]) < since]
        new = [r for r in group if r not in old]
        if old and new and new[-1].value != old[-1].value and event in events:
            changes.append(Change(FIGURE, old[-1].text, f"{new[-1].text} {new[-1].unit}", events[event], new[-1].source))
    return changes
