"""One short case for each way in which English says who did what to whom, when and where."""

import pytest


def told(record):
    names = {a.id: a.name for a in record.actors}
    return [(e.type.value, [names[a] for a in e.actors], [names[a] for a in e.recipients]) for e in record.events]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        # light verbs
        ("Emmanuel Macron held talks with Olaf Scholz.", ("CONSULT", ["Emmanuel Macron", "Olaf Scholz"], [])),
        ("Germany launched an attack on Poland.", ("ASSAULT", ["Germany"], ["Poland"])),
        ("Emmanuel Macron had a telephone conversation with Joe Biden.", ("CONSULT", ["Emmanuel Macron", "Joe Biden"], [])),
        # passives, relative clauses, participles
        ("Kenya, which was attacked by Somalia, closed its border.", ("ASSAULT", ["Somalia"], ["Kenya"])),
        # coordination
        ("Germany and Poland condemned Russia.", ("ACCUSE", ["Germany", "Poland"], ["Russia"])),
        # control
        ("Turkey threatened to attack Greece.", ("ASSAULT", ["Turkey"], ["Greece"])),
        ("Norway called on Sweden to withdraw its troops.", ("REQUEST", ["Norway"], ["Sweden"])),
        # inside a slot
        ("China rejected Japan's request.", ("REJECT", ["China"], ["Japan"])),
        ("Egypt lifted the sanctions imposed on Qatar.", ("CONCEDE", ["Egypt"], ["Qatar"])),
        # the clause that it governs
        ("Iran demanded that Iraq leave the oilfield.", ("REQUEST", ["Iran"], ["Iraq"])),
        ("The former Soviet republics refuse to lift the sanctions on Abkhazia.", ("REJECT", ["former Soviet republics"], ["Abkhazia"])),
        ("Nelson Mandela has refused to send peacekeepers to Angola.", ("REJECT", ["Nelson Mandela"], ["Angola"])),
        # a government by its head; authorities are many
        ("The Clinton administration cut its aid to Honduras.", ("SANCTION", ["United States"], ["Honduras"])),
        ("The Chilean authorities announced that they will return the weapons to Peru.", ("RETREAT", ["Chile"], ["Peru"])),
        # who meets, what kills, who leaves
        ("Mediators met Houthi delegates in Oman.", ("CONSULT", ["mediators"], [])),
        ("African Union monitors withdrew from the town of El Fasher.", ("RETREAT", ["African Union monitors"], [])),
        # a title between preposition and name
        ("Kenya's president held talks with President Joe Biden.", ("CONSULT", ["Kenya", "Joe Biden"], [])),
        # an adjective before the infinitive
        ("Russian troops are about to invade Ukraine.", ("ASSAULT", ["Russia"], ["Ukraine"])),
    ],
)
def test_the_parties_of_an_event(text, event, reader):
    kind, actors, recipients = event
    found = [t for t in told(reader(text, published="2023-05-02")) if t[0] == kind]
    assert any(set(recipients) <= set(t[2]) and len(t[1]) >= len(actors) and (actors[-1] in t[1] or actors[0] in t[1]) for t in found), found


@pytest.mark.parametrize(
    ("text", "type_", "mode"),
    [
        ("France said it will not lift the embargo on Libya.", "REJECT", "yield"),
        ("Spain does not want to meet the Moroccan delegation.", "REJECT", "meet"),
        ("Sudan will attack Chad unless the rebels leave.", "THREATEN", "violence"),
        ("Russia says Israel must end its attacks.", "REQUEST", None),
        ("The minister said Turkey must withdraw its troops from Syria.", "REQUEST", None),
    ],
)
def test_acts_that_grammar_makes_of_another_verb(text, type_, mode, reader):
    [event] = [e for e in reader(text, published="2023-05-02").events if e.type == type_]
    assert (event.status, event.mode[0] if event.mode else None) == ("happened", mode)


