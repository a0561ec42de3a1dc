from dataclasses import replace

import numpy as np

from conftest import make_document
from demarche.facts.events.candidates import find_candidates
from demarche.facts.events.types import TYPES
from demarche.record import EventType

ROWS = """
Norway Norway PROPN 2 nsubj
frobnicated frobnicate VERB 0 root
Sweden Sweden PROPN 2 obj
"""


def told_by_head(type_: EventType, share: float):
    document = make_document(ROWS)
    types = np.zeros((3, len(TYPES) + 1))
    types[:, -1] = 1 - share
    types[1, TYPES.index(type_)] = share
    return replace(document, event_types=types)


def test_a_word_that_no_frame_knows_has_the_type_that_the_head_is_sure_of():
    [candidate] = find_candidates(told_by_head(EventType.ACCUSE, 0.995))
    assert (candidate.frame.type, candidate.basis, candidate.frame.actor) == (EventType.ACCUSE, "head", ("subj",))


def test_a_head_that_is_not_sure_adds_nothing():
    assert not find_candidates(told_by_head(EventType.ACCUSE, 0.7))


def test_without_a_head_the_lexicon_alone_decides():
    assert not find_candidates(make_document(ROWS))
