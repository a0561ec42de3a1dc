import pytest

from demarche.language.document import Phrase
from demarche.language.names import with_known_names
from demarche.language.words import find_words


def names(text, *found):
    """The names of a text in which the model found the given `(kind, start, end)`."""
    spans = find_words(text)
    words = [s.of(text) for s in spans]
    phrases = [Phrase(kind, a, b, spans[a], 0.9) for kind, a, b in found]
    return [(p.kind, " ".join(words[p.start : p.end])) for p in with_known_names(phrases, words, spans)]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Hezbollah fired rockets.", [("LOC", 0, 1)], [("ORG", "Hezbollah")]),
        ("The European Union agreed.", [], [("ORG", "European Union")]),
        ("OPEC and NATO disagreed.", [("ORG", 2, 3)], [("ORG", "OPEC"), ("ORG", "NATO")]),
        ("Emmanuel Macron spoke.", [], [("PER", "Emmanuel Macron")]),
        ("talks with the European Union", [], [("ORG", "European Union")]),  # the last words of a text, which begin longer names too
        ("The emmanuel macron street party", [], []),
        ("A Zorblax said", [("PER", 1, 2)], [("PER", "Zorblax")]),
    ],
)
def test_the_lexicon_puts_names_right_and_completes_them(text, found, expected):
    assert names(text, *found) == expected
