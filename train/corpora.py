"""Reads every training set into one form: words, and beside them whatever the set says of each word.

`Text.labels` holds one array a task, as long as the words; MISSING where the set says nothing. Sets: the README of the evaluation folder
names each with its source and licence; `NOTICE` repeats it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from demarche.language.words import find_words

MISSING = -100
NAMES = ("PER", "ORG", "LOC")
ENTITIES = ("person", "organization", "place", "event", "abstract", "object", "time", "substance")
TIMES = ("DATE", "TIME", "DURATION", "SET")
EVENT_CLASSES = ("OCCURRENCE", "STATE", "REPORTING", "I_ACTION", "I_STATE", "PERCEPTION", "ASPECTUAL")
AXES = ("yes_its_anchorable", "no_its_intentionwishopinion", "no_its_negation", "no_its_hypotheticalcondition")
CERTAINTIES = ("CERTAIN", "PROBABLE", "POSSIBLE")
POLARITIES = ("POS", "NEG")
FUTURES = ("NON_FUTURE", "FUTURE")
TITLES = frozenset(
    "mr mrs ms miss dr prof professor president sir lord lady senator sen. gov. governor king queen prince emperor rep. mr. mrs. ms. dr. prof.".split()
)


@dataclass
class Text:
    """One document (or sentence) of a corpus."""

    id: str
    words: list[str]
    gaps: list[int]  # index into subwords.GAPS
    paragraphs: list[bool]  # does a paragraph start here?
    cuts: list[bool]  # may a window start here? (sentence starts, gold or guessed)
    labels: dict[str, np.ndarray] = field(default_factory=dict)


def bio(kinds: tuple[str, ...]) -> list[str]:
    return ["O"] + [f"{p}-{k}" for k in kinds for p in "BI"]


def held_out(id_: str) -> bool:
    """One document in five is kept out of training where a set has no development part of its own."""
    return int(hashlib.sha1(id_.encode()).hexdigest(), 16) % 5 == 0


def read_rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# --- treebanks ------------------------------------------------------------------------------------------------------------------------------
def read_treebank(path: Path) -> Iterator[Text]:
    """One Text a document; `labels` holds strings in object arrays (turned into numbers by `Inventory`)."""
    rows: list[list[str]] = []
    marks: list[tuple[bool, bool]] = []  # paragraph start, sentence start
    name, paragraph, sentence = path.stem, True, True
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if rows:
                    yield _treebank_text(name, rows, marks)
                rows, marks, name, paragraph = [], [], line.split("=")[-1].strip(), True
            elif line.startswith("# newpar"):
                paragraph = True
            elif line[0].isdigit():
                cells = line.rstrip("\n").split("\t")
                rows.append(cells)
                marks.append((paragraph, sentence))
                paragraph = sentence = False
            elif not line.strip():
                sentence = True
    yield _treebank_text(name, rows, marks)


def _treebank_text(name: str, rows: list[list[str]], marks: list[tuple[bool, bool]]) -> Text:
    heads, base = [], 0
    for i, row in enumerate(rows):
        base = i if marks[i][1] else base
        heads.append(-1 if row[6] == "0" else base + int(row[6]) - 1)
    gaps = [3 if marks[i][0] else 1 if "SpaceAfter=No" in rows[i - 1][9] else 2 for i in range(len(rows))]
    ner = [dict(kv.split("=", 1) for kv in row[9].split("|") if "=" in kv) for row in rows]
    labels = {
        "head": np.array(heads), "sentence": np.array([int(s) for _, s in marks]),
        **{k: np.array([r[c] for r in rows], dtype=object) for k, c in (("upos", 3), ("xpos", 4), ("feats", 5), ("relation", 7))},
        "lemma": np.array([lemma_script(r[1], r[2]) for r in rows], dtype=object),
    }  # fmt: skip
    if any("NER" in n for n in ner):
        # A word without the mark says nothing either way: "?" is in no inventory, and so becomes MISSING.
        labels["name"] = np.array([_known(n.get("NER", "?"), NAMES) for n in ner], dtype=object)
    if any("GNER" in n for n in ner):
        wide = [_known(n.get("GNER", "O"), ENTITIES) for n in ner]
        labels["entity"] = np.array(wide, dtype=object)
        labels["gum_name"] = np.array(_names_of_gum([r[1] for r in rows], [r[3] for r in rows], wide), dtype=object)
    return Text(name, [r[1] for r in rows], gaps, [p for p, _ in marks], [s for _, s in marks], labels)


def _known(label: str, kinds: tuple[str, ...]) -> str:
    """The label, or "O" for a kind that we don't use."""
    return label if label == "?" or label[2:] in kinds else "O"


