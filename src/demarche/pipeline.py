"""Article → Record: all the steps, in their order, on one page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from demarche.facts.actors.find import find_actors
from demarche.facts.actors.in_office import with_names_in_office
from demarche.facts.events.circumstances import find_setting
from demarche.facts.events.find import find_events
from demarche.facts.figures.find import find_figures
from demarche.facts.named import Who
from demarche.facts.places import find_places
from demarche.facts.positions.find import find_positions
from demarche.facts.statements.find import find_statements
from demarche.facts.tensions import find_tensions
from demarche.facts.times.find import find_times
from demarche.facts.times.phrases import find_phrases
from demarche.facts.times.reference import find_anchor
from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata, read_published
from demarche.language.analyse import analyse
from demarche.language.document import Document
from demarche.language.model import WEIGHTS, LanguageModel, load_model
from demarche.lexicon.added import DEFAULT_FOLDER
from demarche.lexicon.knowledge import Knowledge, load_knowledge
from demarche.record import Actor, Article, Event, Figure, MentionForm, PartKind, Position, PublishedFrom, Record, Statement
from demarche.settings import DEFAULTS, Settings
from demarche.text import Span

# What a problem begins with that is no failure.
DAY_UNKNOWN = "day of publication unknown"

Analyser = Callable[[str, list[Span]], Document]


def make_analyser(settings: Settings) -> Analyser:
    """What turns a text's paragraphs into a Document: our model, or a spaCy pipeline where the settings name one."""
    if settings.model != "demarche":
        from demarche.language.spacy import make_spacy_analyser  # spaCy is an optional dependency

        return make_spacy_analyser(settings.model)
    model: LanguageModel = load_model(settings.weights or WEIGHTS, threads=settings.threads)
    return lambda text, paragraphs: analyse(text, paragraphs, model)


def settings_knowledge(settings: Settings) -> Knowledge:
    """The knowledge base: the package's tables, and what a researcher has added. Raises BadTable where an added table breaks its schema."""
    return load_knowledge(settings.knowledge or (DEFAULT_FOLDER.expanduser() if DEFAULT_FOLDER.expanduser().is_dir() else None))


def analyse_article(article: Article, analyser: Analyser, knowledge: Knowledge | None = None) -> Document:
    """The document of all parts of an article that are the story."""
    story = [Span(p.start, p.end) for p in article.parts if p.kind is not PartKind.BOILERPLATE]
    return with_names_in_office(analyser(article.text, story), knowledge or load_knowledge(), article.published)


def titles_of(article: Article) -> list[Span]:
    """The stretches of an article that are headlines."""
    return [Span(p.start, p.end) for p in article.parts if p.kind is PartKind.TITLE]


def read(article: Article, analyser: Analyser, knowledge: Knowledge | None = None) -> Record:
    """Everything that the article states, each fact with its evidence. Without `knowledge`, the tables of the package."""
    document = analyse_article(article, analyser, knowledge)
    times = find_times(document, article.published)
    named = Who(find_actors(document, article.published, knowledge))
    places = find_places(document)
    figures = find_figures(document, named)
    statements = find_statements(document, named)
    events = find_events(document, named, find_setting(document, times, places), statements, titles_of(article))
    positions = find_positions(document, named, statements)
    tensions = find_tensions(document, article, events, statements, positions, figures, named)
    problems = () if article.published else (_day_unknown(document),)
    return Record(
        article,
        actors=actors_of_facts(named, (*events, *statements, *positions, *figures)),
        events=tuple(events),
        statements=tuple(statements),
        positions=tuple(positions),
        figures=tuple(figures),
        times=tuple(times),
        places=tuple(places),
        tensions=tuple(tensions),
        problems=problems,
    )


def _day_unknown(document: Document) -> str:
    """What is told where nobody gives the day of publication."""
    day = find_anchor(document, find_phrases(document), None).day
    if day:
        return f"{DAY_UNKNOWN}: times count from {day.isoformat()}, the date at the top of the text"
    return f"{DAY_UNKNOWN}: times that count from it have no value"


# The fields of facts that name actors.
_NAMING = ("actors", "recipients", "speakers", "addressees", "holders", "toward", "holder", "according_to")


def actors_of_facts(named: Who, facts: Iterable[Event | Statement | Position | Figure]) -> tuple[Actor, ...]:
    """All named actors, and of those whom only a description tells ("two gunmen") the ones that a fact speaks of."""
    values = [getattr(fact, field, None) for fact in facts for field in _NAMING]
    used = {id_ for value in values for id_ in (value if isinstance(value, tuple) else (value,))}
    return tuple(n.actor for n in named if n.actor.id in used or n.actor.known or any(m.form is MentionForm.NAME for m in n.actor.mentions))


@dataclass(frozen=True, slots=True)
class Reader:
    """A loaded model, ready to read: `reader(text, published="2022-02-07")` gives a Record."""

    analyser: Analyser
    knowledge: Knowledge | None = None

    def __call__(self, text: str, *, published: str | None = None, id: str | None = None) -> Record:
        """The record of one text. Raises UnreadableInput for a text that is empty, binary or not English; BadOption for a wrong date."""
        day = read_published(published, "published") if published else None
        known = Metadata(id=id, published=day, published_from=PublishedFrom.GIVEN if day else None)
        return read(make_article(text, known, source=id or "the text"), self.analyser, self.knowledge)


def open_reader(settings: Settings = DEFAULTS) -> Reader:
    """A Reader with its model loaded, which takes about half a second. Raises BadModel where the weights are missing or damaged."""
    return Reader(make_analyser(settings), settings_knowledge(settings))
