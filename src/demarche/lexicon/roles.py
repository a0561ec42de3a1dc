"""Offices and the titles by which news calls their holders (roles.tsv), and the common nouns that mean somebody (agents.tsv)."""

from dataclasses import dataclass
from functools import cache

from demarche.lexicon.load import load_table

LONGEST_TITLE = 5  # words
GOVERNMENT = "GOV"  # the sector of those who govern
# What stands in an actor's code in place of a country: those of no one state (PLOVER codebook, draft 0.8).
STATELESS = frozenset(("IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "ISM"))


@dataclass(frozen=True, slots=True)
class Role:
    """An office under one of its titles. `countries`: where the title means this office, empty for everywhere."""

    role: str
    sector: str
    countries: frozenset[str]
    unique: bool
    rank: str  # leader, top, vague or ""


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun that means somebody, and what it stands for beside a state's name."""

    noun: str
    sector: str
    stands_for: str


@cache
def load_titles() -> dict[str, tuple[Role, ...]]:
    """Title in small letters → the offices that it can mean."""
    titles: dict[str, list[Role]] = {}
    for row in load_table("roles"):
        role = Role(row["role"], row["sector"], frozenset(filter(None, row["countries"].split("|"))), row["unique"] == "y", row["rank"])
        for title in filter(None, row["titles"].split("|")):
            titles.setdefault(title, []).append(role)
    return {title: tuple(roles) for title, roles in titles.items()}


@cache
def title_openings() -> frozenset[str]:
    """What the first words of a longer title can be: "secretary" and "secretary of" of "secretary of state"."""
    return frozenset(title[:n] for title in load_titles() for n in _borders(title))


@cache
def title_endings() -> frozenset[str]:
    """What the last words of a longer title can be: "state" and "of state"."""
    return frozenset(title[n:] for title in load_titles() for n in _borders(title))


def _borders(title: str) -> list[int]:
    """Where one word of a title can end and the next begin: everywhere but between two letters."""
    return [n for n in range(1, len(title)) if not (title[n - 1].isalnum() and title[n].isalnum())]


def roles_of(title: str, country: str | None) -> tuple[Role, ...]:
    """The offices that a title means in a country; where the country is not known, those that it means anywhere."""
    found = load_titles().get(title, ())
    own = tuple(r for r in found if country and country in r.countries)
    return own or tuple(r for r in found if not r.countries or not country)


@cache
def roles_ranked(*ranks: str) -> frozenset[str]:
    """The roles of a rank: `leader` leads a state, `top` is known abroad by the family name alone, `vague` says too little to tell two people apart."""
    return frozenset(row["role"] for row in load_table("roles") if row["rank"] in ranks)


@cache
def load_agents() -> dict[str, Agent]:
    """The nouns of agents.tsv."""
    return {row["noun"]: Agent(row["noun"], row["sector"], row["stands_for"]) for row in load_table("agents")}
