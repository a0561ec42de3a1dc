"""The descriptions and pronouns of a text that may mean somebody, as candidates in text order."""

from collections.abc import Iterator, Sequence
from functools import cache

from demarche.facts.actors.candidates import Candidate, noun_phrase
from demarche.facts.actors.context import country_of_place
from demarche.facts.actors.measures import is_measuring, measured_by, measuring, noun_alone
from demarche.facts.actors.pair_nouns import pair_nouns
from demarche.facts.actors.titles import gender_of, read_title
from demarche.facts.arguments import arguments, holding_verbs, possessor_at, preposition_of, with_conjuncts
from demarche.language.document import Document
from demarche.lexicon.knowledge import Knowledge, Known, Sense
from demarche.lexicon.load import Row, load_table
from demarche.lexicon.roles import GOVERNMENT, LONGEST_TITLE, STATELESS, load_agents, load_titles, title_openings
from demarche.record import ActorKind, MentionForm

# Words that govern a description's state: "president of France", "troops from Chad".
STATE_PREPOSITIONS = frozenset(("of", "from", "in", "across", "throughout", "within", "for", "at"))
# Words that govern the one whose somebody is: "an aide to Orban", "officials in the ministry".
OWNER_PREPOSITIONS = frozenset(("of", "for", "to", "in", "at"))
# Inside these a noun is part of another phrase.
PARTS = frozenset(("compound", "flat", "amod", "nmod:desc", "fixed"))


@cache
def _pronouns() -> dict[str, Row]:
    return {row["word"]: row for row in load_table("pronouns")}


def find_references(document: Document, names: Sequence[Candidate], knowledge: Knowledge) -> list[Candidate]:
    """Descriptions with a noun of the tables, and personal pronouns, outside of names."""
    at = {i: n for n in names for i in range(n.start, n.end)}
    found: list[Candidate] = []
    read_to = 0  # "State" in "the Secretary of State" is no description of its own
    for word, token in enumerate(document.tokens):
        measures = is_measuring(document, word)
        if token.upos == "PRON" and not measures:
            found += _pronoun(document, word)
        elif (token.upos in ("NOUN", "PROPN") or measures or _is_people(document, word)) and word not in at and token.relation not in PARTS and word >= read_to:
            found += _description(document, word, at, knowledge)
            # What is measured out ("people" of "hundreds of people") is read again, as the same.
            read_to = max(read_to, found[-1].end) if found and not measures else read_to
    return found


def _is_people(document: Document, word: int) -> bool:
    """Is an adjective used for people, "the displaced"?"""
    token = document.tokens[word]
    return token.upos == "ADJ" and token.text.lower() in load_agents() and any(document.tokens[c].relation == "det" for c in document.children[word])


def _pronoun(document: Document, word: int) -> Iterator[Candidate]:
    token = document.tokens[word]
    row = _pronouns().get(token.text.lower())
    if row is None or token.relation == "expl" or (row["gender"] == "n" and _is_empty(document, word)):
        return
    yield Candidate(word, word + 1, word, MentionForm.PRONOUN, gender=row["gender"] or None, plural=row["number"] == "p", noun=row["person"])


def _is_empty(document: Document, word: int) -> bool:
    """Is it the "it" of "it is unlikely that", "it seems", "it was Putin who"?"""
    token = document.tokens[word]
    if token.relation != "nsubj":
        return token.relation not in ("obj", "nmod:poss", "obl", "nsubj:pass", "iobj", "nmod")
    head = document.tokens[token.head]
    below = {document.tokens[c].relation for c in document.children[token.head]}
    if head.upos in ("ADJ", "NOUN", "ADV") and "cop" in below:
        return True
    return bool({"csubj", "csubj:pass", "csubj:outer", "expl"} & below) or head.lemma in ("seem", "appear", "rain", "snow", "happen", "matter", "take")


