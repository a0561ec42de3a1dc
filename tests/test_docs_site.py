"""The documentation builds without a warning, loads nothing from outside, and leaves out no command, option, address, setting, table or field."""

import re
import shlex
import shutil
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from fastapi.testclient import TestClient
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace
from typer.testing import CliRunner

import demarche
from conftest import ROOT
from demarche.cli.main import app
from demarche.record import Status
from demarche.settings import Settings
from reference.commands import list_commands, options_of
from reference.endpoints import list_operations
from reference.lexicon import list_tables
from reference.records import comments_of, list_types
from reference.transcripts import commands_of

pytestmark = pytest.mark.filterwarnings("ignore:.*Check CHANGES for Sphinx API")  # what myst-parser should no longer call
DOCS = ROOT / "docs"
FIRST_HOUR = (DOCS / "first-hour.md").read_text("utf-8")
LOADING = ("src", "srcset", "poster", "data", "action")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built pages. A warning is an error."""
    made = tmp_path_factory.mktemp("docs")
    warnings = StringIO()
    with docutils_namespace():
        Sphinx(DOCS, DOCS, made / "html", made / "trees", "html", {"nitpicky": True}, status=None, warning=warnings, freshenv=True).build()
    assert not warnings.getvalue()
    return made / "html"


class _Marks(HTMLParser):
    """The ids of a page, where it leads, and what it loads."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.links, self.loads = set(), set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = {name: value for name, value in attributes if value}
        self.ids.add(found.get("id"))
        self.loads |= {found[name] for name in LOADING if name in found} | ({found["href"]} if tag == "link" and "href" in found else set())
        if tag == "a" and "href" in found:
            self.links.add(found["href"])


@pytest.fixture(scope="module")
def pages(site):
    return {path.relative_to(site).as_posix(): _Marks(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def words_of(site, page):
    """The text of a page without its marks."""
    return unescape(re.sub(r"<[^>]+>", "", (site / page).read_text("utf-8"))).replace("’", "'")


def is_outside(address):
    return bool(urlsplit(address).netloc)


def test_nothing_is_loaded_from_outside(site, pages):
    loads = {(page, address) for page, marks in pages.items() for address in marks.loads if is_outside(address)}
    styles = {(str(p), found) for p in site.rglob("*.css") for found in re.findall(r"(?:url\(['\"]?|@import\s+['\"]?)((?:https?:)?//[^)'\"]+)", p.read_text())}
    assert not loads and not styles


def test_links_and_anchors_lead_somewhere(site, pages):
    broken = []
    for page, marks in pages.items():
        for link in marks.links:
            if is_outside(link) or link.startswith(("mailto:", "data:")):
                continue
            path, _, anchor = link.partition("#")
            target = ((site / page).parent / unquote(path)).resolve().relative_to(site.resolve()).as_posix() if path else page
            if not (site / target).exists() or (anchor and target in pages and unquote(anchor) not in pages[target].ids):
                broken.append((page, link))
    assert not broken


def test_every_page_is_reached_from_the_contents(pages):
    listed = {link.partition("#")[0] for link in pages["index.html"].links}
    assert {p for p in pages if "/" not in p} - {"genindex.html", "search.html"} <= {*listed, "index.html"}


def test_every_command_and_option_is_documented(site, pages):
    said = words_of(site, "commands.html")
    missing = [(name, flag) for name, command in list_commands() for flag in options_of(command) if flag not in said]
    assert not missing
    assert {f"command-{name.replace(' ', '-')}" for name, _ in list_commands()} <= pages["commands.html"].ids
    assert len(list(list_commands())) > len(app.registered_commands)  # those of groups too


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("site.html", [path for _, path, _ in list_operations()]),
        ("settings.html", [f"--{name.replace('_', '-')}" for name in Settings.__dataclass_fields__]),
        ("tables.html", [f"{name}.tsv" for name in list_tables()]),
        ("python.html", [f"demarche.{name}" for name in demarche.__all__]),
        ("record.html", [kind.__name__ for kind in list_types()]),
        ("decisions.html", [path.read_text("utf-8").splitlines()[0].removeprefix("# ")[:30] for path in (DOCS / "decisions").glob("*.md")]),
    ],
)
def test_nothing_is_left_out(site, page, names):
    said = words_of(site, page)
    assert names and not [name for name in names if name not in said]


