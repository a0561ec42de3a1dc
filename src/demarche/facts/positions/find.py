"""Positions: words of stance with somebody who takes it, less those that are only possible or asked of another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from demarche.facts.issues import Issue, Reading, find_issue
from demarche.facts.named import Who
from demarche.facts.positions.context import Found, carried_over, cue_of, issue_before, points_back, statement_around, words_of
from demarche.facts.positions.holders import Carrier, Holders, able, find_addressees, find_holders, find_toward
from demarche.facts.positions.relevance import is_public
from demarche.facts.positions.slots import Surroundings, is_held, is_negated, read_surroundings
from demarche.facts.positions.words import StanceWord, find_stance_word, may_take_stance
from demarche.facts.statements.around import Told
from demarche.facts.status.words import is_left_open
from demarche.language.document import Document
from demarche.record import Position, Stance, Statement
from demarche.text import Span

# Stances to what another does: whoever is addressed is to do it ("praised Oslo for staying").
_ABOUT_OTHERS = frozenset((Stance.DEMANDS, Stance.SUPPORTS, Stance.OPPOSES))
# What a stance is less certain by, whose holder has no name, or is carried over from the sentence before.
LESS_KNOWN = 0.1
# Rows of less than this score take no position: "did not expect a breakthrough" is a statement, but bears on a headline that expects one.
TAKEN = 0.35
_STANCE_TAGS = frozenset(("VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADP", "SCONJ"))


def find_positions(document: Document, who: Who, statements: Sequence[Statement]) -> list[Position]:
    """The positions of a text, in the order of the words that take them."""
    found: list[Found] = []
    told = Told(statements)
    for word in _stance_words(document):
        position = _read(document, word, who, told.near(document, word), found)
        if position and not _is_weak(position):
            found.append(position)
    return [replace(f.position, id=f"p{n}") for n, f in enumerate(_without_doubles(document, found), 1)]


def find_attitudes(document: Document, who: Who, statements: Sequence[Statement]) -> list[Position]:
    """What is too little for a position, but may contradict one: "did not expect a deal". Without ids, in text order."""
    told = Told(statements)
    found = (_read(document, word, who, told.near(document, word), ()) for word in _stance_words(document))
    return [f.position for f in found if f and _is_weak(f)]


def _stance_words(document: Document) -> Iterator[int]:
    yield from (i for i, t in enumerate(document.tokens) if t.upos in _STANCE_TAGS and may_take_stance(document, i))


def _is_weak(found: Found) -> bool:
    return found.position.score < TAKEN


def _read(document: Document, word: int, who: Who, statements: Sequence[Statement], before: Sequence[Found]) -> Found | None:
    """The position that a word takes; None where it takes none, or nobody is known who does."""
    taken = _take(document, word, who, statements, before)
    if taken is None:
        return None
    slot, contents = _contents(document, word, taken, who)
    if not is_public(document, contents, who, taken.holders.ids, score=taken.row.score):
        return None
    addressees = find_addressees(document, taken.around, taken.row, who, taken.holders.ids)
    issue = _issue(document, taken, slot, contents, who, addressees, before)
    if issue is None:
        return None
    position = Position(
        "",
        taken.holders.ids,
        taken.stance,
        issue.text,
        evidence=_evidence(document, taken.around, taken.holders.carrier),
        toward=addressees or find_toward(document, contents, who, taken.holders.ids),
        issue_id=issue.id,
        content=_hull(document, contents) if contents else None,
        according_to=next((s for s in taken.vouchers if s not in taken.holders.ids), None),
        score=taken.score,
    )
    return Found(word, contents, position)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A stance that somebody takes: the word, its row and surroundings, who, and who says so."""

    word: int
    around: Surroundings
    row: StanceWord
    stance: Stance
    holders: Holders
    vouchers: tuple[str, ...]  # the first speaker of the statement that it is told in
    score: float


