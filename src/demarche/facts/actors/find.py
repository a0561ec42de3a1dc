"""The actors of an article with all their mentions: names, then what refers back to them."""

from dataclasses import replace

from demarche.facts.actors.candidates import Cluster
from demarche.facts.actors.codes import code_of, country_in_name, mention_code, role_of
from demarche.facts.actors.context import Context, known_place, read_context
from demarche.facts.actors.discourse import Discourse
from demarche.facts.actors.gather import gather_names
from demarche.facts.actors.names import find_names
from demarche.facts.actors.reference import resolve_references
from demarche.facts.actors.references import find_references
from demarche.facts.named import Named
from demarche.facts.traced import Traced
from demarche.language.document import Document, Phrase
from demarche.lexicon.knowledge import How, Knowledge, load_knowledge
from demarche.lexicon.roles import STATELESS
from demarche.record import Actor, ActorKind, Mention, MentionForm


def find_actors(document: Document, published: str | None = None, knowledge: Knowledge | None = None) -> list[Named]:
    """The actors of a text, in the order of their first mention; places that are no states have kind `place`."""
    return [named for named, _ in _actors(document, published, knowledge or load_knowledge())]


def trace_actors(document: Document, published: str | None = None, knowledge: Knowledge | None = None) -> list[tuple[Named, list[Traced[Mention]]]]:
    """The same, each mention with the reason why it means the actor."""
    found = []
    for named, cluster in _actors(document, published, knowledge or load_knowledge()):
        whys = {(m.start, m.end): why for m, why in zip(cluster.mentions, cluster.whys, strict=True)}
        found.append((named, [Traced(m, whys[p.start, p.end]) for m, p in zip(named.actor.mentions, named.phrases, strict=True)]))
    return found


def _actors(document: Document, published: str | None, knowledge: Knowledge) -> list[tuple[Named, Cluster]]:
    context = read_context(document, published, knowledge)
    names = find_names(document, knowledge)
    clusters = gather_names(names, knowledge, context)
    for cluster in clusters:
        cluster.gender = cluster.gender or _gender_by_name(cluster, knowledge)
        if cluster.known is None and cluster.kind in (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.MEDIA):
            cluster.country = cluster.country or country_in_name(cluster.name, knowledge)
        elif cluster.kind is ActorKind.PLACE:
            cluster.name, cluster.country = _capital(cluster.name, knowledge) or known_place(cluster.name) or (cluster.name, None)
            cluster.country = cluster.country or None
    for cluster in clusters:
        _add_titles(cluster)
    discourse = Discourse(document, knowledge, context, list(clusters))
    resolve_references(discourse, clusters, find_references(document, names, knowledge))
    found = sorted((c for c in discourse.clusters if c.mentions), key=lambda c: min((m.start, -m.end) for m in c.mentions))
    return [(_named(f"a{n}", c, document, context), c) for n, c in enumerate(found, 1)]


def _capital(name: str, knowledge: Knowledge) -> tuple[str, str] | None:
    """The name and state of a capital, whatever other places share its name: "Washington" is no region."""
    known = next((s.known for s in knowledge.senses(name) if s.how is How.CAPITAL), None)
    return (name, known.country) if known and known.country else None


def _add_titles(cluster: Cluster) -> None:
    """The title before a name means its bearer too: "Ukrainian President" in "Ukrainian President Volodymyr Zelensky"."""
    for mention in list(cluster.mentions):
        if cluster.kind is ActorKind.PERSON and mention.start < mention.title_end and mention.roles:
            cluster.add(replace(mention, end=mention.title_end, head=mention.title_end - 1, form=MentionForm.TITLE, name=""), "title of the name behind it")


def _gender_by_name(cluster: Cluster, knowledge: Knowledge) -> str | None:
    if cluster.kind is not ActorKind.PERSON or " " not in cluster.name:
        return None
    return knowledge.genders.get(cluster.name.split(" ")[0].lower())


def _named(id_: str, cluster: Cluster, document: Document, context: Context) -> Named:
    ordered = sorted(cluster.mentions, key=lambda m: (m.start, m.end))
    phrases = tuple(Phrase(m.form.value, m.start, m.end, document.span(m.start, m.end), 1.0) for m in ordered)
    mentions = tuple(Mention(p.span.start, p.span.end, m.form) for p, m in zip(phrases, ordered, strict=True))
    kind = cluster.kind
    country = cluster.country if cluster.country not in STATELESS else None  # "EUR" is a code, no state
    actor = Actor(
        id_, _written(cluster), kind, country, role_of(cluster, context) if kind is ActorKind.PERSON else None, code_of(cluster, context),
        known=cluster.known is not None, mentions=mentions,
    )  # fmt: skip
    codes = tuple(mention_code(cluster, m, context) for m in ordered)
    known = cluster.known
    title = known.wikipedia.replace("_", " ") if known and known.wikipedia else None
    return Named(actor, phrases, tuple(m.head for m in ordered), codes, known.id if known else None, title)


def _written(cluster: Cluster) -> str:
    """The actor's name, a place's without the capitals of a dateline: BERLIN is Berlin."""
    name = cluster.name
    if cluster.known is not None or cluster.kind is not ActorKind.PLACE or not name.isupper() or len(name) < 4:
        return name
    return next((m.name for m in cluster.mentions if m.name and not m.name.isupper() and m.name.lower() == name.lower()), name.title())
