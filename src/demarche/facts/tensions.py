"""Tensions: what does not agree inside one article. Only what is clear: two facts about one thing that cannot both hold as they are told.

headline: the body does not bear out what title or deck expect. figures: two amounts for one thing. denial: somebody denies what another says.
status: what happened in one place did not in another.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from demarche.facts.issues import slug
from demarche.facts.named import Who
from demarche.facts.positions.find import find_attitudes
from demarche.facts.statements.around import innermost
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import Article, Event, Figure, PartKind, Position, Stance, Statement, Status, Tension, TensionKind
from demarche.text import Span

# What a headline says of somebody's stance, and what in the body does not bear it out.
_UNBORNE = {
    Stance.EXPECTS: frozenset((Stance.DOUBTS,)),
    Stance.SUPPORTS: frozenset((Stance.OPPOSES, Stance.REFUSES)),
    Stance.ACCEPTS: frozenset((Stance.OPPOSES, Stance.REFUSES)),
    Stance.OFFERS: frozenset((Stance.REFUSES,)),
    Stance.OPPOSES: frozenset((Stance.SUPPORTS, Stance.ACCEPTS)),
    Stance.REFUSES: frozenset((Stance.ACCEPTS, Stance.OFFERS)),
}
# A doubt about what a headline expects counts whoever has it; other stances only where they are the same holder's.
_ANYBODYS = frozenset((Stance.EXPECTS,))
_REAL = frozenset((Status.HAPPENED, Status.ONGOING))
_ASSERTING = frozenset((Stance.FEARS, Stance.EXPECTS))
# "About 100" and "110" are one amount; so are "more than 100" and "130". Beyond this the two differ.
SAME_AMOUNT = 1.25
# Each is held against each: no article has a hundred figures of people, denials or subheadings, or tells one act forty times; a list of thousands has.
_MOST = 100
_MOST_OF_ONE = 40


def find_tensions(
    document: Document,
    article: Article,
    events: Sequence[Event],
    statements: Sequence[Statement],
    positions: Sequence[Position],
    figures: Sequence[Figure],
    who: Who,
) -> list[Tension]:
    """The tensions of an article; each pair of facts once."""
    found = [
        *_headlines(document, article, events, positions, who.names),
        *_doubted(document, article, statements, positions, who),
        *_denials(document, events, positions, who.names),
        *_statuses(document, events, who.names),
        *_figures(document, statements, figures),
    ]
    return list({t.between: t for t in reversed(found)}.values())[::-1]


def _named(ids: Iterable[str], names: dict[str, str]) -> str:
    return " and ".join(names.get(i, i) for i in ids) or "the article"


# Headlines.


def _headlines(document: Document, article: Article, events: Sequence[Event], positions: Sequence[Position], names: dict[str, str]) -> Iterator[Tension]:
    """What title or deck say of a position or an event, against the body."""
    parts = _headline_parts(article)
    tops = [p for p in positions if _lies_in(p.evidence[0], parts)][:_MOST]
    body = [p for p in positions if not _lies_in(p.evidence[0], parts)]
    for top in tops:
        for below in body:
            same_holder = bool(set(top.holders) & set(below.holders))
            if below.stance in _UNBORNE.get(top.stance, ()) and (same_holder or top.stance in _ANYBODYS) and _same_issue(top, below):
                above = f"{_named(top.holders, names)} {top.stance.value}: {top.issue}"
                note = f"The headline says that {above}; in the text {_named(below.holders, names)} {below.stance.value} it."
                yield Tension(TensionKind.HEADLINE, (top.id, below.id), note)
        for event in events:
            if (
                top.stance is Stance.EXPECTS
                and event.status is Status.NEGATED
                and not _lies_in(event.anchor, parts)
                and _word_of(document, event) in _words(top)
            ):
                yield Tension(TensionKind.HEADLINE, (top.id, event.id), f"The headline expects: {top.issue}; in the text it did not come.")
    for head in [e for e in events if _lies_in(e.anchor, parts) and e.status in _REAL][:_MOST]:
        for event in events:
            if event.status is Status.NEGATED and not _lies_in(event.anchor, parts) and event.according_to is None and _same_act(document, head, event):
                yield Tension(
                    TensionKind.HEADLINE,
                    (head.id, event.id),
                    f"The headline tells of “{_words_at(document, head.anchor)}”; the text says that it did not take place.",
                )


def _doubted(document: Document, article: Article, statements: Sequence[Statement], positions: Sequence[Position], who: Who) -> Iterator[Tension]:
    """What a headline expects, against the statement of somebody in the body who does not expect it."""
    parts = _headline_parts(article)
    expected = [p for p in positions if p.stance is Stance.EXPECTS and _lies_in(p.evidence[0], parts)][:_MOST]
    if not expected:
        return
    for doubt in find_attitudes(document, who, statements):
        statement = innermost(s for s in statements if doubt.content and any(c.overlaps(doubt.content) for c in s.content))
        if doubt.stance is not Stance.DOUBTS or statement is None or _lies_in(doubt.evidence[0], parts):
            continue
        for top in expected:
            if _same_issue(top, doubt):
                above = f"{_named(top.holders, who.names)} expects: {top.issue}"
                note = f"The headline says that {above}; in the text {_named(doubt.holders, who.names)} does not expect it."
                yield Tension(TensionKind.HEADLINE, (top.id, statement.id), note)


def _headline_parts(article: Article) -> list[Span]:
    return [Span(p.start, p.end) for p in article.parts if p.kind in (PartKind.TITLE, PartKind.SUBHEADING)][:_MOST]


def _lies_in(span: Span, parts: Sequence[Span]) -> bool:
    return any(p.contains(span) for p in parts)


def _words(position: Position) -> frozenset[str]:
    """The words of a position's issue, holders left out."""
    return frozenset((position.issue_id or "").split("-")) - {"", "not"}


