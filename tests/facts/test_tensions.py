"""What does not agree inside one article."""

import pytest

from demarche.facts.actors.find import find_actors
from demarche.facts.figures.find import find_figures
from demarche.facts.named import Who
from demarche.facts.positions.find import find_positions
from demarche.facts.statements.find import find_statements
from demarche.facts.tensions import find_tensions
from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.pipeline import analyse_article
from demarche.record import Certainty, Event, EventType, Status, Tension
from demarche.text import Span


@pytest.fixture(scope="session")
def tensions_of(reader):
    def ask(text: str, events: tuple[tuple[str, int, EventType, Status, str, str | None], ...] = ()) -> list[Tension]:
        """The tensions; `events` are (word, nth, type, status, actor, according to)."""
        article = make_article(text, Metadata(id="t", published="2022-02-07"), source="t")
        document = analyse_article(article, reader.analyser)
        who = Who(find_actors(document, "2022-02-07"))
        ids = {n.actor.name: n.actor.id for n in who}
        statements = find_statements(document, who)
        made = []
        for n, (word, nth, type_, status, actor, voucher) in enumerate(events, 1):
            at = -1
            for _ in range(nth):
                at = article.text.index(word, at + 1)
            span = Span(at, at + len(word))
            made.append(Event(f"e{n}", type_, status, span, (span,), actors=(ids[actor],), certainty=Certainty.STATED, according_to=ids.get(voucher or "")))
        return find_tensions(document, article, made, statements, find_positions(document, who, statements), find_figures(document, who), who)

    return ask


def test_a_headline_that_the_body_does_not_bear_out(tensions_of):
    text = "Scholz expects breakthrough in Ankara\n\nOlaf Scholz arrived in Ankara on Monday. Turkey said that it does not expect a breakthrough."
    (found,) = tensions_of(text)
    assert (found.kind.value, [id_[0] for id_ in found.between]) == ("headline", ["p", "s"])  # who does not expect it only states so


def test_a_headline_that_the_body_repeats_is_no_tension(tensions_of):
    text = "Scholz expects breakthrough in Ankara\n\nOlaf Scholz arrived in Ankara on Monday. The chancellor expects a breakthrough."
    assert tensions_of(text) == []


def test_two_sources_with_two_counts(tensions_of):
    text = "The army said that 12 soldiers were killed in the raid. The Red Cross said that 40 soldiers were killed."
    assert [t.kind.value for t in tensions_of(text)] == ["figures"]


@pytest.mark.parametrize(
    "text",
    [
        "The army said that 12 soldiers were killed on Monday. The Red Cross said that 40 soldiers were killed on Friday.",
        "The army said that about 38 soldiers were killed. The Red Cross said that 40 soldiers were killed.",
        "The army said that 12 soldiers were killed in Mopti. The Red Cross said that 40 soldiers were killed in Gao.",
    ],
)
def test_counts_of_other_days_or_places_or_nearly_the_same_agree(tensions_of, text):
    assert tensions_of(text) == []


def test_a_denial_of_what_another_fears(tensions_of):
    text = "Poland fears that Russia will invade Lithuania. Russia denies that it will invade Lithuania."
    assert [t.kind.value for t in tensions_of(text)] == ["denial"]


def test_an_act_that_its_doer_denies_and_the_text_states(tensions_of):
    text = "Iran shelled the port on Monday. Later Iran said it had never shelled the port on Monday."
    events = (("shelled", 1, EventType.ASSAULT, Status.HAPPENED, "Iran", None), ("shelled", 2, EventType.ASSAULT, Status.NEGATED, "Iran", "Iran"))
    assert [t.kind.value for t in tensions_of(text, events)] == ["denial"]


def test_an_act_that_the_text_tells_as_done_and_as_not_done(tensions_of):
    text = "Iran shelled the port. Observers were certain: Iran never shelled the port."
    events = (("shelled", 1, EventType.ASSAULT, Status.HAPPENED, "Iran", None), ("shelled", 2, EventType.ASSAULT, Status.NEGATED, "Iran", None))
    assert [t.kind.value for t in tensions_of(text, events)] == ["status"]
