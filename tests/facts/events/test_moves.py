"""What was put off or called off is told as the visit itself."""

import pytest


@pytest.mark.parametrize(
    ("text", "change", "status", "day", "before"),
    [
        ("Macron postponed his visit to Kyiv from Tuesday to Friday.", "postponed", "planned", "2022-02-11", "2022-02-08"),
        ("The Kremlin said the summit between Putin and Biden had been postponed until March 3.", "postponed", "planned", "2022-03-03", None),
        ("Blinken called off his meeting with Lavrov.", "cancelled", "negated", None, None),
        ("The talks between Iran and the United States in Vienna were put off to Thursday.", "postponed", "planned", "2022-02-10", None),
        ("The talks between Kenya and Sudan, which were to begin on Monday, will now start on Friday.", "postponed", "planned", "2022-02-11", "2022-02-07"),
        ("Macron's visit to Kyiv put off until June", "postponed", "planned", "2022-06", None),
        ("Turkey has postponed the visit of President Erdogan to Baghdad.", "postponed", "planned", None, None),
    ],
)
def test_a_meeting_that_was_moved(reader, text, change, status, day, before):
    (event,) = [e for e in reader(text, published="2022-02-07").events if e.type == "CONSULT"]
    assert (event.change, event.status) == (change, status)
    assert (event.when and event.when.value, event.moved_from and event.moved_from.value) == (day, before)


@pytest.mark.parametrize("text", ["Macron postponed a decision on the new party.", "Blinken met Lavrov on Friday.", "He moved the chair to the window."])
def test_nothing_else_was_moved(reader, text):
    assert all(e.change is None for e in reader(text, published="2022-02-07").events)


def test_a_day_tells_more_than_now(reader):
    (event,) = [e for e in reader("Blinken will now meet Lavrov on Friday.", published="2022-02-07").events if e.type == "CONSULT"]
    assert event.when and event.when.value == "2022-02-11"
