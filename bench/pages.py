"""Prints how many web pages a second are read on one core: `python bench/pages.py [--pages N]`.

The pages are made here: a story of some 600 words between menus, teasers and comments, in 60 KB of markup. They are read as they are
kept, let go by the gate, and let go for their language; the second and third way are what most of an archive goes.
"""

import argparse
import tempfile
import time
from pathlib import Path

from demarche.ingest.blocks import Block, read_block
from demarche.ingest.metadata import Metadata
from demarche.ingest.steps import Steps
from demarche.settings import Settings

ENGLISH = "The ministers of the {n} states met in Vienna on day {i} and agreed that the talks about the border would go on before the end of the year."
GERMAN = "Die Minister der {n} Staaten trafen sich am Tag {i} in Wien und vereinbarten, die Gespräche über die Grenze noch vor Ende des Jahres fortzusetzen."
LINK = '<li class="menu-item"><a href="/section/{i}/story-{n}" class="link link--small" data-track="nav-{i}"><span>Section {i}</span></a></li>'
TEASER = '<div class="teaser"><a href="/t/{i}"><img src="/i/{i}.jpg" alt=""><h3>Story {i} of day {n}</h3></a><p>Read what was said on day {n}.</p></div>'


def make_page(number: int, sentence: str) -> str:
    """One page; its words differ from those of the next."""
    story = "".join(f"<p>{sentence.format(n=number, i=i)}</p>" for i in range(24))
    menu = "".join(LINK.format(i=i, n=number) for i in range(120))
    teasers = "".join(TEASER.format(i=i, n=number) for i in range(60))
    script = "<script>" + "window.page = window.page || {};" * 400 + "</script>"
    head = f'<head><meta charset="utf-8"><title>Talks, day {number}</title><meta property="article:published_time" content="2022-02-07">{script}</head>'
    article = f'<article class="article"><h1>Talks, day {number}</h1>{story}</article>'
    return f'<!DOCTYPE html><html lang="en">{head}<body><nav><ul>{menu}</ul></nav>{article}<aside>{teasers}</aside></body></html>'


def measure(folder: Path, count: int, sentence: str, reason: str | None) -> tuple[float, Steps]:
    """Pages a second of CPU time, and where the time went."""
    files = []
    for number in range(count):
        files.append(folder / f"{number}.html")
        files[-1].write_text(make_page(number, sentence), "utf-8")
    steps = Steps()
    began = time.process_time()
    found = list(read_block(Block(tuple(map(str, files))), Metadata(), Settings(), gate=lambda text, title: reason, steps=steps))
    assert len(found) == count
    return count / (time.process_time() - began), steps


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=300)
    count = arguments.parse_args().pages
    print(f"{len(make_page(1, ENGLISH)) / 1000:.0f} KB a page")
    for name, sentence, reason in (
        ("warming up", ENGLISH, None),
        ("kept", ENGLISH, None),
        ("let go by the gate", ENGLISH, "off topic"),
        ("other language", GERMAN, None),
    ):
        with tempfile.TemporaryDirectory() as folder:
            rate, steps = measure(Path(folder), count if name != "warming up" else 20, sentence, reason)
        times = ", ".join(f"{step} {tally.seconds / tally.entered * 1000:.2f} ms" for step, tally in steps.by_name.items())
        print(f"{name}: {rate:.0f} pages/s ({times})")


if __name__ == "__main__":
    main()
