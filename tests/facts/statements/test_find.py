import pytest

CASES = {
    "by verb": ("Lavrov said Russia would not sign the treaty.", "Lavrov", "Russia would not sign the treaty", "indirect"),
    "direct": ("“We will not sign the treaty,” Lavrov said.", "Lavrov", "“We will not sign the treaty,”", "direct"),
    "mixed": ("Stoltenberg called the plan “a dangerous illusion”.", "Stoltenberg", "the plan “a dangerous illusion”", "mixed"),
    "by according to": ("According to Lavrov, the treaty is dead.", "Lavrov", "the treaty is dead", "indirect"),
    "by view": ("Lavrov left Geneva on Friday. In his view, the treaty is dead.", "Lavrov", "the treaty is dead", "indirect"),
    "by colon": ("Borrell: “Europe must learn the language of power.”", "Borrell", "“Europe must learn the language of power.”", "direct"),
    "interrupted": ('"The sanctions work," Borrell said, "but they need time."', "Borrell", '"The sanctions work," … "but they need time."', "direct"),
    "belief": ("Lavrov believes that the truce will last.", "Lavrov", "that the truce will last", "indirect"),
    "denial": ("China denies that it has sold drones to the junta.", "China", "that it has sold drones to the junta", "indirect"),
    "fear": ("Estonia fears that it could be next.", "Estonia", "that it could be next", "indirect"),
    "relative clause": ("Stoltenberg, who warned that the war could last, will meet Orban.", "Stoltenberg", "that the war could last", "indirect"),
    "quoted by others": ("Lavrov will go home, Stoltenberg was quoted as saying.", "Stoltenberg", "Lavrov will go home", "indirect"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "content", "form"), CASES.values(), ids=CASES.keys())
def test_a_statement_has_its_speaker_its_content_and_its_form(text, speaker, content, form, reader):
    record = reader(text)
    [statement] = record.statements
    names = {a.id: a.name for a in record.actors}
    assert [names[s].split()[-1] for s in statement.speakers] == [speaker]
    assert " … ".join(c.of(text) for c in statement.content) == content
    assert statement.form == form


def test_two_speak_with_one_voice(reader):
    record = reader("The United States and NATO said that the talks would go on.")
    assert {a.name for a in record.actors if a.id in record.statements[0].speakers} == {"United States", "NATO"}


def test_two_clauses_under_one_verb_are_two_statements(reader):
    text = "Lavrov said that the talks had failed, but that the line to Washington remained open."
    assert [c.of(text) for s in reader(text).statements for c in s.content] == ["that the talks had failed", "that the line to Washington remained open"]


def test_a_quotation_that_stays_open_goes_on_in_the_next_paragraph(reader):
    [statement] = reader("“We have waited for eight years.\n\n“We will not wait any longer,” Putin said.").statements
    assert len(statement.content) == 2


def test_a_new_quotation_without_a_source_has_the_speaker_of_the_one_before(reader):
    first, second = reader("Lavrov spoke on Monday.\n\n“The treaty is dead,” he said.\n\n“Nobody in Washington wants to admit it.”").statements
    assert first.speakers and first.speakers == second.speakers


def test_a_stray_quotation_mark_does_not_reach_the_next_sentence(reader):
    text = "“Not one inch – that was the promise. The talks will go on, Peskov said."
    assert "The talks will go on" in [c.of(text) for s in reader(text).statements for c in s.content]


@pytest.mark.parametrize("text", ["Snow fell in Geneva on Monday.", "The two ministers met twice in Oslo.", "Seoul recalled its own envoy to Beijing."])
def test_what_nobody_says_is_no_statement(text, reader):
    assert reader(text).statements == ()


def test_a_source_goes_up_to_the_noun_that_it_begins(reader):
    record = reader("The Philippines urged its neighbours to respect the ruling.", published="2016-07-13")
    names = {a.id: a.name for a in record.actors}
    assert [[names[a] for a in s.speakers] for s in record.statements] == [["Philippines"]]


def test_reports_in_a_state_are_not_its_own(reader):
    [statement] = reader("Media reports in Tanzania have said that the suspect fled to Kenya.").statements
    assert statement.speakers == ()
