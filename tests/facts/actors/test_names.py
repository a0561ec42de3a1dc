import pytest

from conftest import make_document
from demarche.facts.actors.find import find_actors
from demarche.facts.actors.names import clean_name


@pytest.mark.parametrize(("words", "name"), [("the European Union's", "European Union"), ("Macron’s", "Macron"), ("NATO", "NATO"), ("The Hague", "Hague")])
def test_a_name_is_cleaned_of_article_and_possessive(words, name):
    assert clean_name(words) == name


def test_a_city_is_a_place_and_a_state_a_state():
    document = make_document("Geneva Geneva PROPN 0 root\nFrance France PROPN 1 conj", names={"Geneva": "LOC", "France": "LOC"})
    assert [(n.actor.name, n.actor.kind, n.actor.country) for n in find_actors(document)] == [("Geneva", "place", "CHE"), ("France", "state", "FRA")]


def test_a_surname_belongs_to_the_full_name(reader):
    record = reader("Emmanuel Macron flew to Moscow. Macron met Vladimir Putin there. Putin and Macron talked.")
    mentions = {a.name: len(a.mentions) for a in record.actors if a.kind == "person"}
    assert mentions == {"Emmanuel Macron": 3, "Vladimir Putin": 2}


def test_two_bearers_of_one_surname_stay_two(reader):
    record = reader("Maria Lopez met Carlos Lopez in Lima. Both thanked their hosts.")
    assert sorted(a.name for a in record.actors if a.kind == "person") == ["Carlos Lopez", "Maria Lopez"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("President Zelenskyy spoke in Kyiv, and Ukraine listened.", "President Zelenskyy", "Volodymyr Zelensky"),
        ("Ukrainian President Volodymyr Zelenskiy spoke.", "Ukrainian President Volodymyr Zelenskiy", "Volodymyr Zelensky"),
        ("General Motors cut jobs. GM gave no reason.", "GM", "General Motors"),
        ("The Organisation of Petroleum Exporting Countries met. OPEC agreed nothing.", "OPEC", "OPEC"),
        ("Nato sent envoys to Ankara.", "Nato", "NATO"),
        ("The Estonian prime minister, Kaja Kallas, called him.", "Kaja Kallas", "Kaja Kallas"),
    ],
)
def test_spellings_titles_and_initials_find_their_bearer(who, text, words, name):
    assert who(text, words) == [name]


def test_who_is_in_no_table_is_learnt_from_the_text(reader):
    record = reader("Ruritanian Foreign Minister Anna Holst arrived. Holst said she was tired.")
    holst = next(a for a in record.actors if a.name == "Anna Holst")
    assert (holst.kind, holst.known, holst.role) == ("person", False, "foreign minister")
    assert [record.article.text[m.start : m.end] for m in holst.mentions if m.form == "pronoun"] == ["she"]


@pytest.mark.parametrize(("day", "name"), [("2008-08-10", "Nicolas Sarkozy"), ("2022-02-07", "Emmanuel Macron"), ("1997-05-01", "Jacques Chirac")])
def test_an_office_means_its_holder_on_the_day(who, day, name):
    assert who("The French president flew to Tbilisi on Sunday.", "French president", published=day) == [name]


def test_without_a_day_an_office_means_nobody_known(reader):
    record = reader("The French president flew to Tbilisi.")
    assert not any(a.kind == "person" and a.known for a in record.actors)
