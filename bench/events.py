"""Events: PLOVER's sets by the scorer, what did not happen, the seed's facts, and how far `score` can be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from demarche.language.model import LanguageModel
from demarche.record import Event, Record, Status
from scoring import held_out_half, load_scorer, read_row, read_seed, records, rows, score

# PLOVER's quads of what is done or agreed, not only said.
COOPERATION_OR_FORCE = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())


def events(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    folder = shared / "eval/events"
    gold = rows(folder / "plover_gsr.jsonl.gz")
    figures = score(shared, "events", gold, records(gold, model))
    yield "events of a sentence: type", figures["type"]["F"]
    yield "events of a sentence: type and participants", figures["type and participants"]["F"]
    yield "events of a sentence: mode", float(figures["mode right, of paired events"].split()[0])
    pairs = [r for r in rows(folder / "plv.jsonl.gz") if held_out_half(r["id"])]
    figures = score(shared, "pairs", pairs, records(pairs, model))
    yield "a marked pair: coded", figures["coded"]
    yield "a marked pair: root right, of coded", figures["root right, of coded rows"]
    yield "a marked pair: root right, of all", figures["root right, of all rows"]
    yield "a marked pair: macro F1", figures["macro F1"]
    scorer = load_scorer(shared / "eval")
    yield "codebook's examples of 15: type and status", float(sum(_is_right(r, read_row(r, model)[0], scorer) for r in rows(folder / "plover_manual.jsonl.gz")))
    nothing = [r for r in rows(folder / "cameo_penta.jsonl.gz") if r["quad"] == 0]
    false = sum(any(_happened(e) for e in read_row(r, model)[0].events) for r in nothing)
    yield "events where nothing happened: rows", round(100 * false / len(nothing), 2)


def facts(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    figures = read_seed(shared, model)
    found = {kind: int(share.split("/")[0]) for kind, share in figures["by kind"].items()}
    yield "seed: actors, parts, figures of 14", float(sum(found[k] for k in ("article", "actor", "figure")))
    yield "seed: facts of 63", float(figures["facts found"].split("/")[0])
    yield "seed: items right", figures["items right"]


def _happened(event: Event) -> bool:
    return event.type.value in COOPERATION_OR_FORCE and event.status is Status.HAPPENED


# The codebook's auxiliary modes in our words.
_STATUSES = {"historical": "happened", "hypothetical": "possible"}


def _is_right(row: dict, record: Record, scorer: ModuleType) -> bool:
    """Does each gold event of the row have one of its type and status, and nothing that the row rules out?"""
    wanted = [e | {"status": _STATUSES.get(e.get("status"), e.get("status"))} for e in row["events"] if e.get("type")]
    ruled_out = {t for e in row["events"] for t in e.get("not", ())}
    happened = {e.type.value for e in record.events if e.status in (Status.HAPPENED, Status.ONGOING)}
    if not wanted:
        return not any(_happened(e) for e in record.events)
    told = [(scorer.plover_labels({"type": e.type.value, "status": e.status.value}), e.status.value) for e in record.events]
    return not ruled_out & happened and all(any(w["type"] in labels and w["status"] in (None, status) for labels, status in told) for w in wanted)
