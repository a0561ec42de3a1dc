"""What is compared is found: two reports that are one event share a name and a day."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.merge.compare import compare, is_one
from demarche.merge.keys import hopes_searched_by, names_of, outcomes_searched_by, searched_by, stretches_of
from demarche.merge.outcomes import outcome
from demarche.merge.report import Party, Report

TYPES = ("CONSULT", "ASSAULT", "AGREE", "SANCTION", "PROTEST")
SIDES = ("FRA", "RUS", "UKR", "NATO")
PARTY = st.builds(lambda side, person: Party(f"{side}{'-man' if person else ''}", side, person), st.sampled_from(SIDES), st.booleans())
PARTIES = st.lists(PARTY, max_size=2, unique_by=lambda p: p.id).map(tuple)
DAY = st.integers(738_000, 738_006)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    dated = draw(st.booleans())
    earliest = draw(DAY) if dated else None
    return Report(
        f"{draw(st.sampled_from('abcdef'))}#e{draw(st.integers(1, 40))}", "", draw(st.sampled_from(TYPES)), (),
        draw(st.sampled_from(("happened", "planned", "possible", "negated", "demanded"))), draw(PARTIES), draw(PARTIES), draw(DAY), earliest,
        earliest + draw(st.sampled_from((0, 0, 6))) if earliest is not None else None, draw(st.sampled_from((None, "Kyiv, UKR"))),
        draw(st.sampled_from((None, "UKR"))),
        "meet", frozenset(draw(st.lists(st.sampled_from(("talk", "peace", "missil", "table")), unique=True))),
        around=tuple(sorted(draw(st.sets(st.sampled_from(SIDES), max_size=3)))), change=draw(st.sampled_from((None, None, "postponed"))),
        moved_from=draw(st.sampled_from((None, 737_700, 738_002))),
    )  # fmt: skip


def meet(one: Report, other: Report) -> bool:
    return any(mine[0] <= theirs[1] and theirs[0] <= mine[1] for mine in stretches_of(one) for theirs in stretches_of(other))


@settings(max_examples=300, deadline=None)
@given(st.lists(reports(), min_size=2, max_size=6, unique_by=lambda r: r.id))
def test_what_is_one_event_is_found_from_both_sides(pool):
    articles = [replace(r, article=r.id.partition("#")[0]) for r in pool]
    for one, other in itertools.permutations(articles, 2):
        likeness = compare(one, other)
        if likeness and is_one(one, other, likeness) and one.article != other.article:
            assert meet(one, other)
            assert set(searched_by(one)) & set(names_of(other)), (one, other)
            assert set(searched_by(other)) & set(names_of(one)), (one, other)


@settings(max_examples=300, deadline=None)
@given(reports(), reports())
def test_what_came_of_a_fear_is_found_from_both_sides(one, other):
    hoped = replace(one, article="x")
    later = replace(other, article="y")
    if outcome(hoped, later):
        assert set(outcomes_searched_by(hoped)) & set(names_of(later))
        assert set(hopes_searched_by(later)) & set(names_of(hoped))
