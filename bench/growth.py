"""Prints how a store grows: `python bench/growth.py [--articles 100000] [--store FILE or URL]`.

Articles are variations of our examples and of the written merge sets, made without the language model: other states and people, other days,
and a cipher on the letters that keeps every offset (two reports of one story share half of their words). Seconds per article are those of
`Store.add`, copies, search index and merging included; at the end every question is asked, and one more article of twenty events is added.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import string
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from demarche.archive import Archive
from demarche.ingest.files import read_articles
from demarche.ingest.metadata import Metadata
from demarche.lexicon.load import load_table
from demarche.pipeline import open_reader
from demarche.record import Actor, ActorKind, Event, Record
from demarche.run.reading import read_all
from demarche.settings import DEFAULTS
from demarche.store.schema import articles, events, reports
from demarche.store.store import Store, open_store
from merging import FOLDER, read_set

ROOT = Path(__file__).parent.parent
FIRST_DAY = date(2018, 1, 1)
A_DAY = 50  # articles; a store grows day by day
JITTER = 5  # days by which stories come late
REPORTS = (1, 1, 2, 3, 4, 6)  # of one story
MARKS = (1_000, 10_000, 30_000, 100_000)


def read_bases() -> list[Record]:
    """The records that are varied: the examples and the written sets."""
    reader = open_reader()
    examples = list(read_all(read_articles([ROOT / "examples"], Metadata(), DEFAULTS, None), reader.analyser, reader.knowledge))
    written = [record for path in sorted(FOLDER.glob("set_*.jsonl")) for _, record in read_set(path.stem[-1], reader)]
    return [r for r in (*examples, *written) if r.events and r.article.published]


def variations(bases: list[Record], seed: int) -> Iterator[Record]:
    """Endless articles, some stories told several times."""
    draw = random.Random(seed)
    states = [(row["name"], row["code"]) for row in load_table("states") if row["status"] == "un_member"]
    number = 0
    while True:
        base = draw.choice(bases)
        day = FIRST_DAY + timedelta(days=number // A_DAY - draw.randrange(JITTER))
        story = _Story(draw.randrange(1 << 40), states, day - date.fromisoformat(base.article.published[:10]))
        for _ in range(draw.choice(REPORTS)):
            number += 1
            yield story.tell(base, number, draw.randrange(3))


class _Story:
    """One story in other states, on another day."""

    def __init__(self, seed: int, states: list[tuple[str, str]], shift: timedelta) -> None:
        draw = random.Random(seed)
        self.seed, self.states, self.people = seed, {}, {}
        self.pool = draw.sample(states, 40)
        self.shift = shift

    def tell(self, base: Record, number: int, later: int) -> Record:
        article = base.article
        published = self.day(article.published[:10], later)
        text = _cipher(article.text, self.seed, number)
        title = text[: len(article.title)] if article.title and article.text.startswith(article.title) else None
        told = replace(
            article, id=f"v{number}", text=text, title=title, url=f"https://example.org/{number}", outlet=f"Outlet {number % 400}", published=published
        )
        return replace(base, article=told, actors=tuple(self.actor(a) for a in base.actors), events=tuple(self.event(e) for e in base.events))

    def day(self, iso: str, later: int = 0) -> str:
        return (date.fromisoformat(iso) + self.shift + timedelta(days=later)).isoformat()

    def actor(self, actor: Actor) -> Actor:
        name, country = self.states.setdefault(actor.country, self.pool[len(self.states) % len(self.pool)]) if actor.country else (actor.name, None)
        if actor.kind is ActorKind.STATE:
            return replace(actor, name=name, country=country)
        if actor.kind is ActorKind.PERSON and actor.known:
            person = self.people.setdefault(actor.name, f"Person {self.seed % 9973} {len(self.people)}")
            return replace(actor, name=f"{person} of {name}", country=country)
        return replace(actor, country=country)

    def event(self, event: Event) -> Event:
        when = event.when
        if when is None:
            return event
        try:
            days = [self.day(d) if d else None for d in (when.earliest, when.latest)]
        except (ValueError, OverflowError):
            return event
        return replace(event, when=replace(when, earliest=days[0], latest=days[1]))


def _cipher(text: str, story: int, article: int) -> str:
    """The text with its letters exchanged, every second word by the story's table and the others by the article's."""
    tables = []
    for seed in (story, article):
        letters = list(string.ascii_lowercase)
        random.Random(seed).shuffle(letters)
        tables.append(str.maketrans(string.ascii_lowercase + string.ascii_uppercase, "".join(letters) + "".join(letters).upper()))
    return " ".join(word.translate(tables[i % 2]) for i, word in enumerate(text.split(" ")))


def grow(store: Store, bases: list[Record], articles: int) -> list[tuple[int, float]]:
    """Adds so many articles; returns the milliseconds per article over the last thousand before each mark."""
    lines, times = [], []
    for number, record in enumerate(variations(bases, 7), 1):
        began = time.perf_counter()
        store.add(record.article, f"synthetic {number}", record)
        times.append(time.perf_counter() - began)
        if number in MARKS or number == articles:
            last = times[-1000:]
            lines.append((number, 1000 * statistics.fmean(last)))
            print(f"{number:>7} articles: {lines[-1][1]:.1f} ms per article (median {1000 * statistics.median(last):.1f})", flush=True)
        if number == articles:
            return lines
    return lines


QUESTIONS = {
    "brief": lambda a, s: a.brief(first=s), "timeline": lambda a, s: a.timeline(first=s), "timeline of an actor": lambda a, s: a.timeline(actor="France"),
    "timeline of a type": lambda a, s: a.timeline(type="CONSULT", status="planned"), "agenda": lambda a, s: a.agenda(),
    "issues": lambda a, s: a.issues(first=s),
    "quotes of an actor": lambda a, s: a.quotes(actor="Japan"), "figures": lambda a, s: a.figures(), "actors": lambda a, s: a.actors(),
    "disputes": lambda a, s: a.disputes(), "relations of an actor": lambda a, s: a.relations(actor="France"),
    "since a day": lambda a, s: a.since(s, by_publication=True), "search": lambda a, s: a.search("qwerty OR xyz OR Person"),
}  # fmt: skip


def ask(store: Store, articles: int) -> None:
    """Prints how long every question takes, the better of two askings and the first."""
    day = FIRST_DAY + timedelta(days=articles // A_DAY)
    archive = Archive(store, clock=lambda: datetime(day.year, day.month, day.day, tzinfo=UTC))
    since = (day - timedelta(days=3)).isoformat()
    for name, question in QUESTIONS.items():
        times = []
        for _ in range(2):
            began = time.perf_counter()
            rows = question(archive, since)
            times.append(1000 * (time.perf_counter() - began))
        print(f"   {name:24} {len(rows):>5} rows  first {times[0]:.0f} ms, then {times[1]:.0f} ms", flush=True)


def one_more(store: Store, bases: list[Record]) -> None:
    """Prints how long one more article of about twenty events takes."""
    base = min(bases, key=lambda r: abs(len(r.events) - 20))
    rich = [record for record, _ in zip(variations([base], 99), range(30), strict=False)]
    times = []
    for i, record in enumerate(rich):
        record = replace(record, article=replace(record.article, id=f"more{i}", url=f"https://example.org/more{i}"))
        began = time.perf_counter()
        store.add(record.article, f"more {i}", record)
        times.append(1000 * (time.perf_counter() - began))
    print(f"one more article of {len(base.events)} events: median {statistics.median(times):.1f} ms, the slowest of {len(times)} {max(times):.1f} ms")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=10_000)
    arguments.add_argument("--store", default="build/growth.db")
    options = arguments.parse_args()
    if "://" not in options.store:
        for suffix in ("", "-wal", "-shm"):
            Path(options.store + suffix).unlink(missing_ok=True)
    store = open_store(options.store)
    bases = read_bases()
    print(f"{len(bases)} articles are varied, {sum(len(r.events) for r in bases) / len(bases):.1f} events each")
    grow(store, bases, options.articles)

    with store.reading() as connection:
        counts = {t.name: connection.execute(select(func.count()).select_from(t)).scalar() for t in (articles, reports, events)}
        states = dict(connection.execute(select(articles.c.state, func.count()).group_by(articles.c.state)).all())
    print(json.dumps(counts | states))
    one_more(store, bases)
    ask(store, options.articles)
    if "://" not in options.store:
        print(f"file: {Path(options.store).stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
