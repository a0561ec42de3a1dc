"""Descriptions and pronouns → whom they mean: each, in text order, goes to the most salient actor that agrees with it, or to nobody."""

from collections.abc import Iterator, Sequence

from demarche.facts.actors.belonging import add_owners
from demarche.facts.actors.candidates import Candidate, Cluster
from demarche.facts.actors.descriptions import is_held_alone, meant_by_noun, meant_by_title
from demarche.facts.actors.discourse import Discourse, agrees_in_gender, cluster_at
from demarche.facts.actors.measures import is_measuring
from demarche.facts.actors.pronouns import meant_by_pronoun, meant_by_speech
from demarche.facts.actors.speaking import speakers_of_quotations, speakers_of_words
from demarche.lexicon.roles import load_titles
from demarche.record import ActorKind, MentionForm


def resolve_references(discourse: Discourse, names: Sequence[Cluster], references: Sequence[Candidate]) -> None:
    """Adds each description and pronoun to the cluster that it means; descriptions of somebody unnamed found clusters of their own."""
    waiting = sorted([(m.head, 0, m, c) for c in names for m in c.mentions] + [(r.head, 1, r, None) for r in references], key=lambda w: w[:2])
    quoted = speakers_of_quotations(discourse.document, discourse.clusters)
    for word, _, candidate, cluster in waiting:
        if cluster is not None:
            discourse.past.append((word, cluster, candidate))
            continue
        if candidate.form is MentionForm.PRONOUN and candidate.noun in ("first", "second"):
            continue
        for meant, why in list(_meant(discourse, candidate, quoted)):
            meant.add(candidate, why)
            discourse.past.append((word, meant, candidate))
    # Who speaks may stand behind his words, as a pronoun: "I left," she said.
    speakers = speakers_of_words(discourse.document, discourse.clusters)
    for candidate in (r for r in references if r.form is MentionForm.PRONOUN and r.noun in ("first", "second")):
        for meant, why in list(meant_by_speech(discourse.document, candidate, speakers)):
            meant.add(candidate, why)
    add_owners(discourse)


def _meant(discourse: Discourse, candidate: Candidate, quoted: dict[int, Cluster | None]) -> Iterator[tuple[Cluster, str]]:
    equal = cluster_at(discourse, candidate.equals) if candidate.equals is not None else None
    counted = candidate.equals is not None and is_measuring(discourse.document, candidate.equals)
    if candidate.form is MentionForm.PRONOUN:
        yield from meant_by_pronoun(discourse, candidate, quoted)
    elif equal and equal.plural == candidate.plural and agrees_in_gender(equal, candidate) and (candidate.noun or equal.kind is ActorKind.PERSON):
        yield equal, "counted out by it" if counted else "said of it by a form of be"
    elif not candidate.noun:
        return
    elif candidate.noun in load_titles() and (not candidate.plural or (candidate.each and is_held_alone(candidate))):
        yield from meant_by_title(discourse, candidate)
    else:
        yield from meant_by_noun(discourse, candidate)
