"""Who is meant by the halves of a divided land, by bodies that many states have, and by units, ships and stations."""

import pytest

from demarche.facts.actors.find import find_actors
from demarche.facts.named import Who
from demarche.language.analyse import analyse
from demarche.text import Span


@pytest.fixture
def actor(reader):
    """(name, kind, code) of the actor with a mention that is exactly some words, at their last place; None where there is none."""

    def ask(text: str, words: str, published: str = "2012-04-10"):
        record = reader(text, published=published)
        start = record.article.text.rindex(words)
        return next(
            ((a.name, a.kind.value, a.code) for a in record.actors if any((m.start, m.end) == (start, start + len(words)) for m in a.mentions)),
            None,
        )

    return ask


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("North Korea tested a missile. Japan condemned the North.", "North", "North Korea"),
        ("South Sudan closed its border. Ethiopia warned the North.", "North", "Sudan"),
    ],
)
def test_the_north_is_the_state_of_a_divided_land_that_the_text_names(actor, text, words, name):
    assert actor(text, words)[:2] == (name, "state")


def test_the_south_of_a_land_that_is_not_divided_is_no_state(actor):
    found = actor("South Africa won the vote. Poverty is worst in the South.", "South")
    assert found is None or found[1] != "state"


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Two rebel columns attacked the town on Monday.", "Two rebel columns", "REB"),
        ("The high command ordered a retreat.", "high command", "MIL"),
        ("Benjamin Netanyahu rejected the plan. On Monday hawks in the Netanyahu cabinet demanded a new offensive.", "hawks", "ISRGOV"),
        ("Diplomats in New York rejected the draft.", "Diplomats", "GOV"),
    ],
)
def test_who_fights_and_governs_has_a_sector_and_the_state_that_the_text_gives(actor, text, words, code):
    assert actor(text, words)[2] == code


def test_joint_chiefs_are_those_of_the_state_that_the_article_is_about(actor):
    text = "South Korea held drills on Monday. South Korean jets took part, the Joint Chiefs of Staff said."
    assert actor(text, "Joint Chiefs of Staff")[2] == "KORMIL"
    text = "The United States held drills on Monday. American jets took part, the Joint Chiefs of Staff said."
    assert actor(text, "Joint Chiefs of Staff")[2] == "USAMIL"


def test_a_ship_with_the_name_of_a_person_is_no_person(reader):
    record = reader("The navy sent the aircraft carrier Abraham Lincoln to the Gulf.", published="2012-04-10")
    assert not [a.name for a in record.actors if a.kind.value == "person"]


def test_states_of_a_federation_are_places(actor):
    assert actor("Floods hit New York State on Monday.", "New York State")[1] == "place"
    assert actor("Floods hit Washington State on Monday.", "Washington State")[1] == "place"


def test_a_station_is_not_its_parent(actor):
    assert actor("The minister told France Inter that talks had failed.", "France Inter") == ("France Inter", "media", "FRAJRN")
    assert actor("The minister told the BBC World Service that talks had failed.", "BBC World Service")[0] == "BBC World Service"


def test_a_relative_clause_after_a_name_is_about_the_name(model):
    text = "Boko Haram, which has occupied the town, promised revenge."
    analysed = analyse(text, [Span(0, len(text))], model)
    who = Who(find_actors(analysed, "2014-09-01"))
    for word in (0, 1):
        assert [who.actor(i).name for i in who.at(analysed, word)] == ["Boko Haram"]
