"""The commands of a store: add, ask, correct, check. Thin: each parses its options, asks the archive, and prints."""

import getpass
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console

from demarche.archive import Archive, open_archive
from demarche.cli.add import DEFAULT_STORE, StoreAddress, add_command, problems_command
from demarche.cli.errors import complain, complaining, complaints
from demarche.cli.options import KnowledgeFolder
from demarche.cli.printing import Shown, check_format, print_rows, print_sections
from demarche.errors import BadQuery
from demarche.settings import Settings
from demarche.store.asked import EventRow
from demarche.store.audit import RIGHT, WRONG, draw, judge, list_precision
from demarche.store.corrections import merge_actors, merge_events, merge_issues, split_report, undo
from demarche.store.decided import list_decisions
from demarche.views.digest import corroborated, outlets
from demarche.views.positions import Cell
from demarche.views.rows import day_of, to_cell
from demarche.views.visible import visible

Actor = Annotated[str | None, typer.Option(help="a person, state or body; a state with those who act for it")]
Type = Annotated[str | None, typer.Option(help="an event type: CONSULT, ASSAULT …")]
StatusName = Annotated[str | None, typer.Option("--status", help="happened, ongoing, planned, demanded, possible, negated, lapsed")]
Place = Annotated[str | None, typer.Option(help="a town by its name, or a country by its code")]
First = Annotated[str | None, typer.Option("--from", help="the first day, 2022-02-01")]
Last = Annotated[str | None, typer.Option("--to", help="the last day")]
Limit = Annotated[int, typer.Option(help="at most so many rows")]
Format = Annotated[str, typer.Option(help="table, json (one object a line) or csv")]
Today = Annotated[str | None, typer.Option(help="the day to take for today, in agenda and lapsed plans")]
Why = Annotated[str, typer.Option(help="the reason, which is kept")]
Who = Annotated[str | None, typer.Option("--by", help="who decides; else the user's name")]


def _when(event: EventRow) -> str:
    if event.latest and event.latest != event.earliest:
        return f"{event.earliest or '…'} – {event.latest}"
    return event.earliest or (f"reported {event.day}" if event.day else "no day")


_EVENT = (
    Shown("day", _when, "green"),
    Shown("event", lambda e: " ".join((e.type, *e.modes)), "cyan", 3),
    Shown("status", lambda e: e.status, "magenta"),
    Shown("who", lambda e: ", ".join(e.actors) + (f" → {', '.join(e.recipients)}" if e.recipients else ""), "bold", 4),
    Shown("where", lambda e: e.place or "", "", 2),
    Shown("words", lambda e: e.words, "", 6),
    Shown("sources", corroborated, "dim", 4),
)
_LIFE = (*_EVENT[:4], Shown("life", lambda e: " · ".join(f"{to_cell(s)}{f' for {s.on}' if s.on else ''}" for s in e.life), "", 5), *_EVENT[5:])


Ask = Callable[..., Sequence[Any]]


def _question(name: str, help: str, ask: Ask, columns: Sequence[Shown]) -> Callable[..., None]:
    """A command that narrows one question by the filters which all share."""

    def command(
        store: StoreAddress = DEFAULT_STORE, actor: Actor = None, type: Type = None, status: StatusName = None, place: Place = None, first: First = None,
        last: Last = None, limit: Limit = 200, format: Format = "table", today: Today = None, knowledge: KnowledgeFolder = None,
    ) -> None:  # fmt: skip
        with complaining():
            check_format(format)
            with open_archive(store, Settings(knowledge=knowledge), create=False, today=today) as archive:
                rows = ask(archive, actor=actor, type=type, status=status, place=place, first=first, last=last, limit=limit)
            print_rows(rows, columns, format, nothing="nothing in the store answers this")

    command.__name__ = name
    command.__doc__ = help
    return command


