import pytest


@pytest.mark.parametrize(
    ("text", "words", "name", "day"),
    [
        ("Catherine Ashton, the EU's foreign policy chief, condemned Iran.", "Catherine Ashton", "Catherine Ashton", "2012-02-28"),
        ("UN Secretary-General Ban Ki-moon criticised Iran.", "UN Secretary-General Ban Ki-moon", "Ban Ki-moon", "2012-02-28"),
        ("King Abdullah received the envoy in Amman.", "King Abdullah", "Abdullah II of Jordan", "2021-02-28"),
        ("King Abdullah received the envoy in Riyadh.", "King Abdullah", "Abdullah of Saudi Arabia", "2010-02-28"),
        ("Jordan's King Abdullah received the Saudi envoy in Riyadh.", "King Abdullah", "Abdullah II of Jordan", "2010-02-28"),
        ("Obama vetoed the bill.", "Obama", "Barack Obama", "2014-02-28"),
        ("Sergei Lavrov said that Brussels must lift the sanctions.", "Brussels", "European Union", "2022-02-28"),
        ("Belgium protested. Brussels rejected the plan.", "Brussels", "Belgium", "2022-02-28"),
        ("Iran condemned the European sanctions.", "European", "European Union", "2022-02-28"),
    ],
)
def test_a_name_means_the_one_that_the_article_allows(who, text, words, name, day):
    assert who(text, words, published=day) == [name]


def test_european_states_are_not_the_union(reader):
    record = reader("European countries criticised Iran.", published="2022-02-28")
    assert "European Union" not in {a.name for a in record.actors}


def test_a_court_of_a_common_name_is_not_that_of_another_state(reader):
    record = reader("Algeria held elections. Algeria waits. France said that the Constitutional Council would decide.", published="2022-02-28")
    assert [(a.known, a.country) for a in record.actors if "Constitutional" in a.name] in ([], [(False, None)])