def _same_issue(one: Position, other: Position) -> bool:
    """The same id, or all the words of the shorter issue in the longer."""
    a, b = _words(one), _words(other)
    return bool(a and b) and (one.issue_id == other.issue_id or a <= b or b <= a)


# Denials and events that contradict each other.


def _denials(document: Document, events: Sequence[Event], positions: Sequence[Position], names: dict[str, str]) -> Iterator[Tension]:
    """A position that denies an act which another states, fears or expects; an act negated by one and stated by another."""
    for denial in [p for p in positions if p.stance is Stance.DENIES and p.content][:_MOST]:
        denied = [e for e in events if denial.content and denial.content.contains(e.anchor)]
        for stated in events:
            apart = stated not in denied and stated.status in _REAL and stated.according_to not in denial.holders
            if apart and any(_same_act(document, e, stated) for e in denied):
                act, teller = _words_at(document, stated.anchor), _named(filter(None, [stated.according_to]), names)
                note = f"{_named(denial.holders, names)} denies “{act}”, which {teller} states."
                yield Tension(TensionKind.DENIAL, (denial.id, stated.id), note)
        for other in positions:
            if other.stance in _ASSERTING and not set(other.holders) & set(denial.holders) and _is_denied(denial, other, names):
                note = f"{_named(denial.holders, names)} denies what {_named(other.holders, names)} {other.stance.value}: {other.issue}."
                yield Tension(TensionKind.DENIAL, (denial.id, other.id), note)
    for no, yes in _opposed(document, events):
        if no.according_to and no.according_to != yes.according_to:
            note = f"According to {_named([no.according_to], names)} there was no “{_words_at(document, yes.anchor)}”, which the text states elsewhere."
            yield Tension(TensionKind.DENIAL, (no.id, yes.id), note)


def _is_denied(denial: Position, other: Position, names: dict[str, str]) -> bool:
    """Is the denied act, less the name of who denies it, all in what the other says, and is the denier in it too?"""
    deniers = {w for h in denial.holders for w in slug(names.get(h, "")).split("-")} - {""}
    act = _words(denial) - deniers
    return bool(act) and act <= _words(other) and bool(deniers & _words(other))


def _statuses(document: Document, events: Sequence[Event], names: dict[str, str]) -> Iterator[Tension]:
    """An act that the outlet, or the same source, tells once as done and once as not done."""
    for no, yes in _opposed(document, events):
        if no.according_to == yes.according_to:
            note = f"“{_words_at(document, yes.anchor)}” by {_named(yes.actors, names)} took place in one sentence and did not in another."
            yield Tension(TensionKind.STATUS, (no.id, yes.id), note)


