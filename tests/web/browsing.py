"""A site on a port, and Debian's chromium to look at it with: the page's dialogs, messages and requests are kept."""

import shutil
import socket
import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import sync_playwright

from demarche.web.app import make_app

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PICTURED = ("/timeline", "/network", "/map", "/figures")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: `make test` installs it where it may")


@contextmanager
def serving(archive, **options):
    """The address of the archive's site, while it is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = uvicorn.Server(uvicorn.Config(make_app(archive, address=address, **options), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield address
    server.should_exit = True
    thread.join(10)


class Watched:
    """A page with what happened on it that should not have."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.faults = []
        page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: self.faults.append(f"console: {message.text}") if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", lambda request: None if request.url.startswith((address, "data:", "blob:")) else self.faults.append(f"leaves: {request.url}"))
        page.add_init_script("document.addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))")

    def open(self, path):
        pictured = path.startswith(PICTURED)  # their data comes behind the page
        self.page.goto(self.address + path, wait_until="networkidle" if pictured else "load")
        return self.page


@contextmanager
def browser(address, **context):
    """A fresh browser on the site."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = chromium.new_context(**context).new_page()
        yield Watched(page, address)
        chromium.close()
