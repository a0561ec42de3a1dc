"""Marked articles → the terminal, or a file of HTML. In the terminal: the text wrapped to its width, and under each paragraph its facts.

Where colours are, events are chips in the colour of their status; where they are not, a marker stands behind the word: visit [CONSULT visit planned].
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from demarche.cli.printing import width_of
from demarche.errors import BadOption
from demarche.record import PartKind, Status
from demarche.views.marked import Block, Marked, MarkKind, Stretch
from demarche.views.visible import visible
from demarche.views.worded import Fact, FactKind, in_quotes, shorten

_WIDEST = 110  # longer lines are hard to read
_WITHOUT_TERMINAL = 100
_STATUS = {
    Status.HAPPENED: "bold black on green",
    Status.ONGOING: "bold black on cyan",
    Status.PLANNED: "bold white on blue",
    Status.DEMANDED: "bold white on magenta",
    Status.POSSIBLE: "bold black on yellow",
    Status.NEGATED: "bold white on red strike",
}
_MARK = {
    MarkKind.FIGURE: "bold underline",
    MarkKind.TIME: "underline",
    MarkKind.PLACE: "underline",
    MarkKind.ACTOR: "cyan",
    MarkKind.CUE: "bold italic",
    MarkKind.POSITION: "bright_magenta",
    MarkKind.QUOTED: "italic yellow",
    MarkKind.STATEMENT: "italic",
}
_PART = {
    PartKind.TITLE: "bold",
    PartKind.SUBHEADING: "bold",
    PartKind.BOILERPLATE: "dim",
    PartKind.CREDIT: "dim",
    PartKind.BYLINE: "dim",
    PartKind.DATELINE: "dim",
}


def print_marked(marked: Marked, stream: TextIO) -> None:
    """Prints one article: head, text with its facts, actors."""
    console = _console(stream)
    console.rule(style="dim")
    console.print(_head(marked))
    for block in marked.blocks:
        if not block.is_space:
            console.print()
            console.print(_text(block, _has_colours(console)))
            _print_facts(block, console)
    _print_actors(marked, console)


def print_legend(stream: TextIO) -> None:
    """Prints what the colours mean, where there are any; the markers that stand in for them say it themselves."""
    console = _console(stream)
    if _has_colours(console):
        console.print(_legend())


def write_page(path: Path, page: str | None) -> None:
    """Writes the page; None only tries whether the file can be written, before articles are read for minutes."""
    try:
        if str(path) == "-":
            sys.stdout.buffer.write((page or "").encode("utf-8"))  # whatever the terminal's own encoding is
        elif page is None:
            path.open("ab").close()
        else:
            path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as reason:
        raise BadOption(f"--html {path}: can't be written ({reason.strerror}).") from reason


def _console(stream: TextIO) -> Console:
    console = Console(file=stream, highlight=False, width=width_of(stream, _WITHOUT_TERMINAL))
    console.width = min(console.width, _WIDEST)
    return console


def _has_colours(console: Console) -> bool:
    return console.color_system is not None and not console.no_color


def _head(marked: Marked) -> Text:
    a = marked.article
    head = Text()
    if not any(b.kind is PartKind.TITLE for b in marked.blocks):
        head.append(_line(a.title or a.id) + "\n", "bold")
    counted = (f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in marked.counts.items() if kind in list(FactKind))
    head.append(" · ".join((_line(a.outlet or "outlet unknown"), _line(a.published or "day unknown"), *counted)), "dim")
    for tension in marked.tensions:
        head.append(f"\ndoes not agree ({tension.kind}): {_line(tension.note)} [{_line(', '.join(tension.between))}]", "yellow")
    return head


def _text(block: Block, coloured: bool) -> Text:
    """The words of a block on one line, ready to be wrapped; without colours each event has its marker."""
    text = Text(style=_PART.get(block.kind, "") if block.kind else "")
    if block.kind in (PartKind.BOILERPLATE, PartKind.CAPTION):
        text.append(f"[{block.kind}] ", "dim")
    for s in block.stretches:
        words = _line(s.words, keep_ends=True)
        text.append(words.lstrip() if not text or text.plain[-1].isspace() else words, _style(s))
        if not coloured:
            for m in s.marks:
                if m.kind is MarkKind.EVENT and m.end == s.end:
                    text.append(f" [{m.label}]", "bold")
    text.rstrip()
    return text


def _style(stretch: Stretch) -> str:
    """An event's chip hides what else the word bears; other marks add up."""
    event = stretch.first(MarkKind.EVENT)
    if event and event.status:
        return _STATUS[event.status]
    part = _PART.get(stretch.part, "") if stretch.part else ""
    return " ".join((part, *dict.fromkeys(_MARK[m.kind] for m in reversed(stretch.marks) if m.kind in _MARK)))


