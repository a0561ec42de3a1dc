"""Trees → who did what to whom: the logical arguments of a verb or an event noun.

A slot is `subj`, `obj`, `iobj`, `xcomp`, `ccomp`, a preposition, for nouns `poss`, `compound`, `amod`, for a participle `under`, its verb.
Passives, relative clauses, participles, coordination and control are undone, so that "the troops that Russia has gathered" has Russia as
subj and the troops as obj.
"""

from functools import cache

from demarche.language.document import Document, once_a_word
from demarche.lexicon.load import load_table

Slots = dict[str, list[int]]

_RELATIVE = frozenset(("who", "whom", "which", "that"))
_CLAUSES = ("xcomp", "ccomp", "acl")
_TAKING_OVER = ("conj", "xcomp", "advcl", "parataxis")
_DEEP = 50  # verbs under verbs; a hundred beside each other, which no writer needs, would exhaust Python's stack


def _controllers(document: Document, word: int) -> list[int]:
    """The words above a verb whose arguments its own may depend on, the nearest first."""
    found: list[int] = []
    while document.tokens[word].upos == "VERB" and document.tokens[word].relation in _TAKING_OVER and document.tokens[word].head >= 0:
        word = document.tokens[word].head
        found.append(word)
    return found


@once_a_word
def arguments(document: Document, word: int) -> Slots:
    """The words that fill each slot of a verb or noun, coordinated ones included."""
    for above in reversed(_controllers(document, word)[_DEEP::_DEEP]):
        arguments(document, above)
    slots: Slots = {}
    bare = _is_bare_passive(document, word)
    passive = bare or is_passive(document, word)
    for child in document.children[word]:
        for slot in ["obj"] if bare and document.tokens[child].relation == "nsubj" else _slots_of(document, child, passive):
            slots.setdefault(slot, []).extend(with_conjuncts(document, child))
        if asked := _asked_of(document, child):
            slots.setdefault("for", []).extend(with_conjuncts(document, asked))
    token = document.tokens[word]
    if token.upos == "VERB" and token.relation == "advcl" and token.xpos == "VBG" and not marks_of(document, word):
        slots["under"] = [token.head]
    if token.upos == "VERB":
        _add_governor(document, word, slots, passive)
        if "subj" not in slots and not passive:
            slots["subj"] = _subject_before(document, word)
    _set_apart(document, word, slots)
    for slot in ("subj", "obj"):
        slots[slot] = [_antecedent(document, i, word) for i in slots.get(slot, [])]
    return {slot: words for slot, words in slots.items() if words}


def _asked_of(document: Document, clause: int) -> int:
    """Who is to do what an infinitive says, as "set a deadline for the agency to reform" has it: its subject behind "for"; 0 for none."""
    token = document.tokens[clause]
    if token.feature("VerbForm") != "Inf" or not token.relation.startswith(("advcl", "acl", "xcomp", "ccomp")) or "for" not in marks_of(document, clause):
        return 0
    return next((c for c in document.children[clause] if document.tokens[c].relation == "nsubj"), 0)


def _subject_before(document: Document, word: int) -> list[int]:
    """The subject of the adjective right before an infinitive, whatever the parser hangs the infinitive on: "are about to invade"."""
    mark = next((c for c in document.children[word] if document.tokens[c].relation == "mark" and document.tokens[c].lemma.lower() == "to"), 0)
    if mark == 0 or document.tokens[mark - 1].upos != "ADJ":
        return []
    return [i for c in document.children[mark - 1] if document.tokens[c].relation == "nsubj" for i in with_conjuncts(document, c)]


def _set_apart(document: Document, word: int, slots: Slots) -> None:
    """Of two subjects of a relative clause the pronoun is the object, whatever the parser says: "the troops that Russia has gathered"."""
    subjects = slots.get("subj", [])
    if len(subjects) < 2 or "obj" in slots:
        return
    if document.tokens[word].relation != "acl:relcl":
        _take_object(document, word, slots)
        return
    pronouns = [i for i in subjects if document.tokens[i].text.lower() in _RELATIVE and document.tokens[i].relation == "nsubj"]
    if pronouns and len(pronouns) < len(subjects):
        slots["subj"] = [i for i in subjects if i not in pronouns]
        slots["obj"] = pronouns


def _take_object(document: Document, word: int, slots: Slots) -> None:
    """Of two subjects on either side of a verb the one behind it is its object: "Police arrested nine men"."""
    subjects = [c for c in document.children[word] if document.tokens[c].relation == "nsubj"]
    behind = [c for c in subjects if c > word]
    if behind and len(behind) < len(subjects):
        slots["obj"] = [i for i in slots["subj"] if i > word]
        slots["subj"] = [i for i in slots["subj"] if i < word]


def is_passive(document: Document, word: int) -> bool:
    """Is the verb in the passive, or a past participle behind a noun?"""
    relations = {document.tokens[c].relation for c in document.children[word]}
    token = document.tokens[word]
    participle = token.relation == "acl" and token.feature("VerbForm") == "Part" and token.feature("Tense") == "Past"
    return "aux:pass" in relations or ("nsubj:pass" in relations and not _is_perfect_active(document, word)) or participle