_SOURCE = Shown("source", lambda r: f"{r.source.outlet or r.source.key} {day_of(r.published)}", "dim", 2)
QUESTIONS = {
    "timeline": _question("timeline", "Print events by day, each once, with its sources and status.", Archive.timeline, _EVENT),
    "agenda": _question("agenda", "Print what is planned, put off or lapsed.", Archive.agenda, _LIFE),
    "quotes": _question("quotes", "Print who said what, the latest first.", Archive.quotes, (
        Shown("day", lambda r: day_of(r.published), "green"), Shown("who", lambda r: ", ".join(r.speakers), "bold", 2),
        Shown("form", lambda r: r.form, "magenta"), Shown("words", lambda r: r.words, "", 7), _SOURCE)),
    "figures": _question("figures", "Print numbers with whoever gives them, the latest first.", Archive.figures, (
        Shown("day", lambda r: day_of(r.published), "green"), Shown("figure", lambda r: f"{r.text} {r.of or r.unit}", "bold", 3),
        Shown("whose", lambda r: r.holder or "", "", 1), Shown("according to", lambda r: r.according_to or "", "", 1),
        Shown("words", lambda r: r.words, "", 5), _SOURCE)),
    "actors": _question("actors", "Print who is in the store, those of most articles first.", Archive.actors, (
        Shown("name", lambda r: r.name, "bold", 3), Shown("kind", lambda r: r.kind, "", 1), Shown("country", lambda r: r.country or "", ""),
        Shown("role", lambda r: r.role or "", "", 2), Shown("code", lambda r: r.code or "", "cyan"), Shown("articles", lambda r: r.articles, ""),
        Shown("id", lambda r: r.id, "dim", 3))),
    "disputes": _question("disputes", "Print what sources disagree on: denials, and figures that differ.", Archive.disputes, (
        Shown("day", lambda r: r.day or "no day", "green"), Shown("kind", lambda r: r.kind, "magenta"), Shown("about", lambda r: r.about, "bold", 3),
        Shown("who says what", lambda r: r.said, "", 6),
        Shown("sources", lambda r: outlets(v.source for v in r.voices), "dim", 2))),
    "relations": _question("relations", "Print cooperation and conflict of pairs of actors, by month.", Archive.relations, (
        Shown("one", lambda r: r.one, "bold", 3), Shown("other", lambda r: r.other, "bold", 3), Shown("month", lambda r: r.month, "green"),
        Shown("cooperation", lambda r: r.cooperation), Shown("conflict", lambda r: r.conflict),
        Shown("PLOVER score", lambda r: "" if r.score is None else f"{r.score:+.1f}", "magenta"), Shown("not happened", lambda r: r.hoped))),
}  # fmt: skip


def positions_command(
    store: StoreAddress = DEFAULT_STORE, actor: Actor = None, first: First = None, last: Last = None, limit: Limit = 500, format: Format = "table",
    knowledge: KnowledgeFolder = None, each: Annotated[bool, typer.Option("--each", help="stances one by one, instead of a row an issue")] = False,
    issue: Annotated[str | None, typer.Option(help="words of an issue, for the row an issue")] = None,
) -> None:  # fmt: skip
    """Print who wants what: a row an issue, with everybody's latest stance; --each prints stances one by one."""
    with complaining():
        check_format(format)
        with open_archive(store, Settings(knowledge=knowledge), create=False) as archive:
            asked: dict[str, Any] = {"actor": actor, "first": first, "last": last, "limit": limit}
            if each and issue:
                raise BadQuery("--each lists single stances, --issue picks rows of issues: leave one of them out.")
            if each:
                print_rows(archive.positions(**asked), _STANCE, format, nothing="no position answers this")
            else:
                print_rows(archive.issues(issue=issue, **asked), _ISSUE, format, nothing="no position answers this")


def _stance(cell: Cell) -> str:
    before = f", before: {', '.join(cell.earlier)}" if cell.earlier else ""
    return f"{cell.holder} {cell.stance} ({day_of(cell.published)}){before}"


_STANCE = (
    Shown("day", lambda r: day_of(r.published), "green"), Shown("who", lambda r: r.holder, "bold", 2),
    Shown("stance", lambda r: r.stance, "magenta"),
    Shown("issue", lambda r: r.issue, "", 3), Shown("topic", lambda r: r.topic_name, "cyan", 2), Shown("words", lambda r: r.words, "", 5), _SOURCE,
)  # fmt: skip
_ISSUE = (
    Shown("issue", lambda i: i.name, "bold", 3), Shown("", lambda i: "contested" if i.contested else "", "magenta"),
    Shown("who", lambda i: "; ".join(map(_stance, i.cells)), "", 6),
    Shown("in words like", lambda i: "; ".join(i.phrasings[:3]), "dim", 4), Shown("topic", lambda i: i.topic, "dim", 2),
)  # fmt: skip


