import pytest


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Angela Merkel met Barack Obama. She thanked him.", "She", ["Angela Merkel"]),
        ("Angela Merkel met Barack Obama. She thanked him.", "him", ["Barack Obama"]),
        ("Russia denies the charge. It wants guarantees.", "It", ["Russia"]),
        ("NATO must withdraw its troops from Poland.", "its", ["NATO"]),
        ("The United States and NATO rejected the plan. They offered talks.", "They", ["United States", "NATO"]),
        ("Turkey will host NATO ministers. The alliance has thirty members.", "alliance", ["NATO"]),
        ("Georgia asked for help after Russian troops invaded the country.", "country", ["Georgia"]),
        ("Airbus won the order. The company was delighted.", "company", ["Airbus"]),
        ("Russian troops crossed the border before dawn.", "Russian troops", ["Russia"]),
        ("The French government refused to comment.", "French government", ["France"]),
        ("Olaf Scholz met Joe Biden in Washington. The chancellor said little.", "chancellor", ["Olaf Scholz"]),
        ("Emmanuel Macron met Vladimir Putin for hours. The two leaders disagreed.", "two leaders", ["Emmanuel Macron", "Vladimir Putin"]),
        (
            "Ethiopia accused Eritrea. Ethiopia closed its border. Ethiopia sent troops; Eritrea sent tanks. Ethiopia and Eritrea blame each other. "
            "The United States urged calm. It will send an envoy. Eritrea was silent. The two neighbours fought a war.",
            "two neighbours",
            ["Eritrea", "Ethiopia"],
        ),
        # two whom nobody has named, and a government that is no ministry
        ("Emmanuel Macron met Vladimir Putin for hours. He will travel again, two officials said.", "two officials", ["two officials"]),
        ("China's foreign ministry protested. South Korea's opposition demanded that the government answer.", "government", ["government"]),
        ("Djibouti opened the port of Doraleh. Eritrea controls the Red Sea port of Assab.", "Red Sea port", ["Assab"]),
        ("U.S. Secretary of State Warren Christopher left Geneva.", "U.S. Secretary of State Warren Christopher", ["Warren Christopher"]),
        ("Angela Merkel spoke in Kyiv. Her country will send aid.", "country", ["Germany"]),
        ("Sergei Lavrov and his American counterpart met in Geneva.", "American counterpart", ["Antony Blinken"]),
        ("Ethiopia and the TPLF signed a truce. Both sides will disarm.", "sides", ["Ethiopia", "Tigray People's Liberation Front"]),
        ("Thai and Cambodian forces exchanged fire.", "Thai and Cambodian forces", ["Cambodia", "Thailand"]),
        ("London said it would send tanks to Kyiv.", "it", ["United Kingdom"]),
        ("Tripoli called on NATO to stop its air strikes.", "its", ["NATO"]),
        ("After his visit to Lyon, Emmanuel Macron flew to Berlin.", "his", ["Emmanuel Macron"]),
        ("Antony Blinken called Nikol Pashinyan. He asked him to wait.", "him", ["Nikol Pashinyan"]),
        ("The US will bomb Iraq unless it gives up its weapons.", "it", ["Iraq"]),
        ("France condemned Iraq for its invasion of Kuwait.", "its", ["Iraq"]),
        ("Russia attacked Georgia. The United States condemned its invasion.", "its", ["Russia"]),
        ("Police found a car near Lyon. They arrested two men.", "They", ["police"]),
        ("NATO must withdraw its troops from Poland.", "troops", ["NATO"]),
        ("Mary Barra is the first woman at the top of General Motors.", "first woman", ["Mary Barra"]),
    ],
)
def test_descriptions_and_pronouns_mean_whom_they_refer_to(who, text, words, names):
    assert sorted(who(text, words)) == sorted(names)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is unlikely that France will agree.", "It"),
        ("France was told that it was raining in Geneva.", "it"),
        ("The minutes were lost. They were never found.", "They"),
        ("The boy laughed. She left Paris.", "She"),
        ("Russia welcomed the truce. The truce failed within days, and it was never renewed.", "it"),
    ],
)
def test_who_is_not_sure_is_nobody(who, text, words):
    assert who(text, words) == []


def test_we_as_a_subject_is_the_speaker(who):
    text = '"We promise our support," said Viktor Orban in Budapest.'
    assert (who(text, "We"), who(text, "our")) == (["Viktor Orban"], [])


def test_the_first_person_in_a_quotation_is_its_speaker(who):
    assert who('"I will not resign," said Viktor Orban in Budapest.', "I") == ["Viktor Orban"]


@pytest.mark.parametrize(
    "text",
    [
        'Viktor Orban spoke in Budapest. "I will not resign," he said.',
        '"Europe is tired," said Viktor Orban in Budapest. "I will not resign."',
        "Viktor Orban spoke in Budapest.\n\nOrban: I will not resign.",
    ],
)
def test_who_says_i_may_be_a_pronoun_a_sentence_before_or_a_label(who, text):
    assert who(text, "I") == ["Viktor Orban"]


def test_in_an_interview_the_first_person_is_who_is_asked(reader):
    text = (
        "An interview with Marta Keller\n\nMarta Keller has led the mission for two years.\n\nHow did you start?\n\nI came by train.\n\n"
        "What is hardest for you?\n\nI miss my family.\n\nWill you stay?\n\nI think so."
    )
    record = reader(text)
    keller = next(a for a in record.actors if a.name == "Marta Keller")
    said = [text[m.start : m.end] for m in keller.mentions if m.form == "pronoun"]
    assert said.count("I") == 3 and said.count("you") == 3


def test_western_countries_are_a_group_of_their_own(reader):
    record = reader("The Western countries fear an attack. The Western countries have warned Russia.")
    group = next(a for a in record.actors if a.name == "Western countries")
    assert (group.kind, group.known, len(group.mentions)) == ("group", False, 2)
