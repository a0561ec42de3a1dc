"""Record → its text cut into stretches, each with the facts that its words bear; paragraph by paragraph, with the facts of each.

The printers of terminal and page both set this. Joined, the stretches are the article's text: nothing is added, lost or moved.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from demarche.record import Actor, Article, Mention, Part, PartKind, Record, Status, Tension, TimeExpression, TimeType
from demarche.views.worded import Fact, FactKind, actor_in_words, find_facts, in_a_line, place_in_full, place_in_words, time_in_words, value_in_words


class MarkKind(StrEnum):
    """What words do for a fact, the most telling first: a printer that can show one mark alone shows the first."""

    EVENT = "event"  # the word that names it
    FIGURE = "figure"
    TIME = "time"
    PLACE = "place"
    ACTOR = "actor"  # a mention
    CUE = "cue"  # of a statement
    POSITION = "position"  # what is wanted
    QUOTED = "quoted"  # of a statement: the speaker's own words
    STATEMENT = "statement"  # its content
    EVIDENCE = "evidence"  # of any fact


_RANK = {kind: i for i, kind in enumerate(MarkKind)}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `[start, end)` that bear the fact, actor, time or place of that id."""

    kind: MarkKind
    id: str
    start: int
    end: int
    meaning: str = ""
    label: str = ""  # the same in two words: "CONSULT visit planned", "2022-02-07"
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that bear the same marks from their first character to their last; the most telling mark stands first."""

    start: int
    end: int
    words: str
    marks: tuple[Mark, ...]
    part: PartKind | None  # None between two parts

    def first(self, *kinds: MarkKind) -> Mark | None:
        """The first mark of these kinds."""
        return next((m for m in self.marks if m.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time or place as the text has it, and what it means."""

    id: str
    words: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An actor whom a paragraph speaks of, and the words that it has for them."""

    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together: a paragraph with its dateline, a caption with its credit. `kind` is None for what stands between the parts."""

    kind: PartKind | None
    stretches: tuple[Stretch, ...]
    facts: tuple[Fact, ...] = ()
    actors: tuple[Mentioned, ...] = ()
    times: tuple[Phrase, ...] = ()
    places: tuple[Phrase, ...] = ()

    @property
    def is_space(self) -> bool:
        return not any(s.words.strip() for s in self.stretches)


@dataclass(frozen=True, slots=True)
class MarkedMention:
    start: int
    words: str
    form: str


