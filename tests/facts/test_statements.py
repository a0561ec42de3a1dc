import pytest

from demarche.facts.statements import find_quoted
from demarche.text import Span


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("called it “extremely important,” he said", ["extremely important,"]),
        ('said "we agree" and "we go"', ["we agree", "we go"]),
        ("a ‘new order’ based on", ["new order"]),
        ("Russia's demands and Ukraine's fears", []),
        ("a stray “ mark opens nothing", []),
    ],
)
def test_the_words_between_quotation_marks_are_found(text, quoted):
    assert [s.of(text) for s in find_quoted(text, Span(0, len(text)))] == quoted


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“We will not sign the treaty,” Lavrov said.", "direct"),
        ("Lavrov said Russia would not sign the treaty.", "indirect"),
        ("Lavrov said the treaty was “a bad joke” that Russia would not sign.", "mixed"),
    ],
)
def test_a_statement_has_its_speaker_and_its_form(text, form, reader):
    [statement] = reader(text).statements
    names = {a.id: a.name for a in reader(text).actors}
    assert (statement.form, [names[s].split()[-1] for s in statement.speakers]) == (form, ["Lavrov"])
