"""A fear or a demand, and a later report → did it come true, was it met, was it refused? Depends on nothing but the two."""

from dataclasses import dataclass

from demarche.merge.compare import agree, cosine
from demarche.merge.kinds import relation_of
from demarche.merge.report import Report
from demarche.record import Status

_LATEST = 60  # days after the report of a fear in which its coming true is told as such
_AGREEING = 0.55  # of parties: both sides, or one and the words
_REFUSING_WORDS = 0.25  # a refusal is of this demand where the two share so much of their words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of `hoped`, by the report `to`; the earliest is taken. `day` is that of the outcome."""

    hoped: str
    to: str
    day: int
    why: str


def outcome(hoped: Report, later: Report) -> Outcome | None:
    """The outcome of a fear or demand by a later report; None where it is none."""
    day = later.earliest if later.earliest is not None else later.published
    if not hoped.is_hoped or hoped.published is None or day is None or later.article == hoped.article:
        return None
    if not hoped.published <= day <= hoped.published + _LATEST or (later.published or day) < hoped.published:
        return None
    if later.status in (Status.HAPPENED, Status.ONGOING) and relation_of(hoped.type, later.type) == 1:
        parties = agree(hoped, later)
        if parties >= _AGREEING:
            word = "came true" if hoped.status == Status.POSSIBLE else "met"
            return Outcome(hoped.id, later.id, day, f"{word}: same kind, parties {parties:.2f}")
    if hoped.status == Status.DEMANDED and _is_refusal(hoped, later):
        return Outcome(hoped.id, later.id, day, f"refused: words {cosine(hoped.words, later.words):.2f}")
    return None


def first(outcomes: list[Outcome], ranks: dict[str, Report]) -> Outcome | None:
    """The earliest of the outcomes; the report of the highest rank decides between equals."""
    return min(outcomes, key=lambda o: (o.day, ranks[o.to].rank), default=None)


def _is_refusal(hoped: Report, later: Report) -> bool:
    doing = {p.side for p in hoped.doers}
    refusing = {p.side for p in later.doers}
    negated = later.type == hoped.type and later.status == Status.NEGATED
    refused = later.type == "REJECT" and later.status == Status.HAPPENED
    return bool(doing & refusing) and (negated or refused) and cosine(hoped.words, later.words) >= _REFUSING_WORDS
