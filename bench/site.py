"""Prints how fast the site answers and paints: `python bench/site.py --store build/growth.db [--today 2023-06-23] [--shots FOLDER]`.

Server: milliseconds of the second request, on loopback, whole body. First paint: what chromium reports as first contentful paint, of a fresh page.
A store of 100,000 articles is made by `python bench/growth.py --articles 100000 --store build/growth.db`.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

import uvicorn
from playwright.sync_api import sync_playwright

from demarche.archive import Archive, open_archive
from demarche.run.limits import keep_loaded
from demarche.web.app import make_app
from demarche.web.looks import NAVIGATION

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
OTHERS = ("/stances", "/relations", "/changes", "/search?q=ministers", "/decisions", "/agenda.ics")


def serve(archive: Archive) -> str:
    """The address of the archive's site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(archive), host="127.0.0.1", port=port, log_level="error"))
    keep_loaded()
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    return f"http://127.0.0.1:{port}"


def paths_of(archive: Archive) -> list[str]:
    """Every page, one busy event, actor and article among them."""
    events = archive.timeline(limit=200, newest_first=True)
    busiest = max(events, key=lambda e: e.reports)
    actor = archive.actors(limit=1)[0]
    things = (f"/events/{busiest.id}", f"/actors/{quote(actor.id, safe='')}", f"/articles/{busiest.sources[0].key}", f"/timeline?actor={quote(actor.name)}")
    return [*(a for _, a in NAVIGATION), *OTHERS, *things]


def server_ms(address: str) -> float:
    """Milliseconds of the second of two requests."""
    for _ in range(2):
        began = time.perf_counter()
        with urllib.request.urlopen(urllib.request.Request(address, headers={"accept": "text/html"})) as answer:
            answer.read()
        taken = 1000 * (time.perf_counter() - began)
    return taken


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--store", default="build/growth.db")
    arguments.add_argument("--today")
    arguments.add_argument("--shots", type=Path)
    options = arguments.parse_args()
    archive = open_archive(options.store, create=False, today=options.today)
    address = serve(archive)
    paths = paths_of(archive)
    served = {path: server_ms(address + path) for path in paths}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for path in paths:
            painted = "" if "." in path.rpartition("/")[2].partition("?")[0] else paint(chromium, address + path, path, options.shots)
            print(f"{path[:60]:60} server {served[path]:6.0f} ms   {painted}", flush=True)
        chromium.close()


def paint(chromium, address: str, path: str, shots: Path | None) -> str:
    """The first contentful paint of a fresh page, and its picture."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address, wait_until="load")
    page.wait_for_timeout(800)
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(shots / f"{quote(path.strip('/') or 'today', safe='')[:40]}.png"))
    page.context.close()
    return f"first paint {first:5.0f} ms"


if __name__ == "__main__":
    main()
