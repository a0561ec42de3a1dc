"""A version is told in one place, has its section in the changelog, and its wheel holds all that Demarche needs."""

import subprocess
import sys
import tarfile
import zipfile

import pytest

import demarche
from conftest import ROOT
from release import (
    LICENCES,
    NotReady,
    build,
    check_changelog,
    check_tree,
    install,
    missing_from_wheel,
    read_sections,
    read_version,
    told_version,
    unwanted_in_sdist,
)

CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    (built,) = build(tmp_path_factory.mktemp("dist"), "--wheel")
    return built


def test_the_version_is_that_of_the_installed_package():
    assert demarche.__version__ == read_version()


def test_the_changelog_has_a_section_for_the_version_and_the_newest_stands_first():
    sections = read_sections(CHANGELOG)
    numbers = [tuple(map(int, s.version.split("."))) for s in sections]
    assert sections[0].version == read_version() and all(s.text for s in sections)
    assert numbers == sorted(set(numbers), reverse=True)
    assert not [s.version for s in sections[1:] if s.when == "unreleased"]


def test_a_changelog_that_is_ready_is_let_through():
    check_changelog("# Changelog\n\n## 0.3.0 (2026-12-01)\n- New.\n\n## 0.2.0 (2026-11-01)\n- Old.\n", "0.3.0")


@pytest.mark.parametrize(
    ("changelog", "why"),
    [
        ("# Changelog\n", "the first section is not that of 0.3.0"),
        ("## 0.2.0 (2026-11-01)\n- Old.\n\n## 0.3.0 (2026-12-01)\n- New.\n", "the first section is not that of 0.3.0"),
        ("## 0.3.0 (unreleased)\n- New.\n", "has no day"),
        ("## 0.3.0\n- New.\n", "has no day"),
        ("## 0.3.0 (2026-12-01)\n\n## 0.2.0 (2026-11-01)\n- Old.\n", "says nothing"),
    ],
)
def test_a_changelog_that_is_not_ready_is_refused_with_its_remedy(changelog, why):
    with pytest.raises(NotReady, match=why):
        check_changelog(changelog, "0.3.0")


def test_a_tree_with_changes_is_refused(tmp_path):
    with pytest.raises(NotReady):
        check_tree(tmp_path)  # no repository
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    check_tree(tmp_path)
    (tmp_path / "new.txt").write_text("new")
    with pytest.raises(NotReady, match=r"new\.txt"):
        check_tree(tmp_path)


def test_the_wheel_holds_the_whole_package_and_its_licences(wheel):
    assert not missing_from_wheel(wheel)
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()
        texts = [archive.read(name).decode() for name in held if name.endswith(tuple(f"licenses/{licence}" for licence in LICENCES))]
    assert texts == [(ROOT / licence).read_text("utf-8") for licence in LICENCES]
    for kind in ("weights/encoder.onnx", "lexicon/frames.tsv", "migrations/versions/v0001_first.py", "templates/base.html", "static/site.css", "fonts/LICENSE"):
        assert [name for name in held if name.endswith(kind)], kind
    assert not [name for name in held if not name.startswith("demarche")]


def test_what_a_wheel_lacks_is_named(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as whole, zipfile.ZipFile(tmp_path / wheel.name, "w") as less:
        for name in whole.namelist():
            if not name.endswith(("NOTICE", "encoder.onnx")):
                less.writestr(name, "")
    assert [name.rpartition("/")[2] for name in missing_from_wheel(tmp_path / wheel.name)] == ["encoder.onnx", "NOTICE"][::-1]


def test_the_wheel_installs_and_tells_its_version(wheel, tmp_path):
    programs = install(wheel, tmp_path / "env", "--no-deps", "--no-index")
    (place,) = (tmp_path / "env/lib").glob("python3*/site-packages")
    (place / "needed.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))  # what it needs, without a network
    assert told_version(programs) == f"demarche {read_version()}"


def test_an_archive_of_the_source_with_what_was_built_is_refused(tmp_path):
    for name in ("src/demarche/run.py", "deploy/secrets/database_password", "crisis.db", "build/docs/index.html", "tests/test_docs.py"):
        path = tmp_path / "demarche-0.3.0" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    with tarfile.open(tmp_path / "made.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "demarche-0.3.0", arcname="demarche-0.3.0")
    found = unwanted_in_sdist(tmp_path / "made.tar.gz")
    assert {"demarche-0.3.0/crisis.db", "demarche-0.3.0/deploy/secrets/database_password", "demarche-0.3.0/build/docs/index.html"} <= set(found)
    assert not [name for name in found if "/src/" in name or "/tests/" in name]
