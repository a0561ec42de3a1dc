"""The names of an article, gathered: each name with its title becomes a candidate, and candidates that name the same actor one cluster."""

import re
from collections.abc import Iterator, Sequence, Set

from demarche.facts.actors.candidates import Candidate, noun_phrase, phrase_start, title_start
from demarche.facts.actors.halves import halves_phrases, named_halves
from demarche.facts.actors.pair_nouns import pair_nouns
from demarche.facts.actors.pieces import joined, pieces_of
from demarche.facts.actors.titles import read_title
from demarche.facts.place_readings import is_actor_reading
from demarche.language.document import Document, Phrase
from demarche.lexicon.knowledge import How, Knowledge, Sense, fold
from demarche.lexicon.roles import GOVERNMENT, load_agents, load_titles
from demarche.record import ActorKind, MentionForm

KINDS = {"PER": ActorKind.PERSON, "ORG": ActorKind.ORGANISATION, "LOC": ActorKind.PLACE}
LONGEST_NAME = 7
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,8}-\d+[A-Z]{0,2}s?")
# Below this, a name that the model found and nothing else supports is left alone.
LEAST_SCORE = 0.3


def find_names(document: Document, knowledge: Knowledge) -> list[Candidate]:
    """The names of a text with their titles, in text order: those that the model marks, and those that the knowledge base or the article itself shows."""
    halves = named_halves(document, knowledge)
    worded = (p for p in joined(document) if p.score >= LEAST_SCORE and any(c.isalnum() for c in p.span.of(document.text)))
    marked = [piece for p in worded for piece in pieces_of(document, p, knowledge)]
    phrases = {(p.start, p.end): p for p in marked if not _is_description(document, p, knowledge)}
    ends = dict(phrases.keys())
    known = _known_stretches(document, knowledge)
    for phrase in (p for p in _longest_free(known, set()) if p.end - p.start > 1):
        inside = [(a, ends[a]) for a in range(phrase.start, phrase.end) if phrase.start < ends.get(a, 0) <= phrase.end]
        if inside and (phrase.start, phrase.end) not in phrases:  # "Barack" marked, "Barack Obama" meant
            for key in inside:
                phrases.pop(key, None)
            phrases[phrase.start, phrase.end] = phrase
    taken = {i for a, b in phrases for i in range(a, b)}
    for phrase in (p for p in _longest_free(known, taken) if not _is_office(p.span.of(document.text).split(), knowledge)):
        phrases[phrase.start, phrase.end] = phrase
        taken |= set(range(phrase.start, phrase.end))
    for phrase in _repeated(document, list(phrases.values()), taken):
        phrases[phrase.start, phrase.end] = phrase
    for phrase in halves_phrases(document, halves, taken):
        phrases[phrase.start, phrase.end] = phrase
    kept = [
        p
        for p in sorted(phrases.values(), key=lambda p: p.start)
        if not (_is_in_title(document, p) or _is_ship(document, p) or _is_model(document, p, knowledge))
    ]
    found = [_candidate(document, p, knowledge, halves) for p in kept]
    titles = {i for c in found if c.kind is ActorKind.PERSON for i in range(title_start(document, c.start, c.title_end), c.title_end)}
    return [c for c in found if not (c.end <= c.title_end and c.start in titles) and (c.kind in (ActorKind.PERSON, ActorKind.STATE) or c.start not in titles)]


def _is_in_title(document: Document, phrase: Phrase) -> bool:
    """Is the marked name the end of a title that is no name, the "State" of "the Secretary of State"?"""
    first = document.sentences[document.sentence_of[phrase.start]][0]
    return title_start(document, first, phrase.end) < phrase.start


def _is_ship(document: Document, phrase: Phrase) -> bool:
    """Does a noun for a warship stand right before a person's name, "the destroyer Winston Churchill"?"""
    before = document.tokens[phrase.start - 1] if phrase.start else None
    if phrase.kind != "PER" or before is None or before.upos != "NOUN" or before.feature("Number") == "Plur":
        return False
    agent = load_agents().get(before.text.lower()) or load_agents().get(
        " ".join(t.text.lower() for t in document.tokens[max(0, phrase.start - 2) : phrase.start])
    )
    return agent is not None and agent.stands_for == "state" and agent.sector == "MIL" and before.text.lower() not in load_titles()


