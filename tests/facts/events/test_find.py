import pytest


def events(record):
    names = {a.id: a.name for a in record.actors}
    return [(e.type.value, e.status.value, [names[a] for a in e.actors], [names[a] for a in e.recipients]) for e in record.events]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Emmanuel Macron met Vladimir Putin in Moscow.", ("CONSULT", "happened", ["Emmanuel Macron", "Vladimir Putin"], [])),
        ("Emmanuel Macron will meet Vladimir Putin on Tuesday.", ("CONSULT", "planned", ["Emmanuel Macron", "Vladimir Putin"], [])),
        ("Iran condemned Israel.", ("ACCUSE", "happened", ["Iran"], ["Israel"])),
        ("Russia did not attack Ukraine.", ("ASSAULT", "negated", ["Russia"], ["Ukraine"])),
        ("Ukraine was attacked by Russia.", ("ASSAULT", "happened", ["Russia"], ["Ukraine"])),
    ],
)
def test_an_event_has_its_type_its_status_and_its_parties(text, event, reader):
    assert event in events(reader(text, published="2022-02-07"))


def test_a_planned_meeting_has_its_day(reader):
    record = reader("Emmanuel Macron will meet Vladimir Putin on Tuesday.", published="2022-02-07")
    [event] = [e for e in record.events if e.type == "CONSULT"]
    assert event.when.value == event.when.earliest == "2022-02-08"


@pytest.mark.parametrize("text", ["The team attacked from the first minute.", "He met the deadline.", "The company met its targets."])
def test_a_metaphor_is_no_event(text, reader):
    assert reader(text).events == ()


def test_a_span_of_time_has_both_its_ends(reader):
    record = reader("Peru and Chile fought a war from 1998 to 2000.", published="2022-02-07")
    [event] = [e for e in record.events if e.type == "ASSAULT"]
    assert (event.when.earliest, event.when.latest) == ("1998-01-01", "2000-12-31")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The bomb that exploded in Nairobi killed nine people.", ("ASSAULT", "happened", [], ["nine people"])),
        ("Norway stopped deliveries to two camps in the east, where militiamen killed a driver.", ("SANCTION", "happened", ["Norway"], [])),
        ("Peru has not retaliated.", ("ASSAULT", "negated", ["Peru"], [])),
    ],
)
def test_whoever_another_clause_is_about_takes_no_part(text, event, reader):
    assert event in events(reader(text, published="2022-02-07"))