def _is_bare_passive(document: Document, word: int) -> bool:
    """ "Diplomats told to leave": in a headline a verb that never goes without an object has none, so its subject is the object."""
    token = document.tokens[word]
    if token.xpos not in ("VBD", "VBN") or "obj" not in _controlling().get(token.lemma.lower(), ()):
        return False
    below = {document.tokens[c].relation for c in document.children[word]}
    return {"nsubj", "xcomp"} <= below and not below & {"obj", "iobj", "aux", "aux:pass", "ccomp"}


def _is_perfect_active(document: Document, word: int) -> bool:
    """Has it helping verbs, none of which makes a passive ("has not retaliated"), or is it a plain past tense ("rockets slammed into")?

    Then the parser's passive subject is a plain one.
    """
    helpers = {document.tokens[c].lemma.lower() for c in document.children[word] if document.tokens[c].relation.startswith("aux")}
    return not helpers & {"be", "get"} if helpers else document.tokens[word].xpos == "VBD"


def with_conjuncts(document: Document, word: int) -> list[int]:
    """The word and those coordinated with it: "Germany and Poland", but not "a Russian missile, and not a Ukrainian one"."""
    return [word, *(c for c in document.children[word] if document.tokens[c].relation == "conj" and not _is_left_out(document, c))]


def _is_left_out(document: Document, noun: int) -> bool:
    """Is a coordinated noun what it was not?"""
    if document.tokens[noun].upos not in ("NOUN", "PROPN", "PRON"):
        return False
    return any(document.tokens[c].relation == "advmod" and document.tokens[c].text.lower() == "not" for c in document.children[noun])


def marks_of(document: Document, clause: int, relations: tuple[str, ...] = ("mark",)) -> frozenset[str]:
    """The conjunctions of a clause, by default what marks it, with `advmod` also "when" and "where"."""
    return frozenset(document.tokens[c].lemma.lower() for c in document.children[clause] if document.tokens[c].relation in relations)


def ends_in_question(document: Document, word: int) -> bool:
    """Does the word's sentence end with a question mark, a closing quotation mark behind it or not?"""
    start, end = document.sentences[document.sentence_of[word]]
    return any(document.tokens[i].text == "?" for i in range(max(start, end - 2), end))


@once_a_word
def preposition_of(document: Document, word: int) -> str | None:
    """The preposition before a word: "with" for "talks with Putin"; the parser may hang it on the title ("with President Putin") or on the verb."""
    children = document.children[word]
    titles = [c for c in children if c < word and document.tokens[c].relation in ("nmod:desc", "compound", "amod")] if children else []
    found = next((document.tokens[c].lemma.lower() for w in (word, *titles) for c in document.children[w] if document.tokens[c].relation == "case"), None)
    return found or _particle_before(document, word)


def possessor_at(document: Document, word: int) -> int:
    """The word that says who is meant by a possessor; of "whose" the noun before it, whatever the parser hangs the clause on."""
    if document.tokens[word].text.lower() != "whose":
        return word
    word -= 1
    while word > 0 and document.tokens[word].upos in ("PUNCT", "ADP"):
        word -= 1
    while document.tokens[word].relation in ("flat", "compound") and document.tokens[word].head >= 0:
        word = document.tokens[word].head
    return word


def _particle_before(document: Document, word: int) -> str | None:
    """The particle of the verb right before a noun that has no preposition: the parser takes "on" of "called on Sweden" for a part of the verb."""
    token = document.tokens[word]
    if token.relation not in ("obl", "obj"):
        return None
    first = min((word, *document.children[word][:1]))  # children are in text order
    before = document.tokens[first - 1] if first else None
    if before and before.relation in ("compound:prt", "mark") and before.upos == "ADP" and before.head == token.head:
        takes = token.relation == "obl" or before.lemma.lower() in _controlling().get(document.tokens[token.head].lemma.lower(), ())
        return before.lemma.lower() if takes else None
    return None


def _slots_of(document: Document, child: int, passive: bool) -> list[str]:
    relation = document.tokens[child].relation
    if relation in ("nsubj", "nsubj:pass") and not _is_behind_preposition(document, child):
        return ["obj" if passive and relation == "nsubj:pass" else "subj"]
    if relation == "obl:agent":
        return ["subj", "by"]
    if relation == "obj" and (preposition := _particle_before(document, child)):
        return [preposition]
    if relation in ("obj", "iobj", *_CLAUSES):
        return [relation]
    if relation == "advcl":
        return _slots_of_clause(document, child)
    if relation.startswith(("obl", "nmod", "nsubj")):
        if relation == "nmod:poss":
            return ["poss"]
        preposition = preposition_of(document, child)
        if preposition == "by" and passive:
            return ["subj", "by"]
        return [preposition] if preposition else []
    if relation in ("compound", "amod"):
        return [relation]
    token = document.tokens[child]
    is_particle = relation == "compound:prt" or (relation == "advmod" and token.lemma.lower() in _particles() and document.tokens[token.head].upos == "VERB")
    return ["prt"] if is_particle else []


