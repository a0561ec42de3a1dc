"""Who takes which stance to what, toward whom."""

import pytest

from demarche.facts.actors.find import find_actors
from demarche.facts.named import Who
from demarche.facts.positions.find import find_positions
from demarche.facts.statements.find import find_statements
from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.pipeline import analyse_article


@pytest.fixture(scope="session")
def positions_of(reader):
    def ask(text: str) -> list[tuple[list[str], str, str, list[str]]]:
        """(holders, stance, issue, toward) of each position."""
        document = analyse_article(make_article(text, Metadata(id="t", published="2022-02-07"), source="t"), reader.analyser)
        who = Who(find_actors(document, "2022-02-07"))
        names = {n.actor.id: n.actor.name for n in who}
        found = find_positions(document, who, find_statements(document, who))
        return [([names[i] for i in p.holders], p.stance.value, p.issue, [names[i] for i in p.toward]) for p in found]

    return ask


@pytest.mark.parametrize(
    ("text", "holder", "stance"),
    [
        ("Sweden demands that Denmark close the strait.", "Sweden", "demands"),
        ("Norway called on Sweden to open the border.", "Norway", "demands"),
        ("Poland wants a guarantee that Belarus will never close the road.", "Poland", "demands"),
        ("Finland wants Sweden to withdraw its troops.", "Finland", "demands"),
        ("Finland wants to prove that the Nordic Council can act alone.", "Finland", "supports"),
        ("Finland does not want to sign the treaty with Russia.", "Finland", "refuses"),
        ("Germany backs the ceasefire plan.", "Germany", "supports"),
        ("Germany does not support sanctions against Serbia.", "Germany", "opposes"),
        ("Portugal and Spain are in favour of the treaty.", "Portugal", "supports"),
        ("Portugal is against the treaty.", "Portugal", "opposes"),
        ("Portugal is not opposed to talks with Serbia.", "Portugal", "accepts"),
        ("Turkey refused to sign the agreement.", "Turkey", "refuses"),
        ("Turkey ruled out a ceasefire.", "Turkey", "refuses"),
        ("Turkey rejected allegations that it had shelled the village.", "Turkey", "denies"),
        ("Turkey rejected the ceasefire plan.", "Turkey", "refuses"),
        ("Iran denied that its ships had entered the port.", "Iran", "denies"),
        ("Latvia fears that Belarus will close the border.", "Latvia", "fears"),
        ("Latvia fears losing the port to Belarus.", "Latvia", "fears"),
        ("Latvia has so far opposed the treaty.", "Latvia", "opposes"),
        ("Latvia recognises Juan Perez as president.", "Latvia", "supports"),
        ("Latvia criticised the plan.", "Latvia", "opposes"),
        ("Latvia condemned the embargo against Serbia.", "Latvia", "opposes"),
        ("Latvia called on the population to stay at home.", "Latvia", "demands"),
        ("Latvia is confident that Serbia will sign the treaty.", "Latvia", "expects"),
        ("Latvia is concerned about the fighting in Belarus.", "Latvia", "fears"),
        ("Austria doubts that the truce will hold.", "Austria", "doubts"),
        ("The plan makes Austria hesitant about the treaty.", "Austria", "doubts"),
        ("Austria is not sure that the truce will hold.", "Austria", "doubts"),
        ("Austria expects a breakthrough.", "Austria", "expects"),
        ("Austria does not think that the army should leave the valley.", "Austria", "opposes"),
        ("The “peace committee” backed by Austria met in Vienna.", "Austria", "supports"),
        ("Switzerland offered to host the talks.", "Switzerland", "offers"),
        ("Switzerland is ready to host the talks.", "Switzerland", "offers"),
        ("Switzerland is not ready to host the talks.", "Switzerland", "refuses"),
        ("Egypt accepted the terms.", "Egypt", "accepts"),
        ("Egypt never accepted the terms.", "Egypt", "refuses"),
        ("Egypt repeated its opposition to the dam.", "Egypt", "opposes"),
        ("Egypt dropped its opposition to the dam.", "Egypt", "accepts"),
        ("Hungary would not send weapons to Ukraine.", "Hungary", "refuses"),
    ],
)
def test_a_word_in_its_construction_is_a_stance(positions_of, text, holder, stance):
    assert [(h[0], s) for h, s, _, _ in positions_of(text)] == [(holder, stance)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Macron said that Serbia must withdraw its troops.", "demands"),
        ("Macron said that Serbia should withdraw its troops.", "demands"),
        ("Macron said that Serbia has a right to defend its borders.", "supports"),
        ("“The embargo against Serbia is unacceptable,” Macron said.", "refuses"),
        ("In Macron’s opinion, it is time to lift the embargo against Serbia.", "supports"),
    ],
)
def test_what_somebody_states_must_be_is_the_speakers_stance(positions_of, text, stance):
    assert [(h, s) for h, s, _, _ in positions_of(text)] == [(["Emmanuel Macron"], stance)]