def _names_of_gum(words: list[str], tags: list[str], wide: list[str]) -> list[str]:
    """GUM's proper-noun entities as names: titles before and clauses behind are cut off, so that they agree with EWT's."""
    names = ["O"] * len(words)
    i = 0
    while i < len(words):
        if not wide[i].startswith("B-"):
            i += 1
            continue
        end = i + 1
        while end < len(words) and wide[end].startswith("I-"):
            end += 1
        kind = {"person": "PER", "organization": "ORG", "place": "LOC"}.get(wide[i][2:])
        first, last = i, end
        while first < last and kind == "PER" and words[first].lower() in TITLES:
            first += 1
        for j in range(first, last):
            if words[j] in (",", "(", "which", "who", "that", "'s", "’s") and j > first:
                last = j
                break
        if kind and any(t == "PROPN" for t in tags[first:last]):
            names[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)
        i = end
    return names


def lemma_script(word: str, lemma: str) -> str:
    """How the lemma comes out of the lower-case word: `strip|add`, from the end. "studies" → "study" is `3|y`."""
    word = word.lower() if lemma.islower() or not lemma.isalpha() else word
    keep = 0
    while keep < min(len(word), len(lemma)) and word[keep] == lemma[keep]:
        keep += 1
    return f"{'l' if word.islower() else 'c'}{len(word) - keep}|{lemma[keep:]}"


# --- running text ---------------------------------------------------------------------------------------------------------------------------
_SENTENCE_END = re.compile(r"[.?!]+$")


def plain_text(id_: str, text: str) -> tuple[Text, list[tuple[int, int]]]:
    """A document divided into words, without labels, and each word's place in `text`. A line's end is a paragraph's end."""
    spans = [(s.start, s.end) for s in find_words(text)]
    words = [text[a:b] for a, b in spans]
    gaps, paragraphs, cuts = [], [], []
    for i, (a, _) in enumerate(spans):
        between = text[spans[i - 1][1] : a] if i else "\n"
        line = "\n" in between
        gaps.append(3 if line else 2 if between else 1)
        paragraphs.append(line)
        cuts.append(line or (bool(_SENTENCE_END.match(words[i - 1])) and words[i][:1].isupper()))
    return Text(id_, words, gaps, paragraphs, cuts), spans


def join(texts: Iterator[Text], most: int = 12) -> Iterator[Text]:
    """Runs of up to `most` neighbouring sentences as one text each, so that they are read in windows like those of articles."""
    run: list[Text] = []
    for text in texts:
        if run and (len(run) == most or ("-" not in text.id and text.id != run[0].id)):
            yield _joined(run)
            run = []
        run.append(text)
    if run:
        yield _joined(run)


def _joined(run: list[Text]) -> Text:
    tasks = {t: v.dtype for text in run for t, v in text.labels.items()}
    empty = {t: np.nan if dtype.kind == "f" else MISSING for t, dtype in tasks.items()}
    labels = {t: np.concatenate([x.labels.get(t, np.full(len(x.words), empty[t], dtype=tasks[t])) for x in run]) for t in tasks}
    text = Text(run[0].id, [w for x in run for w in x.words], [], [], [c for x in run for c in x.cuts], labels)
    for i, x in enumerate(run):
        # The sets give sentences without their paragraphs: only the first starts one.
        text.gaps += x.gaps if i == 0 else [2, *x.gaps[1:]]
        text.paragraphs += x.paragraphs if i == 0 else [False, *x.paragraphs[1:]]
    return text


