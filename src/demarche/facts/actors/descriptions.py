"""Whom a description means: "the Russian president", "the alliance", "his country", "both sides", "Western countries"."""

from collections.abc import Iterable, Iterator

from demarche.facts.actors.candidates import BODIES, Candidate, Cluster
from demarche.facts.actors.context import Context
from demarche.facts.actors.discourse import Discourse, Said, agrees_in_gender, are_two, cluster_at, prominence, roles_near
from demarche.facts.actors.measures import is_measuring
from demarche.facts.actors.pair_nouns import pair_nouns
from demarche.facts.arguments import possessor_at, preposition_of
from demarche.language.document import Document
from demarche.lexicon.knowledge import Known, fold
from demarche.lexicon.roles import load_agents, load_titles, roles_of, roles_ranked
from demarche.record import ActorKind, MentionForm

# "The two leaders" are the two of whom these sentences speak most.
PAIR_REACH = 3
# A third of whom the whole text speaks so many times as often as of one of them makes the two doubtful.
FAR_MORE = 2
# Nobody remembers a title's bearer for longer, in sentences.
LONGEST_REACH = 60


def meant_by_title(discourse: Discourse, candidate: Candidate) -> Iterator[tuple[Cluster, str]]:
    """ "the Russian president": the person of the article with that office, else its holder on the day, else somebody without a name."""
    offices = roles_of(candidate.noun, candidate.country)
    roles = {r.role for r in offices}
    if "leader" in roles and candidate.country:
        roles |= roles_ranked("leader")  # "the Russian leader"
    named = _apposed(discourse, candidate)
    if named:
        yield named, "stands beside the name"
        return
    definite = candidate.each or _is_definite(discourse.document, candidate)
    for word, cluster, _ in discourse.recent(candidate.head, LONGEST_REACH):
        if cluster.kind is not ActorKind.PERSON or not definite or not agrees_in_gender(cluster, candidate):
            continue
        if candidate.former and not (cluster.former or _has_left(cluster, roles, discourse.context)):
            continue
        if candidate.country and cluster.country and cluster.country != candidate.country:
            continue
        if _is_of_another(discourse, candidate, cluster):
            continue
        if (roles & roles_near(cluster, discourse.context) or candidate.noun in cluster.nouns) and (
            candidate.country or discourse.sentence(candidate.head) - discourse.sentence(word) <= 8
        ):
            yield cluster, f"the {candidate.noun} named before"
            return
    # Of ambassadors, judges and commanders a state has many: one of the tables is no better than the next.
    single = len(roles) == 1 and all(o.unique for o in offices)
    if definite and candidate.country and discourse.context.day and single and not candidate.former:
        holder = discourse.knowledge.holder(candidate.country, next(iter(roles)), discourse.context.day)
        if holder:
            yield _cluster_for(discourse, holder), f"held the office on {discourse.context.day}"
            return
    yield _unnamed(discourse, candidate, ActorKind.GROUP if candidate.plural else ActorKind.PERSON)


def is_held_alone(candidate: Candidate) -> bool:
    """Is it an office of which a state has one, so that those of two states are two people: "the Thai and Lao foreign ministers"?"""
    offices = roles_of(candidate.noun, candidate.country)
    return bool(offices) and (all(o.unique for o in offices) or candidate.noun == "leader")


def _is_of_another(discourse: Discourse, candidate: Candidate, cluster: Cluster) -> bool:
    """Is somebody without a name another's, the spokesman of the ministry before "his spokesman"?"""
    mine = _owner(discourse, candidate)
    theirs = [o for m in cluster.mentions if (o := _owner(discourse, m))] if not cluster.named else []
    return mine is not None and bool(theirs) and mine not in theirs


def _owner(discourse: Discourse, candidate: Candidate) -> Cluster | None:
    if candidate.owner is None:
        return None
    return discourse.named_at.get(candidate.owner) or next((c for word, c, _ in reversed(discourse.past) if word == candidate.owner), None)


def _has_left(cluster: Cluster, roles: set[str], context: Context) -> bool:
    """Did somebody hold one of the offices, and holds it no longer?"""
    terms = [t for t in cluster.known.terms if t.role in roles] if cluster.known else []
    return bool(terms) and bool(context.day) and not any(t.holds_on(str(context.day)) for t in terms)


