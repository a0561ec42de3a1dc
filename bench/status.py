"""Did it happen? MEANTIME's certainty, polarity and time of each event, and MATRES' axis of each verb, by what find_status reads.

Both sets ask otherwise than the record does, so its six statuses are mapped. Figures stand for all documents and for those that training
leaves out: elsewhere the model has seen the labels that decide where the words of the lexicon do not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from demarche.facts.status.clause import read_own
from demarche.facts.status.conditions import is_conditional
from demarche.facts.status.find import find_status
from demarche.language.analyse import analyse
from demarche.language.document import Document
from demarche.language.model import LanguageModel
from demarche.record import Certainty, Status
from demarche.text import Span
from scoring import held_out, rows, score

_AHEAD = (Status.PLANNED, Status.DEMANDED, Status.POSSIBLE)
# MEANTIME calls an announcement of a company certain where the model's factuality is above the first bound, whatever the words; between the two
# bounds it is probable. Read off its development part.
SURE, LIKELY = 2.0, 1.5
AXES = {
    "yes_its_anchorable": "happened", "no_its_intentionwishopinion": "intended", "no_its_negation": "negated", "no_its_hypotheticalcondition": "hypothetical",
}  # fmt: skip


def status(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    """Macro F of certainty, polarity and time; of each class too where it is one that few events have."""
    gold = rows(shared / "eval/factuality/meantime_status_dev.jsonl.gz")
    system = [status_row(row["id"], _read(row["text"], model)) for row in gold]
    for label, wanted in (("", lambda _: True), (", documents left out of training", held_out)):
        some = [(g, s) for g, s in zip(gold, system, strict=True) if wanted(g["doc_id"])]
        figures = score(shared, "status", [g for g, _ in some], (s for _, s in some))
        for kind in ("certainty", "polarity", "time"):
            yield f"status{label}: {kind}", figures[kind]["macro F"]
            if not label:
                yield from ((f"status: {kind} {name}", f) for name, f in figures[kind]["F of each"].items())


def status_row(id_: str, document: Document) -> str:
    """What the scorer asks for, of every word."""
    events = [
        {"start": t.span.start, "certainty": _certainty(document, i), "polarity": _polarity(document, i), "time": _time(document, i)}
        for i, t in enumerate(document.tokens)
    ]
    return json.dumps({"id": id_, "events": events})


def _certainty(document: Document, word: int) -> str:
    found, certainty = find_status(document, word)
    factuality = document.tokens[word].factuality
    if certainty is Certainty.STATED or factuality >= SURE or found not in (*_AHEAD, Status.HAPPENED):
        return "CERTAIN"
    if found is Status.DEMANDED:
        return "CERTAIN" if factuality >= LIKELY else "PROBABLE"
    if found is Status.HAPPENED:
        return "CERTAIN" if factuality >= LIKELY else "POSSIBLE"
    return "PROBABLE" if factuality >= LIKELY else "POSSIBLE"


def _polarity(document: Document, word: int) -> str:
    return "NEG" if find_status(document, word)[0] is Status.NEGATED else "POS"


def _time(document: Document, word: int) -> str:
    found, _ = find_status(document, word)
    if found is Status.NEGATED:
        return "FUTURE" if read_own(document, word).ahead else "NON_FUTURE"
    if found is Status.POSSIBLE and document.tokens[word].axis == "happened" and document.tokens[word].factuality >= SURE:
        return "NON_FUTURE"  # "can be bought": an ability is there now
    return "FUTURE" if found in _AHEAD else "NON_FUTURE"


def axis(shared: Path, model: LanguageModel) -> Iterator[tuple[str, float]]:
    """F of MATRES' axes, their mean first."""
    gold = [r for r in rows(shared / "eval/factuality/matres_axis_dev.jsonl.gz") if r["label"] in AXES and held_out(r["doc_id"])]
    read = {text: _read(text, model) for text in {r["text"] for r in gold}}
    pairs = [(AXES[r["label"]], axis_of(read[r["text"]], _word_at(read[r["text"]], r["start"]))) for r in gold]
    figures = {name: _f(pairs, name) for name in AXES.values()}
    yield "axis, documents left out of training: macro F", round(sum(figures.values()) / len(figures), 2)
    yield from ((f"axis: {name}", round(f, 2)) for name, f in figures.items())


def axis_of(document: Document, word: int | None) -> str:
    """MATRES' axis of a verb."""
    if word is None:
        return "happened"
    found, _ = find_status(document, word)
    seen = document.tokens[word].axis
    if found in (Status.HAPPENED, Status.ONGOING):
        return seen if seen in ("intended", "negated") else "happened"
    if found is Status.NEGATED and (read_own(document, word).negated or not is_conditional(document, word)):
        return seen if seen == "intended" else "negated"
    if is_conditional(document, word) and found is not Status.DEMANDED:
        return "hypothetical"
    return "hypothetical" if seen == "hypothetical" else "intended"


def _read(text: str, model: LanguageModel) -> Document:
    return analyse(text, [Span(0, len(text))], model)


def _word_at(document: Document, start: int) -> int | None:
    return next((i for i, t in enumerate(document.tokens) if t.span.start <= start < t.span.end), None)


def _f(pairs: Iterable[tuple[str, str]], name: str) -> float:
    pairs = list(pairs)
    both = sum(a == b == name for a, b in pairs)
    either = sum(a == name for a, _ in pairs) + sum(b == name for _, b in pairs)
    return 200 * both / either if either else 0.0
