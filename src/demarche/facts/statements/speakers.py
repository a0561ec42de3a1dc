"""Whom a source means: "the US and NATO", "which", "his"."""

from demarche.facts.arguments import preposition_of, with_conjuncts
from demarche.facts.named import Who, actor_in
from demarche.language.document import Document, Phrase
from demarche.record import ActorKind


def find_speakers(document: Document, source: Phrase, who: Who) -> tuple[str, ...]:
    """The ids of those whom a source means by its head and what is coordinated with it ("the US and NATO"); else of whom it names first."""
    inside = range(source.start, source.end)
    head = next((i for i in inside if document.tokens[i].head not in inside), source.start)
    found = tuple(dict.fromkeys(id_ for word in with_conjuncts(document, head) if word in inside for id_ in who.at(document, word)))
    return found or _relative(document, head, who) or _named_in(document, source, who)


def _named_in(document: Document, source: Phrase, who: Who) -> tuple[str, ...]:
    """Whom a source names that means nobody by its head; "reports in Kenya" are not the state's."""
    actor = actor_in(who, source.span)
    if actor is None:
        return ()
    named = [i for i in range(source.start, source.end) if actor in who.at(document, i)]
    only_where = bool(named) and all(preposition_of(document, i) in ("in", "from", "across", "throughout") for i in named)
    return () if only_where and who.kinds[actor] in (ActorKind.STATE, ActorKind.PLACE) else (actor,)


def _relative(document: Document, word: int, who: Who) -> tuple[str, ...]:
    """Whom a relative pronoun means: the noun nearest before it that means somebody, within the phrase that its clause hangs on."""
    token = document.tokens[word]
    if token.upos != "PRON" or token.feature("PronType") != "Rel":
        return ()
    verb = document.tokens[token.head]
    # Where the parser takes the clause for another kind, the sentence bounds the search.
    first = verb.head if verb.relation == "acl:relcl" else document.sentences[document.sentence_of[word]][0]
    for noun in reversed(range(first, word)):
        found = who.at(document, noun) if document.tokens[noun].upos in ("NOUN", "PROPN", "PRON") else ()
        if found and all(who.kinds[a] is not ActorKind.PLACE for a in found):
            return found
    return ()