def since_command(
    moment: Annotated[str, typer.Argument(help='yesterday, "3 days ago", 2022-02-07, 2022-02-07T09:00')], store: StoreAddress = DEFAULT_STORE,
    actor: Actor = None, type: Type = None, status: StatusName = None, limit: Limit = 200, format: Format = "table", today: Today = None,
    published: Annotated[bool, typer.Option("--published", help="count by the day of publication, not by when articles were added")] = False,
) -> None:  # fmt: skip
    """Print only what is new or has changed: a planned meeting that took place, a figure that moved, a denial."""
    with complaining():
        check_format(format)
        with open_archive(store, create=False, today=today) as archive:
            rows = archive.since(moment, by_publication=published, actor=actor, type=type, status=status, limit=limit)
        print_rows(rows, _CHANGE, format, nothing="nothing is new and nothing has changed")


_CHANGE = (
    Shown("change", lambda c: f"{c.before} → {c.after}" if c.before else c.kind, "magenta", 2),
    *(Shown(s.head, lambda c, s=s: s.cell(c.event), s.style, s.ratio) for s in _EVENT[:2]),
    Shown("who", lambda c: _EVENT[3].cell(c.event), "bold", 3), Shown("words", lambda c: c.event.words, "", 5),
    Shown("source", lambda c: f"{c.source.outlet or c.source.key} {day_of(c.source.published)}", "dim", 2),
)  # fmt: skip


def search_command(
    query: Annotated[str, typer.Argument(help='words that must all occur; "a phrase"; -without; one OR another')], store: StoreAddress = DEFAULT_STORE,
    kind: Annotated[str | None, typer.Option(help="article, event, statement, position or figure")] = None, first: First = None, last: Last = None,
    limit: Limit = 50, format: Format = "table",
) -> None:  # fmt: skip
    """Full text search over articles and facts."""
    with complaining():
        check_format(format)
        with open_archive(store, create=False) as archive:
            found = archive.search(query, kind=kind, first=first, last=last, limit=limit)
        columns = (
            Shown("day", lambda f: day_of(f.published), "green"), Shown("kind", lambda f: f.kind, "cyan"),
            Shown("words", lambda f: f.snippet, "", 8), Shown("id", lambda f: f.ref, "dim", 2),
        )  # fmt: skip
        print_rows(found, columns, format, nothing="nothing found")


def verify_command(store: StoreAddress = DEFAULT_STORE) -> None:
    """Check that every fact's words stand in its article, and that ids, links, counts and events hold."""
    with complaining(), open_archive(store, create=False) as archive:
        wrong = archive.verify()
        for line in wrong:
            complaints.print(visible(line), style="red", markup=False)
        ledger = archive.ledger()
        typer.echo(f"{ledger.read} inputs, {ledger.kept} articles with facts: " + (f"{len(wrong)} faults" if wrong else "all holds"))
    raise typer.Exit(1 if wrong else 0)


def remove_command(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE…", help="by key, id, address or file")], store: StoreAddress = DEFAULT_STORE,
) -> None:  # fmt: skip
    """Take articles out, and what only they supported."""
    failed = False
    with complaining(), open_archive(store, create=False) as archive:
        for name in articles:
            try:
                gone = archive.remove(name)
            except BadQuery as error:
                failed = True
                complain(error)
                continue
            typer.echo(f"{visible(gone.title or gone.id)}: taken out")
    raise typer.Exit(1 if failed else 0)


def dump_command(store: StoreAddress = DEFAULT_STORE) -> None:
    """Print the whole store as JSON lines, in an order that no clock and no order of arrival decides."""
    with complaining(), open_archive(store, create=False) as archive:
        sys.stdout.writelines(line + "\n" for line in archive.dump())


