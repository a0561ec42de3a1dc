"""A name of a place means the place, or those who govern there, by its slot in the sentence."""

import pytest
from sentences import parse_sentence

from demarche.facts.place_readings import is_actor_reading, read_place_name


@pytest.mark.parametrize(
    "sentence",
    [
        "*Moscow/nsubj>2 warned=warn/root>0 its/nmod:poss>4 neighbours/obj>2",
        "Talks=talk/nsubj>4 with/case>3 *Tehran/nmod>1 stalled/root>0",
        "*Washington/nmod:poss>3 's/case>1 refusal/nsubj>4 stands/root>0",
        "*France/nsubj>4 and/cc>3 *Germany/conj>1 agreed=agree/root>0",
        "ties=tie/nsubj>6 between/case>3 *Ankara/nmod>1 and/cc>5 *Athens/conj>3 improve/root>0",
        "They/nsubj>2 impose/root>0 sanctions=sanction/obj>2 on/case>5 *Iran/nmod>3",
        "Support=support/nsubj>4 from/case>3 *Berlin/nmod>1 grew/root>0",
        "a/det>3 *Kremlin/compound>3 spokesman/nsubj>4 smiled/root>0",
        "the/det>2 government/nsubj>5 of/case>4 *Ukraine/nmod>2 resigned/root>0",
        "*California/nsubj>2 sued=sue/root>0 them/obj>2",
        "*Ukraine/nsubj:pass>3 was/aux:pass>3 attacked=attack/root>0",
        "*Europe/nsubj>3 must/aux>3 stand/root>0 firm/xcomp>3",
    ],
)
def test_who_governs_there_is_meant(sentence):
    document = parse_sentence(sentence)
    assert all(is_actor_reading(document, name) for name in document.names)


@pytest.mark.parametrize(
    "sentence",
    [
        "They/nsubj>2 met=meet/root>0 in/case>4 *Moscow/obl>2",
        "He/nsubj>2 flew=fly/root>0 to/case>4 *Tehran/obl>2",
        "The/det>3 *Berlin/compound>3 summit/nsubj>4 ended/root>0",
        "*Geneva/compound>2 talks=talk/nsubj>3 collapsed/root>0",
        "Troops/nsubj>2 gathered/root>0 near/case>4 *Kharkiv/obl>2",
        "the/det>2 city/nsubj>5 of/case>4 *Odesa/nmod>2 fell/root>0",
        "They/nsubj>2 fought/root>0 across/case>4 *Syria/obl>2",
        "Soldiers/nsubj>2 withdrew=withdraw/root>0 from/case>4 *Afghanistan/obl>2",
        "He/nsubj>2 will/aux>3 visit/root>0 *Poland/obj>3",
        "*Kyiv/nsubj:pass>3 was/aux:pass>3 shelled=shell/root>0 overnight/advmod>3",
        "the/det>2 border/root>0 between/case>4 *Russia/nmod>2 and/cc>6 *Georgia/conj>4",
        "He/nsubj>2 toured=tour/root>0 *Paris/nmod:poss>5 's/case>3 suburbs=suburb/obj>2",
        "the/det>2 capital/nsubj>4 *Minsk/appos>2 slept/root>0",
        "*MOSCOW/root>0 (/punct>3 Wire/appos>1 )/punct>3",
        "Protests/nsubj>2 spread=spread/root>0 to/case>4 *Leipzig/obl>2",
        "Protests/nsubj>2 spread=spread/root>0 across/case>4 *Europe/obl>2",
    ],
)
def test_the_place_is_meant(sentence):
    document = parse_sentence(sentence)
    assert not any(is_actor_reading(document, name) for name in document.names)


def test_a_name_in_the_containing_place_after_a_comma_is_a_place():
    document = parse_sentence("He/nsubj>2 liked=like/root>0 *Tripoli/obj>2 ,/punct>5 *Lebanon/appos>3")
    assert [read_place_name(document, name).is_actor for name in document.names] == [False, False]


def test_a_reading_says_why():
    document = parse_sentence("He/nsubj>2 flew=fly/root>0 to/case>4 *Tehran/obl>2")
    assert read_place_name(document, document.names[0]).why == "to of 'fly'"
