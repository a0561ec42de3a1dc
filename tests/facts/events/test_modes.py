import pytest


@pytest.mark.parametrize(
    ("text", "type_", "mode"),
    [
        ("A suicide bomber killed nine soldiers in Kabul.", "ASSAULT", "suicide-attack"),
        ("Israel killed a commander of Hezbollah in an airstrike.", "ASSAULT", "aerial"),
        ("Iran threatened to attack Kuwait.", "THREATEN", "violence"),
        ("Emmanuel Macron spoke with Joe Biden by phone.", "CONSULT", "phone"),
        ("Norway urged Sweden to release the prisoners.", "REQUEST", "yield"),
        ("Chile expelled two Peruvian diplomats.", "SANCTION", "expel"),
    ],
)
def test_the_mode_comes_from_the_frame_or_the_words_of_the_clause(text, type_, mode, reader):
    found = [e.mode for e in reader(text, published="2023-05-02").events if e.type == type_]
    assert (mode,) in found
