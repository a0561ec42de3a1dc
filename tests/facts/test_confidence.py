import pytest

from demarche.facts.confidence import confidence, log_odds


def test_nothing_known_is_even_odds():
    assert confidence("event", ["a name that the table lacks"]) == 0.5


def test_both_parties_known_make_an_event_surer():
    assert confidence("event", ["any", "actor and recipient"]) > confidence("event", ["any", "nobody known"])


@pytest.mark.parametrize("score", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_a_score_stays_between_never_and_always(score):
    assert 0 < confidence("statement", ["any"], score) < 1


def test_the_odds_of_a_sure_model_are_bounded():
    assert log_odds(1.0) == log_odds(0.995) > log_odds(0.9) > log_odds(0.5) == 0
