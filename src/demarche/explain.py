"""Article → how each mention, time, place, figure and event came to its meaning, and what was ruled out: what `demarche explain` prints."""

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.facts.actors.find import trace_actors
from demarche.facts.events.circumstances import find_setting
from demarche.facts.events.find import Trace, trace_events
from demarche.facts.figures.find import trace_figures
from demarche.facts.named import Named, Who
from demarche.facts.places import trace_places
from demarche.facts.statements.find import find_statements
from demarche.facts.times.find import trace_times
from demarche.facts.traced import Traced
from demarche.language.document import Document
from demarche.lexicon.knowledge import Knowledge
from demarche.pipeline import Analyser, analyse_article, titles_of
from demarche.record import Actor, Article, Event, Figure, Mention, Place, TimeExpression


@dataclass(frozen=True, slots=True)
class Explanation:
    """One phrase `[start, end)` of the article, what it was read as, and why."""

    start: int
    end: int
    kind: str  # actor, time, place, figure, event, or "no event" for what was ruled out
    text: str
    meaning: str
    why: str


def explain(article: Article, analyser: Analyser, knowledge: Knowledge | None = None) -> list[Explanation]:
    """Every phrase that was given a meaning, in text order; a phrase read as two kinds stands twice."""
    document = analyse_article(article, analyser, knowledge)
    actors = trace_actors(document, article.published, knowledge)
    who = Who([n for n, _ in actors])
    times, places = trace_times(document, article.published), trace_places(document)
    setting = find_setting(document, [t.fact for t in times], [t.fact for t in places])
    events = trace_events(document, who, setting, find_statements(document, who), titles_of(article))
    found = [
        *_actors(document, actors),
        *_times(times),
        *_places(places),
        *_figures(trace_figures(document, who), who.names),
        *_events(document, events, who.names),
    ]
    return sorted(found, key=lambda e: (e.start, e.end, e.kind))


def _actors(document: Document, actors: Sequence[tuple[Named, list[Traced[Mention]]]]) -> list[Explanation]:
    return [
        Explanation(t.fact.start, t.fact.end, "actor", document.text[t.fact.start : t.fact.end], _actor_in_words(named.actor), f"{t.fact.form}: {t.why}")
        for named, traces in actors
        for t in traces
    ]


def _actor_in_words(actor: Actor) -> str:
    of = ", ".join(filter(None, (actor.kind.value, actor.role, actor.code)))
    return f"{actor.name} ({of})"


def _times(traces: Sequence[Traced[TimeExpression]]) -> list[Explanation]:
    return [Explanation(t.fact.start, t.fact.end, "time", t.fact.text, f"{t.fact.type.value} {t.fact.value or 'nobody knows'}", t.why) for t in traces]


def _places(traces: Sequence[Traced[Place]]) -> list[Explanation]:
    return [Explanation(t.fact.start, t.fact.end, "place", t.fact.text, _place_in_words(t.fact), t.why) for t in traces]


def _place_in_words(place: Place) -> str:
    at = f" at {place.latitude:.2f}, {place.longitude:.2f}" if place.latitude is not None and place.longitude is not None else ""
    return f"{place.name}{', ' + place.country if place.country else ''}{at} ({place.precision or 'unknown'})"


def _figures(traces: Sequence[Traced[Figure]], names: dict[str, str]) -> list[Explanation]:
    return [Explanation(t.fact.start, t.fact.end, "figure", t.fact.text, _figure_in_words(t.fact, names), t.why) for t in traces]


def _figure_in_words(figure: Figure, names: dict[str, str]) -> str:
    holder = f" of {names[figure.holder]}" if figure.holder in names else ""
    return f"{figure.comparison} {figure.value:,.10g} {figure.unit}{holder}"


def _events(document: Document, trace: Trace, names: dict[str, str]) -> list[Explanation]:
    return [
        Explanation(t.fact.anchor.start, t.fact.anchor.end, kind, t.fact.anchor.of(document.text), _event_in_words(t.fact, names), t.why)
        for kind, traces in (("event", trace.told), ("no event", trace.ruled_out))
        for t in traces
    ]


def _event_in_words(event: Event, names: dict[str, str]) -> str:
    """ "CONSULT/visit planned: Emmanuel Macron → Olaf Scholz"."""
    parties = " → ".join(", ".join(names[a] for a in side) for side in (event.actors, event.recipients) if side)
    return f"{'/'.join((event.type.value, *event.mode))} {event.status.value}: {parties or 'nobody'}"
