"""What bounds a sentence: a window of the encoder, whatever the text is. A tree is searched in a square of so many words, not of the article's."""

import pytest

from demarche.language.analyse import analyse
from demarche.language.windows import LONGEST
from demarche.text import Span
from hostile_texts import TEXTS


@pytest.mark.parametrize("name", ["a sentence without a full stop", "commas", "digits", "one word", "quotations in quotations"])
def test_no_sentence_is_longer_than_a_window(model, name):
    text = TEXTS[name](2_000)
    document = analyse(text, [Span(0, len(text))], model)
    assert max(end - start for start, end in document.sentences) <= LONGEST
    assert sum(end - start for start, end in document.sentences) == len(document.tokens)
    assert all(start <= document.tokens[i].head < end for start, end in document.sentences for i in range(start, end) if document.tokens[i].head >= 0)
