"""The command line: parses what was typed, calls, prints. The exit status is 0 when all went well, 1 when an input could not be read, 2 for wrong usage."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from demarche.cli import follow, serve
from demarche.cli.add import DEFAULT_STORE, StoreAddress
from demarche.cli.errors import complain, complaining
from demarche.cli.knowledge import knowledge
from demarche.cli.options import AsText, Html, Inputs, KnowledgeFolder, MaxBytes, Model, Out, Outlet, Published, Threads, Title, Url, Weights, known_of
from demarche.cli.printing import width_of
from demarche.cli.show import print_legend, print_marked, write_page
from demarche.cli.store import Actor, Format, Last, Today, print_brief_of_store, register
from demarche.errors import BadOption
from demarche.explain import Explanation, explain
from demarche.exports.conllu import write_conllu
from demarche.exports.html import write_html
from demarche.ingest.files import read_articles
from demarche.ingest.metadata import Metadata
from demarche.pipeline import analyse_article, make_analyser, settings_knowledge
from demarche.record import Article, Record, to_json
from demarche.run.reading import has_failed, read_all
from demarche.settings import DEFAULTS, Settings
from demarche.views.brief import make_brief
from demarche.views.marked import Marked, mark
from demarche.views.visible import visible

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Reads news about international crises and keeps the record."
)
app.add_typer(knowledge, name="knowledge")
register(app)
serve.register(app)
follow.register(app)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"demarche {version('demarche')}")
        raise typer.Exit


@app.callback()
def callback(
    version: Annotated[bool, typer.Option("--version", help="print the version", callback=_tell_version, is_eager=True)] = False,
) -> None:
    """What holds for all commands."""


@app.command("read")
def read_command(
    inputs: Inputs, published: Published = None, title: Title = None, outlet: Outlet = None, url: Url = None, format: str = "table", out: Out = None,
    model: Model = DEFAULTS.model, weights: Weights = DEFAULTS.weights, threads: Threads = DEFAULTS.threads, max_bytes: MaxBytes = DEFAULTS.max_bytes,
    knowledge: KnowledgeFolder = None, as_text: AsText = False,
) -> None:  # fmt: skip
    """Read articles and print what they state: --format jsonl (one record a line) or table."""
    with complaining():
        if format not in ("jsonl", "table"):
            raise BadOption(f'--format: "{format}" is not known. Known: jsonl, table.')
        settings = Settings(model, weights, threads, max_bytes, knowledge, as_text=as_text)
        known = known_of(published, title, outlet, url)
        failed = 0
        with _stream(out) as stream:
            for record in read_all(read_articles(inputs, known, settings, sys.stdin.buffer), make_analyser(settings), settings_knowledge(settings)):
                failed += _complain(record)
                if format == "jsonl":
                    stream.write(to_json(record) + "\n")
                elif record.article.text:
                    _print_brief([record], stream)
    raise typer.Exit(1 if failed else 0)


@app.command("parse")
def parse_command(
    inputs: Inputs, format: str = "conllu", out: Out = None, model: Model = DEFAULTS.model, weights: Weights = DEFAULTS.weights,
    threads: Threads = DEFAULTS.threads, max_bytes: MaxBytes = DEFAULTS.max_bytes, as_text: AsText = False,
) -> None:  # fmt: skip
    """Print sentences, words, tags, trees and names: --format conllu or table."""
    failed = 0
    with complaining():
        if format not in ("conllu", "table"):
            raise BadOption(f'--format: "{format}" is not known. Known: conllu, table.')
        settings = Settings(model, weights, threads, max_bytes, as_text=as_text)
        analyser = make_analyser(settings)
        with _stream(out) as stream:
            for found in read_articles(inputs, Metadata(), settings, sys.stdin.buffer):
                article = found.article
                failed += _complain(Record(article, problems=found.problems))
                if not article.text:
                    continue
                lines = write_conllu(analyse_article(article, analyser), id=article.id)
                if format == "conllu":
                    stream.writelines(line + "\n" for line in lines)
                else:
                    _print_words(lines, stream)
    raise typer.Exit(1 if failed else 0)


@app.command("brief")
def brief_command(
    inputs: Annotated[list[Path] | None, typer.Argument(help="articles to read; none: the brief of the store", metavar="[ARTICLE…]", allow_dash=True)] = None,
    published: Published = None, model: Model = DEFAULTS.model, weights: Weights = DEFAULTS.weights, threads: Threads = DEFAULTS.threads,
    max_bytes: MaxBytes = DEFAULTS.max_bytes, knowledge: KnowledgeFolder = None, as_text: AsText = False, store: StoreAddress = DEFAULT_STORE,
    since: Annotated[str | None, typer.Option(help="the first day that counts, of a store's brief")] = None, last: Last = None, actor: Actor = None,
    format: Format = "table", today: Today = None,
) -> None:  # fmt: skip
    """Print the brief of articles, by day of publication; without articles, that of a store: what happened, is planned, is wanted, is disputed."""
    failed = 0
    with complaining():
        if not inputs:
            print_brief_of_store(store, since, last, actor, format, today)
            return
        settings = Settings(model, weights, threads, max_bytes, knowledge, as_text=as_text)
        inputs_read = read_articles(inputs, known_of(published, None, None, None), settings, sys.stdin.buffer)
        records = list(read_all(inputs_read, make_analyser(settings), settings_knowledge(settings)))
        failed = sum(_complain(r) for r in records)
        _print_brief([r for r in records if r.article.text], sys.stdout)
    raise typer.Exit(1 if failed else 0)


@app.command("show")
def show_command(
    inputs: Inputs, published: Published = None, title: Title = None, outlet: Outlet = None, url: Url = None, html: Html = None,
    model: Model = DEFAULTS.model, weights: Weights = DEFAULTS.weights, threads: Threads = DEFAULTS.threads, max_bytes: MaxBytes = DEFAULTS.max_bytes,
    knowledge: KnowledgeFolder = None, as_text: AsText = False,
) -> None:  # fmt: skip
    """Print articles with their facts marked in the text, or write them as one page of HTML: --html FILE."""
    failed = 0
    with complaining():
        settings = Settings(model, weights, threads, max_bytes, knowledge, as_text=as_text)
        inputs_read = read_articles(inputs, known_of(published, title, outlet, url), settings, sys.stdin.buffer)
        shown: list[Marked] = []
        if html:
            write_page(html, None)
        for record in read_all(inputs_read, make_analyser(settings), settings_knowledge(settings)):
            failed += _complain(record)
            if html:
                shown.append(mark(record))
            elif record.article.text:
                print_marked(mark(record), sys.stdout)
        if html:
            write_page(html, write_html(shown))
        else:
            print_legend(sys.stdout)
    raise typer.Exit(1 if failed else 0)


@app.command("explain")
def explain_command(
    inputs: Inputs, published: Published = None, out: Out = None, model: Model = DEFAULTS.model, weights: Weights = DEFAULTS.weights,
    threads: Threads = DEFAULTS.threads, max_bytes: MaxBytes = DEFAULTS.max_bytes, knowledge: KnowledgeFolder = None, as_text: AsText = False,
) -> None:  # fmt: skip
    """Print how each mention, time, place and figure of articles came to its meaning."""
    failed = 0
    with complaining():
        settings = Settings(model, weights, threads, max_bytes, knowledge, as_text=as_text)
        analyser, base = make_analyser(settings), settings_knowledge(settings)
        with _stream(out) as stream:
            for found in read_articles(inputs, known_of(published, None, None, None), settings, sys.stdin.buffer):
                failed += _complain(Record(found.article, problems=found.problems))
                if found.article.text:
                    _print_explanations(found.article, explain(found.article, analyser, base), stream)
    raise typer.Exit(1 if failed else 0)


def _complain(record: Record) -> bool:
    """Prints what could not be read; returns whether anything failed."""
    for problem in record.problems:
        complain(problem)
    return has_failed(record.problems)


@contextmanager
def _stream(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
    except OSError as reason:
        raise BadOption(f"--out {out}: can't be written ({reason.strerror}).") from reason


def _print_brief(records: list[Record], stream: TextIO) -> None:
    console = Console(file=stream, highlight=False, width=width_of(stream, 120))
    for brief in make_brief(records):
        console.print(f"\n{visible(brief.title)}", style="bold", markup=False)
        head = "  ".join(filter(None, (brief.published, brief.outlet))) + "  ·  " + ", ".join(brief.actors)
        console.print(visible(head), style="dim", markup=False)
        table = Table(box=None, padding=(0, 1), show_header=False, expand=True)
        for style, width, ratio in (("cyan", 21, None), ("bold", None, 2), ("magenta", 9, None), ("green", 11, None), ("", None, 5)):
            table.add_column(style=style, width=width, ratio=ratio, overflow="fold")
        for line in brief.lines:
            table.add_row(*(Text(visible(cell)) for cell in (line.kind, line.who, line.status, line.when, line.words)))
        console.print(table)
        for tension in brief.tensions:
            console.print(f" does not agree: {visible(tension)}", style="yellow", markup=False)


def _print_explanations(article: Article, explanations: list[Explanation], stream: TextIO) -> None:
    console = Console(file=stream, highlight=False, width=width_of(stream, 140))
    console.print(f"\n{visible(article.title or article.id)}", style="bold", markup=False)
    table = Table(box=None, padding=(0, 1), expand=True)
    for name, style, ratio in (("words", "bold", 3), ("", "cyan", 1), ("meaning", "green", 4), ("because", "", 5)):
        table.add_column(name, style=style, ratio=ratio, overflow="fold")
    for e in explanations:
        table.add_row(Text(visible(" ".join(e.text.split()))), e.kind, Text(visible(e.meaning)), Text(visible(e.why)))
    console.print(table)


def _print_words(lines: Iterator[str], stream: TextIO) -> None:
    console = Console(file=stream, highlight=False, width=width_of(stream, 120))
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("# text"):
            console.print("\n" + line[9:], style="bold", markup=False)
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line:
            table = Table(box=None, padding=(0, 1))
            for name in ("", "word", "lemma", "tag", "features", "head", "relation", "marks"):
                table.add_column(name)
            for r in rows:
                table.add_row(r[0], r[1], r[2], r[3], r[5].replace("|", " "), r[6], r[7], r[9])
            console.print(table, markup=False)
            rows = []


def main() -> None:
    """The console script."""
    app()


if __name__ == "__main__":
    main()