def meant_by_noun(discourse: Discourse, candidate: Candidate) -> Iterator[tuple[Cluster, str]]:
    """ "the alliance", "the country", "Russian troops", "the two leaders", "Western countries"."""
    agent = load_agents().get(candidate.noun)
    stands_for = agent.stands_for if agent else "group"
    named = _apposed(discourse, candidate)
    if named and not candidate.plural:
        yield named, "stands beside the name"
    elif body := _body_of(discourse, candidate, stands_for):
        yield body, f"{candidate.noun} of the body"
    elif stands_for == "place" and (place := _place_behind(discourse, candidate)):
        yield place, f"{candidate.noun} of that name"
    elif stands_for == "counterpart":
        yield _counterpart(discourse, candidate) or _unnamed(discourse, candidate, ActorKind.PERSON)
    elif candidate.why == "pair":
        yield from _pair(discourse, candidate)
    elif candidate.country in discourse.knowledge.states and stands_for in ("state", "state_body"):
        yield _cluster_for(discourse, discourse.knowledge.states[str(candidate.country)]), f"{candidate.noun} of the state"
    elif stands_for in ("state", "state_body", "country") and (owner := _state_of_possessor(discourse, candidate)):
        yield owner, f"{candidate.noun} of whom it belongs to"
    elif _is_definite(discourse.document, candidate) and not candidate.plural and (found := _last_with_noun(discourse, candidate, stands_for)):
        yield found
    else:
        yield _unnamed(discourse, candidate, ActorKind.GROUP if candidate.plural else UNNAMED.get(stands_for, ActorKind.ORGANISATION))


def _place_behind(discourse: Discourse, candidate: Candidate) -> Cluster | None:
    """The place whose name stands behind the noun: "the Red Sea port of Assab"."""
    behind = (c for c in discourse.document.children[candidate.head] if c > candidate.head and preposition_of(discourse.document, c) == "of")
    return next((p for c in behind if (p := discourse.named_at.get(c)) and p.kind is ActorKind.PLACE), None)


def _body_of(discourse: Discourse, candidate: Candidate, stands_for: str) -> Cluster | None:
    """The body of "NATO forces", or of which members are spoken of, "members of Congress"; not one of several states, whose members act for themselves."""
    if candidate.inside is not None and stands_for in ("state", "state_body") and (inside := discourse.named_at.get(candidate.inside)):
        return inside
    if candidate.owner is None or not is_measuring(discourse.document, candidate.head):
        return None
    body = discourse.named_at.get(candidate.owner)
    return body if body and body.kind in BODIES and body.country else None


def _state_of_possessor(discourse: Discourse, candidate: Candidate) -> Cluster | None:
    """The state before the noun, or that of the person before it: "its troops", "his country", "her government"."""
    for child in discourse.document.children[candidate.head]:
        relation = discourse.document.tokens[child].relation
        if relation == "nmod:poss" or (relation in ("compound", "nmod:desc") and child < candidate.head):  # "the Vajpayee cabinet"
            said = possessor_at(discourse.document, child)
            owner = cluster_at(discourse, said) or discourse.named_at.get(said)
            if owner and owner.named and owner.kind in (ActorKind.STATE, *BODIES) and discourse.document.tokens[child].upos == "PRON":
                return owner
            country = (owner.country or _led_by(discourse, child)) if owner and owner.kind is ActorKind.PERSON else None
            if country in discourse.knowledge.states:
                return _cluster_for(discourse, discourse.knowledge.states[str(country)])
    return None


def _led_by(discourse: Discourse, word: int) -> str | None:
    """The one state that people of a family name have led: "the Clinton administration", in whichever year; None where they led several."""
    known = discourse.knowledge.by_surname.get(fold(discourse.document.tokens[word].text), ())
    led = {k.country for k in known if any(t.role in roles_ranked("leader") and not t.of for t in k.terms)}
    return led.pop() if len(led) == 1 else None


def _last_with_noun(discourse: Discourse, candidate: Candidate, stands_for: str) -> tuple[Cluster, str] | None:
    """The actor last named that goes by the noun: a state for "the country", a body whose nouns or name hold it."""
    best: tuple[tuple[int, int], Cluster] | None = None
    for word, cluster, mention in discourse.recent(candidate.head, 4 if stands_for in ("country", "place") else 12):
        distance = discourse.sentence(candidate.head) - discourse.sentence(word)
        if candidate.start <= word < candidate.end or are_two(discourse.document, candidate, mention) or not _goes_by(cluster, candidate.noun, stands_for):
            continue
        if candidate.country and cluster.country not in (None, candidate.country):
            continue
        if stands_for == "country" and mention.form is MentionForm.METONYM:
            continue
        # "the country" is the one named last; a body goes by its prominence.
        rank = (0, word) if stands_for in ("country", "place") else (-distance, prominence(discourse.document, mention))
        if best is None or rank > best[0]:
            best = (rank, cluster)
    return (best[1], f"the {candidate.noun} named last") if best else None


