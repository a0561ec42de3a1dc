"""Builds and checks a version: `make release`, or `python deploy/release.py`. What it looks for, and what comes before and after: docs/releasing.md."""

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
LICENCES = ("LICENSE", "NOTICE")
_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)(?: \((.+)\))?$", re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What an archive of the source must not hold: what was built, what is secret, what belongs to one machine.
_NEVER = re.compile(r"(^|/)(build|dist|secrets|\.venv|\.git|__pycache__|\.env)(/|$)|\.(db|pyc)$")


class NotReady(Exception):
    """The version can't be released; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Section:
    """One version's part of the changelog. `when`: its day, "unreleased", or None."""

    version: str
    when: str | None
    text: str


def read_version(root: Path = ROOT) -> str:
    """The version, from the one place where it stands."""
    return str(tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def read_sections(changelog: str) -> list[Section]:
    """The versions of a changelog, in its order."""
    _, *pieces = _HEADING.split(changelog)  # version, day and text of each, one after the other
    return [Section(version, when, text.strip()) for version, when, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)]


def check_changelog(changelog: str, version: str) -> None:
    """Raises NotReady where the changelog does not begin with a section of this version, with a day and some lines."""
    sections = read_sections(changelog)
    if not sections or sections[0].version != version:
        raise NotReady(
            f"CHANGELOG.md: the first section is not that of {version}. Write `## {version} (YYYY-MM-DD)` at its top, or mend the version in pyproject.toml."
        )
    if not sections[0].when or not _DAY.fullmatch(sections[0].when):
        raise NotReady(f"CHANGELOG.md: {version} has no day. Write `## {version} (YYYY-MM-DD)`.")
    if not sections[0].text:
        raise NotReady(f"CHANGELOG.md: {version} says nothing. Say what users can now do.")


def check_tree(root: Path = ROOT) -> None:
    """Raises NotReady where something is not committed."""
    changed = _run("git", "-C", str(root), "status", "--porcelain").stdout
    if changed:
        raise NotReady(f"the tree has changes that are not committed:\n{changed}Commit them, or put them away.")


def build(out: Path, *kinds: str, root: Path = ROOT) -> list[Path]:
    """Builds the sdist and the wheel, or one of them ("--wheel"), into a folder, without a network."""
    _run(sys.executable, "-m", "build", "--no-isolation", *kinds, "--outdir", str(out), str(root))
    return sorted(out.glob(f"demarche-{read_version(root)}*"))


def missing_from_wheel(wheel: Path, root: Path = ROOT) -> list[str]:
    """What the wheel lacks: the licences, and whatever lies in the package: weights, tables, migrations, templates, scripts, fonts."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    about = f"demarche-{read_version(root)}.dist-info"
    wanted = {*_package_files(root), *(f"{about}/licenses/{name}" for name in LICENCES), f"{about}/entry_points.txt"}
    return sorted(wanted - held)


def _package_files(root: Path) -> Iterator[str]:
    tracked = _run("git", "-C", str(root), "ls-files", "src/demarche").stdout.splitlines()
    yield from (path.removeprefix("src/") for path in tracked)


def unwanted_in_sdist(sdist: Path) -> list[str]:
    """What lies in the archive of the source and should not."""
    with tarfile.open(sdist) as archive:
        return sorted(name for name in archive.getnames() if _NEVER.search(name.partition("/")[2]))


def install(wheel: Path, folder: Path, *options: str) -> Path:
    """An empty environment with nothing but the wheel and what it asks for; returns its folder of programs. `options` are pip's."""
    _run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    _run(sys.executable, "-m", "pip", "--python", str(folder / "bin/python"), "install", "--quiet", *options, str(wheel))
    return folder / "bin"


def told_version(programs: Path) -> str:
    """What `demarche --version` says in an environment, whatever PYTHONPATH says."""
    return _run(str(programs / "python"), "-I", str(programs / "demarche"), "--version").stdout.strip()


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReady(f"{' '.join(command)}: status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done


def release() -> None:
    """All the steps, in their order. Raises NotReady at the first that fails."""
    version = read_version()
    check_tree()
    check_changelog((ROOT / "CHANGELOG.md").read_text("utf-8"), version)
    sdist, wheel = sorted(build(ROOT / "dist"), key=lambda path: path.suffix == ".whl")
    if missing := missing_from_wheel(wheel):
        raise NotReady(f"{wheel.name} lacks {', '.join(missing)}.")
    if unwanted := unwanted_in_sdist(sdist):
        raise NotReady(f"{sdist.name} holds {', '.join(unwanted)}.")
    with TemporaryDirectory() as folder:
        told = told_version(install(wheel, Path(folder)))
    if told != f"demarche {version}":
        raise NotReady(f"`demarche --version` says {told!r} where {wheel.name} was installed.")
    for path in (sdist, wheel):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.1f} MB")
    print(f"{version} is built and checked. What is left: git tag -a v{version} -m 'Version {version}'")


if __name__ == "__main__":
    try:
        release()
    except NotReady as reason:
        sys.exit(f"release: {reason}")
