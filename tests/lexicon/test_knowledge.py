import pytest

from demarche.lexicon.knowledge import Term, fold, load_knowledge


@pytest.mark.parametrize(
    ("words", "name"),
    [("U.S.", "United States"), ("Côte d’Ivoire", "Ivory Coast"), ("the Kremlin", "Russia"), ("French", "France"), ("Zelenskyy", None), ("us", None)],
)
def test_a_name_is_known_in_any_spelling(words, name):
    assert next((s.known.name for s in load_knowledge().senses(words)), None) == name


def test_a_name_is_known_in_spite_of_a_letter():
    assert [s.known.name for s in load_knowledge().near("Le Journal de Dimanche")] == ["Le Journal du Dimanche"]


@pytest.mark.parametrize(
    ("country", "role", "day", "name"), [("EST", "prime minister", "2022-02-07", "Kaja Kallas"), ("FRA", "president", "2001-09-11", "Jacques Chirac")]
)
def test_the_holder_of_an_office_is_known_by_day(country, role, day, name):
    assert load_knowledge().holder(country, role, day).name == name


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        ("2017-05-14", "", "2022-02-07", True),
        ("2007", "2012-05", "2012-05-15", True),
        ("2007", "2012-05", "2012-06-01", False),
        ("2020", "?", "2023-01-01", False),
    ],
)
def test_a_term_holds_between_its_bounds(start, end, day, holds):
    assert Term("president", "", "FRA", start, end).holds_on(day) is holds


def test_folding_takes_accents_dots_and_articles_away():
    assert fold("The Présidência, S.A.") == "presidencia sa"
