"""Two reports → how likely they tell of one event, and why. Depends on nothing but the two."""

from dataclasses import dataclass
from math import sqrt

from demarche.merge.kinds import kinds, relation_of
from demarche.merge.report import LOOKS_AHEAD, Party, Report
from demarche.record import Status

# Weights of what agrees; a likeness is their sum, at most 1. Chosen on one half of the written set, checked on the other: bench/STORE.md.
_PARTIES, _TIME, _WORDS, _PLACE, _ANCHOR, _KIND, _MODE = 0.32, 0.24, 0.18, 0.10, 0.06, 0.06, 0.04
_TOLD_AGAIN = 0.15
_HEADLINE = 0.08  # a headline repeats what its article tells
# How well times go together.
_SAME_DAY, _WITHIN_TOLD, _FRESH, _LATER = 1.0, 0.75, 0.7, 0.45
_FRESH_DAYS = 2  # news of today or yesterday
# How well parties go together: a man and his state, or a crowd in one town; one of two roles told; nobody known, in one place or article.
_HIS_STATE, _ONE_ROLE, _NAMELESS = 0.9, 0.75, 0.55
_SAME_WORDS = 0.5  # of two clauses without a known party: a sentence that was taken over
_REPEATED_DAYS = 3  # undated reports of one thing lie at most so far apart
_WIDE = 10  # days; a stretch wider than this tells little
# Modes that exclude each other: who telephones does not visit.
_APART = ({"phone"}, {"visit", "multilateral", "third-party"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` in 0..1, `why` in words for whoever inspects the merge."""

    score: float
    why: str


def compare(report: Report, other: Report) -> Likeness | None:
    """How likely a report tells of the same event as one of a higher rank; None where something speaks against it."""
    kind = relation_of(report.type, other.type)
    if not kind or not other.rank < report.rank:
        return None
    # What is cheap to see comes first: each new article is compared with some hundred reports.
    place = _place(report, other)
    if place < 0 or not (time := _time(report, other)) or _excluded(report, other):
        return None
    # A sentence that was taken over tells of the same, whomever the reader took for its parties.
    parties = _HIS_STATE if report.saying and report.saying == other.saying else agree(report, other)
    if not parties:
        return None
    words = cosine(report.words, other.words)
    score = (
        _PARTIES * parties
        + _TIME * time
        + _WORDS * min(1.0, 2 * words)
        + _PLACE * place
        + _ANCHOR * (report.anchor == other.anchor)
        + _KIND * kind
        + _MODE * bool(set(report.modes) & set(other.modes))
        + _HEADLINE * (report.article == other.article and report.headline != other.headline)
    )
    why = f"kind {kind:.1f}, parties {parties:.2f}, time {time:.2f}, place {place:.1f}, words {words:.2f}"
    return Likeness(round(score, 4), why)


def is_one(report: Report, other: Report, likeness: Likeness) -> bool:
    """Is the likeness enough for one event of this kind? Within an article more is needed: what it tells once, it seldom tells again."""
    again = report.article == other.article and report.headline == other.headline
    return likeness.score >= kinds()[report.type].needed + (_TOLD_AGAIN if again else 0.0)


def _excluded(report: Report, other: Report) -> bool:
    """Do the statuses or the modes exclude each other? A fear and what came of it are two events: outcomes.py ties them."""
    hoped = report.is_hoped, other.is_hoped
    planned = Status.PLANNED in (report.status, other.status)
    if all(hoped) and report.status != other.status:
        return True
    if hoped[0] != hoped[1] and not planned and not (report.is_dated and other.is_dated):
        return True
    # "No agreement was signed" is not of the deal that the same article tells of: nobody contradicts himself.
    negated = Status.NEGATED in (report.status, other.status) and report.status != other.status
    if negated and report.article == other.article and report.according_to == other.according_to:
        return True
    mine, theirs = set(report.modes), set(other.modes)
    return any(mine & one and theirs & two for one, two in (_APART, _APART[::-1]))


# Who.


def agree(report: Report, other: Report) -> float:
    """0 where the parties contradict each other, else how well they agree. Two reports that name two sides each must share two."""
    if kinds()[report.type].by_ground and kinds()[other.type].by_ground:
        if report.place and report.place == other.place:
            return _HIS_STATE
        return _NAMELESS if report.grounds & other.grounds else 0.0
    if len(report.named) > 1 and len(other.named) > 1 and len(report.sides & other.sides) < 2:
        return 0.0
    if kinds()[report.type].symmetric and kinds()[other.type].symmetric:
        agreed = _overlap(_members(report, other), _members(other, report), pair=True)
    elif _is_turned(report, other):
        return 0.0
    else:
        doing = _overlap(_shown(report.doers, other), _shown(other.doers, report), pair=False)
        suffering = _overlap(_others(_shown(report.targets, other), report), _others(_shown(other.targets, report), other), pair=False)
        if doing == 0.0 or suffering == 0.0:
            return 0.0
        said = [x for x in (doing, suffering) if x is not None]
        agreed = sum(said) / len(said) * (1.0 if len(said) == 2 else _ONE_ROLE) if said else None
    if agreed is not None:
        return agreed
    tied = report.article == other.article or _may_be_meant(report, other) or (report.place and report.place == other.place)
    return _NAMELESS if tied else 0.0


def _may_be_meant(report: Report, other: Report) -> bool:
    """Where one names nobody ("the two ministers"): are the sides of the other those that its article is about?"""
    if report.sides and other.sides:
        return False  # both name somebody, of another role
    if report.sides or other.sides:
        named, silent = (report, other) if report.sides else (other, report)
        return len(named.named & set(silent.around)) >= min(2, len(named.named))
    same_words = bool(report.around) and report.around == other.around and cosine(report.words, other.words) >= _SAME_WORDS
    return same_words or len(set(report.around) & set(other.around)) > 1


def _shown(parties: tuple[Party, ...], other: Report) -> tuple[Party, ...]:
    """The parties that both reports can mean: those known by name or state; of one article's own ("two gunmen") those that both name."""
    return tuple(p for p in parties if p.is_known or p.id in other.ids)


def _others(targets: tuple[Party, ...], report: Report) -> tuple[Party, ...]:
    """The targets but those on the doers' own side: who recalls "his ambassador" does it to somebody else."""
    return tuple(p for p in targets if p.side not in report.doing)


def _members(report: Report, other: Report) -> tuple[Party, ...]:
    """All who take part; the country that it is held in too, where the other report has it."""
    shown = _shown((*report.doers, *report.targets), other)
    hosts = (report.sides - report.named) & other.sides
    return (*shown, *(Party(f"state of {h}", h, False) for h in hosts))


def _is_turned(report: Report, other: Report) -> bool:
    """Does one do to the other what the other report has him suffer? Who acts on his own side ("recalled its ambassador") may be told without it."""
    doers, their_doers = report.doing, other.doing
    targets, their_targets = report.suffering, other.suffering
    return bool(doers & their_targets and not doers & their_doers) or bool(targets & their_doers and not targets & their_targets)


def _overlap(mine: tuple[Party, ...], theirs: tuple[Party, ...], *, pair: bool) -> float | None:
    """How well two sets of parties agree: None where one is empty, 0 where they contradict; `pair`: of two sides both must be shared."""
    if not mine or not theirs:
        return None
    few, many = (mine, theirs) if len({p.side for p in mine}) <= len({p.side for p in theirs}) else (theirs, mine)
    agreed = {side: max(_best(p, many) for p in few if p.side == side) for side in sorted({p.side for p in few})}
    shared = [side for side, value in agreed.items() if value > 0]
    if not shared or (pair and len(shared) < min(2, len(agreed))):
        return 0.0
    value = sum(agreed.values()) / len(agreed)
    # One of two parties is named: he may have met others that day.
    return value * _ONE_ROLE if pair and len(agreed) == 1 and len({p.side for p in many}) > 1 else value


def _best(party: Party, others: tuple[Party, ...]) -> float:
    """1 the same actor, 0.9 his state, 0 another person or another side."""
    if any(p.id == party.id for p in others):
        return 1.0
    beside = [p for p in others if p.side == party.side]
    return _HIS_STATE if any(not (p.person and party.person) for p in beside) else 0.0


# When.


def _time(report: Report, other: Report) -> float:
    """How well the times go together; 0 where they exclude each other."""
    if _is_moved(report, other):
        return _SAME_DAY if report.moved_from is not None or other.moved_from is not None else _WITHIN_TOLD
    mine, theirs = report.window, other.window
    if mine is None or theirs is None:
        return _WITHIN_TOLD if report.article == other.article else 0.0
    if mine[0] > theirs[1] or theirs[0] > mine[1]:
        return _FRESH if _is_told_by_one(report, other) else 0.0
    if report.is_dated and other.is_dated:
        return _SAME_DAY
    if report.earliest is not None and report.latest is not None:
        narrow = report.latest - report.earliest <= _WIDE
        return (_WITHIN_TOLD if narrow else _LATER) if other.earliest is not None or other.published is None else _LATER
    if other.is_dated:
        return _of_undated(report, other)
    return _of_both_undated(report, other)


def _is_told_by_one(report: Report, other: Report) -> bool:
    """Does an article tell its headline's plan again with its day, however far that lies?"""
    undated = report.earliest is None or other.earliest is None
    return undated and report.article == other.article and report.headline != other.headline and report.status == other.status == Status.PLANNED


def _is_moved(report: Report, other: Report) -> bool:
    """Does a report tell that the other's event has been put off, or the other that this one's has?"""
    return _moves(report, other) or _moves(other, report)


def _moves(report: Report, planned: Report) -> bool:
    if not report.change or planned.earliest is None or planned.status not in (Status.PLANNED, Status.NEGATED):
        return False
    if report.moved_from is not None:
        return planned.earliest <= report.moved_from <= (planned.latest or planned.earliest)
    if report.published is None or planned.published is None or planned.published > report.published:
        return False
    return report.published - _FRESH_DAYS <= planned.earliest <= report.published + LOOKS_AHEAD


def _of_undated(report: Report, other: Report) -> float:
    """A report without a day beside one with it: the nearer to publication the better."""
    if report.article == other.article:
        return _FRESH
    assert report.published is not None and other.earliest is not None
    distance = report.published - other.earliest
    if report.status == Status.PLANNED:
        return _FRESH if -_WIDE <= distance <= 0 else _LATER
    return _FRESH if -1 <= distance <= _FRESH_DAYS else _LATER


def _of_both_undated(report: Report, other: Report) -> float:
    if report.article == other.article:
        return _FRESH
    if report.published is None or other.published is None:
        return 0.0
    distance = abs(report.published - other.published)
    return max(0.0, _FRESH - 0.1 * distance) if distance <= _REPEATED_DAYS else 0.0


# Where, and in which words.


def _place(report: Report, other: Report) -> float:
    """1 the same town, 0 where one is silent, -1 where they differ."""
    if report.place and other.place:
        return 1.0 if report.place == other.place else -1.0
    if report.country and other.country:
        return 0.5 if report.country == other.country else -1.0
    return 0.0


def cosine(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / sqrt(len(mine) * len(theirs)) if mine and theirs else 0.0