@pytest.mark.parametrize("text", ["Norway urged Sweden to withdraw its troops from Finland.", "Norway said Sweden must withdraw its troops from Finland."])
def test_what_is_asked_for_is_the_content_of_the_asking_and_no_second_event(text, reader):
    record = reader(text, published="2023-05-02")
    assert [e.type.value for e in record.events] == ["REQUEST"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Emmanuel Macron met Vladimir Putin on Monday. The talks with Putin lasted five hours.", 1),
        ("Emmanuel Macron met Vladimir Putin on Monday. The talks with Putin on Thursday lasted five hours.", 2),
        ("Emmanuel Macron will have a meeting with Vladimir Putin.", 1),
        ("Kenya killed nine Somali soldiers in an attack near Nairobi.", 1),
    ],
)
def test_an_event_is_told_once(text, count, reader):
    assert len(reader(text, published="2022-02-11").events) == count


@pytest.mark.parametrize(
    "text",
    ["Norway expressed its condolences over the attack in Egypt.", "It was a war of words.", "Kenya beat Ghana in the cup final.", "Brussels is a nice town."],
)
def test_what_is_only_spoken_of_is_no_event(text, reader):
    assert not [e for e in reader(text, published="2023-05-02").events if e.status == "happened" and e.type.value in ("ASSAULT", "CONSULT", "AID")]


@pytest.mark.parametrize(
    ("text", "type_", "when", "where"),
    [
        ("Angela Merkel will travel to Kyiv on Tuesday for talks with Volodymyr Zelensky.", "CONSULT", "2022-02-08", "Kyiv"),
        ("Russian troops invaded Georgia in 2008.", "ASSAULT", "2008", None),
        ("Italy mediated between Greece and Turkey after Greek troops invaded the island in 1974.", "CONSULT", "1974", None),
        ("Emmanuel Macron met Joe Biden in Paris.", "CONSULT", None, "Paris"),
        ("NATO must withdraw its troops from Estonia.", "RETREAT", None, "Estonia"),
    ],
)
def test_when_and_where_hang_on_the_event(text, type_, when, where, reader):
    events = [e for e in reader(text, published="2022-02-07").events if e.type == type_]
    assert all((e.when and e.when.value, e.where and e.where.name) == (when, where) for e in events) and events


def test_before_and_after_leave_the_day_open(reader):
    [event] = reader("Emmanuel Macron met Joe Biden before Tuesday.", published="2022-02-07").events
    assert (event.when.earliest, event.when.latest) == (None, "2022-02-07")


def test_a_headline_takes_its_status_from_the_body(reader):
    text = "Macron visits Putin in Moscow\n\nEmmanuel Macron will visit Vladimir Putin in Moscow on Tuesday, his office said. The trip was planned for weeks."
    assert {e.status.value for e in reader(text, published="2022-02-07").events if e.type == "CONSULT"} == {"planned"}


def test_a_side_clause_is_counted_back_from_the_main_one(reader):
    events = reader("Ecuador expelled the Colombian ambassador on Monday, two days after Colombian troops attacked its village.", published="2022-02-08").events
    assert [e.when.value for e in events if e.type == "ASSAULT"] == ["2022-02-05"]


def test_history_without_a_date_is_no_event(reader):
    assert not reader("Greece and Turkey have fought over the island for five decades.", published="2022-02-08").events


def test_what_is_the_first_for_years_has_happened_now(reader):
    events = reader("The European Union has deployed election observers in Zimbabwe for the first time in 16 years.", published="2022-02-08").events
    assert [e.type.value for e in events] == ["AID"]


@pytest.mark.parametrize(
    ("text", "type_"),
    [("Peacekeepers pulled out of the town after shelling.", "ASSAULT"), ("Forty thousand people have fled El Fasher since April.", "SANCTION")],
)
def test_nobody_is_made_the_doer_of_what_has_none(text, type_, reader):
    assert not any(e.actors for e in reader(text, published="2022-02-08").events if e.type == type_)


def test_fire_kills_as_shells_do(reader):
    record = reader("Artillery fire killed two of their Kenyan drivers.", published="2022-02-08")
    assert [(e.type.value, e.mode[0]) for e in record.events] == [("ASSAULT", "heavy-weapons")]
