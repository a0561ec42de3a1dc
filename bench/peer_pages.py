"""Web pages around given texts, as news sites serve them: 40 to 80 kB, of which the article is a tenth or less.

Menus, scripts, styles, tracking, links inside the article, boxes between its paragraphs, teasers, comments, a footer; three layouts in turn.
The same texts give the same pages. The words around the article are ours, drawn from short lists.
"""

from __future__ import annotations

import json
import random
import string
from collections.abc import Iterable
from html import escape

_SECTIONS = "World Politics Europe Africa Asia Americas Business Markets Climate Science Health Culture Travel Sport Opinion Video Podcasts Weather".split()
_PLACES = "harbour valley capital border province museum airport market river suburb island parliament stadium campus village".split()
_THINGS = "budget bridge vote storm festival contract railway school harvest trial merger vaccine rent election strike tunnel forest pipeline".split()
_DEEDS = "divides surprises delays unites worries cheers reshapes tests splits revives".split()
_PRAISE = "honest thorough late one-sided needed strange careful overdue".split()
# (element of the article, its class, class of a teaser, columns before the article)
_LAYOUTS = (
    ("article", "story-body", "teaser", "header"),
    ("div", "article__content", "card card--small", "div"),
    ("main", "post entry-content", "listing", "nav"),
)


def pages(texts: Iterable[str]) -> list[bytes]:
    """A page for each text, whose paragraphs are parted by blank lines and whose first is the headline."""
    return [_page(text, number).encode() for number, text in enumerate(texts)]


def _page(text: str, number: int) -> str:
    draw = random.Random(number)
    title, *paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    element, name, teaser, top = _LAYOUTS[number % len(_LAYOUTS)]
    body = [
        f'<{top} class="site-top">{_menu(draw, 14)}</{top}>',
        f'<{element} class="{name}"><h1>{escape(title)}</h1>{_byline(draw)}{_article(draw, paragraphs)}</{element}>',
        f'<aside class="most-read"><h2>Most read</h2><ol>{_teasers(draw, 10, teaser, "li")}</ol></aside>',
        f'<section id="comments"><h2>Join the conversation</h2>{_comments(draw)}</section>',
        f'<section class="more"><h2>More from this section</h2>{_teasers(draw, draw.randrange(15, 80), teaser, "div")}</section>',
        f"<footer>{_menu(draw, 8)}<p>All rights reserved. Terms of use, privacy and cookies are explained on their own pages.</p></footer>",
        *(_script(draw, draw.randrange(500, 6000)) for _ in range(3)),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>{_head(draw, title, number)}</head>\n<body class="{_word(draw)}">\n' + "\n".join(body) + "\n</body></html>\n"
    )


def _head(draw: random.Random, title: str, number: int) -> str:
    url = f"https://news.example/world/{number}"
    about = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": "2023-03-17T08:00:00Z", "url": url}
    tags = "".join(f'<meta property="og:{k}" content="{escape(v)}">' for k, v in (("title", title), ("url", url), ("site_name", "News Example")))
    links = "".join(f'<link rel="preload" as="script" href="/static/{_word(draw)}.js">' for _ in range(12))
    style = "".join(f".{_word(draw)} .{_word(draw)}{{margin:{draw.randrange(40)}px;color:#{draw.randrange(4096):03x};display:flex}}\n" for _ in range(150))
    ld = f'<script type="application/ld+json">{json.dumps(about)}</script>'
    return f'<meta charset="utf-8"><title>{escape(title)} | News Example</title>{tags}{links}{ld}<style>{style}</style>{_script(draw, 4000)}'


def _menu(draw: random.Random, columns: int) -> str:
    lists = []
    for section in draw.sample(_SECTIONS, columns):
        links = "".join(f'<li class="menu__entry"><a href="/{section.lower()}/{place}">{place.title()}</a></li>' for place in draw.sample(_PLACES, 6))
        lists.append(f'<ul class="menu__list"><li><a href="/{section.lower()}">{section}</a></li>{links}</ul>')
    return f'<nav class="menu">{"".join(lists)}</nav>'


def _byline(draw: random.Random) -> str:
    buttons = "".join(f'<button class="share share--{name}" data-id="{_word(draw)}">{name}</button>' for name in ("mail", "copy", "print"))
    day = '<time datetime="2023-03-17T08:00:00Z">17 March 2023</time>'
    return f'<div class="byline">By <a href="/staff/desk">our foreign desk</a> {day}</div><div>{buttons}</div>'


def _article(draw: random.Random, paragraphs: list[str]) -> str:
    written = []
    for number, paragraph in enumerate(paragraphs):
        words = [escape(word, quote=False) for word in paragraph.split(" ")]
        if number % 2 and len(words) > 6:
            at = draw.randrange(len(words) - 3)
            words[at], words[at + 2] = f'<a href="/topics/{_word(draw)}">{words[at]}', f"{words[at + 2]}</a>"
        written.append(f'<p class="text">{" ".join(words)}</p>')
        if number % 4 == 1:
            written.append(f'<figure><img src="/img/{_word(draw)}.jpg" alt="" width="976" height="549"><figcaption>{_headline(draw)}</figcaption></figure>')
        if number % 4 == 3:
            written.append(
                f'<div class="related"><h3>Related</h3><ul>{_teasers(draw, 3, "related__link", "li")}</ul></div><div class="advert" data-slot="mid"></div>'
            )
    return "\n".join(written)


def _teasers(draw: random.Random, count: int, name: str, element: str) -> str:
    return "\n".join(
        f'<{element} class="{name}"><a href="/news/{_word(draw)}-{draw.randrange(10**7)}"><img src="/img/{_word(draw)}.jpg" loading="lazy" alt="">'
        f'<span class="{name.split()[0]}__title">{_headline(draw)}</span></a><span class="age">{draw.randrange(2, 23)} hours ago</span></{element}>'
        for _ in range(count)
    )


def _comments(draw: random.Random) -> str:
    return "\n".join(
        f'<div class="comment" id="c{number}"><span class="comment__author">reader{draw.randrange(10**4)}</span>'
        f"<p>A {draw.choice(_PRAISE)} piece. The {draw.choice(_THINGS)} in our {draw.choice(_PLACES)} never made the news, and I wonder why.</p>"
        f'<a href="#reply{number}">Reply</a></div>'
        for number in range(draw.randrange(0, 45))
    )


def _headline(draw: random.Random) -> str:
    return f"{draw.choice(_THINGS).title()} in the {draw.choice(_PLACES)} {draw.choice(_DEEDS)} the {draw.choice(_PLACES)}"


def _script(draw: random.Random, length: int) -> str:
    settings = {_word(draw): {_word(draw): draw.randrange(10**6), "on": True} for _ in range(length // 40)}
    return f"<script>window.{_word(draw)}={json.dumps(settings)};(function(w){{w.queue=w.queue||[];w.queue.push(function(){{return 1<2}})}})(window)</script>"


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(string.ascii_lowercase, k=8))