def _description(document: Document, word: int, at: dict[int, Candidate], knowledge: Knowledge) -> Iterator[Candidate]:
    start, end = noun_phrase(document, word)
    measured = measured_by(document, word)
    noun = _noun_of_measured(document, word, measured, at)
    subject = _subject_of_copula(document, word)
    if (not noun and subject is None) or _is_mass(document, word, noun):
        return
    if measured != word:
        end = noun_phrase(document, measured)[1]
    inside = [document.tokens[i].text for i in range(start, end)]
    title = read_title(inside, knowledge) if noun in load_titles() else None
    country = title.country if title and title.country else _state_of(document, start, end, word, at, knowledge, noun)
    if end == word + 1 and len(noun.split()) > 1 and document.tokens[word].text.lower() == noun.split(" ")[0]:
        end = word + len(noun.split())
    former = any(w.lower() in ("former", "ex", "ousted", "deposed") or w.lower().startswith("ex-") for w in inside)
    plural = "Plur" in (document.tokens[word].feature("Number"), document.tokens[measured].feature("Number")) or (
        measured == word and is_measuring(document, word)
    )
    counted = _are_the_two(document, word)
    pair = plural and counted and noun in pair_nouns() and end - start <= 2 and not country
    countries = _states_of(document, start, end, at, knowledge) or _states_behind(document, word, at, knowledge)
    several = len(countries) > 1 and plural
    noun = document.tokens[word].lemma.lower() if several and noun in pair_nouns() and document.tokens[word].lemma.lower() in load_titles() else noun
    for state in countries if several else [country]:
        yield Candidate(
            start, end, word, MentionForm.TITLE if noun in load_titles() else MentionForm.DESCRIPTION, kind=None, gender=gender_of(noun.split(" ")[-1]),
            plural=plural, noun=noun, country=state, roles=title.roles if title else (), why="pair" if pair else "",
            each=several, equals=measuring(document, word) if subject is None else subject, former=former, owner=_owner(document, word, measured, at),
            inside=next((n.head for i in range(start, end) if (n := at.get(i)) and n.start == i and n.kind in (ActorKind.ORGANISATION, ActorKind.GROUP)), None),
        )  # fmt: skip


def _are_the_two(document: Document, word: int) -> bool:
    """ "The two leaders", "both leaders", "its two leaders"; "two officials said" are any two."""
    beside = [document.tokens[c] for c in document.children[word]]
    known = any(t.relation == "nmod:poss" or (t.relation == "det" and t.text.lower() in ("the", "these", "those")) for t in beside)
    return any(t.text.lower() == "both" or (t.text.lower() == "two" and known) for t in beside)


def _noun_of_measured(document: Document, word: int, measured: int, at: dict[int, Candidate]) -> str:
    """The noun that says who is meant; of a number or a crowd without one ("tens of thousands", "thousands of Iraqis") the noun that its table gives."""
    if measured in at:
        name = at[measured]
        if measured == word or name.kind is ActorKind.PERSON:
            return ""
        noun = noun_alone(document, word) if name.kind is ActorKind.STATE else _noun(document, noun_phrase(document, measured)[0], measured)
        return noun or ("" if name.kind is ActorKind.STATE else document.tokens[word].text.lower())
    return _noun(document, noun_phrase(document, measured)[0], measured) or (noun_alone(document, word) if is_measuring(document, measured) else "")


def _owner(document: Document, word: int, measured: int, at: dict[int, Candidate]) -> int | None:
    """The word that says whose somebody is: the possessor, or what stands behind "of", "for", or "to"."""
    children = document.children[word]
    before = next((c for c in children if document.tokens[c].relation == "nmod:poss"), None)
    if before is not None:
        return possessor_at(document, before)
    if measured != word:
        return measured if document.tokens[measured].upos == "PROPN" else _owner(document, measured, measured, at)
    for child in children:
        preposition = preposition_of(document, child) if document.tokens[child].relation == "nmod" else None
        # "An aide to Orban" is his, "the ambassador to Iran" is not Iran's.
        sent = preposition == "to" and child in at and at[child].kind is not ActorKind.PERSON
        if preposition in OWNER_PREPOSITIONS and not sent:
            return child
    return None


def _is_mass(document: Document, word: int, noun: str) -> bool:
    """Is a singular noun for a body used without anything before it, as for a substance: "use force", "based on intelligence"?"""
    agent = load_agents().get(noun)
    if agent is None or agent.stands_for not in ("state", "state_body", "organisation") or document.tokens[word].feature("Number") == "Plur" or " " in noun:
        return False
    before = ("det", "nmod:poss", "amod", "compound", "nummod", "nmod:desc")
    said = any(document.tokens[c].relation in before for c in document.children[word]) or document.tokens[word].upos == "PROPN"
    return not said and document.tokens[word].relation not in ("nsubj", "nsubj:pass", "appos")


def _holder(document: Document, head: int) -> int | None:
    """The subject of a relative clause that says whose somebody is: "the troops that Russia has gathered"."""
    for child in document.children[head]:
        if document.tokens[child].relation == "acl:relcl" and document.tokens[child].lemma.lower() in holding_verbs():
            found = arguments(document, child)
            if head in found.get("obj", []) and found.get("subj"):
                return found["subj"][0]
    return None


def _subject_of_copula(document: Document, word: int) -> int | None:
    """The subject that a predicate noun is said of, "Barra" of "Barra is the first woman at the top"; None where it is denied or asked."""
    below = {document.tokens[c].relation: c for c in document.children[word]}
    if "cop" not in below:
        return None
    negated = any(
        document.tokens[c].feature("Polarity") == "Neg" or document.tokens[c].text.lower() in ("no", "not", "n't", "?") for c in document.children[word]
    )
    return below.get("nsubj") if not negated else None


