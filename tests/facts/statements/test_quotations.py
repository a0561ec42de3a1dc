import pytest

from demarche.facts.statements.quotations import find_quotations, find_quoted
from demarche.language.document import Document, Token
from demarche.language.words import find_words
from demarche.text import Span


def words_of(text: str) -> Document:
    """A document of words without trees, one paragraph a line."""
    words, starts, at = [], [], 0
    for line in text.split("\n"):
        starts.append(len(words))
        words += find_words(text, at, at + len(line))
        at += len(line) + 1
    tokens = tuple(Token(w.of(text), w, w.of(text), "X", "_", "_", -1, "root") for w in words)
    return Document(text, tokens, paragraphs=tuple(zip(starts, [*starts[1:], len(words)], strict=True)))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("called it “extremely important,” he said", ["extremely important,"]),
        ('said "we agree" and "we go"', ["we agree", "we go"]),
        ("a ‘new order’ based on", ["new order"]),
        ("Russia's demands and Ukraine's fears", []),
        ("a stray “ mark opens nothing", []),
        ("“a stray mark, he said, and “another one” ends", ["another one"]),
        ("it ends” and “begins” here", ["begins"]),
        ("“It goes on.\n“And on.”", ["It goes on.", "And on."]),
        ("He went on:\n“Nobody closes this.", ["Nobody closes this."]),
    ],
)
def test_the_words_between_quotation_marks_are_found(text, quoted):
    document = words_of(text)
    found = find_quoted(document, find_quotations(document), 0, len(document.tokens))
    assert [s.of(text) for s in found] == quoted


def test_only_the_part_inside_the_content_is_quoted():
    document = words_of("He said “yes” and “no” twice")
    assert find_quoted(document, find_quotations(document), 0, 5) == [Span(9, 12)]