def words_in(spans: list[tuple[int, int]], start: int, end: int) -> list[int]:
    """Indices of the words that touch `[start, end)`."""
    return [i for i, (a, b) in enumerate(spans) if a < end and start < b]


def _mark(labels: np.ndarray, indices: list[int], kind: str) -> None:
    if indices:
        labels[indices[0]] = f"B-{kind}"
        labels[indices[1:]] = f"I-{kind}"


def _outside(n: int) -> np.ndarray:
    return np.array(["O"] * n, dtype=object)


def read_quotes(path: Path) -> Iterator[Text]:
    """PolNeAR: source, cue, content as BIO, and links: content word → its cue (or source), cue word → its source."""
    for row in read_rows(path):
        if not row["primary"]:
            continue
        text, spans = plain_text(row["doc_id"], row["text"])
        n = len(text.words)
        labels = {k: _outside(n) for k in ("source", "cue", "content")}
        links = {k: np.full(n, MISSING) for k in ("content_link", "cue_link")}
        pieces = {id(p): words_in(spans, p["start"], p["end"]) for a in row["attributions"] for k in labels for p in a[k]}
        # The longest content is marked last, so that the outermost of nested attributions wins.
        for a in sorted(row["attributions"], key=lambda a: sum(p["end"] - p["start"] for p in a["content"])):
            first = {k: min((pieces[id(p)][0] for p in a[k] if pieces[id(p)]), default=-1) for k in labels}
            for k in labels:
                for p in a[k]:
                    where = pieces[id(p)]
                    after = where[-1] + 1 if where else 0
                    if where and after < n and labels[k][after].startswith("I-"):
                        labels[k][after] = "B-" + k
                    _mark(labels[k], where, k)
                    if k == "content":
                        links["content_link"][where] = first["cue"] if first["cue"] >= 0 else first["source"]
                    elif k == "cue":
                        links["cue_link"][where] = first["source"]
        text.labels = labels | links
        yield text


def read_times(path: Path) -> Iterator[Text]:
    for row in read_rows(path):
        text, spans = plain_text(row["doc_id"], row["text"])
        labels = _outside(len(text.words))
        for t in sorted(row["timexes"], key=lambda t: t["end"] - t["start"]):
            if t["type"] in TIMES:
                _mark(labels, words_in(spans, t["start"], t["end"]), t["type"])
        text.labels["time"] = labels
        if row.get("events"):
            events = _outside(len(text.words))
            for e in row["events"]:
                events[words_in(spans, e["start"], e["end"])[:1]] = e["class"]
            text.labels["event"] = events
        yield text


def read_meantime_names(path: Path) -> Iterator[Text]:
    """MEANTIME's named mentions, the innermost of each chain; nationality words before a noun say nothing either way."""
    for row in read_rows(path):
        text, spans = plain_text(row["doc_id"], row["text"])
        labels = _outside(len(text.words))
        for m, kind in meantime_names(row):
            where = words_in(spans, m["start"], m["end"])
            if kind is None:
                labels[where] = MISSING
            else:
                while where and text.words[where[0]].lower() in TITLES | {"the", "a", "an"}:
                    where = where[1:]
                _mark(labels, where, kind)
        text.labels["name"] = labels
        yield text


