"""Whom an article credits: the news agency whose story it is, and where its outlet sits."""

import re
from functools import cache

from demarche.lexicon.knowledge import Knowledge
from demarche.lexicon.load import load_table
from demarche.record import ActorKind, Article, PartKind

_HEAD = 600  # characters in which a story credits its agency
_TAIL_WORDS = 14  # of a last line that is a credit
_CREDITING = frozenset((PartKind.CREDIT, PartKind.BYLINE, PartKind.DATELINE))


def find_agency(article: Article) -> str | None:
    """The news agency that an article credits by its outlet, byline, dateline or a credit; None where it credits none."""
    if article.outlet and (known := agency_names().get(article.outlet)):
        return known
    text = article.text
    for part in article.parts:
        if part.kind in _CREDITING and (found := _named().search(text, part.start, part.end)):
            return agency_names()[found[0]]
    lines = [line for line in text.splitlines() if line.strip()]
    bracketed = _bracketed().search(text[:_HEAD]) or (_bracketed().search(lines[-1]) if lines else None)
    if bracketed:
        return agency_names()[bracketed[1]]
    if lines and len(lines[-1].split()) <= _TAIL_WORDS and lines[-1].rstrip()[-1:] not in '."”' and (found := _named().search(lines[-1])):
        return agency_names()[found[0]]
    return None


def find_country(outlet: str | None, knowledge: Knowledge) -> str | None:
    """The country where an outlet sits; None for one that the knowledge base does not know."""
    senses = knowledge.senses(outlet) if outlet else ()
    return next((s.known.country for s in senses if s.known.kind is ActorKind.MEDIA), None)


@cache
def agency_names() -> dict[str, str]:
    """News agencies by each of their names, as lexicon/organisations.tsv has them."""
    rows = [r for r in load_table("organisations") if r["kind"] == "media" and "agency" in r["nouns"]]
    return {name: r["name"] for r in rows for name in (r["name"], *filter(None, r["aliases"].split("|")))}


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives()})\b")


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(rf"\((?:[^()]{{0,20}}[ /])?({_alternatives()})(?:[ /,][^()]{{0,30}})?\)")


def _alternatives() -> str:
    return "|".join(re.escape(n) for n in sorted(agency_names(), key=lambda n: (-len(n), n)))