# No subject has one of these before it; "of", "over" and "between" may count one: "between 5 and 10 soldiers".
_NEVER_BEFORE_SUBJECTS = frozenset(("on", "against", "with", "in", "at", "by", "into", "toward", "towards", "upon"))


def _is_behind_preposition(document: Document, child: int) -> bool:
    """What the parser calls a subject, "imposed sanctions on 38 judges", stands behind the verb and its own preposition."""
    if child < document.tokens[child].head:
        return False
    return any(document.tokens[c].relation == "case" and document.tokens[c].lemma.lower() in _NEVER_BEFORE_SUBJECTS for c in document.children[child])


def _slots_of_clause(document: Document, child: int) -> list[str]:
    """The slots of a side clause: its preposition ("accused of stealing"), and xcomp for the infinitive of a verb that controls one ("called on Oslo to")."""
    token = document.tokens[child]
    if token.feature("VerbForm") == "Inf" and document.tokens[token.head].lemma.lower() in _controlling():
        return ["xcomp"]
    mark = next((document.tokens[c] for c in document.children[child] if document.tokens[c].relation in ("mark", "case") and c < child), None)
    if mark is None and _is_gerund(document, child) and child - token.head in (1, 2) and document.tokens[child - 1].upos != "PUNCT":
        return ["xcomp"]  # "ruled out sending"
    return [mark.lemma.lower()] if mark and _is_gerund(document, child) else []


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("particles"))


def _add_governor(document: Document, word: int, slots: Slots, passive: bool) -> None:
    """What the verb takes over from the word it hangs on: the noun before a relative clause or participle, the subject of a controlling verb."""
    token = document.tokens[word]
    head = token.head
    if head < 0:
        return
    if token.relation == "acl:relcl":
        missing = "subj" if "subj" not in slots else "obj" if "obj" not in slots and not passive else ""
        if (
            missing
            and not _has_antecedent_elsewhere(document, word)
            and not any(document.tokens[i].text.lower() in _RELATIVE for s in ("subj", "obj") for i in slots.get(s, []))
        ):
            slots[missing] = [head]
    elif token.relation == "acl":
        slots.setdefault("obj" if passive else "subj", [head])
    elif token.relation in _TAKING_OVER and document.tokens[head].upos in ("VERB", "ADJ", "NOUN"):
        if ("obj" if passive else "subj") in slots:
            return
        if token.relation == "parataxis" or (token.relation == "advcl" and token.feature("VerbForm") not in ("Inf", "Ger", "Part")):
            return
        above = arguments(document, head)
        # "Accused the general of firing": the general fires.
        blamed = token.relation == "advcl" and _is_gerund(document, word) and _mark_of(document, word) in ("of", "for")
        controller = above.get("obj") if (token.relation == "xcomp" or blamed) and "obj" in above else above.get("subj")
        if token.relation in ("xcomp", "advcl") and token.feature("VerbForm") == "Inf":
            asked = (above[p] for p in _controlling().get(document.tokens[head].lemma.lower(), ()) if p in above)
            controller = next(asked, controller)
        if controller:
            slots["obj" if passive else "subj"] = list(controller)


def _has_antecedent_elsewhere(document: Document, clause: int) -> bool:
    """Does a relative clause speak of its noun as an owner, a place or behind a preposition: "whose leader", "where", "against whom"?"""
    for child in document.children[clause]:
        token = document.tokens[child]
        if token.text.lower() in ("where", "when", "whereby") or (token.relation.startswith("obl") and token.text.lower() in ("whom", "which")):
            return True
        if any(document.tokens[c].text.lower() == "whose" for c in document.children[child]):
            return True
    return False


def _is_gerund(document: Document, word: int) -> bool:
    """The parser calls the -ing of a side clause now a gerund, now a participle."""
    return document.tokens[word].feature("VerbForm") == "Ger" or document.tokens[word].xpos == "VBG"


def _mark_of(document: Document, word: int) -> str | None:
    return next((document.tokens[c].lemma.lower() for c in document.children[word] if document.tokens[c].relation in ("mark", "case") and c < word), None)


@cache
def holding_verbs() -> frozenset[str]:
    """Verbs whose subject has what their object names."""
    return frozenset(row["verb"] for row in load_table("holding_verbs"))


@cache
def _controlling() -> dict[str, tuple[str, ...]]:
    """Verb → the prepositions whose noun is the subject of its infinitive: "called on NATO to stop"."""
    found: dict[str, tuple[str, ...]] = {}
    for row in load_table("controlling_prepositions"):
        found[row["verb"]] = (*found.get(row["verb"], ()), row["preposition"])
    return found


def _antecedent(document: Document, word: int, verb: int) -> int:
    """The noun that a relative pronoun stands for; any other word itself."""
    token = document.tokens[verb]
    if document.tokens[word].text.lower() in _RELATIVE and token.relation == "acl:relcl" and document.tokens[word].upos == "PRON":
        return token.head
    return word