def _opposed(document: Document, events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Pairs of one act, first negated, then real, in different sentences."""
    acts: dict[tuple[object, ...], tuple[list[int], list[int]]] = {}  # what `_same_act` asks for → the negated, the real ones
    for number, event in enumerate(events):
        if event.status is Status.NEGATED or event.status in _REAL:
            act = (event.type, _word_of(document, event), frozenset(event.actors), frozenset(event.recipients))
            acts.setdefault(act, ([], []))[event.status in _REAL].append(number)
    pairs = [(no, yes) for negated, real in acts.values() for no in negated[:_MOST_OF_ONE] for yes in real[:_MOST_OF_ONE]]
    for no, yes in ((events[a], events[b]) for a, b in sorted(pairs, key=lambda pair: (min(pair), max(pair)))):
        if _same_act(document, no, yes) and not _same_sentence(document, no.anchor, yes.anchor):
            yield no, yes


def _same_act(document: Document, one: Event, other: Event) -> bool:
    """Same type, word and participants, and nothing that tells the two apart: no other day, no other place."""
    if one.id == other.id or one.type is not other.type or _word_of(document, one) != _word_of(document, other):
        return False
    if not one.actors or set(one.actors) != set(other.actors) or set(one.recipients) != set(other.recipients):
        return False
    days = {e.when.value for e in (one, other) if e.when}
    places = {e.where.name for e in (one, other) if e.where}
    return len(days) < 2 and len(places) < 2 and bool(one.when) == bool(other.when)


def _word_of(document: Document, event: Event) -> str:
    at = document.word_at(event.anchor.start)
    return document.tokens[at].lemma.lower() if at < len(document.tokens) and document.tokens[at].span.start <= event.anchor.start else ""


def _words_at(document: Document, span: Span) -> str:
    return " ".join(span.of(document.text).split())


def _same_sentence(document: Document, one: Span, other: Span) -> bool:
    return _sentence(document, one) == _sentence(document, other)


def _sentence(document: Document, span: Span) -> int:
    at = document.word_at(span.start)
    return document.sentence_of[at] if at < len(document.tokens) else -1


# Figures.


def _figures(document: Document, statements: Sequence[Statement], figures: Sequence[Figure]) -> Iterator[Tension]:
    """Two amounts that two sources give for the same thing at the same time."""
    counting = [f for f in figures if f.unit in _bodies()][:_MOST]
    tellers = {f.id: _sources(f, statements) for f in counting}
    for one, other in combinations(counting, 2):
        if one.unit != other.unit or not _differ(one, other) or _same_sentence(document, _span(one), _span(other)):
            continue
        sources = tellers[one.id], tellers[other.id]
        if not all(sources) or sources[0] == sources[1] or _set_apart(document, one, other):
            continue
        if _is_one_thing(document, one, other):
            yield Tension(TensionKind.FIGURES, (one.id, other.id), f"{one.text} and {other.text} {one.unit} for the same thing, from different sources.")


@cache
def _bodies() -> frozenset[str]:
    """Units of which two sources count the same ones: people, troops, arms. Two sums or shares are nearly always of two things."""
    return frozenset(row["unit"] for row in load_table("units") if row["kind"] in ("troops", "officials", "people", "arms", "votes"))


def _span(figure: Figure) -> Span:
    return Span(figure.start, figure.end)


def _differ(one: Figure, other: Figure) -> bool:
    """Are the amounts too far apart to be one, their comparisons allowed for?"""
    low, high = sorted((one, other), key=lambda f: f.value)
    if low.comparison in ("more than", "at least") or high.comparison in ("up to", "less than"):
        return False
    return low.value > 0 and high.value / low.value >= SAME_AMOUNT


def _sources(figure: Figure, statements: Sequence[Statement]) -> frozenset[str]:
    said = [s for s in statements if any(c.start <= figure.start < c.end for c in s.content)]
    inner = innermost(said)
    return frozenset(inner.speakers) if inner else frozenset(filter(None, (figure.according_to,)))


def _set_apart(document: Document, one: Figure, other: Figure) -> bool:
    """Do the two sentences name different times, or different places?"""
    sentences = [document.sentences[_sentence(document, _span(f))] for f in (one, other)]
    for phrases in (document.times, tuple(n for n in document.names if n.kind == "LOC")):
        first, second = (frozenset(p.span.of(document.text).lower() for p in phrases if a <= p.start < b) for a, b in sentences)
        if first and second and not first & second:
            return True
    return False


def _is_one_thing(document: Document, one: Figure, other: Figure) -> bool:
    """The same holder and the same things counted, or the same verb done to or by them."""
    if one.holder and one.holder == other.holder and _counted(one) & _counted(other):
        return True
    verb = _verb(document, one)
    return bool(verb) and verb == _verb(document, other) and one.holder == other.holder and (_counted(one) == _counted(other) or not (one.of and other.of))


def _counted(figure: Figure) -> frozenset[str]:
    return frozenset((figure.of or "").lower().split()) - {"of", "the", "in", "and"}


def _verb(document: Document, figure: Figure) -> str:
    """The lemma of the verb whose clause the figure stands in."""
    at = document.word_at(figure.start) if document.tokens else -1
    while at >= 0 and document.tokens[at].upos != "VERB":
        at = document.tokens[at].head
    return document.tokens[at].lemma.lower() if at >= 0 else ""
