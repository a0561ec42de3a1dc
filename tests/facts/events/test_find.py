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


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Peru demanded a truce, too, and on August 3 imposed sanctions on 38 Chilean judges.", ("SANCTION", "happened", ["Peru"], ["Chile"])),
        ("Belarus, whose troops crossed the border on Monday, denied it.", ("ASSAULT", "happened", ["Belarus"], [])),
        ("Chad, whose soldiers were killed by gunmen on Monday, closed the border.", ("ASSAULT", "happened", ["gunmen"], ["Chad"])),
    ],
)
def test_what_a_state_does_and_suffers_is_its_own(text, event, reader):
    assert event in events(reader(text, published="2022-02-07"))


def test_a_planned_meeting_has_its_day(reader):
    record = reader("Emmanuel Macron will meet Vladimir Putin on Tuesday.", published="2022-02-07")
    [event] = [e for e in record.events if e.type == "CONSULT"]
    assert event.when.value == event.when.earliest == "2022-02-08"


@pytest.mark.parametrize("text", ["The team attacked from the first minute.", "He met the deadline.", "The company met its targets."])
def test_a_metaphor_is_no_event(text, reader):
    assert reader(text).events == ()


@pytest.mark.parametrize(
    "text",
    [
        "A Guyanese military helicopter crashed near the frontier on Monday, killing five of the seven people aboard.",
        "An army truck overturned near Jaffna, killing four soldiers.",
        "An earthquake struck Nepal on Monday, killing 300 people.",
    ],
)
def test_an_accident_is_no_attack(text, reader):
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
        ("The militia, in which three officers were killed on Monday, left Goma.", ("ASSAULT", "happened", [], ["three officers"])),
        ("The rebels, whose leader was arrested in Goma, left the town.", ("COERCE", "happened", [], ["leader"])),
        ("The ministry denied that force had been used.", ("REJECT", "happened", ["ministry"], [])),
        (
            "Alexander Lukashenko warned that if Belarus were attacked it would respond with everything it had.",
            ("THREATEN", "happened", ["Alexander Lukashenko"], []),
        ),
    ],
)
def test_whoever_another_clause_is_about_takes_no_part(text, event, reader):
    assert event in events(reader(text, published="2022-02-07"))


@pytest.mark.parametrize(
    ("text", "type_", "mode", "party"),
    [
        ("Russian rockets slammed into a market in Kharkiv, Ukraine.", "ASSAULT", "heavy-weapons", "Russia"),
        ("Kenyan and Somali soldiers traded shots across the river.", "ASSAULT", "firearms", "Kenya"),
        ("Boko Haram gunmen snatched three engineers from a truck in Niger.", "ASSAULT", "abduct", "Boko Haram gunmen"),
        ("Zambia ordered out two Angolan diplomats.", "SANCTION", "expel", "Zambia"),
        ("Norway showed the Peruvian ambassador the door.", "SANCTION", "expel", "Norway"),
        ("Algeria stopped pumping gas to Morocco.", "SANCTION", "discontinue", "Algeria"),
        ("Peru called in the Chilean ambassador.", "ACCUSE", "disapprove", "Peru"),
        ("Oman called the accusations baseless.", "REJECT", None, "Oman"),
        ("Emmanuel Macron and Olaf Scholz chatted by telephone.", "CONSULT", "phone", "Olaf Scholz"),
        ("Emmanuel Macron jetted off to Rabat on Friday.", "CONSULT", "visit", "Emmanuel Macron"),
        ("Emmanuel Macron and Olaf Scholz put their names to the accord.", "SUPPORT", None, "Olaf Scholz"),
        ("Kenyan soldiers dug in along the border.", "MOBILIZE", "troops", "Kenya"),
        ("Kenyan demonstrators marched on the parliament in Nairobi.", "PROTEST", "demo", "Kenyan demonstrators"),
        ("Kenyan riot police used tear gas on the students.", "ASSAULT", "crowd-control", "Kenya"),
        ("Two Qatari aircraft flew tents to the coast of Yemen.", "AID", None, "Qatar"),
        ("Emmanuel Macron pressed Olaf Scholz to lift the ban.", "REQUEST", "yield", "Emmanuel Macron"),
    ],
)
def test_news_says_one_thing_in_many_words(text, type_, mode, party, reader):
    record = reader(text, published="2022-02-07")
    names = {a.id: a.name for a in record.actors}
    found = [e for e in record.events if e.type == type_]
    assert found, record.events
    assert (found[0].mode[0] if found[0].mode else None) == mode
    assert party in {names[a] for a in (*found[0].actors, *found[0].recipients)}


def test_who_is_due_somewhere_is_to_visit_it(reader):
    [event] = [e for e in reader("Antony Blinken is due in Cairo on Monday, Egypt said.", published="2022-02-07").events if e.type == "CONSULT"]
    assert (event.status, event.mode) == ("planned", ("visit",))


def test_two_meetings_in_one_sentence_are_two_events(reader):
    record = reader("Emmanuel Macron and Olaf Scholz conferred in Berlin on Tuesday and sat down again in Brussels on Friday.", published="2022-02-07")
    assert [e.type.value for e in record.events] == ["CONSULT", "CONSULT"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Two Mexican diplomats told to leave Caracas", ("SANCTION", "happened", [], ["Mexico", "Caracas"])),
        ("Emmanuel Macron told Vladimir Putin to leave Ukraine.", ("REQUEST", "happened", ["Emmanuel Macron"], ["Vladimir Putin"])),
        ("Zambian troops marched out of Kinshasa on Wednesday.", ("RETREAT", "happened", ["Zambia"], ["Kinshasa"])),
        ("A Russian missile, and not a Ukrainian one, hit the market in Kharkiv.", ("ASSAULT", "happened", ["Russia"], ["Kharkiv"])),
        ("Once Peru has ratified the treaty with Chile, its senate will rest.", ("SUPPORT", "planned", ["Peru"], ["Chile"])),
    ],
)
def test_what_a_clause_leaves_out_or_takes_back(text, event, reader):
    assert event in events(reader(text, published="2022-02-07"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Tuesday the ministers of Peru and Chile conferred in Lima. Three days later they met in Quito.", "2022-02-04"),
        ("Peru and Chile will hold talks in Quito on Thursday of next week.", "2022-02-17"),
        ("Envoys of Peru and Chile met in Quito the day before yesterday.", "2022-02-05"),
    ],
)
def test_the_day_of_a_meeting_counts_from_the_right_one(text, day, reader):
    assert day in [e.when and e.when.value for e in reader(text, published="2022-02-07").events if e.where and e.where.name == "Quito"]


def test_what_a_plan_is_held_at_lies_ahead_with_it(reader):
    record = reader("Moon Jae-in is to meet Shinzo Abe on the sidelines of the summit of Peru and Chile in Lima on Friday.", published="2022-02-07")
    assert {e.status for e in record.events if e.when and e.when.value == "2022-02-11"} == {"planned"}
