"""Who wants what: a row an issue, a column an actor, in each cell his latest stance with the earlier ones behind it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from demarche.lexicon.knowledge import fold
from demarche.merge.topics import OwnTopics, side_of
from demarche.record import Stance
from demarche.store.asked import Filter, PositionRow
from demarche.store.asking import list_positions
from demarche.store.decided import load_decided
from demarche.store.store import Store
from demarche.views.rows import Rows, day_of

_MANY = 20_000  # stances that are looked through


@dataclass(frozen=True, slots=True)
class Cell:
    """An actor's stance on an issue: the latest; `earlier` are those before it that differ; `origins`: independent sources of the latest."""

    holder: str
    stance: str
    side: int
    issue: str
    published: str | None
    words: str
    outlet: str | None
    origins: int
    earlier: tuple[str, ...]
    latest: PositionRow


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue and who takes which stance on it. `contested`: some are for it and some against."""

    topic: str
    name: str
    phrasings: tuple[str, ...]
    contested: bool
    cells: tuple[Cell, ...]


def positions(store: Store, asked: Filter) -> Rows[PositionRow]:
    """Stances one by one, the latest first."""
    with store.reading() as connection:
        found = list_positions(connection, asked, store.knowledge)
        corrected = load_decided(connection).topics
    own = [_by_own_topics(row, store.topics, _state_names(store)) for row in found]
    return Rows(replace(row, topic=corrected.get(row.topic, row.topic)) for row in own)


def _by_own_topics(row: PositionRow, topics: OwnTopics, states: Sequence[str]) -> PositionRow:
    """The row under the topic that a researcher's own file gives it."""
    topic = topics.find(row.issue, states)
    return replace(row, topic=topic.id, topic_name=topic.name, side=side_of(Stance(row.stance), topic.affirms)) if topic else row


def _state_names(store: Store) -> list[str]:
    return [known.name for known in store.knowledge.states.values()] if store.topics.patterns else []


def table_of_positions(store: Store, asked: Filter, *, issue: str | None = None) -> Rows[IssueRow]:
    """Issues with who takes which stance: those contested first, then those on which most speak. `issue`: only those that have these words."""
    by_topic: dict[str, list[PositionRow]] = defaultdict(list)
    for row in positions(store, replace(asked, limit=_MANY)):
        by_topic[row.topic].append(row)
    issues = [i for i in (_issue(topic, rows) for topic, rows in by_topic.items()) if issue is None or _has_words(i, issue)]
    return Rows(sorted(issues, key=lambda i: (not i.contested, -len(i.cells), i.topic))[: asked.limit])


def _has_words(issue: IssueRow, words: str) -> bool:
    """Do all the words stand in the name of an issue, or in one of its wordings?"""
    wanted = fold(words).split()
    return any(all(word in fold(said) for word in wanted) for said in (issue.name, *issue.phrasings))


def _issue(topic: str, rows: list[PositionRow]) -> IssueRow:
    by_holder: dict[str, list[PositionRow]] = defaultdict(list)
    for row in rows:
        by_holder[row.holder].append(row)
    cells = sorted((_cell(holder, own) for holder, own in by_holder.items()), key=lambda c: (-c.side, c.holder))
    sides = {c.side for c in cells}
    # The name of a topic of the table is the same on all its rows; of an issue without one, its first words.
    name = min((r.published or "9999", r.id, r.topic_name) for r in rows)[2]
    return IssueRow(topic, name, tuple(dict.fromkeys(r.issue for r in rows)), 1 in sides and -1 in sides, tuple(cells))


def _cell(holder: str, rows: list[PositionRow]) -> Cell:
    """The rows of one holder, the latest first."""
    latest = rows[0]
    same = [r for r in rows if r.stance == latest.stance and r.side == latest.side]
    changes = [f"{day_of(r.published)}: {r.stance}" for r in rows if (r.stance, r.side) != (latest.stance, latest.side)]
    return Cell(
        holder, latest.stance, latest.side, latest.issue, latest.published, latest.words, latest.source.outlet, len({r.source.origin for r in same}),
        tuple(dict.fromkeys(changes)), latest,
    )  # fmt: skip
