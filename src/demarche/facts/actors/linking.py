"""A name → the entry of the knowledge base that it means in this article, or none where more than one is as likely."""

from collections.abc import Sequence
from dataclasses import replace

from demarche.facts.actors.candidates import Candidate, Cluster
from demarche.facts.actors.context import NEAR_YEARS, Context, is_main
from demarche.facts.actors.in_office import serving
from demarche.lexicon.knowledge import How, Knowledge, Known, fold
from demarche.lexicon.roles import roles_ranked
from demarche.record import ActorKind

IN_WORDS = {How.NAME: "name of the state", How.CAPITAL: "capital, for the government", How.METONYM: "seat of power, for the government"}
# Their bodies bear in every state the same few names.
SHARED_SECTORS = ("JUD",)
Link = tuple[Known | None, str]


def join_short_names(clusters: list[Cluster]) -> list[Cluster]:
    """Single words that no table knows join the one known body whose name they begin: "Northrop" and "Northrop Grumman"."""
    kept: list[Cluster] = []
    known = [c for c in clusters if c.known and c.kind is ActorKind.ORGANISATION]
    for cluster in clusters:
        name = cluster.name
        whole = [k for k in known if k.name.startswith(name + " ") and len(k.name.split()) == 2]
        if cluster.known is None and cluster.kind is ActorKind.ORGANISATION and " " not in name and len(name) > 3 and len(whole) == 1:
            whole[0].absorb(cluster)
        else:
            kept.append(cluster)
    return kept


def link(cluster: Cluster, knowledge: Knowledge, context: Context) -> Link:
    """The entry that a cluster of names means, with all that the article says of its bearer; the reason why, in words."""
    first = cluster.mentions[0]
    names = list(dict.fromkeys(m.name for m in cluster.mentions))
    if cluster.kind is ActorKind.PERSON and " " in first.name:
        names = [n for n in names if " " in n]  # who has a first name in the text is no other bearer of the family name
    for name in names:
        candidate = replace(first, name=name, roles=tuple(sorted(cluster.roles)), country=cluster.country, gender=cluster.gender)
        known, why = LINKERS.get(cluster.kind, link_organisation)(candidate, knowledge, context)
        if known:
            return known, why
    near = [s.known for s in knowledge.near(first.name) if (s.known.kind is ActorKind.PERSON) == (cluster.kind is ActorKind.PERSON)]
    # One letter tells two people apart, too: only where the article speaks of the known one's state.
    if near and cluster.country in (None, near[0].country) and (near[0].kind is not ActorKind.PERSON or near[0].country in context.countries):
        return near[0], f'another spelling of "{near[0].name}"'
    return None, why


def link_person(candidate: Candidate, knowledge: Knowledge, context: Context) -> Link:
    """By full name or alias; by family name where title, state and day leave one; the `why` says which."""
    whole = [s.known for s in knowledge.senses(candidate.name) if s.known.kind is ActorKind.PERSON and _gender_fits(s.known, candidate)]
    if whole:
        return _chosen(whole, candidate, context, f'"{candidate.name}" in the table of people')
    words = fold(candidate.name)
    found = [k for k in (*knowledge.by_surname.get(words, []), *_by_first_name(words, candidate, knowledge)) if _gender_fits(k, candidate)]
    if found and " " in words:
        found = [k for k in found if " " not in fold(k.name) or fold(k.name).split(" ")[-1] == words.split(" ")[-1]] if len(found) > 1 else found
    candidate = replace(candidate, roles=tuple(r for r in candidate.roles if r not in roles_ranked("vague")))
    if candidate.roles or candidate.country:
        titled = [k for k in found if _agrees(k, candidate, context)]
        if titled:
            return _chosen(titled, candidate, context, "family name with title")
        return None, "no holder of that title has this name"
    likely = [k for k in found if _is_likely(k, context)]
    if len(likely) == 1:
        return likely[0], f"the only {candidate.name} in high office then, of a state that the article names"
    leading = [k for k in found if _leads(k, context)]
    # In an article that names no state nothing speaks against the only leader of the name, if nobody else in office has it.
    alone = sum(any(t.role in roles_ranked("leader", "top") and t.years_from(context.day) <= NEAR_YEARS for t in k.terms) for k in found if context.day) == 1
    if len(leading) == 1 and len(likely) < 2 and (context.countries or alone):
        return leading[0], f"the only {candidate.name} who led a state on {context.day}"
    if len(found) == 1 and serving(candidate.name, knowledge, context.day):
        return found[0], f"the only {candidate.name} in the table, in high office on {context.day}"
    if len(found) == 1 and found[0].country in context.countries and any(t.role in roles_ranked("leader") for t in found[0].terms):
        return found[0], f"the only {candidate.name} in the table, who once led a state that the article names"
    return None, "not in the table of people" if not found else f"{len(found)} people of that family name are known"


def _by_first_name(words: str, candidate: Candidate, knowledge: Knowledge) -> Sequence[Known]:
    """Those who go by their first name with the title of an office that is inherited: "King Abdullah", "Queen Beatrix"."""
    royal = roles_ranked("leader") & set(candidate.roles)
    if " " in words or not royal:
        return ()
    return list({k.id: k for role, k in knowledge.holders_by_first_name.get(words, ()) if role in royal}.values())