def _noun(document: Document, start: int, head: int) -> str:
    """The longest entry of the tables that ends with the head, "opposition leader" before "leader", or goes on with "of"; "" for a noun that means nobody."""
    form, lemma = document.tokens[head].text.lower(), document.tokens[head].lemma.lower()
    sentence_end = document.sentences[document.sentence_of[head]][1]
    for end in range(min(head + LONGEST_TITLE, sentence_end), head + 2, -1) if form in title_openings() else ():
        words = " ".join(document.words(head, end).lower().split())
        if words in load_titles():
            return words  # "secretary of state", "leader of the opposition"
    nouns = [n for n in dict.fromkeys((form, lemma)) if n in _last_words()]
    for first in range(max(start, head - 3), head + 1) if nouns else ():
        before = [t.text.lower() for t in document.tokens[first:head]]
        for phrase in (" ".join((*before, noun)) for noun in nouns):
            if phrase in load_titles() or phrase in load_agents() or phrase in pair_nouns():
                return phrase
    return ""


@cache
def _last_words() -> frozenset[str]:
    """The words that an entry of the tables can end with."""
    return frozenset(noun.rpartition(" ")[2] for table in (load_titles(), load_agents(), pair_nouns()) for noun in table)


def _states_of(document: Document, start: int, end: int, at: dict[int, Candidate], knowledge: Knowledge) -> list[str]:
    """The states of all adjectives before a noun: "Thai and Cambodian forces" are of two."""
    names = (n for i in range(start, end) if (n := at.get(i)) and n.start == i and n.kind is ActorKind.STATE)
    return list(dict.fromkeys(c for n in names for s in knowledge.senses(n.name)[:1] if (c := s.known.country)))


def _states_behind(document: Document, head: int, at: dict[int, Candidate], knowledge: Knowledge) -> list[str]:
    """The states coordinated behind a noun and "of": "the ministers of Armenia and Azerbaijan" are of two."""
    first = next((c for c in document.children[head] if document.tokens[c].relation == "nmod" and preposition_of(document, c) == "of"), None)
    names = [at.get(i) for i in with_conjuncts(document, first)] if first is not None else []
    return list(dict.fromkeys(c for n in names if n and n.kind is ActorKind.STATE for s in knowledge.senses(n.name)[:1] if (c := s.known.country)))


def _are_guests(noun: str, place: Candidate | None) -> bool:
    """May those who serve a state be in a place that is another's, "diplomats in New York", "officials in Geneva"?"""
    agent = load_agents().get(noun)
    return agent is not None and agent.sector == GOVERNMENT and agent.stands_for != "country" and place is not None and place.kind is ActorKind.PLACE


def _state_of(document: Document, start: int, end: int, head: int, at: dict[int, Candidate], knowledge: Knowledge, noun: str) -> str | None:
    """The state whose adjective, possessive or "of"-phrase stands with the noun."""
    for name in (n for i in range(start, end) if (n := at.get(i)) and n.start == i and n.kind is not ActorKind.PERSON):
        senses = knowledge.senses(name.name)
        if senses and _is_one(senses) and (country := senses[0].known.country or igo(senses[0].known)):
            return country
        if country := country_of_place(name.name):
            return country
    if any(document.tokens[c].relation == "nmod:poss" and document.tokens[c].upos == "PRON" for c in document.children[head]):
        return None  # "its ambassador from Sweden", "his troops in Armenia" are the possessor's
    holder = _holder(document, head)
    for child in [*([holder] if holder is not None else []), *sorted(document.children[head], key=lambda c: document.tokens[c].relation != "nmod:poss")]:
        token = document.tokens[child]
        if child == holder or token.relation == "nmod:poss" or (token.relation == "nmod" and preposition_of(document, child) in STATE_PREPOSITIONS):
            holder_name = at.get(child)
            if preposition_of(document, child) in ("in", "at") and _are_guests(noun, holder_name):
                continue
            senses = knowledge.senses(holder_name.name) if holder_name else []
            if senses and _is_one(senses) and (country := senses[0].known.country or igo(senses[0].known)):
                return country
            if holder_name and (country := country_of_place(holder_name.name)):
                return country
    return None


def _is_one(senses: Sequence[Sense]) -> bool:
    """Is it a state, or a body of which only one state has one of the name? "Presidential Guard" alone says nothing of a state."""
    return senses[0].known.kind is ActorKind.STATE or len({s.known.country for s in senses}) == 1


def igo(known: Known) -> str | None:
    """ "EUR" for the European Union's bodies, "UNO" for the United Nations': what stands in a code in place of a country."""
    return known.code[:3] if known.code and known.code[:3] in STATELESS else None
