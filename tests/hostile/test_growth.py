"""Each step on texts that were slow: four times the text takes about four times as long."""

import gc
import time
from collections.abc import Callable

import pytest

from demarche.facts.actors.find import find_actors
from demarche.facts.events.circumstances import find_setting
from demarche.facts.events.find import find_events
from demarche.facts.figures.find import find_figures
from demarche.facts.named import Who
from demarche.facts.places import find_places
from demarche.facts.positions.find import find_positions
from demarche.facts.statements.find import find_statements
from demarche.facts.statements.quotations import find_quotations
from demarche.facts.tensions import find_tensions
from demarche.facts.times.find import find_times
from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.ingest.parts import find_parts
from demarche.ingest.topic import find_topic
from demarche.language.document import Document
from demarche.language.repairs import repaired
from demarche.language.words import find_words
from demarche.merge.copies import take_imprint
from demarche.record import Article, Record, to_json
from demarche.store.articles import key_of, storable
from demarche.views.marked import mark
from demarche.views.visible import visible
from hostile_texts import TEXTS
from stub_document import stub_document

SHORT, LONG = 5_000, 20_000
# A quadratic step takes sixteen times as long; what is done in so short a time is not quadratic where it matters.
MOST_TIMES, NOISE_S = 9, 0.06


@pytest.fixture(autouse=True)
def without_collector():
    """A sweep over the tables of knowledge takes longer than most steps."""
    gc.disable()
    yield
    gc.enable()


def seconds(step: Callable[[], object]) -> float:
    begun = time.process_time()
    step()
    return time.process_time() - begun


def assert_grows_with_the_text(prepared: Callable[[int], Callable[[], object]], longer: int = 1) -> None:
    long = seconds(prepared(longer * LONG))
    if long > NOISE_S:
        short = min(seconds(prepared(longer * SHORT)) for _ in range(2))
        assert min(long, seconds(prepared(longer * LONG))) < MOST_TIMES * max(short, NOISE_S / 8)


def article_of(text: str) -> Article:
    return Article("x", text, parts=find_parts(text), published="2022-02-07")


def steps_before_reading(text: str) -> list[Callable[[], object]]:
    article = article_of(text)
    return [
        lambda: find_parts(text), lambda: find_topic(text), lambda: find_words(text), lambda: take_imprint(article, "k"), lambda: visible(text),
        lambda: key_of(storable(article)), lambda: to_json(Record(article)), lambda: mark(Record(article)),
    ]  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_what_comes_before_and_behind_the_model(name):
    for n in range(len(steps_before_reading("A word."))):
        assert_grows_with_the_text(lambda size, n=n: steps_before_reading(TEXTS[name](size))[n])


@pytest.mark.parametrize("name", ["plain lines", "words in single marks", "spaces", "one address", "wrapped lines", "datelines"])
def test_an_article_is_made(name):
    known = Metadata(published="2022-02-07", language="en")
    assert_grows_with_the_text(lambda size: lambda: make_article("The minister said that they had met. " + TEXTS[name](size), known, source="x"))


def times(document: Document) -> Callable[[], object]:
    return lambda: find_times(document, None)


def statements(document: Document) -> Callable[[], object]:
    who = Who(find_actors(document))
    return lambda: find_statements(document, who)


def figures(document: Document) -> Callable[[], object]:
    who = Who(find_actors(document))
    return lambda: find_figures(document, who)


def events(document: Document) -> Callable[[], object]:
    who = Who(find_actors(document))
    setting, said = find_setting(document, find_times(document, None), find_places(document)), find_statements(document, who)
    return lambda: find_events(document, who, setting, said)


def positions(document: Document) -> Callable[[], object]:
    who = Who(find_actors(document))
    said = find_statements(document, who)
    return lambda: find_positions(document, who, said)


def tensions(document: Document) -> Callable[[], object]:
    who = Who(find_actors(document))
    said = find_statements(document, who)
    setting = find_setting(document, find_times(document, None), find_places(document))
    found = find_events(document, who, setting, said), said, find_positions(document, who, said), find_figures(document, who)
    return lambda: find_tensions(document, article_of(document.text), *found, who)


FACTS: dict[str, Callable[[Document], Callable[[], object]]] = {
    "times": times, "statements": statements, "figures": figures, "events": events, "positions": positions, "tensions": tensions,
    "actors": lambda document: lambda: find_actors(document), "places": lambda document: lambda: find_places(document),
    "quotations": lambda document: lambda: find_quotations(document), "repairs": lambda document: lambda: repaired(document.tokens),
}  # fmt: skip


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("times", "times of day"), ("times", "dates"), ("times", "days"), ("times", "digits"), ("times", "datelines"), ("times", "months"),
        ("figures", "spaced digits"), ("figures", "grouped digits"), ("figures", "lines of a table"), ("figures", "dates"), ("figures", "figures"),
        ("places", "places"), ("places", "bylines"), ("places", "one name"), ("quotations", "straight marks that open"),
        ("quotations", "opening marks of one kind"), ("quotations", "quotations in quotations"), ("statements", "places"), ("statements", "demands"),
        ("tensions", "figures"), ("tensions", "plain sentences"), ("events", "plain sentences"), ("events", "dates"), ("positions", "demands"),
        ("actors", "one name"), ("actors", "names in sentences"), ("actors", "pronouns"), ("repairs", "dues"),
    ],
)  # fmt: skip
def test_facts_are_found(step, name):
    # What grew with the square of the events or figures shows on longer texts only.
    assert_grows_with_the_text(lambda size: FACTS[step](stub_document(TEXTS[name](size))), longer=4 if step in ("tensions", "repairs") else 1)
