"""Trees put right where the parser is wrong by rule, whatever the sentence: "is due to meet", "is due in Kyiv", "told him to leave".

The treebanks hold "due" mostly as the preposition of "due to the storm", so the parser takes it for a mark or a preposition of what
stands behind it. Universal Dependencies have it as the predicate: its subject and copula hang on it, the infinitive is its xcomp. And an
infinitive with "to" and without a subject of its own is the xcomp of its verb, never its ccomp.
"""

from collections.abc import Sequence
from dataclasses import replace

from demarche.language.document import Token

_FORMS_OF_BE = frozenset(("is", "are", "was", "were", "be", "been", "'s", "’s", "’re", "'re"))
_TAKEN_FOR = frozenset(("mark", "case", "advmod", "fixed", "amod", "aux:pass"))
_BETWEEN = frozenset(("not", "n't", "n’t", "now", "also", "still", "both", "all", "next", "already", "originally", "first", "then", "again", "only"))
_FARTHEST = 12  # words
_LONGEST_SENTENCE = 500  # words; the encoder's longest window holds fewer, and a sentence that is longer is read in pieces
_WHERE = frozenset(("in", "at", "back"))


def repaired(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "due" as the head of its clause, where it is one, and open infinitives as xcomp."""
    fixed = [replace(t, relation="xcomp") if t.relation == "ccomp" and _is_open_infinitive(tokens, i) else t for i, t in enumerate(tokens)]
    for i, token in enumerate(tokens):
        if token.text.lower() == "due" and token.head >= 0 and token.relation in _TAKEN_FOR and _is_predicate(tokens, i):
            around = slice(max(0, i - _LONGEST_SENTENCE), i + _LONGEST_SENTENCE)
            before = fixed[around]
            _lift(fixed, i)
            if not _has_root(fixed, i):
                fixed[around] = before
    return fixed


def _is_open_infinitive(tokens: Sequence[Token], verb: int) -> bool:
    """ "To leave", with nobody said who leaves; the words of a clause stand within a few words before its verb."""
    below = [i for i in range(max(0, verb - _FARTHEST), verb) if tokens[i].head == verb]
    to = next((i for i in below if tokens[i].text.lower() == "to"), 0)
    if tokens[verb].xpos != "VB" or not to or any(tokens[i].relation.startswith(("nsubj", "aux", "csubj")) for i in below):
        return False
    return tokens[to - 1].upos != "ADJ" and tokens[to - 1].text.lower() != "about"  # "fear that it is about to invade": the subject hangs on "about"


def _has_root(tokens: Sequence[Token], word: int) -> bool:
    """Does the way up from a word, and from all beside it, end at a root?"""
    for start in range(max(0, word - 1), min(len(tokens), word + 4)):
        seen = set()
        while start >= 0 and start not in seen:
            seen.add(start)
            start = tokens[start].head
        if start >= 0:
            return False
    return True


def _is_predicate(tokens: Sequence[Token], due: int) -> bool:
    """Does a form of "be" stand before it, and an infinitive or a place behind it? "Due to the storm" has neither."""
    before = due - 1
    while before >= 0 and tokens[before].text.lower() in _BETWEEN:
        before -= 1
    if before < 0 or tokens[before].text.lower() not in _FORMS_OF_BE or due + 2 >= len(tokens):
        return False
    first, second = tokens[due + 1], tokens[due + 2]
    return (first.text.lower() == "to" and second.xpos == "VB") or first.text.lower() in _WHERE


def _lift(tokens: list[Token], due: int) -> None:
    """Makes "due" the head of what it hung under, and of all that stands before it there."""
    under = tokens[due].head
    below = _infinitive(tokens, due) if tokens[due + 1].text.lower() == "to" else under
    top = under if tokens[below].head == under else below
    above, relation = tokens[top].head, tokens[top].relation
    for i in range(max(0, due - _LONGEST_SENTENCE), due):
        if tokens[i].head in (below, under) and i not in (below, under):
            tokens[i] = _of_predicate(tokens[i], due)
    if under not in (below, due):
        tokens[under] = replace(tokens[under], head=below, relation="obj")  # "are due to hold talks", hung under the talks
    tokens[due] = replace(tokens[due], upos="ADJ", xpos="JJ", feats="Degree=Pos", head=above, relation=relation)
    if tokens[due + 1].text.lower() == "to":
        tokens[below] = replace(tokens[below], head=due, relation="xcomp")
        tokens[due + 1] = replace(tokens[due + 1], upos="PART", xpos="TO", head=below, relation="mark")
    else:
        tokens[below] = replace(tokens[below], head=due, relation="obl")


def _infinitive(tokens: Sequence[Token], due: int) -> int:
    """The verb behind "to", behind its own helping verbs: "due to be held"."""
    verb = due + 2
    while tokens[verb].upos == "AUX" and tokens[verb].head > verb:
        verb = tokens[verb].head
    return verb


def _of_predicate(token: Token, due: int) -> Token:
    if token.text.lower() in _FORMS_OF_BE:
        return replace(token, head=due, relation="cop")
    return replace(token, head=due, relation="nsubj" if token.relation == "nsubj:pass" else token.relation)