def _chosen(found: Sequence[Known], candidate: Candidate, context: Context, why: str) -> Link:
    """Of people with one name, the one whose state and time fit best; none where two fit alike."""
    scored = sorted(((_fit(k, candidate, context), i) for i, k in enumerate(found)), reverse=True)
    if len(scored) > 1 and scored[0][0] == scored[1][0]:
        return None, f"{len(found)} people of that name fit alike"
    best = found[scored[0][1]]
    # Of a full name that only one person of the tables bears, a state that the words around suggest is the weaker witness.
    sure = len(found) == 1 and " " in candidate.name and (best.country in context.countries or any(r == t.role for t in best.terms for r in candidate.roles))
    if sure:
        return best, why
    if candidate.country and best.country and candidate.country != best.country and not any(t.country == candidate.country for t in best.terms):
        return None, "the known bearer of the name is of another state"
    return best, why


def _fit(known: Known, candidate: Candidate, context: Context) -> tuple[int, int, int]:
    roles = sum(t.role in candidate.roles for t in known.terms) > 0
    country = bool(known.country) and (known.country == candidate.country or known.country in context.countries)
    return int(roles) + int(country), -_years(known, context), len(known.terms)


def _gender_fits(known: Known, candidate: Candidate) -> bool:
    return not (known.gender and candidate.gender and known.gender != candidate.gender)


def _years(known: Known, context: Context) -> int:
    return min((t.years_from(context.day) for t in known.terms), default=99) if context.day else 0


def _agrees(known: Known, candidate: Candidate, context: Context) -> bool:
    """Does a person of the name hold, at the time, an office that the title can mean, in the title's state?"""
    for term in known.terms:
        right_role = not candidate.roles or term.role in candidate.roles
        right_state = not candidate.country or candidate.country in (term.country, known.country)
        if right_role and right_state and (not context.day or term.years_from(context.day) <= NEAR_YEARS):
            return bool(candidate.country) or known.country in context.countries or not known.country or term.role in roles_ranked("leader", "top")
    return False


def _is_likely(known: Known, context: Context) -> bool:
    if known.country and known.country not in context.countries:
        return False
    return any(t.role in roles_ranked("leader", "top") and (not context.day or t.years_from(context.day) <= NEAR_YEARS) for t in known.terms)


def _leads(known: Known, context: Context) -> bool:
    """Does somebody lead a state on the day of the article?"""
    leader = roles_ranked("leader")
    return bool(context.day) and any(t.role in leader and not t.of and t.holds_on(str(context.day)) for t in known.terms)


def link_organisation(candidate: Candidate, knowledge: Knowledge, context: Context) -> Link:
    """By name or alias; of several bodies of one name, the one whose state the article names most."""
    found = [s.known for s in knowledge.senses(candidate.name) if s.known.kind is not ActorKind.PERSON and s.how in (How.NAME, How.METONYM)]
    if not found:
        return None, "not in the tables"
    if candidate.country:
        own = [k for k in found if k.country in (candidate.country, None)]
        if not own:
            return None, "the known body of that name is of another state"
        found = [k for k in own if k.country] or own
    states = [k for k in found if k.kind is ActorKind.STATE]
    if states and any(s.how is How.METONYM for s in knowledge.senses(candidate.name)):
        return _of_states(states, context), "seat of a government"
    scored = sorted(((context.countries.get(k.country or "", 0), -i) for i, k in enumerate(found)), reverse=True)
    best = found[-scored[0][1]]
    rivals = {k.country for k in found if k.country} - {best.country}
    if rivals and best.country and scored[0][0] == 0:
        return None, f"{len(found)} bodies of that name are known, of states that the article does not name"
    if not candidate.country and _is_shared(best, candidate.name) and not is_main(best.country, context):
        return None, "a name that such bodies have in many states"
    return best, f'"{candidate.name}" in the tables'


def _is_shared(known: Known, name: str) -> bool:
    """Is a court or parliament called by what such bodies are called everywhere, "Supreme Court", "Constitutional Council"?"""
    return bool(known.country) and (known.code or "").endswith(SHARED_SECTORS) and fold(known.name).endswith(" " + fold(name)) and " " in name


def link_state(candidate: Candidate, knowledge: Knowledge, context: Context) -> Link:
    """The state by name, adjective, capital or seat of power; no place that is no state."""
    senses = [s for s in knowledge.senses(candidate.name) if s.known.kind is ActorKind.STATE]
    if not senses:
        return None, "a place, no state"
    how = senses[0].how
    shared = [s.known for s in knowledge.senses(candidate.name) if s.known.kind is ActorKind.ORGANISATION]
    own = senses[0].known.country or ""
    if shared and how is How.CAPITAL and context.countries[own] == context.by_seat[own]:
        return shared[0], "seat of the body, in an article that does not name its state"  # "Brussels must lift the sanctions"
    states = [s.known for s in senses if s.how is how]
    return _of_states(states, context), IN_WORDS.get(how, f"{how.value} of the state")


def _of_states(states: Sequence[Known], context: Context) -> Known | None:
    """A state that stood on the article's day before one that did not."""
    day = context.day or "2020"
    standing = [s for s in states if (not s.start or s.start <= day) and (not s.end or s.end >= day)]
    return next(iter(standing or states), None)


LINKERS = {ActorKind.PERSON: link_person, ActorKind.STATE: link_state, ActorKind.PLACE: lambda *_: (None, "a place, no state")}
