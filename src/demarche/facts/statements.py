"""Statements: who said, thought, feared or denied what, from the attributions that the model marks."""

import re
from collections.abc import Sequence

from demarche.facts.arguments import with_conjuncts
from demarche.facts.named import Named, Who, actor_in
from demarche.language.document import Attribution, Document, Phrase
from demarche.record import Statement, StatementForm
from demarche.text import Span

_QUOTED = re.compile(r"[“\"„«]([^”\"“»]+)[”\"»]|‘([^‘’]+(?:’\w[^‘’]*)*)’|``(.+?)''", re.DOTALL)


def find_statements(document: Document, named: Sequence[Named]) -> list[Statement]:
    """The statements of a text, in the order of their first words."""
    ordered = sorted(document.attributions, key=lambda a: min(p.span.start for p in (*a.content, *filter(None, (a.cue, a.source)))))
    who = named if isinstance(named, Who) else Who(named)
    return [_statement(f"s{n}", a, document, who) for n, a in enumerate(ordered, 1)]


def _statement(id_: str, attribution: Attribution, document: Document, who: Who) -> Statement:
    text = document.text
    content = tuple(p.span for p in attribution.content)
    source = attribution.source.span if attribution.source else None
    cue = attribution.cue.span if attribution.cue else None
    speakers = find_speakers(document, attribution.source, who) if attribution.source else ()
    quoted = tuple(s for c in content for s in find_quoted(text, c))
    return Statement(
        id_,
        content,
        evidence=tuple(sorted((*content, *filter(None, (source, cue))))),
        form=_form(text, content, quoted),
        speakers=speakers,
        source=source,
        cue=cue,
        quoted=quoted,
        score=round(attribution.score, 3),
    )


def find_speakers(document: Document, source: Phrase, who: Who) -> tuple[str, ...]:
    """The ids of those whom a source means by its head and what is coordinated with it ("the US and NATO"); else of whom it names first."""
    inside = range(source.start, source.end)
    head = next((i for i in inside if document.tokens[i].head not in inside), source.start)
    found = tuple(dict.fromkeys(id_ for word in with_conjuncts(document, head) if word in inside for id_ in who.at(document, word)))
    return found or tuple(filter(None, (actor_in(who, source.span),)))


def find_quoted(text: str, span: Span) -> list[Span]:
    """The stretches between quotation marks inside a span, without the marks. A mark without its partner opens nothing."""
    return [Span(span.start + m.start(g), span.start + m.end(g)) for m in _QUOTED.finditer(span.of(text)) for g in (1, 2, 3) if m.group(g)]


def _form(text: str, content: Sequence[Span], quoted: Sequence[Span]) -> StatementForm:
    """Direct: quoted all through; mixed: in part; indirect: nowhere."""
    if not quoted:
        return StatementForm.INDIRECT
    letters = sum(c.isalnum() for s in content for c in s.of(text))
    inside = sum(c.isalnum() for s in quoted for c in s.of(text))
    return StatementForm.DIRECT if inside >= 0.95 * letters else StatementForm.MIXED
