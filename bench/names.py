"""Names of people, organisations and places: F1 of kind and stretch, titles, articles and possessives at the edges aside."""

from __future__ import annotations

import re

from demarche.language.analyse import analyse
from demarche.language.model import LanguageModel
from demarche.text import Span

Gold = tuple[str, list[tuple[str, int, int]], list[tuple[int, int]]]
# The sets disagree on whether these belong to a name; neither side is held to it.
_BEFORE = re.compile(r"(?i)(?:the|a|an|mr\.?|mrs\.?|ms\.?|dr\.?|prof\.?|professor|president|senator|sir|lord|lady|queen|king|prince)\s+")
_AFTER = re.compile(r"['’]s?$|[\s,.]+$")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while match := _BEFORE.match(text, start, end):
        start = match.end()
    while match := _AFTER.search(text[start:end]):
        if match.group().startswith(".") and "." in text[start : end - 1]:
            break
        end = start + match.start()
    return start, end


def name_scores(gold: list[Gold], model: LanguageModel) -> float:
    """F1 over all texts. Names in a text's unknown stretches count neither way; paragraphs end where a line ends."""
    right = gold_count = system_count = 0
    for text, names, unknown in gold:
        lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
        found = {(p.kind, *trimmed(text, p.span.start, p.span.end)) for p in analyse(text, lines, model).names}
        wanted = {(k, *trimmed(text, a, b)) for k, a, b in names}
        found = {f for f in found if not any(f[1] < b and a < f[2] for a, b in unknown) or f in wanted}
        right += len(found & wanted)
        gold_count += len(wanted)
        system_count += len(found)
    return round(200 * right / (gold_count + system_count), 2)


def meantime_gold(row: dict) -> Gold:
    """MEANTIME's named mentions, the innermost of each chain; names inside other noun phrases ("German", "US") count neither way."""
    named = [m for m in row["mentions"] if "NAM" in str(m["syntactic_type"])]
    names, unknown = [], []
    for m in named:
        smaller = [x for x in named if x is not m and m["start"] <= x["start"] and x["end"] <= m["end"] and x["end"] - x["start"] < m["end"] - m["start"]]
        if any(x["chain"] == m["chain"] for x in smaller):
            continue
        if smaller and any(w.islower() and w not in ("of", "the", "for", "in", "de") for w in m["text"].split()):
            continue  # "Boeing and Lockheed Martin": the names stand inside
        if m.get("type") in ("PER", "ORG", "LOC") and m["syntactic_type"] == "NAM":
            names.append((m["type"], m["start"], m["end"]))
        else:
            unknown.append((m["start"], m["end"]))
    return row["text"], names, unknown
