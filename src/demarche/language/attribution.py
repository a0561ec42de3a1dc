"""Sources, cues and contents → who said what: each content is tied to its cue, each cue to its source.

The model marks the three kinds of phrase and scores, for each word of a content, the word where its cue (or, without a cue, its source)
begins. A content goes to the phrase that most of its words point to.
"""

import numpy as np

from demarche.language.model import LanguageModel, Outputs
from demarche.language.spans import find_spans, log_softmax

Piece = tuple[int, int, float]  # first word, end, mean probability

# A content that points to no cue or source more strongly than this stays alone; best of 0.05 to 0.5 on the development articles.
LEAST_LINK = 0.15


def find_attributions(outputs: Outputs, model: LanguageModel) -> list[tuple[list[Piece], Piece | None, Piece | None]]:
    """`(content pieces, cue, source)` in text order; words are counted from the window's first."""
    pieces = {kind: [(a, b, p) for _, a, b, p in find_spans(outputs.logits[kind], model.labels[kind])] for kind in ("source", "cue", "content")}
    if not pieces["content"]:
        return []
    content_link = np.exp(log_softmax(outputs.content_link))
    cue_link = np.exp(log_softmax(outputs.cue_link))
    targets = [("cue", p) for p in pieces["cue"]] + [("source", p) for p in pieces["source"]]
    groups: dict[tuple[str, Piece], list[Piece]] = {}
    alone = []
    for content in pieces["content"]:
        target = _best(content_link, content, targets)
        if target is None:
            alone.append(content)
        else:
            groups.setdefault(target, []).append(content)
    found: list[tuple[list[Piece], Piece | None, Piece | None]] = []
    for (kind, phrase), contents in groups.items():
        if kind == "source":
            found.append((contents, None, phrase))
        else:
            source = _best(cue_link, phrase, [("source", p) for p in pieces["source"]])
            found.append((contents, phrase, source[1] if source else None))
    found += [([content], None, None) for content in alone]
    return sorted(found, key=lambda f: f[0])


def _best(link: np.ndarray, phrase: Piece, targets: list[tuple[str, Piece]]) -> tuple[str, Piece] | None:
    """The target that the phrase's words point to, on average, with the highest probability; None below LEAST_LINK."""
    start, end, _ = phrase
    # A link goes to a target's first word; the mass on the other words counts too, where the edges of the target differ.
    scored = [(_mass(link[start:end, a + 1 : b + 1]), kind, (a, b, p)) for kind, (a, b, p) in targets if b <= start or a >= end]
    best = max(scored, default=None)
    return (best[1], best[2]) if best and best[0] >= LEAST_LINK else None


def _mass(links: np.ndarray) -> float:
    """The mean of the rows' sums; the plain reductions, as `sum` and `mean` take several times as long to call."""
    return float(np.add.reduce(np.add.reduce(links, 1)) / len(links))
