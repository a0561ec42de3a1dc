"""Document → CoNLL-U (universaldependencies.org/format.html), with names, times and attributions in the last column."""

from collections.abc import Iterator

from demarche.language.document import Document


def write_conllu(document: Document, *, id: str) -> Iterator[str]:
    """The lines, without their ends. MISC holds SpaceAfter, Name, Time, Attribution, Event and Factuality where they say something."""
    misc = _labels(document)
    paragraphs = {a for a, _ in document.paragraphs}
    for number, (start, end) in enumerate(document.sentences, 1):
        if number == 1:
            yield f"# newdoc id = {id}"
        if start in paragraphs:
            yield "# newpar"
        yield f"# sent_id = {id}-{number}"
        span = document.span(start, end)
        yield "# text = " + " ".join(span.of(document.text).split())
        for i in range(start, end):
            t = document.tokens[i]
            head = 0 if t.head < 0 else t.head - start + 1
            glued = i + 1 < end and document.tokens[i + 1].span.start == t.span.end
            last = "|".join((["SpaceAfter=No"] if glued else []) + misc[i]) or "_"
            yield "\t".join((str(i - start + 1), t.text, t.lemma, t.upos, t.xpos, t.feats, str(head), t.relation, "_", last))
        yield ""


def _labels(document: Document) -> list[list[str]]:
    labels: list[list[str]] = [[] for _ in document.tokens]
    phrases = [("Name", p.kind, p) for p in document.names] + [("Time", p.kind, p) for p in document.times]
    for number, a in enumerate(document.attributions, 1):
        parts = [("source", a.source), ("cue", a.cue), *(("content", c) for c in a.content)]
        phrases += [("Attribution", f"{kind}:{number}", p) for kind, p in parts if p]
    for key, value, phrase in phrases:
        for i in range(phrase.start, phrase.end):
            labels[i].append(f"{key}={'B' if i == phrase.start else 'I'}-{value}")
    for i, token in enumerate(document.tokens):
        if token.event != "O":
            labels[i].append(f"Event={token.event}|Factuality={token.factuality:.1f}")
    return labels