def _take(document: Document, word: int, who: Who, statements: Sequence[Statement], before: Sequence[Found]) -> _Taken | None:
    around = read_surroundings(document, word)
    row = find_stance_word(document, word, around)
    if row is None or is_left_open(document, word) or is_left_open(document, around.base):
        return None  # "would neither confirm nor deny"
    statement = statement_around(document, word, statements)
    cue = cue_of(document, statement) if statement else None
    speakers = _speakers(document, around, statement, cue, who) if statement else carried_over(document, word, statements, before)
    holders = find_holders(document, word, around, row, who, speakers)
    stance = _stance(document, word, around, row, holders.carrier)
    # What somebody states must happen is his stance, whatever the verb that reports it leaves open.
    within = words_of(document, statement, word) if statement and "speaker" in row.holder else None
    if not holders.ids or stance is None or not is_held(document, word, around.base, within=within):
        return None
    if within and cue is not None and document.tokens[cue].upos == "VERB" and not is_held(document, cue, cue):
        return None  # "they might conclude that they need to strike"
    known = all(h in who.telling for h in holders.ids) and (statement is not None or "speaker" not in row.holder)
    score = row.score if known else round(row.score - LESS_KNOWN, 2)
    return _Taken(word, around, row, stance, holders, speakers[:1] if statement else (), score)


def _speakers(document: Document, around: Surroundings, statement: Statement, cue: int | None, who: Who) -> tuple[str, ...]:
    """Who says what a word stands in: whoever the verb above it names, else the speakers of the statement."""
    above = document.tokens[around.base].head
    if cue is None or cue != above or document.tokens[around.base].relation not in ("ccomp", "parataxis"):
        return statement.speakers
    named = [i for i in around.slots.get("headsubj", ()) if document.tokens[i].upos == "PROPN"]
    return able([a for i in named for a in who.at(document, i)], who) or statement.speakers


def _issue(
    document: Document, taken: _Taken, slot: str, contents: tuple[int, ...], who: Who, addressees: tuple[str, ...], before: Sequence[Found]
) -> Issue | None:
    """What the stance is to: its content, or what was spoken of just before where that is a bare "this" or may be left out."""
    turned = taken.stance is taken.row.negated and taken.stance is not taken.row.stance
    of_others = taken.stance is Stance.DEMANDS and slot != "clause"
    doers = addressees if taken.stance in _ABOUT_OTHERS and slot != "clause" else ()
    reading = Reading(taken.holders.ids, doers, asked=of_others, as_noun=slot == "noun", affirmed=turned)
    issue = find_issue(document, contents[0], who, reading) if contents and not points_back(document, contents[0], who) else None
    if issue is None and (contents or "-" in taken.row.content):
        return issue_before(document, taken.word, before, who)
    return issue


def _stance(document: Document, word: int, around: Surroundings, row: StanceWord, carrier: Carrier | None) -> Stance | None:
    """The stance of the row, or what negation makes of it; a carrier that is negated, or says that the stance ends, negates too."""
    negated = is_negated(document, word) or is_negated(document, around.base)
    if carrier:
        negated = (negated or is_negated(document, carrier.verb)) ^ carrier.ends
    return row.negated if negated else row.stance


def _contents(document: Document, word: int, taken: _Taken, who: Who) -> tuple[str, tuple[int, ...]]:
    """The first filled slot of content and the words in it; the word itself and who takes the stance are left out."""
    slots = taken.around.slots
    owners = {i for slot in taken.row.holder for i in slots.get(slot, ()) if set(who.at(document, i)) & set(taken.holders.ids)}
    for slot in taken.row.content:
        inside = (i for i in slots.get(slot, ()) if i not in owners and (i != word or slot == "clause"))
        found = tuple(i for i in inside if _is_content(document, i, word) and not _is_holder(document, i, who, taken.holders.ids))
        if found:
            return slot, found
    return "", ()