def meantime_names(row: dict) -> Iterator[tuple[dict, str | None]]:
    """The names of an article with their kind, None for those that are neither right nor wrong."""
    named = [m for m in row["mentions"] if "NAM" in str(m["syntactic_type"])]
    for m in sorted(named, key=lambda m: m["end"] - m["start"], reverse=True):
        inner = [x for x in named if x is not m and m["start"] <= x["start"] and x["end"] <= m["end"] and x["chain"] == m["chain"]]
        if inner and min(x["end"] - x["start"] for x in inner) < m["end"] - m["start"]:
            continue
        others = [x for x in named if m["start"] <= x["start"] and x["end"] <= m["end"] and x["end"] - x["start"] < m["end"] - m["start"]]
        if others and any(w.islower() and w not in ("of", "the", "for", "in", "de") for w in m["text"].split()):
            continue  # "Boeing and Lockheed Martin", "Airbus parent EADS": the names stand inside
        yield m, m["type"] if m.get("type") in NAMES and m["syntactic_type"] == "NAM" else None


def read_factuality(path: Path, task: str) -> Iterator[Text]:
    for row in read_rows(path):
        if row.get("in_status_heldout"):
            continue
        text, spans = plain_text(row["id"], row["text"])
        scores = np.full(len(text.words), np.nan)
        for e in row["events"]:
            scores[words_in(spans, e["start"], e["end"])[:1]] = e["score"]
        text.labels[task] = scores
        yield text


def read_status(path: Path) -> Iterator[Text]:
    for row in read_rows(path):
        text, spans = plain_text(row["doc_id"], row["text"])
        for task, key, kinds in (("certainty", "certainty", CERTAINTIES), ("polarity", "polarity", POLARITIES), ("future", "time", FUTURES)):
            labels = np.array([MISSING] * len(text.words), dtype=object)
            for e in row["events"]:
                if e[key] in kinds:
                    labels[words_in(spans, e["start"], e["end"])[:1]] = e[key]
            text.labels[task] = labels
        yield text


def read_axes(path: Path) -> Iterator[Text]:
    """MATRES: verbs of one sentence are gathered into one text."""
    by_text: dict[tuple[str, str], list[dict]] = {}
    for row in read_rows(path):
        by_text.setdefault((row["doc_id"], row["text"]), []).append(row)
    for (doc_id, sentence), rows in by_text.items():
        text, spans = plain_text(doc_id, sentence)
        labels = np.array([MISSING] * len(text.words), dtype=object)
        for r in rows:
            if r["label"] in AXES:
                labels[words_in(spans, r["start"], r["end"])[:1]] = r["label"]
        text.labels["axis"] = labels
        yield text


# --- label inventories ----------------------------------------------------------------------------------------------------------------------
LISTS = {
    "name": bio(NAMES), "gum_name": bio(NAMES), "entity": bio(ENTITIES), "time": bio(TIMES), "event": ["O", *EVENT_CLASSES],
    "source": bio(("source",)), "cue": bio(("cue",)),
    "content": bio(("content",)), "axis": list(AXES), "certainty": list(CERTAINTIES), "polarity": list(POLARITIES), "future": list(FUTURES),
    "sentence": ["inside", "start"],
}  # fmt: skip


def make_inventory(treebanks: list[Text]) -> dict[str, list[str]]:
    """Every closed list of labels; those of the treebanks in falling frequency. Lemma scripts seen under three times are left out."""
    lists = dict(LISTS)
    for task, least in (("upos", 1), ("xpos", 1), ("feats", 1), ("relation", 1), ("lemma", 3)):
        counts = Counter(label for t in treebanks for label in t.labels[task])
        lists[task] = [k for k, c in sorted(counts.items(), key=lambda kc: (-kc[1], kc[0])) if c >= least]
    return lists


def number(text: Text, lists: dict[str, list[str]]) -> Text:
    """The text with its labels as numbers; what the inventory lacks is MISSING."""
    for task, values in text.labels.items():
        if values.dtype == object:
            index = {label: i for i, label in enumerate(lists[task])}
            text.labels[task] = np.array([index.get(v, MISSING) for v in values])
    return text
