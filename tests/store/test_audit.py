"""An audit draws facts, takes judgements, and tells the precision with its interval."""

from demarche.store.audit import RIGHT, WRONG, draw, judge, list_precision
from making import Told, make_record


def test_an_audit(store):
    for i in range(6):
        record = make_record(f"a{i}", Told("CONSULT", f"Macron met Putin for round {i}.", ("Emmanuel Macron",), ("Vladimir Putin",)),
                             quotes=(("Vladimir Putin", f"that round {i} went well"),))  # fmt: skip
        store.add(record.article, f"a{i}", record)
    with store.reading() as connection:
        drawn = draw(connection, 8, seed=1)
        assert [f.id for f in draw(connection, 8, seed=1)] == [f.id for f in drawn] and len({f.id for f in drawn}) == 8
        assert list_precision(connection) == []
        assert "Emmanuel Macron → Vladimir Putin" in next(f.says for f in drawn if f.kind == "event")
        assert all(f.words for f in drawn)
    with store.writing() as writer:
        for i, fact in enumerate(drawn):
            judge(writer.connection, fact, WRONG if i == 0 else RIGHT, who="ada", at="2022-02-08")
    with store.reading() as connection:
        total = list_precision(connection)[-1]
        assert (total.kind, total.judged, total.right) == ("all", 8, 7)
        assert round(total.low, 2) == 0.53 and round(total.high, 2) == 0.98  # Wilson's interval of 7 in 8
        assert not {f.id for f in draw(connection, 20, seed=2)} & {f.id for f in drawn}