def _is_model(document: Document, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Is it the model of a weapon or a machine, "MiG-23s", "S-300", that no table knows for anything else?"""
    words = phrase.span.of(document.text)
    return bool(_MODEL.fullmatch(words)) and not knowledge.senses(words)


def _is_description(document: Document, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Is the marked name an adjective with a common noun, "Russian troops"?"""
    words = [t.text for t in document.tokens[phrase.start : phrase.end]]
    if document.tokens[phrase.start].upos in ("ADP", "SCONJ", "PUNCT", "VERB", "AUX") and phrase.kind != "ORG":
        return True
    small = [w.lower() for w in words if w.lower() not in ("the", "a", "an")]
    titles = load_titles()
    if (
        _is_office(words, knowledge)
        or " ".join(small) in load_agents()
        or " ".join(small) in titles
        or ("of" in small[1:] and " ".join(small[: small.index("of", 1)]) in titles)
    ):
        return True  # "the Vice President", "the President of the United States"
    if len(words) < 2 or words[-1].lower() not in load_agents() or words[-1][:1].isupper():
        return False
    return any(s.how is not How.NAME for s in knowledge.senses(" ".join(words[:-1])))


def _is_office(words: Sequence[str], knowledge: Knowledge) -> bool:
    """Is it an office with its body, "NATO Secretary General"? That means whoever holds it, and is read as a title."""
    senses = knowledge.senses(" ".join(words))
    if not senses or senses[0].known.kind is not ActorKind.OFFICE:
        return False
    return any(" ".join(words[-n:]).lower() in load_titles() for n in (1, 2, 3))


def _known_stretches(document: Document, knowledge: Knowledge) -> list[list[Phrase]]:
    """Names of states, capitals and seats of power, adjectives and demonyms, marked or not: of each word the stretches that begin there, the longest first."""
    known = []
    for i, token in enumerate(document.tokens):
        if token.text[:1].isupper() and fold(token.text).split(" ")[0] in knowledge.first_words:
            ends = range(min(i + LONGEST_NAME, len(document.tokens)), i, -1)
            if found := [p for end in ends if (p := _known_stretch(document, i, end, knowledge))]:
                known.append(found)
    return known


def _known_stretch(document: Document, start: int, end: int, knowledge: Knowledge) -> Phrase | None:
    words = document.words(start, end)
    senses = [] if "\n" in words else knowledge.senses(words)
    if not senses or not _fits(document, start, end, senses):
        return None
    kind = "LOC" if senses[0].known.kind is ActorKind.STATE else "ORG" if senses[0].known.kind is not ActorKind.PERSON else "PER"
    return Phrase(kind, start, end, document.span(start, end), 1.0)


def _longest_free(known: Sequence[Sequence[Phrase]], taken: Set[int]) -> Iterator[Phrase]:
    """Of the stretches at each word the longest without a taken word, from left to right, none inside of another."""
    at = 0
    for phrases in known:
        free = next((p for p in phrases if p.start >= at and taken.isdisjoint(range(p.start, p.end))), None)
        if free:
            yield free
            at = free.end


def _fits(document: Document, start: int, end: int, senses: Sequence[Sense]) -> bool:
    """Single words must be tagged as a name or an adjective; a person's single name is never enough."""
    tag = document.tokens[end - 1].upos
    if senses[0].known.kind is ActorKind.PERSON:
        return end - start > 1 and tag == "PROPN"
    if senses[0].known.kind is ActorKind.STATE:
        return tag in ("PROPN", "ADJ", "NOUN")
    if end - start > 1:
        return tag in ("PROPN", "NOUN")
    if tag == "ADJ":
        return _stands_for_body(document, start)
    if tag != "PROPN":
        return False
    # "Google", but not the "Orange" of "Orange County".
    beside = [i for i in (start - 1, end) if 0 <= i < len(document.tokens) and document.tokens[i].upos == "PROPN"]
    return document.tokens[start].text.isupper() or (not beside and len(senses) == 1 and document.tokens[start].text.lower() not in load_agents())


def _stands_for_body(document: Document, word: int) -> bool:
    """Does an adjective stand before officials or an act, "European leaders", "European sanctions"? European states and cities are not the Union's."""
    token = document.tokens[word]
    noun = document.tokens[token.head]
    agent = load_agents().get(noun.text.lower()) or load_agents().get(noun.lemma.lower())
    if token.relation != "amod" or pair_nouns().get(noun.text.lower()) is ActorKind.STATE:
        return False
    office = load_titles().get(noun.lemma.lower(), ())
    return noun.event != "O" or any(o.sector == GOVERNMENT for o in office) or (agent is not None and agent.sector == GOVERNMENT)


def _repeated(document: Document, phrases: Sequence[Phrase], taken: set[int]) -> Iterator[Phrase]:
    """Single capitalised words that elsewhere in the article are the end, or all, of a name: "Macron" in a headline."""
    ends: dict[str, Phrase] = {}
    for p in phrases:
        if p.kind in ("PER", "ORG"):
            ends.setdefault(document.tokens[p.end - 1].text, p)
    for i, token in enumerate(document.tokens):
        known = ends.get(token.text)
        if known and i not in taken and token.upos == "PROPN" and len(token.text) > 2 and (known.kind == "PER" or known.end - known.start == 1):
            yield Phrase(known.kind, i, i + 1, token.span, known.score)


def _possessor(document: Document, name_start: int, knowledge: Knowledge, *, marked: bool = False) -> str | None:
    """The state right before a name or its title: "Chile's Defense Department", "the Mexican National Guard"; `marked`: only one with a possessive mark."""
    first = document.sentences[document.sentence_of[name_start]][0]
    is_marked = name_start > first and document.tokens[name_start - 1].text in ("'s", "’s", "'", "’")
    end = name_start - is_marked
    for start in range(max(first, end - 3), end) if is_marked or not marked else ():
        senses = knowledge.senses(document.words(start, end)) if document.tokens[start].text[:1].isupper() else []
        if senses and senses[0].known.kind is ActorKind.STATE:
            return senses[0].known.country
    return None


def _form(senses: Sequence[Sense]) -> MentionForm:
    return MentionForm.METONYM if senses and senses[0].how is not How.NAME else MentionForm.NAME


def clean_name(words: str) -> str:
    """The name without article, possessive and marks: "the European Union's" → "European Union"."""
    words = " ".join(words.split()).strip(" ,.;:\"“”‘’'()[]") + ("." if words.endswith((".S.", ".K.", ".N.", "Jr.", "Inc.", "Corp.", "Co.", "Ltd.")) else "")
    for article in ("the ", "The "):
        words = words.removeprefix(article) or words
    for ending in ("'s", "’s", "'", "’"):
        words = words.removesuffix(ending) or words
    return words


def _candidate(document: Document, phrase: Phrase, knowledge: Knowledge, halves: dict[str, str]) -> Candidate:
    inside = range(phrase.start, phrase.end)
    head = next((i for i in inside if document.tokens[i].head not in inside), phrase.end - 1)
    words = clean_name(phrase.span.of(document.text))
    words = halves.get(words, words)
    kind = KINDS[phrase.kind]
    senses = knowledge.senses(words) or [s for s in knowledge.near(words) if s.known.kind is not ActorKind.PERSON]
    if senses and not any(s.known.kind is kind for s in senses) and (kind is not ActorKind.PERSON or " " in words or senses[0].known.kind is ActorKind.STATE):
        kind = senses[0].known.kind
    elif kind is ActorKind.PLACE and senses and senses[0].known.kind is ActorKind.STATE:
        kind = ActorKind.STATE
    if kind is ActorKind.ORGANISATION and words.endswith(" State") and any(s.how is How.CAPITAL for s in knowledge.senses(words.removesuffix(" State"))):
        kind, senses = ActorKind.PLACE, []  # "Washington State", said so to tell it from the capital
    if senses and senses[0].how is How.CAPITAL and not is_actor_reading(document, phrase):
        kind, senses = ActorKind.PLACE, []  # "in Moscow": the city, not its government
    start = phrase_start(document, head, phrase.start) if kind is ActorKind.PERSON or _is_described(document, phrase, kind) else phrase.start
    before = [t.text for t in document.tokens[start : phrase.start]]
    possessor = _possessor(document, start, knowledge, marked=True) if kind is ActorKind.PERSON else _possessor(document, phrase.start, knowledge)
    title = read_title([*before, *_apposition(document, head, phrase)], knowledge)
    # "Pentagon spokesman John Kirby": what the title names stays a phrase of its own.
    noun = before[-1].lower() if before and before[-1].lower() in load_agents() else ""
    return Candidate(
        start,
        phrase.end,
        head,
        MentionForm.METONYM if senses and document.tokens[phrase.end - 1].upos == "ADJ" and kind is ActorKind.ORGANISATION else _form(senses),
        words,
        kind,
        title.gender,
        noun=noun,
        country=title.country or possessor,
        roles=title.roles,
        body_code=title.body_code,
        title_end=phrase.start,
        why=senses[0].how if senses else "",
        former=title.former,
    )


def _is_described(document: Document, phrase: Phrase, kind: ActorKind) -> bool:
    """Does a common noun for a body stand right before the name: "automaker GM"?"""
    before = document.tokens[phrase.start - 1] if phrase.start else None
    return (
        kind in (ActorKind.ORGANISATION, ActorKind.MEDIA, ActorKind.GROUP)
        and before is not None
        and before.upos == "NOUN"
        and before.text.lower() in load_agents()
    )


def _apposition(document: Document, head: int, phrase: Phrase) -> list[str]:
    """The words of a title that stands behind a name between commas: "Kaja Kallas, the Estonian prime minister,"."""
    for child in document.children[head]:
        token = document.tokens[child]
        if token.relation == "appos" and child >= phrase.end and token.upos in ("NOUN", "PROPN"):
            start, end = noun_phrase(document, child)
            of = [t for c in document.children[child] if document.tokens[c].relation == "nmod:poss" for t in document.subtree(c)]
            of += [t for c in document.children[child] if document.tokens[c].relation == "nmod" for t in document.subtree(c)]
            return [document.tokens[i].text for i in [*range(start, end)][:8]] if not of else [document.tokens[i].text for i in [*of[:6], *range(start, end)]]
    return []
