"""The lexicon of events: which word in which frame names an event of which PLOVER type. The table is lexicon/frames.tsv."""

from dataclasses import dataclass, field
from functools import cache

from demarche.facts.arguments import Slots, preposition_of
from demarche.language.document import Document, Token, once_a_word
from demarche.lexicon.load import load_table, read_table
from demarche.record import EventType, Status

_CORE = frozenset(("subj", "obj", "iobj", "xcomp", "ccomp"))
Conditions = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense of a word: what must and must not stand beside it, and which slots hold who takes part."""

    lemma: str
    pos: str
    required: Conditions
    excluded: Conditions
    type: EventType
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool
    content: tuple[str, ...]
    status: Status | None
    needed: frozenset[str] = field(init=False, repr=False, compare=False)  # the slots that must be filled

    def __post_init__(self) -> None:
        object.__setattr__(self, "needed", frozenset(slot for slot, _ in self.required))


@cache
def load_frames() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """The frames by part of speech and lemma, those that ask for more first."""
    frames: dict[tuple[str, str], list[Frame]] = {}
    for row in read_table("frames"):
        frame = Frame(
            row["lemma"], row["pos"], _conditions(row["with"]), _conditions(row["not"]), EventType(row["type"]), row["mode"] or None,
            _slots(row["actor"]), _slots(row["recipient"]), row["mutual"] == "y", _slots(row["content"]),
            Status(row["default_status"]) if row["default_status"] else None,
        )  # fmt: skip
        frames.setdefault((frame.pos, frame.lemma), []).append(frame)
    return {key: tuple(sorted(found, key=_asked, reverse=True)) for key, found in frames.items()}


def _asked(frame: Frame) -> tuple[int, int]:
    """How much a frame asks for: slots, and of those the ones that name their words. "Give up" with "arms" goes before "give up" with anything."""
    return len(frame.required), sum("*" not in words for _, words in frame.required)


def _conditions(cell: str) -> Conditions:
    return tuple((slot, frozenset(w.strip() for w in words.split(","))) for slot, _, words in (c.partition("=") for c in cell.split(";") if c))


def _slots(cell: str) -> tuple[str, ...]:
    return tuple(s for s in cell.split("|") if s and s != "-")


def frames_of(token: Token) -> tuple[Frame, ...]:
    """The frames of a word, the most exacting first."""
    return load_frames().get(("NOUN" if token.upos == "PROPN" else token.upos, token.lemma.lower()), ())


def find_frame(document: Document, word: int, slots: Slots) -> Frame | None:
    """The frame that a word stands in, the most exacting that holds; None where none does."""
    filled = {*slots, "obj"} if "iobj" in slots else slots.keys()
    for frame in frames_of(document.tokens[word]):
        # Some verbs have hundreds of frames, most of which ask for a slot that nothing fills.
        if frame.needed <= filled and all(_holds(document, slots, c) for c in frame.required) and not is_excluded(document, slots, frame):
            return frame
    return None


def is_excluded(document: Document, slots: Slots, frame: Frame) -> bool:
    """Does something that the frame rules out stand beside its word?"""
    return bool(frame.excluded) and any(_holds(document, slots, c) for c in frame.excluded)


@cache
def _classes() -> dict[str, frozenset[str]]:
    """The common nouns that a name of each kind stands for: a person is a minister, a leader; a state a country, a government."""
    return {row["kind"]: frozenset(row["nouns"].split("|")) for row in load_table("name_classes")}


def _holds(document: Document, slots: Slots, condition: tuple[str, frozenset[str]]) -> bool:
    """Is the slot filled by one of the condition's lemmas? `*` takes any filler; a name counts as the nouns of its kind."""
    slot, lemmas = condition
    # The parser takes whom a verb like "urged" or "ordered" addresses now for the direct, now for the indirect object.
    fillers = slots.get(slot) or (slots.get("iobj") if slot == "obj" else None)
    if not fillers:
        return False
    if "*" in lemmas:
        return any(slot in _CORE or i not in document.times_at for i in fillers)  # "marched on Wednesday" is no march on a town
    return not all(_names_of(document, i).isdisjoint(lemmas) for i in fillers)


@once_a_word
def _names_of(document: Document, word: int) -> frozenset[str]:
    """What a filler can be called: its lemma and its form, alone, with the word before it and with its "of"; the nouns of its kind where it is a name.

    "hundreds of houses" are houses, a "state of emergency" is itself.
    """
    token = document.tokens[word]
    own = {token.lemma.lower(), token.text.lower()}
    before = [document.tokens[c].text.lower() for c in document.children[word] if document.tokens[c].relation in ("compound", "amod")]
    inner = [c for c in document.children[word] if document.tokens[c].relation == "nmod" and preposition_of(document, c) == "of"]
    own |= {f"{b} {o}" for b in before for o in own} | {f"{o} of {document.tokens[c].lemma.lower()}" for c in inner for o in own}
    if token.upos == "NUM" or token.lemma.lower() in _partitives():
        own |= {name for c in inner for name in _names_of(document, c)}
    if _is_fact(document, word):
        own.add("+fact")
    if token.upos == "PROPN" and (names := document.names_at.get(word)):
        own |= {"+name", *_classes().get(names[0].kind, ())}
    return frozenset(own)


def _is_fact(document: Document, word: int) -> bool:
    """Is a clause told as what is so, and not as what should be: "insisted that no bargain had been struck"?"""
    helpers = [document.tokens[c] for c in document.children[word] if document.tokens[c].relation.startswith(("aux", "cop"))]
    if any(h.xpos == "MD" and h.lemma.lower() not in ("will", "would") for h in helpers):
        return False
    return any(t.xpos in ("VBD", "VBZ") or t.lemma.lower() in ("will", "would") for t in (document.tokens[word], *helpers))


@cache
def _partitives() -> frozenset[str]:
    """Nouns that only measure out others, in the singular and the plural."""
    nouns = {row["noun"] for row in load_table("partitives")} | {row["words"] for row in load_table("set_amounts") if row["words"].isalpha()}
    return frozenset(nouns | {n.removesuffix("s") for n in nouns})
