"""Who is who: mentions paired with gold by the scorer's own rule, names linked to the knowledge base, codes of single mentions."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterable
from datetime import datetime

from demarche.facts.actors.find import find_actors
from demarche.facts.named import Named
from demarche.language.document import Document
from demarche.lexicon.knowledge import Knowledge, Known, fold, load_knowledge
from demarche.lexicon.roles import STATELESS

NAMED = ("PROPN", "NAM")


def wiki_title(mention: dict) -> str:
    """The Wikipedia or DBpedia name of a gold mention, "" for none."""
    title = str(mention.get("wiki") or mention.get("link") or "")
    return urllib.parse.unquote(title.rsplit("/", 1)[-1]).replace("_", " ")


def known_under(title: str, knowledge: Knowledge) -> set[str]:
    """The ids of the entries that the knowledge base holds under a Wikipedia title."""
    plain = re.sub(r" \(.*", "", title)
    found = {s.known.id for s in knowledge.by_name.get(fold(plain), []) if s.how.value == "name"}
    exact = {i for i in found if _title_of(i, knowledge, plain) == fold(title)}
    return exact or found


def _title_of(id_: str, knowledge: Knowledge, name: str) -> str:
    known: Known = next(s.known for s in knowledge.by_name[fold(name)] if s.known.id == id_)
    return fold((known.wikipedia or known.name).replace("_", " "))


def linked_names(gold: list[dict], documents: Iterable[tuple[Document, str | None]]) -> tuple[int, int, list[str]]:
    """Right links, and all named mentions whose title the knowledge base holds; and the wrong ones in words."""
    knowledge = load_knowledge()
    right = total = 0
    wrong = []
    for row, (document, day) in zip(gold, documents, strict=True):
        named = find_actors(document, day)
        for m in row["mentions"]:
            title = wiki_title(m)
            if (m.get("pos") or m.get("syntactic_type")) not in NAMED or not title:
                continue
            wanted = known_under(title, knowledge)
            if wanted:
                total += 1
                found = actor_at(named, m["start"], m["end"])
                ok = found is not None and found.known_id in wanted
                right += ok
                if not ok:
                    wrong.append(f"{row['doc_id']}: {m['text']} | gold {title} | {found.actor.name if found else None} {found.known_id if found else ''}")
    return right, total, wrong


def actor_at(named: list[Named], start: int, end: int) -> Named | None:
    """The actor with the mention that overlaps a stretch best."""
    best: tuple[float, int] | None = None
    for i, n in enumerate(named):
        for m in n.actor.mentions:
            both = min(m.end, end) - max(m.start, start)
            if both > 0:
                share = both / (max(m.end, end) - min(m.start, start))
                best = max(best or (0.0, 0), (share, -i))
    return named[-best[1]] if best else None


def day_of(date: str | None) -> str | None:
    """A gold row's date as ISO: "12 April 2022" → "2022-04-12"."""
    if not date or date[:4].isdigit():
        return date
    return datetime.strptime(date, "%d %B %Y").date().isoformat()


def code_row(id_: str, document: Document, day: str | None) -> dict:
    """What the reader makes of a mention that stands alone: the actor around the phrase's head word."""
    named = find_actors(document, day)
    head = next((i for i, t in enumerate(document.tokens) if t.head < 0), 0)
    inside = [(p.start <= head < p.end, p.end - p.start, n, code) for n in named for p, code in zip(n.phrases, n.codes, strict=True)]
    if not inside:
        return {"id": id_}
    _, _, found, code = max(inside, key=lambda i: i[:2])
    country = found.actor.country or ((code or "")[:3] if (code or "")[:3] in STATELESS else None)
    return {"id": id_, "country": country, "code": code, "name": found.title or found.actor.name}
