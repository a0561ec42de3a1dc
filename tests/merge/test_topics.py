"""The same issue in other words is one topic; and which side a stance takes."""

import pytest

from demarche.merge.topics import find_topic, load_own_topics, side_of
from demarche.record import Stance


@pytest.mark.parametrize(
    ("issue", "topic"),
    [
        ("Ukraine never joins NATO", "nato-enlargement"), ("a guarantee on NATO membership", "nato-enlargement"), ("no eastward expansion", "nato-enlargement"),
        ("ceasefire in Gaza", "gaza-ceasefire"), ("Nord Stream 2 never starts", "nord-stream-2"),
    ],
)  # fmt: skip
def test_the_same_issue_in_many_words(issue, topic):
    assert find_topic(issue).id == topic


@pytest.mark.parametrize(("one", "other"), [("permanent bases in Belarus", "no permanent base in Belarus"), ("bridge tolls", "a bridge toll")])
def test_an_issue_that_no_topic_knows_is_its_own_without_inflection(one, other):
    assert find_topic(one).id == find_topic(other).id


@pytest.mark.parametrize(("issue", "stance", "side"), [
    ("NATO enlargement", Stance.SUPPORTS, 1), ("no eastward expansion", Stance.DEMANDS, -1), ("no eastward expansion", Stance.REFUSES, 1),
    ("NATO enlargement", Stance.FEARS, 0),
])  # fmt: skip
def test_the_side_of_a_stance(issue, stance, side):
    assert side_of(stance, find_topic(issue).affirms) == side


def test_a_topic_of_many_states_names_the_one():
    syria, mali = find_topic("withdrawal of troops from Syria", ["Syria"]), find_topic("withdrawal of troops from Mali", ["Mali"])
    assert syria.id != mali.id


def test_own_lines_go_before_those_of_the_package(tmp_path):
    line = "\t".join(("alliance-war-aims", "war aims of the alliance", "nato", "expan member", "", "1", "ours"))
    (tmp_path / "issue_topics.tsv").write_text(f"topic\tname\tall\tany\tnot\tpolarity\tsource\n{line}\n")
    topics = load_own_topics(tmp_path)
    found = topics.find("a guarantee on NATO membership")
    assert found is not None and found.id == "alliance-war-aims"
    assert topics.find("bridge tolls") is None and load_own_topics(tmp_path / "none").find("NATO membership") is None


@pytest.mark.parametrize("issue", ["", "?", "the", "\ud800", "a" * 5000])
def test_any_words_have_a_topic(issue):
    assert isinstance(find_topic(issue).id, str)
