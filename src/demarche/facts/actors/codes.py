"""PLOVER's actor codes: country (ISO 3166-1 alpha-3), or IGO, NGO, MNC …, then the sector (codebook draft 0.8; PLOVER.md's list)."""

from collections import Counter
from functools import cache

from demarche.facts.actors.candidates import BODIES, Candidate, Cluster
from demarche.facts.actors.context import Context
from demarche.lexicon.knowledge import How, Knowledge, Term
from demarche.lexicon.roles import GOVERNMENT, STATELESS, load_agents, load_titles, roles_of
from demarche.record import ActorKind, MentionForm

# A former office-holder is coded by what he is now: one of the elite.
FORMER = "ELI"


def code_of(cluster: Cluster, context: Context) -> str | None:
    """The code of a cluster; None where neither country nor sector is known."""
    if cluster.known and cluster.known.code:
        return cluster.known.code_on(context.day)
    if cluster.kind is ActorKind.PLACE:
        return cluster.country and cluster.country + "CVL"  # a city is its people, where it is no capital that acts
    sector = _sector(cluster, context)
    if cluster.of and (not sector or (sector == GOVERNMENT and cluster.of.kind in BODIES)):
        return _code_of_owner(cluster, context)
    if cluster.body_code and not sector and not cluster.known:
        return cluster.body_code  # "State Department spokeswoman", whose office has no sector of its own
    return sector if sector in STATELESS else ((cluster.country or "") + sector) or None


def _code_of_owner(cluster: Cluster, context: Context) -> str | None:
    """The code of those in whose name somebody acts: a spokesman for Gbagbo is CIVGOV, members of Congress USALEG, a state's envoy its government."""
    owner = cluster.of
    code = code_of(owner, context) if owner and owner.of is not cluster else None
    return code + GOVERNMENT if code and owner and owner.kind is ActorKind.STATE else code


def mention_code(cluster: Cluster, mention: Candidate, context: Context) -> str | None:
    """The code of one mention: of a state, "Russian troops" are RUSMIL and "Moscow" RUSGOV, where "Russia" is RUS."""
    code = code_of(cluster, context)
    if cluster.kind is not ActorKind.STATE or not code:
        return code
    if mention.noun in load_agents():
        return code + load_agents()[mention.noun].sector
    return code + GOVERNMENT if mention.form is MentionForm.METONYM and mention.why in (How.CAPITAL, How.METONYM) else code


def role_of(cluster: Cluster, context: Context) -> str | None:
    """The office of a person on the article's day: by the tables, else as the text has it."""
    term = _present_term(cluster, context)
    if term:
        return term.role
    return min(cluster.roles) if cluster.roles else None


def _present_term(cluster: Cluster, context: Context) -> Term | None:
    """The office held on the article's day; where the day is not known, one still held. The one that the text names goes first."""
    terms = cluster.known.terms if cluster.known else ()
    held = [t for t in terms if t.holds_on(context.day)] if context.day else [t for t in terms if not t.end]
    titled = [t for t in held if t.role in cluster.roles]
    return next(iter(titled or held), None)


def _sector(cluster: Cluster, context: Context) -> str:
    if cluster.former:
        return FORMER
    term = _present_term(cluster, context)
    if term and _sector_by_role().get(term.role):
        return _sector_by_role()[term.role]
    said = [s for s in (*(_sector_by_role().get(r) for r in sorted(cluster.roles)), *(_sector_of_noun(n, cluster.country) for n in sorted(cluster.nouns))) if s]
    if said:
        return said[0]
    if cluster.known and cluster.known.terms:
        return _sector_of_terms(cluster.known.terms, context)
    return _sector_of_name(cluster.name) if cluster.kind in (ActorKind.ORGANISATION, ActorKind.GROUP) else ""


def _sector_of_terms(terms: tuple[Term, ...], context: Context) -> str:
    """Of a known person who holds no office on the day: before the first one that one's sector, after the last one the elite; without a day the commonest."""
    if context.day and min(t.start or "0" for t in terms) <= context.day:
        return FORMER
    sectors = Counter(s for t in terms if (s := _sector_by_role().get(t.role)))
    return sectors.most_common(1)[0][0] if sectors else ""


def _sector_of_noun(noun: str, country: str | None) -> str:
    if noun in load_agents():
        return load_agents()[noun].sector
    found = roles_of(noun, country) or roles_of(noun.removesuffix("s"), country)
    return found[0].sector if found else ""


def _sector_of_name(name: str) -> str:
    """By the last noun of a body's name that the tables know: "Ministry", "University", "Front"."""
    words = name.lower().split()
    for i in range(len(words) - 1, -1, -1):
        for noun in (" ".join(words[i : i + 2]), words[i]):
            if noun in load_agents() and load_agents()[noun].sector:
                return load_agents()[noun].sector
    return ""


@cache
def _sector_by_role() -> dict[str, str]:
    return {r.role: r.sector for roles in load_titles().values() for r in roles if r.sector}


def country_in_name(name: str, knowledge: Knowledge) -> str | None:
    """The state whose name or adjective stands in a body's name: "Chadian Human Rights League"."""
    words = name.split()
    for start in range(len(words)):
        for end in range(min(len(words), start + 3), start, -1):
            senses = knowledge.senses(" ".join(words[start:end])) if words[start][:1].isupper() else []
            if senses and senses[0].known.kind is ActorKind.STATE and end - start < len(words):
                return senses[0].known.country
    return None