def audit_command(
    sample: Annotated[int, typer.Option(help="facts to judge; 0 prints what was judged so far")] = 50, store: StoreAddress = DEFAULT_STORE,
    kind: Annotated[str | None, typer.Option(help="event, statement, position or figure")] = None,
    seed: Annotated[int, typer.Option(help="of the draw")] = 1, by: Who = None,
) -> None:  # fmt: skip
    """Show facts one by one with their sentence, take right or wrong, and print the precision of each kind with its interval."""
    console = Console(highlight=False)
    with complaining(), open_archive(store, create=False) as archive:
        with archive.store.reading() as connection:
            drawn = draw(connection, sample, seed, kind)
        for i, fact in enumerate(drawn, 1):
            console.print(visible(f"\n{i} of {len(drawn)}  {fact.kind}  ({fact.outlet or 'no outlet'}, {day_of(fact.published)})"), style="dim", markup=False)
            console.print(visible(fact.says), style="bold", markup=False)
            console.print(visible(f"…{fact.before}[{fact.words}]{fact.after}…"), markup=False)
            answer = typer.prompt("right, wrong, skip or quit (r/w/s/q)", default="s").strip().lower()[:1]
            if answer == "q":
                break
            if answer in ("r", "w"):
                with archive.store.writing() as writer:
                    judge(writer.connection, fact, RIGHT if answer == "r" else WRONG, who=by or getpass.getuser(), at=writer.added)
        with archive.store.reading() as connection:
            found = list_precision(connection)
        columns = (
            Shown("kind", lambda p: p.kind, "bold", 2), Shown("judged", lambda p: p.judged, "", 1), Shown("right", lambda p: p.right, "", 1),
            Shown("precision", lambda p: f"{p.share:.0%} ({p.low:.0%} to {p.high:.0%})", "green", 3),
        )  # fmt: skip
        print_rows(found, columns, "table", nothing="nothing was judged yet")


_CORRECT = {"events": merge_events, "actors": merge_actors, "issues": merge_issues}


def merge_command(
    what: Annotated[str, typer.Argument(help="events, actors or issues")], one: Annotated[str, typer.Argument(help="id or name")],
    other: Annotated[str, typer.Argument(help="of the one that it is")], why: Why = "", by: Who = None, store: StoreAddress = DEFAULT_STORE,
) -> None:  # fmt: skip
    """Decide that two events, actors or issues are one. Kept beside the reports; `demarche undo` takes it back."""
    with complaining(), open_archive(store, create=False) as archive, archive.store.writing() as writer:
        if what not in _CORRECT:
            raise BadQuery(f'"{what}": known are {", ".join(_CORRECT)}.')
        made = _CORRECT[what](writer, one, other, why=why, who=by or getpass.getuser())
        typer.echo(f"{made[0].id.partition('.')[0]}: {one} is {other}")


def split_command(
    report: Annotated[str, typer.Argument(help="the id of a report")], why: Why = "", by: Who = None, store: StoreAddress = DEFAULT_STORE,
) -> None:  # fmt: skip
    """Decide that a report is not of the event that it was merged into."""
    with complaining(), open_archive(store, create=False) as archive, archive.store.writing() as writer:
        made = split_report(writer, report, why=why, who=by or getpass.getuser())
        typer.echo(visible(f"{made[0].id.partition('.')[0]}: {report} is not {', '.join(d.other for d in made)}"))


def undo_command(decisions: Annotated[list[str], typer.Argument(metavar="DECISION…")], store: StoreAddress = DEFAULT_STORE) -> None:
    """Take decisions back; what they changed is computed anew."""
    with complaining(), open_archive(store, create=False) as archive, archive.store.writing() as writer:
        for id_ in decisions:
            for decision in undo(writer, id_):
                typer.echo(f"{decision.id}: taken back")


def decisions_command(store: StoreAddress = DEFAULT_STORE, format: Format = "table") -> None:
    """Print what people have decided: what, why, who, when. Demarche's own merges stand in `timeline --format json`, with score and reason."""
    with complaining():
        check_format(format)
        with open_archive(store, create=False) as archive, archive.store.reading() as connection:
            columns = tuple(Shown(name, lambda d, name=name: getattr(d, name), "", 1) for name in ("id", "kind", "verdict", "one", "other", "why", "who", "at"))
            print_rows(list_decisions(connection), columns, format, nothing="nobody has decided anything yet")


def print_brief_of_store(store: str, first: str | None, last: str | None, actor: str | None, format: str, today: str | None) -> None:
    """The brief of what is in a store."""
    check_format(format)
    with open_archive(store, create=False, today=today) as archive:
        print_sections(archive.brief(first=first, last=last, actor=actor), format)


def register(app: typer.Typer) -> None:
    """Adds the commands of a store to the command line."""
    commands: dict[str, Callable[..., None]] = {
        "add": add_command, "problems": problems_command, **QUESTIONS, "positions": positions_command, "since": since_command, "search": search_command,
        "verify": verify_command, "audit": audit_command, "remove": remove_command, "merge": merge_command, "split": split_command, "undo": undo_command,
        "decisions": decisions_command, "dump": dump_command,
    }  # fmt: skip
    for name, command in commands.items():
        app.command(name)(command)
