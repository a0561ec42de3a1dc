"""The words before and behind a name → office, state and gender: "former Estonian Prime Minister Mrs Kallas"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from demarche.lexicon.knowledge import How, Knowledge, Sense, fold
from demarche.lexicon.load import load_table
from demarche.lexicon.roles import GOVERNMENT, LONGEST_TITLE, load_titles, roles_of
from demarche.record import ActorKind


@cache
def _genders() -> dict[str, str]:
    return {row["word"]: row["gender"] for row in load_table("gendered")}


@dataclass(frozen=True, slots=True)
class Title:
    """What a name's neighbours say of its bearer; `title` is the words that give the roles, `body_code` the code of the body for which he speaks."""

    title: str = ""
    roles: tuple[str, ...] = ()
    country: str | None = None
    gender: str | None = None
    body_code: str = ""
    former: bool = False


def read_title(words: Sequence[str], knowledge: Knowledge) -> Title:
    """The title in a few words, the last of several where there are several."""
    country = None
    body_code = ""
    small = [w.lower().rstrip(".") for w in words]
    gender = next((_genders()[w] for w in small if w in _genders()), None)
    taken: set[int] = set()
    for start in range(len(words)):
        for end in range(min(len(words), start + LONGEST_TITLE), start, -1):
            found = [] if taken & set(range(start, end)) else knowledge.senses(" ".join(words[start:end]))
            if not found or not words[start][:1].isupper():  # "foreign policy chief" is of no magazine "Foreign Policy"
                continue
            sense = found[0]
            body_code = body_code or _code_of_body(sense)
            country = country or sense.known.country
            taken |= set(range(start, end))
            break
    title = _last_title(small)
    roles = roles_of(title, country) if title else ()
    former = bool({"former", "ex", "late", "then", "onetime", "ousted", "deposed"} & set(small)) or any(w.startswith("ex-") for w in small)
    return Title(title, tuple(r.role for r in roles), country, gender, body_code, former)


def _code_of_body(sense: Sense) -> str:
    """Whose spokesman is a body's: "NATO", "State Department"; "Kremlin" and "White House" are governments. A state's adjective names no body."""
    if sense.known.kind is ActorKind.STATE:
        return (sense.known.code or "") + GOVERNMENT if sense.how is How.METONYM and sense.known.code else ""
    return sense.known.code or ""


def _last_title(small: Sequence[str]) -> str:
    """The longest title that ends furthest to the right."""
    titles = load_titles()
    for end in range(len(small), 0, -1):
        for start in range(max(0, end - LONGEST_TITLE), end):
            words = " ".join(small[start:end])
            if words in titles:
                return words
            hyphenless = fold(words)
            if hyphenless in titles:
                return hyphenless
    return ""


def gender_of(word: str) -> str | None:
    """Whether a noun or title tells of a woman (f) or a man (m); None for most words."""
    return _genders().get(word.lower())
