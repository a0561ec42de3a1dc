"""An audit: facts drawn at random, judged right or wrong by a person, and the precision that follows, with its interval."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from demarche.errors import BadQuery
from demarche.store.asking import names_of
from demarche.store.detail import kind_of_fact
from demarche.store.schema import articles, figures, judgements, parties, positions, reports, statements

RIGHT, WRONG = "right", "wrong"
_Z = 1.96  # 95 %


@dataclass(frozen=True, slots=True)
class Sampled:
    """A fact to judge: what it says in our words, and the article's words with the sentence around them."""

    id: str
    kind: str
    says: str
    before: str
    words: str
    after: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Precision:
    """Of one kind of facts: how many were judged, how many were right, and the share with its 95 % interval (Wilson, 1927)."""

    kind: str
    judged: int
    right: int
    share: float
    low: float
    high: float


_KINDS = {"event": reports, "statement": statements, "position": positions, "figure": figures}
_AROUND = 200  # characters of context on each side


def draw(connection: Connection, size: int, seed: int, kind: str | None = None) -> list[Sampled]:
    """Facts that nobody has judged, drawn at random: `size` in all, as many of each kind as there are in the store, by their share."""
    if size < 0:
        raise BadQuery(f"--sample: {size} is not possible. Give 0 or more.")
    judged = set(connection.execute(select(judgements.c.fact)).scalars())
    pool = [
        (name, id_) for name, table in _KINDS.items() if kind in (None, name)
        for id_ in connection.execute(select(table.c.id).order_by(table.c.id)).scalars() if id_ not in judged
    ]  # fmt: skip
    chosen = random.Random(seed).sample(pool, min(size, len(pool)))
    return [_sampled(connection, name, id_) for name, id_ in chosen]


def judge(connection: Connection, sampled: Sampled, verdict: str, *, who: str, at: str) -> None:
    """Keeps a judgement, in place of an earlier one of the same fact."""
    connection.execute(delete(judgements).where(judgements.c.fact == sampled.id))
    connection.execute(insert(judgements).values(fact=sampled.id, kind=sampled.kind, verdict=verdict, who=who, at=at))


def judge_fact(connection: Connection, id_: str, verdict: str | None, *, who: str, at: str) -> None:
    """Keeps a judgement of a fact, in place of an earlier one; None takes that back. Raises NotThere for an id that no fact has."""
    kind = kind_of_fact(connection, id_)
    connection.execute(delete(judgements).where(judgements.c.fact == id_))
    if verdict is not None:
        connection.execute(insert(judgements).values(fact=id_, kind=kind, verdict=verdict, who=who, at=at))


def list_precision(connection: Connection) -> list[Precision]:
    """The precision of each kind that was judged, and of all."""
    rows = connection.execute(select(judgements.c.kind, judgements.c.verdict)).all()
    judged, right = Counter(r.kind for r in rows), Counter(r.kind for r in rows if r.verdict == RIGHT)
    found = [_precision(kind, judged[kind], right[kind]) for kind in _KINDS if judged[kind]]
    return [*found, _precision("all", judged.total(), right.total())] if found else []


def _precision(kind: str, judged: int, right: int) -> Precision:
    share = right / judged
    centre = (share + _Z**2 / (2 * judged)) / (1 + _Z**2 / judged)
    half = _Z / (1 + _Z**2 / judged) * sqrt(share * (1 - share) / judged + _Z**2 / (4 * judged**2))
    return Precision(kind, judged, right, share, max(0.0, centre - half), min(1.0, centre + half))


def _sampled(connection: Connection, kind: str, id_: str) -> Sampled:
    table = _KINDS[kind]
    fact = connection.execute(select(table).where(table.c.id == id_)).one()
    article = connection.execute(select(articles).where(articles.c.key == fact.key)).one()
    spans = json.loads(fact.evidence)
    start, end = spans[0][0], spans[-1][1]
    text = article.text
    roles = connection.execute(select(parties).where(parties.c.fact == id_).order_by(parties.c.role, parties.c.actor)).all()
    return Sampled(
        id_, kind, _says(kind, fact, roles, names_of(connection, [r.actor for r in roles])), text[max(0, start - _AROUND) : start], text[start:end],
        text[end : end + _AROUND], article.outlet, article.published,
    )  # fmt: skip


def _says(kind: str, fact: Row[Any], roles: Sequence[Row[Any]], names: dict[str, str]) -> str:
    who = {role: ", ".join(names.get(r.actor, r.actor) for r in roles if r.role == role) for role in dict.fromkeys(r.role for r in roles)}
    by = f" (according to {who['according_to']})" if who.get("according_to") else ""
    match kind:
        case "event":
            when = f" on {fact.earliest or '?'}{f' to {fact.latest}' if fact.latest != fact.earliest else ''}" if fact.earliest or fact.latest else ""
            where = f" in {fact.place}" if fact.place else ""
            return f"{fact.type} {fact.modes} {fact.status}: {who.get('actor') or '?'} → {who.get('recipient') or '-'}{when}{where}{by}"
        case "statement":
            return f"{who.get('speaker') or '?'} says ({fact.form}): {fact.content}"
        case "position":
            return f"{who.get('holder') or '?'} {fact.stance}: {fact.issue}{by}"
    return f"{fact.text} = {fact.comparison} {fact.value:g} {fact.unit} ({fact.of or ''}) of {who.get('holder') or '?'}{by}"