def test_every_table_is_described():
    schemas = (ROOT / "src/demarche/lexicon/README.md").read_text("utf-8")
    assert not [name for name in list_tables() if f"**{name}.tsv**" not in schemas]


@pytest.mark.parametrize("kind", [k for k in list_types() if hasattr(k, "__dataclass_fields__")], ids=lambda k: k.__name__)
def test_every_field_of_the_record_says_what_it_holds(kind):
    assert set(comments_of(kind)) >= set(kind.__dataclass_fields__)


def test_the_table_of_quality_is_the_one_of_the_readme(site):
    rows = re.findall(r"^\| (.+?) \| [\d.]+ \| [\d.]+ \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(rows) > 40 and not [row for row in rows if row not in words_of(site, "quality.html")]


# What the pages show is run: transcripts while they are built, the rest here.


def test_every_command_of_the_first_hour_is_run():
    typed = re.findall(r"^\$ (demarche .+)$", FIRST_HOUR, re.MULTILINE)
    assert {*typed} - {*commands_of(FIRST_HOUR)} == {"demarche --version", "demarche serve --store crisis.db"}
    assert CliRunner().invoke(app, ["--version"]).output == f"demarche {demarche.__version__}\n"


@pytest.fixture(scope="module")
def crisis(tmp_path_factory):
    """A folder with a store of one article."""
    folder = tmp_path_factory.mktemp("first-hour")
    added = CliRunner().invoke(app, ["add", str(ROOT / "examples/2022-02-08-macron-shuttle.txt"), "--store", str(folder / "crisis.db")])
    assert added.exit_code == 0, added.output
    return folder


def test_the_site_of_the_first_hour_answers_what_is_asked_of_it(crisis, monkeypatch):
    monkeypatch.chdir(crisis)
    answers = []

    def visit(site, **_):
        with TestClient(site, base_url="http://127.0.0.1:8000") as client:
            answers.extend(client.get(address) for address in re.findall(r"^\$ curl '([^']+)'$", FIRST_HOUR, re.MULTILINE))

    monkeypatch.setattr("uvicorn.run", visit)
    (serve,) = re.findall(r"^\$ demarche (serve .+)$", FIRST_HOUR, re.MULTILINE)
    result = CliRunner().invoke(app, shlex.split(serve))
    assert result.exit_code == 0, result.output
    assert [a.status_code for a in answers] == [200, 200]
    assert answers[0].json()["rows"] and answers[1].text.startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda p: p.stem)
def test_the_python_of_the_pages_runs(page, crisis, monkeypatch):
    monkeypatch.chdir(crisis)
    for block in re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        exec(compile(block, str(page), "exec"), {})


ASK = """
from demarche.lexicon.check import check_tables
from demarche.pipeline import open_reader
text = "The council blackballed Belarus on Tuesday. Strait Commissioner Ada Moreno said that two ships had sailed."
record = open_reader()(text, published="2031-05-07")
print(record.events[0].type, [a.role for a in record.actors])
raise SystemExit(*check_tables()[:1])
"""


STATUSES = re.findall(r"^\| (.+\.) \| ([A-Z]+) (`.+`) \|$", (DOCS / "record.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("sentence", "type", "words"), STATUSES)
def test_the_sentences_of_the_page_on_the_record_are_read_as_it_says(reader, sentence, type, words):
    told = [{e.type.value, e.status.value, e.certainty.value, e.change} for e in reader(sentence, published="2022-02-07").events]
    assert any({type, *re.findall(r"`(\w+)`", words)} <= facts for facts in told)


def test_every_status_has_a_sentence():
    assert {status.value for status in Status} <= set(re.findall(r"`(\w+)`", "".join(words for _, _, words in STATUSES)))


def test_the_rows_of_the_page_on_extending_do_what_it_says(tmp_path):
    page = (DOCS / "extending.md").read_text("utf-8")
    package = shutil.copytree(Path(demarche.__file__).parent, tmp_path / "demarche", ignore=shutil.ignore_patterns("static", "__pycache__"))
    rows = re.findall(r":name: row-(\S+)\n\n(.+)\n```", page)
    for table, row in rows:
        with (package / "lexicon" / table).open("a", encoding="utf-8") as stream:
            stream.write(row + "\n")
    said = subprocess.run([sys.executable, "-c", ASK], cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    assert [table for table, _ in rows] == ["frames.tsv", "roles.tsv"]
    assert "REJECT" in said.stdout and "strait commissioner" in said.stdout
