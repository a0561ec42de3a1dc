import numpy as np
import pytest

from demarche.language.spans import find_spans

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def logits(labels, strength=5.0):
    return np.array([[strength * (name == label) for name in LABELS] for label in labels])


@pytest.mark.parametrize(
    ("labels", "phrases"),
    [
        (["O", "B-PER", "I-PER", "O"], [("PER", 1, 3)]),
        (["B-PER", "B-PER"], [("PER", 0, 1), ("PER", 1, 2)]),
        (["B-LOC", "I-LOC"], [("LOC", 0, 2)]),
        (["O", "O"], []),
    ],
)
def test_labels_become_phrases(labels, phrases):
    assert [(k, a, b) for k, a, b, _ in find_spans(logits(labels), LABELS)] == phrases


def test_no_phrase_begins_with_an_inside_label():
    scores = logits(["O", "I-PER", "I-PER"])
    scores[1, 1] = 4.0  # B-PER is nearly as likely
    assert [(k, a, b) for k, a, b, _ in find_spans(scores, LABELS)] == [("PER", 1, 3)]


def test_the_score_is_the_mean_probability():
    [(_, _, _, score)] = find_spans(logits(["B-PER"], strength=50.0), LABELS)
    assert score == pytest.approx(1.0)
