"""Report ↔ JSON: what is kept of a report to compare it with others."""

import json

from demarche.merge.report import Party, Report


def to_compared(report: Report) -> str:
    """The report as JSON: a list in the order of its fields, but for id and article."""
    r = report
    fields = (
        r.type, r.modes, r.status, [_cells(p) for p in r.doers], [_cells(p) for p in r.targets], r.published, r.earliest, r.latest, r.place, r.country,
        r.anchor, sorted(r.words), r.around, r.according_to, int(r.headline), r.change, r.moved_from,
    )  # fmt: skip
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def from_compared(id_: str, compared: str) -> Report:
    """The report that `to_compared` wrote."""
    type_, modes, status, doers, targets, published, earliest, latest, place, country, anchor, words, around, by, headline, change, moved_from = json.loads(
        compared
    )
    return Report(
        id_, id_.rpartition("#")[0], type_, tuple(modes), status, tuple(map(_party, doers)), tuple(map(_party, targets)), published, earliest, latest,
        place, country, anchor, frozenset(words), tuple(around), by, bool(headline), change, moved_from,
    )  # fmt: skip


def _cells(party: Party) -> tuple[str, str, int]:
    return party.id, party.side, int(party.person)


def _party(cells: list[str | int]) -> Party:
    return Party(str(cells[0]), str(cells[1]), bool(cells[2]))
