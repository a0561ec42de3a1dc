"""Statements that grammar shows where the model marks none: a reporting verb with its clause, also inside another statement."""

from collections.abc import Sequence

from demarche.facts.arguments import arguments, is_passive
from demarche.facts.statements.phrases import clause, noun_phrase, phrase_of
from demarche.facts.statements.repair import taken
from demarche.facts.statements.reporting import SPOKEN, is_reporting, may_report, reporting_at
from demarche.facts.statements.sources import Range, cue_range, subjects_of
from demarche.language.document import Attribution, Document

# What a rule finds is right about as often as the model's middling finds: bench of the development articles.
SCORE = 0.8
THOUGHT = frozenset(("belief", "doubt", "fear", "wish"))
ASIDE = frozenset(("aside",))


def find_missed(document: Document, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Clauses under a reporting verb, and beside "according to", of whose words nobody has taken any yet."""
    used = taken(attributions)
    found = []
    for word in range(len(document.tokens)):
        if word in used or not may_report(document, word):
            continue
        made = by_verb(document, word, SPOKEN | THOUGHT) or by_aside(document, word) or by_phrase(document, word)
        if made and not used.intersection(taken([made])):
            found.append(made)
            used |= taken([made])
    return found


def by_verb(document: Document, word: int, kinds: frozenset[str]) -> Attribution | None:
    """The statement of a verb of these kinds with a subject and a finite clause; None for any other word."""
    if not is_reporting(document, word, kinds):
        return None
    subjects = subjects_of(document, word)
    clauses = [c for c in document.children[word] if document.tokens[c].relation == "ccomp" and _is_finite(document, c)]
    if not subjects or not clauses or not _can_report(document, subjects[0], word):
        return None
    cue = cue_range(document, word)
    source = noun_phrase(document, subjects[0], {*range(*cue), clauses[0]})
    around = {*range(*cue), *range(*source)}
    content = [clause(document, c, around) for c in clauses]
    return _made(document, content, source, cue)


def by_aside(document: Document, word: int) -> Attribution | None:
    """The statement whose reporting verb stands aside: "The talks go on, the envoy said", "as the envoy put it"."""
    token = document.tokens[word]
    if token.relation not in ("parataxis", "advcl") or not is_reporting(document, word, SPOKEN | ASIDE):
        return None
    inner = document.subtree(word)
    after_as = token.relation == "advcl" and document.tokens[inner[0]].text.lower() == "as"
    subjects = arguments(document, word).get("obj" if is_passive(document, word) else "subj", [])
    if not (after_as or token.relation == "parataxis") or not subjects or any(document.tokens[c].relation == "ccomp" for c in document.children[word]):
        return None
    around = {*inner, *range(*cue_range(document, word))}
    return _made(document, [clause(document, token.head, around)], noun_phrase(document, subjects[0], {word}), cue_range(document, word))


def _can_report(document: Document, subject: int, verb: int) -> bool:
    """Is the subject somebody? What "I" and "you" think is the writer's own voice."""
    token = document.tokens[subject]
    return token.relation != "expl" and (token.feature("Person") not in ("1", "2") or is_reporting(document, verb, SPOKEN))


def by_phrase(document: Document, word: int) -> Attribution | None:
    """The clause beside "according to somebody"."""
    if not any(r.kind == "phrase" for r in reporting_at(document, word, "ADP")):
        return None
    noun = document.tokens[word].head if document.tokens[word].relation in ("case", "fixed", "mark") else -1
    if noun < 0:
        noun = next((c for c in document.children[word] if document.tokens[c].relation == "obl"), -1)
    head = document.tokens[noun].head if noun >= 0 else -1
    if head == word:
        head = document.tokens[word].head
    if noun <= word or head < 0:
        return None
    start, end = noun_phrase(document, noun, {head})
    cue = (word, word + 2 if document.tokens[word + 1].upos == "ADP" else word + 1)
    source = (max(start, cue[1]), end)
    return _made(document, [clause(document, head, {*range(*source), *range(*cue)})], source, cue)


def _made(document: Document, content: Sequence[Range], source: Range, cue: Range) -> Attribution | None:
    content = [c for c in content if c[1] > c[0]]
    if not content or source[1] <= source[0]:
        return None
    pieces = tuple(phrase_of(document, "content", a, b, SCORE) for a, b in content)
    return Attribution(pieces, phrase_of(document, "cue", *cue, SCORE), phrase_of(document, "source", *source, SCORE), SCORE)


def _is_finite(document: Document, head: int) -> bool:
    """Has the clause a subject of its own and a verb in the indicative?"""
    relations = {document.tokens[c].relation for c in document.children[head]}
    verbs = [document.tokens[head], *(document.tokens[c] for c in document.children[head] if document.tokens[c].relation in ("aux", "aux:pass", "cop"))]
    return bool(relations & {"nsubj", "nsubj:pass", "expl", "csubj"}) and any(v.feature("VerbForm") == "Fin" for v in verbs)