def _is_holder(document: Document, content: int, who: Who, holders: Sequence[str]) -> bool:
    """Is it a name or pronoun of those who take the stance? Nobody takes one to himself."""
    meant = set(who.at(document, content)) if document.tokens[content].upos in ("PRON", "PROPN") else set()
    return bool(meant) and meant <= set(holders)


def _is_content(document: Document, content: int, word: int) -> bool:
    """Can it stand for what is wanted: no comma, no span of time, and no participle that only describes ("a proposal submitted by")?"""
    token = document.tokens[content]
    if token.relation == "acl" and token.feature("VerbForm") in ("Part", "Ger"):
        return any(document.tokens[c].relation in ("mark", "case") for c in document.children[content])
    if token.relation == "advcl" and document.tokens[content].head == word and token.xpos == "VBG":
        return content == word + 1 or any(document.tokens[c].relation in ("mark", "case") for c in document.children[content])
    is_time = token.upos == "NOUN" and content in document.times_at
    return token.upos != "PUNCT" and not is_time


def _evidence(document: Document, around: Surroundings, carrier: Carrier | None) -> tuple[Span, ...]:
    """The clause that says so, without the clauses that are coordinated with it."""
    base = document.tokens[around.base]
    helped = base.relation == "xcomp" and base.xpos == "VBN"  # "Oslo has so far | opposed"
    top = carrier.verb if carrier else base.head if helped else around.base
    apart = {
        w
        for c in document.children[top]
        if document.tokens[c].relation in ("conj", "parataxis") and document.tokens[c].upos in ("VERB", "ADJ", "AUX")
        for w in document.subtree(c)
    }
    inside = [w for w in document.subtree(top) if w not in apart and document.tokens[w].upos != "PUNCT"] or [top]
    return (document.span(inside[0], inside[-1] + 1),)


def _hull(document: Document, contents: Sequence[int]) -> Span:
    """From the first to the last word of all that hangs on the contents."""
    inside = sorted(w for c in contents for w in document.subtree(c) if document.tokens[w].upos != "PUNCT") or [contents[0]]
    return document.span(inside[0], inside[-1] + 1)


def _without_doubles(document: Document, found: Sequence[Found]) -> list[Found]:
    """The positions less those that stand inside the content of another by the same holders, and those that repeat another's words."""
    kept: dict[tuple[object, ...], Found] = {}
    by_sentence: dict[int, list[Found]] = {}  # nothing stands inside the content of another sentence
    for one in found:
        by_sentence.setdefault(document.sentence_of[one.word], []).append(one)
    for inner in found:
        own = (inner.contents, inner.position.stance, inner.position.holders)
        beside = (o for o in by_sentence[document.sentence_of[inner.word]] if o is not inner)
        outer = (o for o in beside if set(inner.position.holders) & set(o.position.holders))
        if own not in kept and not any(_is_inside(document, inner, o) for o in outer):
            kept[own] = inner
    return list(kept.values())


def _is_inside(document: Document, inner: Found, outer: Found) -> bool:
    """Does the inner word belong to the content of the outer, or, at the same content, stand behind it?"""
    if outer.word in {w for c in inner.contents for w in document.subtree(c)}:
        return False
    return any(_governs(document, c, inner.word) for c in outer.contents)


def _governs(document: Document, above: int, word: int) -> bool:
    """Does a word stand beneath another, and not in a relative clause or a reason, which say something of their own?"""
    at = word
    while at >= 0:
        if at == above:
            return True
        if document.tokens[at].relation.endswith("relcl") or _stands_apart(document, at):
            return False
        at = document.tokens[at].head
    return False


def _stands_apart(document: Document, clause: int) -> bool:
    """Is it an adverbial clause with a conjunction of its own: "because they fear"? The parser may hang it on the noun before."""
    if document.tokens[clause].relation not in ("advcl", "acl"):
        return False
    marks = (document.tokens[c] for c in document.children[clause] if document.tokens[c].relation == "mark")
    return any(m.upos == "SCONJ" and m.lemma.lower() != "that" for m in marks)
