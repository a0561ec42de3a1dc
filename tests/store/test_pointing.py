"""Where reports look for others of their event: one look-up for all reports of an article finds what each would find alone."""

import pytest
from sqlalchemy import select

from demarche.merge.keys import hopes_searched_by, outcomes_searched_by, searched_by, stretches_of
from demarche.store.many import in_batches
from demarche.store.pointing import Near, Reports
from demarche.store.schema import report_keys, reports
from making import Told, make_record

MACRON, PUTIN, RUSSIA, UKRAINE = ("Emmanuel Macron",), ("Vladimir Putin",), ("Russia",), ("Ukraine",)
RECORDS = [
    make_record("plan", Told("CONSULT", "Macron will visit Putin in Moscow on Monday.", MACRON, PUTIN, "planned", "2022-02-07", "Moscow"),
                Told("ASSAULT", "Paris fears that Russia will attack Ukraine.", RUSSIA, UKRAINE, "possible"), published="2022-02-04"),
    make_record("met", Told("CONSULT", "Macron met Putin in Moscow on Monday.", MACRON, PUTIN, on="2022-02-07", place="Moscow"),
                Told("CONSULT", "France and Russia held talks this week.", ("France", "Russia"), (), on="2022-02-07/2022-02-13"), published="2022-02-08"),
    make_record("attack", Told("ASSAULT", "Russian missiles hit Kharkiv on Thursday.", RUSSIA, UKRAINE, on="2022-02-24", place="Kharkiv"),
                published="2022-02-24"),
]  # fmt: skip


@pytest.mark.parametrize("names", [searched_by, outcomes_searched_by, hopes_searched_by])
def test_reports_together_find_what_each_finds_alone(store, names):
    for record in RECORDS:
        store.add(record.article, record.article.id, record)
    with store.reading() as connection:
        kept = connection.execute(select(report_keys)).all()
        told = Reports().get(connection, connection.execute(select(reports.c.id)).scalars().all())
        near = Near(connection, [(r, names(r)) for r in told.values()])
        found = {r.id: near.to(r, names(r)) for r in told.values()}
    for report in told.values():
        meeting = {k.report for k in kept for lo, hi in stretches_of(report) if k.name in names(report) and k.lo <= hi and k.hi >= lo}
        assert found[report.id] == meeting - {report.id}
    assert any(found.values())


@pytest.mark.parametrize(("count", "times"), [(0, 1), (1, 3), (500, 1), (501, 1), (700, 3)])
def test_batches_hold_all_in_order_and_fit_a_statement(count, times):
    batches = list(in_batches(range(count), times=times))
    assert [v for batch in batches for v in batch] == list(range(count))
    assert all(len(batch) * times <= 500 for batch in batches)