@dataclass(frozen=True, slots=True)
class MarkedActor:
    """An actor with what is known of them; `known` tells that they are in the knowledge base, not only in this text."""

    id: str
    name: str
    description: str
    known: bool
    mentions: tuple[MarkedMention, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its facts marked, ready to be printed."""

    article: Article
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    actors: tuple[MarkedActor, ...]  # those with most mentions first
    tensions: tuple[Tension, ...]
    problems: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many facts of each kind, and how many events of each status; kinds and statuses without any are left out."""
        keys = [f.kind.value for f in self.facts] + [f.status.value for f in self.facts if f.status]
        return {key.value: n for key in (*FactKind, *Status) if (n := keys.count(key.value))}


def mark(record: Record) -> Marked:
    """The article of a record with its facts marked."""
    article = record.article
    facts = find_facts(record)
    marks = _marks(record, facts)
    return Marked(
        article,
        tuple(_with_facts(_blocks(article, marks), facts, record)),
        tuple(facts),
        tuple(_actor(a, article.text) for a in sorted(record.actors, key=lambda a: -len(a.mentions))),
        record.tensions,
        record.problems,
    )


def cut(text: str, marks: Iterable[Mark], bounds: dict[int, PartKind | None]) -> Iterator[Stretch]:
    """The whole text in stretches. `bounds` says where parts begin (their kind) and end (None)."""
    starting: dict[int, list[Mark]] = defaultdict(list)
    for m in marks:
        starting[m.start].append(m)
    cuts = sorted({0, len(text), *bounds, *starting, *(m.end for ms in starting.values() for m in ms)})
    active: list[Mark] = []
    part: PartKind | None = None
    for start, end in pairwise(cuts):
        part = bounds.get(start, part)
        active = sorted([m for m in active if m.end > start] + starting[start], key=lambda m: (_RANK[m.kind], m.end - m.start))
        yield Stretch(start, end, text[start:end], tuple(active), part)


def _marks(record: Record, facts: list[Fact]) -> list[Mark]:
    """Every mark, in no order; those outside the text are cut to it, and those without a character left out."""
    marks = [Mark(MarkKind.ACTOR, a.id, m.start, m.end, f"{a.name} ({actor_in_words(a)}; {m.form})") for a in record.actors for m in a.mentions]
    marks += [Mark(MarkKind.TIME, f"t{i}", t.start, t.end, time_in_words(t), _time_label(t)) for i, t in enumerate(record.times, 1)]
    marks += [Mark(MarkKind.PLACE, f"l{i}", p.start, p.end, place_in_full(p)) for i, p in enumerate(record.places, 1)]
    for s in record.statements:
        marks += [Mark(MarkKind.STATEMENT, s.id, c.start, c.end) for c in s.content]
        marks += [Mark(MarkKind.QUOTED, s.id, q.start, q.end) for q in s.quoted]
        marks += [Mark(MarkKind.CUE, s.id, s.cue.start, s.cue.end)] if s.cue else []
    bearing = {FactKind.EVENT: MarkKind.EVENT, FactKind.FIGURE: MarkKind.FIGURE, FactKind.POSITION: MarkKind.POSITION}
    marks += [
        Mark(bearing[f.kind], f.id, f.at.start, f.at.end, in_a_line(f), " ".join(filter(None, (f.label, f.status))), f.status)
        for f in facts
        if f.kind in bearing
    ]
    marks += [Mark(MarkKind.EVIDENCE, f.id, e.start, e.end) for f in facts for e in f.evidence]
    length = len(record.article.text)
    return [m for m in marks if 0 <= m.start < m.end <= length]


def _time_label(time: TimeExpression) -> str:
    """The value of a day or hour; a length's words tell it well enough."""
    return "" if time.type is TimeType.DURATION else value_in_words(time.value or "?")


def _blocks(article: Article, marks: list[Mark]) -> list[Block]:
    """The whole text in blocks; what stands between two parts is a block too."""
    parts = _parts(article)
    bounds: dict[int, PartKind | None] = {p.end: None for p in parts}
    bounds.update({p.start: p.kind for p in parts})
    starts = _block_starts(parts, article.text)
    bounds.update({at: None for at in starts if at not in bounds})
    gathered: dict[int, list[Stretch]] = {}
    for s in cut(article.text, marks, bounds):
        gathered.setdefault(starts[bisect_right(starts, s.start) - 1], []).append(s)
    return [Block(_main_kind(stretches), tuple(stretches)) for stretches in gathered.values()]


def _parts(article: Article) -> list[Part]:
    """The parts in text order; one that overlaps another or leaves the text is passed over."""
    parts: list[Part] = []
    for p in sorted(article.parts, key=lambda p: p.start):
        if (parts[-1].end if parts else 0) <= p.start < p.end <= len(article.text):
            parts.append(p)
    return parts


def _block_starts(parts: list[Part], text: str) -> list[int]:
    """Where blocks begin: at each part and behind it, but a dateline runs into its paragraph and a credit goes on with its caption."""
    starts: set[int] = set()
    for before, part in pairwise([Part(PartKind.TITLE, 0, 0), *parts]):
        runs_in = before.kind is PartKind.DATELINE or part.kind is PartKind.CREDIT
        if runs_in and len(text[before.end : part.start].splitlines()) < 2:
            starts.discard(before.end)
        else:
            starts.add(part.start)
        starts.add(part.end)
    return sorted({0, *starts})  # a text may begin with a credit, which no caption stands before


def _main_kind(stretches: list[Stretch]) -> PartKind | None:
    """The kind of most of a block's words."""
    lengths: dict[PartKind, int] = defaultdict(int)
    for s in stretches:
        if s.part:
            lengths[s.part] += len(s.words)
    return max(lengths, key=lambda kind: lengths[kind]) if lengths else None


def _with_facts(blocks: list[Block], facts: list[Fact], record: Record) -> list[Block]:
    """Each fact, mention, time and place goes to the block in which its words begin."""
    starts = [b.stretches[0].start for b in blocks]
    facts_of: dict[int, list[Fact]] = defaultdict(list)
    mentions_of: dict[int, list[tuple[Actor, Mention]]] = defaultdict(list)
    times_of: dict[int, list[Phrase]] = defaultdict(list)
    places_of: dict[int, list[Phrase]] = defaultdict(list)

    def block_at(position: int) -> int:
        return max(bisect_right(starts, position) - 1, 0)

    for f in facts:
        facts_of[block_at(f.at.start)].append(f)
    for actor, mention in sorted(((a, m) for a in record.actors for m in a.mentions), key=lambda pair: pair[1].start):
        mentions_of[block_at(mention.start)].append((actor, mention))
    for i, t in enumerate(record.times, 1):
        times_of[block_at(t.start)].append(Phrase(f"t{i}", t.text, time_in_words(t)))
    for i, p in enumerate(record.places, 1):
        places_of[block_at(p.start)].append(Phrase(f"l{i}", p.text, place_in_words(p)))
    return [
        replace(b, facts=tuple(facts_of[i]), actors=_mentioned(mentions_of[i], record.article.text), times=tuple(times_of[i]), places=tuple(places_of[i]))
        for i, b in enumerate(blocks)
    ]


def _mentioned(pairs: list[tuple[Actor, Mention]], text: str) -> tuple[Mentioned, ...]:
    """The actors in the order in which they appear, with their words, each once."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    names = {a.id: a.name for a, _ in pairs}
    for actor, m in pairs:
        words[actor.id][" ".join(text[m.start : m.end].split())] = None
    return tuple(Mentioned(id, names[id], tuple(ws)) for id, ws in words.items())


def _actor(actor: Actor, text: str) -> MarkedActor:
    mentions = sorted(actor.mentions, key=lambda m: m.start)
    marked = (MarkedMention(m.start, " ".join(text[m.start : m.end].split()), m.form.value) for m in mentions)
    return MarkedActor(actor.id, actor.name, actor_in_words(actor), actor.known, tuple(marked))