def _goes_by(cluster: Cluster, noun: str, stands_for: str) -> bool:
    if stands_for == "country":
        return cluster.kind is ActorKind.STATE and (noun not in ("kingdom", "republic", "superpower"))
    if stands_for == "place":
        return cluster.kind is ActorKind.PLACE or (noun in ("island", "peninsula") and cluster.kind is ActorKind.STATE)
    if cluster.kind not in BODIES or not cluster.named:
        return False
    nouns = cluster.known.nouns if cluster.known else ()
    if noun in nouns or noun in cluster.nouns or noun in cluster.name.lower().split():
        return True
    agent = load_agents().get(noun)
    code = cluster.known.code if cluster.known else None
    if agent is None or agent.stands_for in ("person", "group", "country", "state"):  # a ministry is not "the government"
        return False
    if cluster.known is None:
        named_by_noun = any(w in load_agents() for w in cluster.name.lower().split())  # a "Council" is no hotel
        return agent.stands_for == "organisation" and cluster.kind is not ActorKind.MEDIA and not named_by_noun
    return bool(agent.sector) and (code or "").endswith(agent.sector)


def _pair(discourse: Discourse, candidate: Candidate) -> Iterator[tuple[Cluster, str]]:
    """ "the two leaders", "both countries": the two last named of the kind, where both stand in the two sentences before."""
    wanted = pair_nouns()[candidate.noun]
    if wanted is None:
        yield from _both_sides(discourse, candidate)
        return
    near = _spoken_of(discourse, candidate, wanted, discourse.recent(candidate.head, PAIR_REACH))
    pair = [c for _, c in near[:2]] if len(near) == 2 or (len(near) > 2 and near[1][0] > near[2][0]) else []
    if pair:
        pair = _two_of_text(discourse, candidate, wanted, pair)
    if pair:
        yield from ((c, f"the two {candidate.noun} spoken of") for c in pair)
    else:
        yield _unnamed(discourse, candidate, ActorKind.GROUP)


def _two_of_text(discourse: Discourse, candidate: Candidate, wanted: ActorKind, pair: list[Cluster]) -> list[Cluster]:
    """The pair, unless the text so far speaks far more of a third, as where the last sentences tell of a mediator: then its own two; of no clear two nobody."""
    whole = _spoken_of(discourse, candidate, wanted, discourse.past)
    lesser = min(n for n, c in whole if any(c is p for p in pair))
    if not any(n >= FAR_MORE * lesser for n, c in whole if all(c is not p for p in pair)):
        return pair
    return [c for _, c in whole[:2]] if len(whole) == 2 or whole[1][0] >= FAR_MORE * whole[2][0] else []


def _spoken_of(discourse: Discourse, candidate: Candidate, wanted: ActorKind, said: Iterable[Said]) -> list[tuple[int, Cluster]]:
    """How often those are mentioned who may be one of a pair, the most mentioned first."""
    found: dict[int, tuple[int, Cluster]] = {}
    for _, cluster, _ in said:
        leads = (
            cluster.kind is not ActorKind.PERSON
            or candidate.noun not in ("leaders", "presidents")
            or bool(roles_ranked("leader") & roles_near(cluster, discourse.context))
        )
        if cluster.kind is wanted and cluster.named and leads:
            found[id(cluster)] = (found.get(id(cluster), (0, cluster))[0] + 1, cluster)
    return sorted(found.values(), key=lambda f: -f[0])


def _counterpart(discourse: Discourse, candidate: Candidate) -> tuple[Cluster, str] | None:
    """ "His Russian counterpart": who holds in the named state the office of the one that the sentence spoke of before."""
    day, country = discourse.context.day, candidate.country
    for _, cluster, _ in discourse.recent(candidate.head, 1):
        if cluster.kind is ActorKind.PERSON and cluster.country != country and day and country:
            for role in sorted(roles_near(cluster, discourse.context) & roles_ranked("leader", "top")):
                holder = discourse.knowledge.holder(country, role, day)
                if holder:
                    return _cluster_for(discourse, holder), f"{role} as {cluster.name}, on {day}"
    return None


def _both_sides(discourse: Discourse, candidate: Candidate) -> Iterator[tuple[Cluster, str]]:
    """ "Both sides": the two, of whatever kind, that were last coordinated or stood against each other as subject and partner; else nobody known."""
    document = discourse.document
    near = [
        (w, c) for w, c, m in discourse.recent(candidate.head, PAIR_REACH) if c.named and c.kind is not ActorKind.PLACE and m.form is not MentionForm.PRONOUN
    ]
    for word, cluster in near:
        token = document.tokens[word]
        partner = token.head if token.relation == "conj" else next((c for c in document.children[word] if document.tokens[c].relation == "conj"), None)
        other = next((c for w, c in near if w == partner), None)
        if other and other is not cluster:
            yield from ((c, f"the two {candidate.noun} named together") for c in (other, cluster))
            return
    yield _unnamed(discourse, candidate, ActorKind.GROUP)


