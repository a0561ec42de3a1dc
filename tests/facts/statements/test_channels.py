import pytest


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Rau told Le Figaro that Warsaw would not send tanks.", "Le Figaro"),
        ("In an interview with the BBC, Lavrov said that Moscow had no plans to attack.", "BBC"),
        ("Speaking to Al Jazeera, Erdogan warned that the grain deal could collapse.", "Al Jazeera"),
        ("Opposite the Frankfurter Allgemeine Zeitung, Merz said that the chancellor hesitates.", "Frankfurter Allgemeine Zeitung"),
        ("Zelensky wrote on Telegram: “We will rebuild every bridge.”", "Telegram"),
        ("Lavrov said in Geneva that the treaty was dead.", None),
        ("Lavrov said of the BBC that it was biased.", None),
    ],
)  # fmt: skip
def test_the_outlet_that_carries_a_statement(text, via, reader):
    [statement] = reader(text).statements
    assert statement.via == via


def test_both_clauses_of_one_verb_stand_in_the_same_outlet(reader):
    statements = reader("Merz told CNN that the chancellor hesitates, but that his party would help.").statements
    assert [s.via for s in statements] == ["CNN", "CNN"]


def test_a_medium_is_no_addressee(reader):
    [statement] = reader("Rau told Le Figaro that Warsaw would not send tanks.").statements
    assert statement.addressees == ()


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Kallas told NATO that the border was calm.", "NATO"),
        ("Kallas warned Russia that the bridge was closed.", "Russia"),
        ("Kallas promised Ukraine that tanks would come.", "Ukraine"),
    ],
)
def test_to_whom_a_statement_is_made(text, addressee, reader):
    record = reader(text)
    names = {a.id: a.name for a in record.actors}
    assert [names[a] for s in record.statements for a in s.addressees] == [addressee]