def _print_facts(block: Block, console: Console) -> None:
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim", no_wrap=True, min_width=5)
    table.add_column(overflow="fold")
    for fact in block.facts:
        table.add_row(_line(fact.id), _fact(fact))
    for name, line in _phrases(block):
        table.add_row(name, Text(line, style="dim"))
    if table.row_count:
        console.print(Padding(table, (0, 0, 0, 4)))


def _phrases(block: Block) -> Iterator[tuple[str, str]]:
    """Whom, which days and which places the words mean: "Russia (Kremlin)", "Monday = 2022-02-07"."""
    if block.actors:
        others = ((_line(a.name), ", ".join(shorten(_line(w), 60) for w in a.words if w != a.name)) for a in block.actors)
        yield "who", "; ".join(f"{name} ({other})" if other else name for name, other in others)
    for name, phrases in (("when", block.times), ("where", block.places)):
        if phrases:
            yield name, "; ".join(f"{_line(p.words)} = {_line(p.meaning)}" for p in phrases)


def _fact(fact: Fact) -> Text:
    """One fact: "CONSULT visit  planned  Ana Roda → Velland: “…” · when … · where … · according to …"."""
    who, to = (_line(", ".join(n.name for n in names)) for names in (fact.who, fact.to))
    line = Text()
    if fact.kind in (FactKind.EVENT, FactKind.FIGURE):
        line.append(_line(fact.label), "bold")
        if fact.status:
            line.append("  ").append(fact.status.value, _STATUS[fact.status].replace(" strike", ""))
        line.append(f"  {who or ('?' if to else '')}" if who or to else "", "cyan")
    else:
        line.append(who or "?", "cyan").append(" " + _line(fact.label), "bold")
    if to:
        line.append(" → ").append(to, "cyan")
    if fact.words:
        words = shorten(_line(fact.words), 160)
        line.append(f": {words if fact.kind is FactKind.POSITION else in_quotes(words)}")
    for name, value in _details(fact):
        line.append(f" · {name} {value}".rstrip(), "dim")
    return line


def _details(fact: Fact) -> Iterator[tuple[str, str]]:
    yield from ((note, "") for note in fact.notes)
    source = fact.according_to.name if fact.according_to else ""
    for name, value in (("when", fact.when), ("where", fact.where), ("according to", source), ("via", fact.via), ("inside", fact.within or "")):
        if value:
            yield name, _line(value)


def _print_actors(marked: Marked, console: Console) -> None:
    if not marked.actors:
        return
    console.print("\nActors", style="bold")
    table = Table.grid(padding=(0, 2))
    for style, ratio in (("cyan", None), ("", None), ("dim", 1)):
        table.add_column(style=style, ratio=ratio, overflow="fold")
    for actor in marked.actors:
        words = dict.fromkeys(shorten(_line(m.words), 40) for m in actor.mentions)
        known = "" if actor.known else ", from this text only"
        table.add_row(Text(_line(actor.name)), Text(_line(actor.description) + known), Text(f"{len(actor.mentions)}: " + ", ".join(words)))
    console.print(Padding(table, (0, 0, 0, 4)))


def _legend() -> Text:
    marks = (("actor", MarkKind.ACTOR), ("said", MarkKind.CUE), ("what is said", MarkKind.STATEMENT), ("in their own words", MarkKind.QUOTED),
             ("position", MarkKind.POSITION), ("time or place", MarkKind.TIME), ("figure", MarkKind.FIGURE))  # fmt: skip
    line = Text("\nLegend:")
    for name, kind in marks:
        line.append("  ").append(name, _MARK[kind])
    line.append("\nEvents:")
    for status, style in _STATUS.items():
        line.append("  ").append(f" {status} ", style)
    return line


def _line(words: str, *, keep_ends: bool = False) -> str:
    """Words from outside on one line, without what would act on the terminal."""
    seen = visible(words)
    line = " ".join(seen.split())
    if not keep_ends or not seen:
        return line
    return (" " if seen[0].isspace() else "") + line + (" " if line and seen[-1].isspace() else "")