def _apposed(discourse: Discourse, candidate: Candidate) -> Cluster | None:
    """The cluster of a name that the description stands beside: "the Estonian prime minister, Kaja Kallas,"."""
    document = discourse.document
    token = document.tokens[candidate.head]
    beside = [c for c in document.children[candidate.head] if document.tokens[c].relation == "appos"]
    if token.relation == "appos":
        beside.append(token.head)
    beside += _next_to(document, candidate)
    found = (discourse.named_at.get(b) for b in beside)
    return next((c for c in found if c and _can_be(c, candidate)), None)


def _next_to(document: Document, candidate: Candidate) -> list[int]:
    """The word behind the comma that follows a description, where another comma or a verb closes the pair: "the bar's owner, Jonathan Stan,"."""
    end = candidate.end
    if end < len(document.tokens) and document.tokens[end].upos == "PROPN" and document.sentence_of[end] == document.sentence_of[candidate.head]:
        return [end]  # "U.S. automaker GM"
    while end < len(document.tokens) and document.tokens[end].relation != "punct" and document.sentence_of[end] == document.sentence_of[candidate.head]:
        if document.tokens[end].upos == "VERB" or end - candidate.end > 6:
            return []
        end += 1
    close = next(
        (
            i
            for i in range(end + 1, min(end + 7, len(document.tokens)))
            if document.tokens[i].text == "," or document.tokens[i].upos in ("VERB", "AUX", "CCONJ")
        ),
        None,
    )
    if end >= len(document.tokens) or document.tokens[end].text != "," or close is None or document.tokens[close].upos == "CCONJ":
        return []
    return [end + 1]


def _can_be(cluster: Cluster, candidate: Candidate) -> bool:
    agent = load_agents().get(candidate.noun)
    person = candidate.noun in load_titles() or (agent is not None and agent.stands_for in ("person", "counterpart"))
    return (cluster.kind is ActorKind.PERSON) == person and agrees_in_gender(cluster, candidate)


def _is_definite(document: Document, candidate: Candidate) -> bool:
    """Has the phrase an article "the", a "this", a possessor, or an adjective of a state before a title?"""
    for child in document.children[candidate.head]:
        token = document.tokens[child]
        if token.relation == "amod" and token.lemma.lower() in ("new", "other", "another", "different"):
            return False
    for child in document.children[candidate.head]:
        token = document.tokens[child]
        if token.relation == "det":
            return token.text.lower() in ("the", "this", "that", "these", "those", "both")
        if token.relation == "nmod:poss":
            return True
    return False


def _unnamed(discourse: Discourse, candidate: Candidate, kind: ActorKind) -> tuple[Cluster, str]:
    """Somebody whom only a description tells: the same words, definite, mean the same again."""
    words = discourse.document.span(candidate.start, candidate.end).of(discourse.document.text)
    if _is_definite(discourse.document, candidate) or candidate.plural:
        for _, cluster, mention in discourse.recent(candidate.head, 12):
            if not cluster.named and mention.noun == candidate.noun and mention.country == candidate.country and cluster.name.lower() == words.lower():
                return cluster, "the same words"
    first = discourse.document.tokens[candidate.start]
    if (first.upos in ("NOUN", "NUM", "DET") or is_measuring(discourse.document, candidate.start)) and first.text[1:].islower():
        words = words[:1].lower() + words[1:]  # a capital that only the sentence's beginning gives
    cluster = Cluster(kind, " ".join(words.split()), named=False, plural=candidate.plural)
    discourse.clusters.append(cluster)
    return cluster, "a description without a name"


def _cluster_for(discourse: Discourse, known: Known) -> Cluster:
    """The cluster of an entry of the knowledge base, made where the text has not named it."""
    if known.id not in discourse.known:
        discourse.known[known.id] = Cluster(known.kind, known.name, known, known.gender, country=known.country)
        discourse.clusters.append(discourse.known[known.id])
    return discourse.known[known.id]


# What somebody is whom only a noun of agents.tsv tells.
UNNAMED = {"group": ActorKind.GROUP, "state": ActorKind.GROUP, "state_body": ActorKind.GROUP, "person": ActorKind.PERSON, "place": ActorKind.PLACE}
