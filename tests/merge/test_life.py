"""From plan to outcome, in the order of publication, whatever the order of arrival."""

import random

import pytest

from demarche.merge.life import Telling, tell
from demarche.merge.report import reports_of, to_iso
from making import Told, make_record

VISIT = {"type": "CONSULT", "who": ("Emmanuel Macron",), "to": ("Vladimir Putin",)}


def tellings(*told: tuple[str, dict]) -> list[Telling]:
    """(day of publication, what is told) of each report."""
    found = []
    for i, (published, cells) in enumerate(told):
        by = cells.get("by")
        record = make_record(f"r{i}", Told(**{**VISIT, "words": f"Macron sees Putin, says report {i}.", **cells}), published=published)
        found.append(Telling(reports_of(record, f"r{i}")[0], f"origin {i}", None, "stated", 0.9, published))
        assert by is None or found[-1].report.according_to
    return found


@pytest.mark.parametrize(
    ("told", "stages", "status", "day"),
    [
        ([("2022-02-01", {"status": "planned", "on": "2022-02-07"}), ("2022-02-08", {"on": "2022-02-07"})], ["planned", "happened"], "happened", "2022-02-07"),
        ([("2022-02-01", {"status": "planned", "on": "2022-02-07"}), ("2022-02-03", {"status": "planned", "on": "2022-02-07"})],
         ["planned"], "planned", "2022-02-07"),
        ([("2022-02-01", {"status": "planned", "on": "2022-02-07"}), ("2022-02-05", {"status": "planned", "on": "2022-02-11", "change": "postponed"}),
          ("2022-02-12", {"on": "2022-02-11"})], ["planned", "postponed", "happened"], "happened", "2022-02-11"),
        ([("2022-02-01", {"status": "planned", "on": "2022-02-07"}), ("2022-02-05", {"status": "planned", "change": "postponed"})],
         ["planned", "postponed"], "planned", None),
        ([("2022-02-01", {"status": "planned", "on": "2022-02-07"}), ("2022-02-05", {"status": "negated", "change": "cancelled"}),
          ("2022-02-06", {"status": "planned", "on": "2022-02-07"})], ["planned", "cancelled"], "negated", "2022-02-07"),
        # Who only speaks of what was called off does not bring it back; who tells its day does.
        ([("2022-02-01", {"status": "planned", "on": "2022-02-07"}), ("2022-02-05", {"status": "negated", "change": "cancelled"}), ("2022-02-20", {})],
         ["planned", "cancelled"], "negated", "2022-02-07"),
        ([("2022-02-01", {"status": "planned", "on": "2022-02-07"}), ("2022-02-05", {"status": "negated", "change": "cancelled"}),
          ("2022-02-08", {"on": "2022-02-07"})], ["planned", "cancelled", "happened"], "happened", "2022-02-07"),
        ([("2022-02-08", {"on": "2022-02-07"}), ("2022-02-09", {"status": "negated", "by": "Russia"})], ["happened", "denied"], "happened", "2022-02-07"),
        ([("2022-02-08", {"on": "2022-02-07"}), ("2022-02-09", {"status": "planned", "on": "2022-02-07"})], ["happened"], "happened", "2022-02-07"),
        ([("2022-02-01", {"status": "possible"}), ("2022-02-02", {"status": "planned", "on": "2022-02-07"})], ["possible", "planned"], "planned", "2022-02-07"),
        ([("2022-02-08", {}), ("2022-02-09", {})], ["happened"], "happened", None),
    ],
)  # fmt: skip
def test_the_life_of_an_event(told, stages, status, day):
    reports = tellings(*told)
    for seed in range(3):
        random.Random(seed).shuffle(reports)
        known = tell(reports)
        assert ([str(s.stage) for s in known.life], str(known.status), to_iso(known.earliest)) == (stages, status, day)


def test_origins_are_counted_and_not_reports():
    reports = tellings(("2022-02-08", {}), ("2022-02-08", {}), ("2022-02-09", {"status": "negated", "by": "Russia"}))
    same = [Telling(t.report, "Reuters", country, "stated", 0.9, t.published) for t, country in zip(reports, ("GBR", "FRA", "RUS"), strict=True)]
    known = tell(same)
    assert (known.say, known.deny, known.origins, known.countries) == (1, 1, 1, 2)  # the third country is that of the denial


def test_the_day_that_most_origins_name_holds():
    reports = tellings(("2022-02-08", {"on": "2022-02-07"}), ("2022-02-08", {"on": "2022-02-06"}), ("2022-02-09", {"on": "2022-02-07"}))
    assert to_iso(tell(reports).earliest) == "2022-02-07"


def test_every_change_keeps_its_day_and_its_source():
    known = tell(tellings(("2022-02-01", {"status": "planned", "on": "2022-02-07"}), ("2022-02-08", {"on": "2022-02-07"})))
    assert [(s.day, s.report, to_iso(s.on)) for s in known.life] == [("2022-02-01", "r0#e1", "2022-02-07"), ("2022-02-08", "r1#e1", "2022-02-07")]
