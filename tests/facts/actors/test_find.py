import pytest

from conftest import make_document
from demarche.facts.actors.find import find_actors
from demarche.facts.actors.names import clean_name


@pytest.mark.parametrize(("words", "name"), [("the European Union's", "European Union"), ("Macron’s", "Macron"), ("NATO", "NATO"), ("The Hague", "Hague")])
def test_a_name_is_cleaned_of_article_and_possessive(words, name):
    assert clean_name(words) == name


def test_a_place_that_is_no_state_is_no_actor():
    document = make_document("Geneva Geneva PROPN 0 root\nFrance France PROPN 1 conj", names={"Geneva": "LOC", "France": "LOC"})
    assert [(n.actor.name, n.actor.kind, n.actor.country) for n in find_actors(document)] == [("France", "state", "FRA")]


def test_a_surname_belongs_to_the_full_name(reader):
    record = reader("Emmanuel Macron flew to Moscow. Macron met Vladimir Putin there. Putin and Macron talked.")
    mentions = {a.name: len(a.mentions) for a in record.actors if a.kind == "person"}
    assert mentions == {"Emmanuel Macron": 3, "Vladimir Putin": 2}
