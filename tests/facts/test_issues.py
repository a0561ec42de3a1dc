"""Issues: short, and the same id for the same issue in other words."""

import pytest

from demarche.facts.actors.find import find_actors
from demarche.facts.issues import LONGEST, slug, third_person
from demarche.facts.named import Who
from demarche.facts.positions.find import find_positions
from demarche.facts.statements.find import find_statements
from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.pipeline import analyse_article


@pytest.fixture(scope="session")
def issue_of(reader):
    def ask(text: str) -> tuple[str, str]:
        """The issue of the first position and its id."""
        document = analyse_article(make_article(text, Metadata(id="t", published="2022-02-07"), source="t"), reader.analyser)
        who = Who(find_actors(document, "2022-02-07"))
        first = find_positions(document, who, find_statements(document, who))[0]
        return first.issue, first.issue_id or ""

    return ask


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Iran wants an assurance that Iraq will never attack Jordan.", "Iraq never attacks Jordan"),
        ("Norway urged Sweden to open the border.", "Sweden opens border"),
        ("Norway refused to send troops to Sweden.", "send troops to Sweden"),
        ("Norway will not recognise Kosovo.", "Norway recognises Kosovo"),
        ("Norway backs the new treaty.", "new treaty"),
        ("Norway opposes the measure because it fears a war.", "measure"),
        ("Norway demands that Russia withdraw its troops.", "Russia withdraws troops"),
        ("Norway denies that its ships had been in the port.", "ships are in port"),
    ],
)
def test_an_issue_is_put_in_a_few_plain_words(issue_of, text, issue):
    assert issue_of(text)[0] == issue


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norway demands the withdrawal of Russian troops.", "Norway demands that Russia withdraw its troops."),
        ("Iran wants an assurance that Iraq will never attack Jordan.", "Iran demands that Iraq never attack Jordan."),
        ("Norway backs the release of the prisoners.", "Norway demands that the prisoners be released."),
        ("Norway opposes Georgian membership of NATO.", "Norway wants Georgia to join NATO."),
    ],
)
def test_the_same_issue_in_other_words_has_the_same_id(issue_of, one, other):
    assert issue_of(one)[1] == issue_of(other)[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran demands that Iraq attack Jordan.", "Iran demands that Iraq never attack Jordan."),
        ("Norway fears that Russia will attack Georgia.", "Norway fears that Georgia will attack Russia."),
    ],
)
def test_other_issues_have_other_ids(issue_of, one, other):
    assert issue_of(one)[1] != issue_of(other)[1]


def test_an_issue_is_short(issue_of):
    issue, _ = issue_of(
        "Norway demands that the large and experienced army of the southern province withdraw all of its heavy weapons "
        "and its armoured vehicles from the villages along the river and from the hills above the port."
    )
    assert len([w for w in issue.split() if len(w) > 3]) <= LONGEST


@pytest.mark.parametrize(("verb", "form"), [("join", "joins"), ("carry", "carries"), ("be", "is"), ("reach", "reaches"), ("stay", "stays")])
def test_a_verb_is_put_in_the_present(verb, form):
    assert third_person(verb) == form


def test_a_slug_is_plain():
    assert slug("São Tomé’s “plan”") == "sao-tomes-plan"
