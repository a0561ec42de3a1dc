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


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("Lavrov flew to Geneva.", "2023-05-10", "Sergei Lavrov"),
        ("Blinken meets Netanyahu as hopes fade", "2023-05-10", "Antony Blinken"),
        ("Lavrov flew to Geneva.", "1995-05-10", None),  # before he held the office
        ("Johnson flew to Geneva.", "2023-05-10", None),  # nobody of the name in high office
    ],
)
def test_a_lone_family_name_is_who_holds_the_office_that_day(reader, text, day, name):
    known = [a.name for a in reader(text, published=day).actors if a.kind == "person" and a.known]
    assert name in known if name else known == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The foreign ministers of Armenia and Azerbaijan met in Tbilisi.", {"Ararat Mirzoyan", "Jeyhun Bayramov"}),
        ("The presidents of Russia and China spoke by phone.", {"Vladimir Putin", "Xi Jinping"}),
    ],
)
def test_the_offices_of_two_states_are_two_people(reader, text, names):
    record = reader(text, published="2023-03-08")
    (event,) = [e for e in record.events if e.type == "CONSULT"]
    assert {a.name for a in record.actors if a.id in event.actors} == names
