"""What the parser gets wrong by rule is put right, and nothing else is touched."""

import pytest

from conftest import make_document
from demarche.language.repairs import repaired

DUE_TO_MEET = """
Putin Putin PROPN 5 nsubj
is be AUX 5 cop
due due ADJ 5 mark
to to ADP 5 mark
meet meet VERB 0 root
Xi Xi PROPN 5 obj
"""
DUE_IN = """
Macron Macron PROPN 5 nsubj
is be AUX 5 cop
due due ADJ 5 case
in in ADP 5 case
Kyiv Kyiv PROPN 0 root
"""
DUE_TO_THE_STORM = """
Delays delay NOUN 6 nsubj
are be AUX 6 cop
due due ADP 6 case
to to ADP 3 fixed
the the DET 6 det
storm storm NOUN 0 root
"""


def arcs(text, **tags):
    tokens = make_document(text.strip()).tokens
    from dataclasses import replace

    return [(t.text, t.head, t.relation) for t in repaired([replace(t, xpos=tags.get(t.text, t.xpos)) for t in tokens])]


def test_due_to_meet_is_a_predicate_with_an_infinitive():
    found = arcs(DUE_TO_MEET, meet="VB")
    assert found == [("Putin", 2, "nsubj"), ("is", 2, "cop"), ("due", -1, "root"), ("to", 4, "mark"), ("meet", 2, "xcomp"), ("Xi", 4, "obj")]


def test_due_in_kyiv_is_a_predicate_with_a_place():
    assert arcs(DUE_IN) == [("Macron", 2, "nsubj"), ("is", 2, "cop"), ("due", -1, "root"), ("in", 4, "case"), ("Kyiv", 2, "obl")]


def test_due_to_the_storm_stays_a_preposition():
    tokens = make_document(DUE_TO_THE_STORM.strip()).tokens
    assert repaired(tokens) == list(tokens)


@pytest.mark.parametrize(
    ("text", "parties", "day"),
    [
        ("Putin is due to meet Erdogan in Sochi on Monday.", ["Vladimir Putin", "Recep Tayyip Erdogan"], "2023-05-15"),
        ("The Ukrainian and Russian foreign ministers are due to hold talks on Monday.", ["Dmytro Kuleba", "Sergei Lavrov"], "2023-05-15"),
        ("Macron is due in Kyiv on Tuesday.", ["Emmanuel Macron"], "2023-05-16"),
        ("Lavrov is scheduled to meet Blinken in Geneva on Friday.", ["Sergei Lavrov", "Antony Blinken"], "2023-05-12"),
    ],
)
def test_what_is_due_is_planned(reader, text, parties, day):
    record = reader(text, published="2023-05-10")
    names = {a.id: a.name for a in record.actors}
    (event,) = [e for e in record.events if e.type == "CONSULT"]
    assert (event.status, [names[a] for a in event.actors], event.when and event.when.value) == ("planned", parties, day)
