"""Capitals that are meant without their name."""

import pytest


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The ministers of Armenia and Azerbaijan met in the Georgian capital on Tuesday.", [("Georgian capital", "Tbilisi", "GEO")]),
        ("Thousands marched through Venezuela's capital.", [("Venezuela's capital", "Caracas", "VEN")]),
        ("He flew to the capital of Mali on Friday.", [("capital of Mali", "Bamako", "MLI")]),
        ("Foreign capital fled to the capital markets.", []),
        ("Protesters marched in the capital.", []),  # nobody says of which state
        ("The Georgian capital rejected the plan.", []),  # it acts, and is no place here
    ],
)
def test_a_capital_is_known_by_its_state(reader, text, places):
    found = reader(text, published="2023-03-05").places
    assert [(p.text, p.name, p.country) for p in found if "capital" in p.text] == places


def test_an_event_takes_place_there(reader):
    record = reader("The ministers of Armenia and Azerbaijan met in the Georgian capital on Tuesday.", published="2023-03-05")
    assert [e.where and e.where.name for e in record.events] == ["Tbilisi"]