def test_what_is_imputed_to_another_is_the_others_stance(positions_of):
    assert ["Russia"] in [h for h, s, _, _ in positions_of("Macron said that Russia wants Poland to disarm.") if s == "demands"]


def test_a_sentence_that_goes_on_has_the_holder_of_the_one_before(positions_of):
    text = "Russia demands that Poland disarm. Moreover, Romania must close its port."
    assert [(h, s) for h, s, _, _ in positions_of(text)] == [(["Russia"], "demands"), (["Russia"], "demands")]


def test_who_is_named_as_speaker_holds_what_he_says_must_be(positions_of):
    text = "Thousands of people marched in Belgrade. They want early elections. Mayor Goran Petrovic said that the army must not enter the city."
    assert positions_of(text)[-1][:2] == (["Goran Petrovic"], "demands")


def test_what_a_paper_reports_is_not_the_papers_stance(positions_of):
    text = "The Daily News said that the remarks were an answer to signals from Egypt that it wants to sign the treaty."
    assert [(h, s) for h, s, _, _ in positions_of(text)] == [(["Egypt"], "supports")]


def test_the_crowd_holds_what_it_demands(positions_of):
    found = positions_of("Tens of thousands of protesters marched to demand an end to the war in Serbia.")
    assert [s for _, s, _, _ in found] == ["demands"]
    assert "protesters" in found[0][0][0]


def test_a_reason_is_a_position_of_its_own(positions_of):
    text = "Latvia and Estonia oppose the embargo because they fear losing their ports."
    assert [(s, h) for h, s, _, _ in positions_of(text)] == [("opposes", ["Latvia", "Estonia"]), ("fears", ["Latvia", "Estonia"])]


def test_they_are_the_several_subjects_of_the_sentence_before(positions_of):
    text = "Norway and Finland argue that the villages can look after the road. For this reason they refused to pay for a bridge."
    assert positions_of(text)[-1][:2] == (["Norway", "Finland"], "refuses")


def test_without_a_speaker_a_modal_is_nobodys_stance(positions_of):
    assert positions_of("Romania must hold elections by June.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway may support the treaty.",
        "If Norway supports the treaty, Sweden will follow.",
        "Norway asked Sweden to support the treaty.",  # the demand is Norway's; Sweden takes no stance
        "Norway should support the treaty, Macron said.",
        "Norway denied that it supports the rebels.",
        "Norway tried to scare Sweden into supporting the treaty.",
        "Supporting the treaty would be a risk for Norway.",
    ],
)
def test_a_stance_that_is_only_possible_asked_for_or_denied_is_not_taken(positions_of, text):
    assert "supports" not in [s for _, s, _, _ in positions_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Macron hopes that the truce in Serbia will hold.",
        "Macron is hopeful about the talks with Serbia.",
        "Austria does not expect a breakthrough.",
        "Macron condemned the attack on Belgrade.",
        "Macron criticised the arrest of a journalist in Serbia.",
        "Serbia and Kosovo have fought over the valley for more than two decades.",
        "Macron can call up the reserve for six months.",
        "Norway asked Sweden for help.",
        "Serbia would neither confirm nor deny the report.",
        "Serbia neither confirmed nor denied the withdrawal of its troops.",
        "A Swedish diplomat asked not to be named.",
        "Defence spending has reached the levels desired by NATO.",
        "The leaders of Norway met in Oslo amid growing concerns about the war.",
        "Macron welcomed him in Paris.",
        "No one should forget the victims, Macron said.",
        "Norwegians might conclude that Sweden must leave the union.",
    ],
)
def test_hopes_deeds_and_spans_of_time_are_no_positions(positions_of, text):
    assert positions_of(text) == []


@pytest.mark.parametrize("text", ["No country supports the plan.", "The crowd wanted to sleep.", "Analysts expect earnings of the brewer to rise."])
def test_nobody_and_everyday_wishes_take_no_stance(positions_of, text):
    assert positions_of(text) == []


def test_a_bare_this_is_what_was_spoken_of_before(positions_of):
    found = positions_of("Russia demands the withdrawal of Polish troops. Poland rejects this.")
    assert [(h[0], s) for h, s, _, _ in found] == [("Russia", "demands"), ("Poland", "refuses")]
    assert found[0][2] == found[1][2]


def test_whoever_is_addressed_is_who_the_stance_is_toward(positions_of):
    assert positions_of("Norway urged Sweden to open the border.")[0][3] == ["Sweden"]
    assert positions_of("Norway supports Finland.")[0][3] == ["Finland"]


def test_a_headline_lends_its_subject_to_what_follows(positions_of):
    assert ("Emmanuel Macron", "expects") in [(h[0], s) for h, s, _, _ in positions_of("Macron visits Ankara, expects deal on grain")]
