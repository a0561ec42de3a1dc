import pytest

from demarche.views.worded import find_facts, in_a_line, in_quotes, shorten, value_in_words
from views.records import FULL

FACTS = {f.id: f for f in find_facts(FULL)}


@pytest.mark.parametrize(
    ("id", "line"),
    [
        ("e1", "MOBILIZE, ongoing: Kestria → Velland"),
        ("e2", "CONSULT visit, planned: Ana Roda, 2022-W07 (2022-02-14 to 2022-02-20), in Port Alma, KES"),
        ("e3", "RETREAT, demanded: Velland, according to Ana Roda"),
        ("e5", "ASSAULT, possible, hedged: Velland"),
        ("p1", "demands: Ana Roda → Velland"),
        ("f1", "at least 40 warships: Kestria"),
        ("s2", "denied, indirect: via Le Quotidien"),
    ],
)
def test_a_fact_is_told_in_a_line(id, line):
    assert in_a_line(FACTS[id]) == line


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-02-08", "2022-02-08"),
        ("2022-02-08TEV", "2022-02-08 evening"),
        ("2022-02-08T14:30", "2022-02-08 14:30"),
        ("P2D", "2 days"),
        ("P1M", "1 month"),
        ("PT5M", "5 minutes"),
        ("PXD", "PXD"),
        ("PRESENT_REF", "now"),
        ("", ""),
    ],
)
def test_a_value_is_told_in_words(value, words):
    assert value_in_words(value) == words


def test_long_words_are_cut_between_two_words():
    assert shorten("one  two\nthree four", 14) == "one two …"


@pytest.mark.parametrize("words", ["no talks", '"no talks"', "“no talks”"])
def test_words_stand_in_one_pair_of_quotation_marks(words):
    assert in_quotes(words) == "“no talks”"
