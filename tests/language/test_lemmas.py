import pytest

from demarche.language.lemmas import lemma_of


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("expelled", "expel"), ("kidnapping", "kidnap"), ("freed", "free"), ("staged", "stage"), ("eases", "ease"), ("suing", "sue"),
        ("denied", "deny"), ("attacks", "attack"), ("storming", "storm"), ("vetoes", "veto"), ("pressed", "press"),
    ],
)  # fmt: skip
def test_regular_forms_of_known_verbs_have_their_lemma_whatever_the_network_says(form, lemma):
    assert lemma_of(form, "VERB", "l1|", {}) == lemma


def test_a_verb_that_nobody_knows_follows_the_network():
    assert lemma_of("frobnicated", "VERB", "l1|", {}) == "frobnicate"
