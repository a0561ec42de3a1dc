import pytest


@pytest.mark.parametrize(
    ("text", "name", "code", "published"),
    [
        ("Russia protested.", "Russia", "RUS", None),
        ("Vladimir Putin protested.", "Vladimir Putin", "RUSGOV", "2022-03-01"),
        ("Angela Merkel protested.", "Angela Merkel", "DEUELI", "2022-03-01"),
        ("The Knesset protested.", "Knesset", "ISRLEG", None),
        ("The Pentagon protested.", "Pentagon", "USAMIL", None),
        ("The IMF protested.", "International Monetary Fund", "IGO", None),
        ("Boko Haram attacked the town.", "Boko Haram", "NGAREB", None),
        ("US Senator Mary Oldham protested.", "Mary Oldham", "USALEG", None),
    ],
)
def test_an_actor_has_its_plover_code(reader, text, name, code, published):
    record = reader(text, published=published)
    assert {a.name: a.code for a in record.actors}[name] == code


def test_what_has_no_code_of_its_own_is_a_part_of_the_state_that_claims_it(reader):
    record = reader("Transnistria asked for help.")
    assert [(a.name, a.country, a.code) for a in record.actors] == [("Transnistria", "MDA", "MDAPRE")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("State Department spokeswoman Karen Whitlock said on Monday that the talks had failed.", "USAGOV"),
        ("UN spokesman Pieter Halvorsen warned of famine.", "UNO"),
        ("Amnesty International researcher Lena Hoff said nine people were killed.", "EDU"),
    ],
)
def test_who_speaks_for_a_body_has_its_code_unless_his_office_has_one(text, code, reader):
    [person] = [a for a in reader(text, published="2022-02-07").actors if a.kind == "person"]
    assert person.code == code
