import pytest


@pytest.fixture
def described(reader):
    """(name, kind, code) of the actor with a mention that is exactly some words; None where there is none."""

    def ask(text: str, words: str, published: str = "2022-02-07"):
        record = reader(text, published=published)
        start = record.article.text.index(words)
        return next(
            ((a.name, a.kind.value, a.code) for a in record.actors if any((m.start, m.end) == (start, start + len(words)) for m in a.mentions)),
            None,
        )

    return ask


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Hundreds of people demanded new elections.", "Hundreds of people", ("hundreds of people", "group", "CVL")),
        ("Tens of thousands of protesters demanded elections.", "Tens of thousands of protesters", ("tens of thousands of protesters", "group", "CVL")),
        ("Dozens of Serbian students attacked the embassy.", "Dozens of Serbian students", ("dozens of Serbian students", "group", "SRBCVL")),
        ("Thousands of Iraqis demanded new elections.", "Thousands of Iraqis", ("thousands of Iraqis", "group", "IRQCVL")),
        ("A group of army officers attacked the palace.", "group of army officers", ("group of army officers", "group", "MIL")),
        ("Gunmen killed two of the hostages.", "two of the hostages", ("two of the hostages", "group", "CVL")),
        ("Tens of thousands protested against the law.", "Tens of thousands", ("tens of thousands", "group", "CVL")),
        ("Members of Congress criticised Iran in Washington.", "Members of Congress", ("US Congress", "organisation", "USALEG")),
    ],
)
def test_who_is_counted_out_is_a_group_with_all_its_words(described, text, words, actor):
    assert described(text, words) == actor


def test_a_measuring_word_and_what_it_measures_mean_the_same(who):
    text = "Hundreds of people demanded new elections."
    assert who(text, "people") == who(text, "Hundreds of people") == ["hundreds of people"]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("A spokesman for Viktor Orban rejected the plan.", "spokesman", "HUNGOV"),
        ("An aide to Viktor Orban rejected the plan.", "aide", "HUNGOV"),
        ("Iran recalled its ambassador from Sweden.", "ambassador", "IRNGOV"),
        ("Hamas denied that its leaders had left.", "leaders", "PSEREB"),
    ],
)
def test_who_acts_for_somebody_has_the_code_of_the_one_he_acts_for(described, text, words, code):
    assert described(text, words)[2] == code


def test_of_many_ambassadors_none_of_the_tables_is_meant(described):
    assert described("The Iranian ambassador rejected the report.", "Iranian ambassador", "2012-05-05") == ("Iranian ambassador", "person", "IRNGOV")


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The Sudanese army attacked the town. The rebels denied the report.", "rebels", "SDNREB"),
        ("Chad held elections. Chad counted the votes. The rebels rejected the result.", "rebels", "TCDREB"),
        ("Police arrested the editor in Nairobi.", "Police", "KENCOP"),
        ("Israeli aircraft bombed a camp in Gaza. The army denied the report.", "army", "ISRMIL"),
        ("Soldiers attacked the town.", "Soldiers", "MIL"),
        ("France condemned the attack. The rebels denied it.", "rebels", "REB"),
    ],
)
def test_forces_and_rebels_are_of_the_state_that_the_text_makes_clear(described, text, words, code):
    assert described(text, words)[2] == code


def test_one_spokesman_is_not_anothers(reader):
    text = "A spokesman for Viktor Orban rejected the plan. Emmanuel Macron criticised it. His spokesman rejected the plan."
    spokesmen = [a.code for a in reader(text, published="2022-02-07").actors if a.name == "spokesman"]
    assert sorted(spokesmen) == ["FRAGOV", "HUNGOV"]
