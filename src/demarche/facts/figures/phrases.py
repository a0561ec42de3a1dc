"""Noun phrases around an amount: which noun it goes with, and the words that say what is counted."""

from collections.abc import Callable

from demarche.facts.arguments import holding_verbs
from demarche.facts.figures.amounts import Amount
from demarche.facts.figures.numerals import HYPHENS
from demarche.language.document import Document, Token

_FARTHEST_NOUN = 8  # words between a number and its noun; what lies farther off is a slip of the parser
_BEFORE_NOUN = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
_NOUNS = frozenset(("NOUN", "PROPN", "ADJ"))
_INSIDE = frozenset(("nmod", "flat"))


def find_noun(document: Document, amount: Amount, at: int) -> int | None:
    """The noun that an amount goes with, in the phrase that begins at word `at`: by the tree, else by the order of the words."""
    for word in range(amount.number.start, amount.number.end):
        token = document.tokens[word]
        if (
            token.relation in ("nummod", "compound", "nmod", "det", "amod")
            and at <= token.head <= at + _FARTHEST_NOUN
            and is_one_phrase(document, at, token.head)
        ):
            return _outermost(document, token.head)
    return _next_noun(document, at)


def is_one_phrase(document: Document, at: int, noun: int) -> bool:
    """Does nothing stand between that ends a noun phrase?"""
    if document.tokens[noun].upos not in _NOUNS or is_break(document, at):
        return False
    return all(_may_precede(document.tokens[w]) for w in range(at, noun))


def is_break(document: Document, word: int) -> bool:
    """Does the text, a sentence or an entry of a list end before the word? Texts that are wrapped break their lines before small letters too."""
    if word >= len(document.tokens) or (word and document.sentence_of[word - 1] != document.sentence_of[word]):
        return True
    token = document.tokens[word]
    return word > 0 and token.text[0].isupper() and "\n" in document.text[document.tokens[word - 1].span.end : token.span.start]


def _may_precede(token: Token) -> bool:
    if (
        token.upos in _BEFORE_NOUN
        or token.upos in ("DET", "ADV", "PART", "CCONJ")
        or token.relation in ("amod", "nmod:poss")
        or token.feature("VerbForm") == "Part"
    ):
        return True
    return token.text in HYPHENS or token.text in ",'\"“”‘’"


def _outermost(document: Document, noun: int) -> int:
    """From "cruise" to "missiles", where the parser hangs the number on the first of both."""
    while document.tokens[noun].relation in ("compound", "amod") and noun < document.tokens[noun].head <= noun + 3:
        noun = document.tokens[noun].head
    return noun


def _next_noun(document: Document, at: int) -> int | None:
    """The last noun of the run of adjectives and nouns that begins at a word."""
    word, noun = at, None
    while not is_break(document, word):
        token = document.tokens[word]
        if token.upos == "NOUN" or (token.upos == "PROPN" and noun is None):
            noun = word
            if token.feature("Number") == "Plur":
                break
        elif not (token.text in HYPHENS or (noun is None and _may_begin(document, at, word))):
            break
        word += 1
    return noun


def _may_begin(document: Document, at: int, word: int) -> bool:
    """May the word stand before the noun of the phrase that begins at `at`? In "thousands of American, British and French troops" commas may."""
    token = document.tokens[word]
    if token.upos in ("ADJ", "DET", "PART", "NUM") or token.relation in ("amod", "nmod:poss"):
        return True
    is_list = word > at and document.tokens[at].relation != "nummod" and document.tokens[at - 1].upos == "ADP" and document.tokens[word - 1].upos == "ADJ"
    return is_list and (token.upos == "CCONJ" or token.text == ",")


def preceding_noun(document: Document, before: int, is_wanted: Callable[[Token], bool]) -> int | None:
    """The nearest noun before a word, in its sentence, that is wanted."""
    start = document.sentences[document.sentence_of[before]][0]
    return next((w for w in range(before - 1, start - 1, -1) if document.tokens[w].upos == "NOUN" and is_wanted(document.tokens[w])), None)


def of_words(document: Document, first: int, noun: int) -> str:
    """The text's words for what is counted, from word `first` over the noun to the end of what describes it: "troops along the border"."""
    end = _end_of(document, noun) + 1
    return " ".join(_words(document, start, stop) for start, stop in [(first, end), *_place_of(document, noun, end)])


def _end_of(document: Document, noun: int) -> int:
    """The last word of a noun's phrase, without clauses and appositions."""
    end = noun
    for child in document.children[noun]:
        if document.tokens[child].relation in _INSIDE and document.tokens[child].upos not in ("NUM", "PRON") and _begins_at(document, child, end + 1):
            end = _end_of(document, child)
    return end


def _begins_at(document: Document, child: int, word: int) -> bool:
    return child >= word and document.subtree(child)[0] == word and document.tokens[word].upos != "PUNCT"


def _place_of(document: Document, noun: int, end: int) -> list[tuple[int, int]]:
    """Where the counted ones are, as a verb of having says: "the troops that it has gathered along the border". At most one place."""
    for verb in (document.tokens[noun].head, *document.children[noun]):
        if verb < 0 or document.tokens[verb].lemma.lower() not in holding_verbs():
            continue
        for child in document.children[verb]:
            start = document.subtree(child)[0]
            is_beside = start == end if verb == document.tokens[noun].head else start > verb
            if document.tokens[child].relation == "obl" and child not in document.times_at and document.tokens[child].upos in ("NOUN", "PROPN") and is_beside:
                return [(start, _end_of(document, child) + 1)]
    return []


def _words(document: Document, start: int, end: int) -> str:
    return " ".join(document.words(start, end).split())
