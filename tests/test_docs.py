"""What the README says is true: its commands run, and every command, option, make target and setting is named in it."""

import re
import shlex

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from demarche.cli.main import app
from demarche.settings import Settings

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [c.strip() for c in re.findall(r"^\$? ?demarche (.+?)(?:\s{2,}#.*)?$", README, re.MULTILINE)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the examples, in which the commands run in the order of the README: later ones ask the store that an earlier one made."""
    made = tmp_path_factory.mktemp("readme")
    (made / "examples").symlink_to(ROOT / "examples")
    return made


@pytest.mark.parametrize("command", [c for c in COMMANDS if ("examples" in c or "--store crisis.db" in c) and ">" not in c])
def test_the_commands_of_the_readme_run(command, folder, monkeypatch):
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(app, shlex.split(command))
    assert result.exit_code == 0, result.output


def test_there_are_commands_in_the_readme():
    assert len(COMMANDS) >= 3


@pytest.mark.parametrize("name", [c.name for c in app.registered_commands])
def test_every_command_is_in_the_readme(name):
    assert f"demarche {name}" in README


@pytest.mark.parametrize("name", list(Settings.__dataclass_fields__))
def test_every_setting_is_in_the_readme(name):
    assert f"--{name.replace('_', '-')}" in README


@pytest.mark.parametrize("target", re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
def test_every_make_target_is_in_the_readme(target):
    assert f"make {target}" in README
