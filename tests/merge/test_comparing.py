"""Which reports are of one event, and which are not."""

import pytest

from demarche.merge.compare import compare, is_one
from demarche.merge.report import Report, reports_of
from demarche.merge.trees import merge_reports
from making import Told, make_record

MACRON, PUTIN, ZELENSKY = ("Emmanuel Macron",), ("Vladimir Putin",), ("Volodymyr Zelensky",)
RUSSIA, UKRAINE = ("Russia",), ("Ukraine",)
MET = Told("CONSULT", "Macron met Putin in Moscow on Monday.", MACRON, PUTIN, on="2022-02-07", place="Moscow")
HIT = Told("ASSAULT", "Russian missiles hit a school in Odesa on Saturday.", RUSSIA, UKRAINE, on="2022-07-23", place="Odesa")


def report(id_: str, told: Told, published: str | None) -> Report:
    return reports_of(make_record(id_, told, published=published), id_)[0]


@pytest.mark.parametrize(
    ("one", "first", "other", "second", "same"),
    [
        pytest.param(MET, "2022-02-08", Told("CONSULT", "The two presidents talked for hours.", MACRON, PUTIN, on="2022-02-07"), "2022-02-09", True,
                     id="the same pair on the same day"),
        pytest.param(MET, "2022-02-08", Told("CONSULT", "France and Russia held talks.", ("France", "Russia"), on="2022-02-07"), "2022-02-08", True,
                     id="presidents and their states"),
        pytest.param(MET, "2022-02-08", Told("CONSULT", "Macron met Zelensky in Kyiv.", MACRON, ZELENSKY, on="2022-02-07", place="Kyiv"), "2022-02-08",
                     False, id="another partner on the same day"),
        pytest.param(MET, "2022-02-08", Told("CONSULT", "Macron met Putin on Thursday.", MACRON, PUTIN, on="2022-02-10"), "2022-02-11", False,
                     id="the same pair three days later"),
        pytest.param(MET, "2022-02-08", Told("CONSULT", "Macron telephoned Putin.", MACRON, PUTIN, on="2022-02-07", mode=("phone",)), "2022-02-08", True,
                     id="a call, where nobody says that the other was a visit"),
        pytest.param(Told("CONSULT", "Macron visited Putin.", MACRON, PUTIN, on="2022-02-07", mode=("visit",)), "2022-02-08",
                     Told("CONSULT", "Macron telephoned Putin.", MACRON, PUTIN, on="2022-02-07", mode=("phone",)), "2022-02-08", False,
                     id="who telephones does not visit"),
        pytest.param(MET, "2022-02-08", Told("CONSULT", "Macron will visit Putin on Monday.", MACRON, PUTIN, "planned", "2022-02-07"), "2022-02-05", True,
                     id="the plan and what came of it"),
        pytest.param(Told("CONSULT", "Lavrov met Blinken.", ("Sergei Lavrov",), ("Antony Blinken",), on="2022-02-07"), "2022-02-08",
                     Told("CONSULT", "Putin met Blinken.", PUTIN, ("Antony Blinken",), on="2022-02-07"), "2022-02-08", False,
                     id="another man of the same state"),
        pytest.param(Told("SANCTION", "The Netherlands expelled four Iranians.", ("Netherlands",), ("Iran",), on="2022-02-07"), "2022-02-08",
                     Told("SANCTION", "Iran expelled four Dutch diplomats.", ("Iran",), ("Netherlands",), on="2022-02-07"), "2022-02-08", False,
                     id="the reply, with the parties turned"),
        pytest.param(HIT, "2022-07-24", Told("ASSAULT", "Missiles struck Odesa and hit a school.", (), (), on="2022-07-23", place="Odesa"), "2022-07-24", True,
                     id="nobody named, in the same town"),
        pytest.param(HIT, "2022-07-24", Told("ASSAULT", "Russia shelled Kharkiv.", RUSSIA, UKRAINE, on="2022-07-23", place="Kharkiv"), "2022-07-24", False,
                     id="another town on the same day"),
        pytest.param(HIT, "2022-07-24", Told("ASSAULT", "Russia may hit Odesa.", RUSSIA, UKRAINE, "possible", place="Odesa"), "2022-07-20", False,
                     id="a fear and what came of it"),
        pytest.param(HIT, "2022-07-24", Told("ASSAULT", "Russia did not hit a school in Odesa, Moscow says.", RUSSIA, UKRAINE, "negated", "2022-07-23",
                                             "Odesa", by="Russia"), "2022-07-25", True, id="a denial of the same"),
        pytest.param(Told("CONSULT", "Macron met Putin.", MACRON, PUTIN), None, Told("CONSULT", "Macron met Putin.", MACRON, PUTIN), None, False,
                     id="nobody knows when"),
    ],
)  # fmt: skip
def test_reports_of_one_event_are_told_from_others(one, first, other, second, same):
    reports = [report("one", one, first), report("other", other, second)]
    roots = merge_reports(reports)
    assert (len(set(roots.values())) == 1) is same


def test_what_was_put_off_is_the_same_visit():
    plan = report("plan", Told("CONSULT", "Macron will visit Kyiv on Tuesday.", MACRON, ZELENSKY, "planned", "2022-02-08"), "2022-02-05")
    moved = Told("CONSULT", "Macron put off his visit to Kyiv to Friday.", MACRON, ZELENSKY, "planned", "2022-02-11", change="postponed")
    held = Told("CONSULT", "Macron met Zelensky in Kyiv.", MACRON, ZELENSKY, on="2022-02-11", place="Kyiv")
    roots = merge_reports([plan, report("moved", moved, "2022-02-07"), report("held", held, "2022-02-12")])
    assert len(set(roots.values())) == 1


def test_a_vague_report_joins_one_of_two_meetings_and_never_ties_them():
    meetings = [
        Told("CONSULT", "Lavrov met Fidan in Ankara on Monday.", ("Sergei Lavrov",), ("Hakan Fidan",), on="2022-02-07", place="Ankara"),
        Told("CONSULT", "Lavrov met Fidan in Vienna on Friday.", ("Sergei Lavrov",), ("Hakan Fidan",), on="2022-02-11", place="Vienna"),
    ]
    vague = Told("CONSULT", "Russia and Turkey held talks this week.", ("Russia", "Turkey"), on="2022-02-07/2022-02-13")
    reports = [report(f"m{i}", m, "2022-02-12") for i, m in enumerate(meetings)] + [report("vague", vague, "2022-02-12")]
    roots = merge_reports(reports)
    assert roots["m0#e1"] != roots["m1#e1"] and roots["vague#e1"] in (roots["m0#e1"], roots["m1#e1"])


def test_reports_point_only_to_those_before_them():
    reports = [report("a", MET, "2022-02-08"), report("b", MET, "2022-02-08")]
    first, second = sorted(reports, key=lambda r: r.rank)
    assert compare(first, second) is None
    likeness = compare(second, first)
    assert likeness is not None and is_one(second, first, likeness)
