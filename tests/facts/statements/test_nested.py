def test_a_statement_in_a_statement_has_its_own_speaker(reader):
    text = "Peskov said that Macron had announced that he would come with new ideas."
    record = reader(text)
    outer, inner = record.statements
    names = {a.id: a.name.split()[-1] for a in record.actors}
    assert [names[s] for s in (*outer.speakers, *inner.speakers)] == ["Peskov", "Macron"]
    assert inner.within == outer.id
    assert outer.within is None


def test_what_a_speaker_says_of_his_own_saying_is_one_statement(reader):
    assert len(reader("Macron said he had announced that new ideas would come.").statements) == 1
