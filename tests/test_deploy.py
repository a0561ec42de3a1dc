"""The containers, as far as can be told without an engine: the files are valid, keep secrets out, and name only what is there."""

import json
import re
import shlex
import subprocess
import tomllib
from importlib.util import find_spec

import jsonschema
import pytest
import typer
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from fastapi.testclient import TestClient

from conftest import ROOT
from demarche.archive import open_archive
from demarche.cli.main import app
from demarche.web.app import make_app

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES = COMPOSE["services"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
README = (DEPLOY / "README.md").read_text("utf-8")
COMMANDS = typer.main.get_command(app).commands
# What the engine of archives and the follower of feeds bring; checked as soon as they are there. Option → how many values it takes.
COMING_OPTIONS = {"--engine": 1, "--scheduler": 1, "--parts": 1, "--resume": 0}
COMING_COMMANDS = ("follow",)
COMING_EXTRAS = ("dask",)


def test_compose_keeps_the_schema_of_the_compose_specification():
    jsonschema.validate(COMPOSE, get_builtin_schema("vendor.compose-spec"))


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_an_image_limits_no_rights_and_a_health_check(name):
    service = SERVICES[name]
    limits = service["deploy"]["resources"]["limits"]
    assert service["image"] and ("build" in service or service.get("pull_policy") == "never" or ":" in service["image"])
    assert limits["cpus"] and limits["memory"]
    assert service["read_only"] and service["cap_drop"] == ["ALL"] and service["security_opt"] == ["no-new-privileges:true"]
    assert service["healthcheck"].get("test") or service["restart"] == "no"
    assert "privileged" not in service and "network_mode" not in service and service["networks"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_names_only_what_is_there(name):
    service = SERVICES[name]
    sources = [volume.partition(":")[0] for volume in service.get("volumes", []) if not volume.startswith(("$", "."))]
    assert set(sources) <= set(COMPOSE["volumes"])
    assert set(service["networks"]) <= set(COMPOSE["networks"]) and set(service.get("secrets", [])) <= set(COMPOSE["secrets"])
    waited = service.get("depends_on", {})
    assert all(w["condition"] == "service_healthy" and SERVICES[n]["healthcheck"].get("test") for n, w in waited.items())


def test_no_secret_stands_in_the_files():
    environments = [variable for service in SERVICES.values() for variable in service.get("environment", {}).items()]
    assert not [name for name, value in environments if "PASSWORD" in name and not name.endswith("_FILE")]
    assert all(value.startswith("/run/secrets/") for name, value in environments if name.endswith("_FILE"))
    assert not re.search(r"://\w+:[^@\s]+@", (DEPLOY / "compose.yaml").read_text("utf-8") + DOCKERFILE)
    assert "deploy/secrets/" in (ROOT / ".gitignore").read_text("utf-8")


def test_only_the_site_can_be_reached_and_from_this_machine_only():
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {"site": ["127.0.0.1:${SITE_PORT:-8000}:8000"]}
    assert {name for name, service in SERVICES.items() if "outside" in service["networks"]} == {"site", "follow"}
    assert COMPOSE["networks"]["inside"] == {"internal": True}


# Command lines.


def lines_of_readme():
    return [shlex.split(line, comments=True) for line in re.findall(r"^\$ docker compose run --rm (?:--volume \S+ )?site (demarche .+)$", README, re.MULTILINE)]


def image_command():
    return json.loads(re.findall(r"^CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)[0])


def parse(words):
    """Parses `demarche …` as the command line would, without running it. What is still to come is left out."""
    name, *arguments = words[1:]
    if name in COMING_COMMANDS and name not in COMMANDS:
        pytest.skip(f"demarche {name} is still to come")
    command = COMMANDS[name]
    while hasattr(command, "commands"):
        command, *arguments = command.commands[arguments[0]], *arguments[1:]
    known = {flag for parameter in command.params for flag in parameter.opts}
    for flag, values in COMING_OPTIONS.items():
        if flag in arguments and flag not in known:
            at = arguments.index(flag)
            del arguments[at : at + 1 + values]
    command.make_context(name, arguments)


@pytest.mark.parametrize(
    "words",
    [*(s["command"] for s in SERVICES.values() if s.get("command", [""])[0] == "demarche"), *lines_of_readme(), image_command()],
    ids=" ".join,
)  # fmt: skip
def test_the_command_lines_are_those_of_demarche(words):
    parse(words)


def test_a_wrong_command_line_would_be_found():
    with pytest.raises(Exception, match="--no-such-option"):
        parse(["demarche", "serve", "--no-such-option"])


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_the_command_lines_of_dask_are_those_of_dask(name):
    if not find_spec("distributed"):
        pytest.skip("Dask is not installed")
    from distributed.cli import dask_scheduler, dask_worker

    program, kind, *arguments = SERVICES[name]["command"]
    assert (program, kind) == ("dask", name)
    {"scheduler": dask_scheduler, "worker": dask_worker}[name].main.make_context(kind, arguments)


@pytest.mark.parametrize("words", re.findall(r"^\$ docker compose ([^|\n]+)", README, re.MULTILINE))
def test_the_readme_speaks_of_services_that_there_are(words):
    named = {w for w in shlex.split(words.partition(" demarche ")[0], comments=True) if w in SERVICES}
    assert named or re.match(r"(build|ps|up --detach|--profile follow up)", words)


# The image.


def test_what_the_image_is_built_from_is_there_and_not_ignored():
    ours = re.findall(r"^COPY (?!--from)(?:--\S+ )*(.+) \S+$", DOCKERFILE, re.MULTILINE)
    copied = {path for line in ours for path in line.split()}
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert copied == let_in and all((ROOT / path).exists() for path in copied)


def test_the_image_installs_wheels_only_and_runs_without_rights():
    assert "--only-binary :all:" in DOCKERFILE and DOCKERFILE.count("FROM ") == 2
    final = DOCKERFILE.rpartition("FROM ")[2]
    assert "pip" not in final and "apt-get" not in final and re.search(r"^USER demarche$", final, re.MULTILINE)


def test_the_extras_of_the_image_are_those_of_the_package():
    extras = re.search(r"whl\)\[([\w,]+)\]", DOCKERFILE)[1].split(",")
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert not set(extras) - set(known) - set(COMING_EXTRAS)


def test_the_version_of_the_image_is_that_of_the_package():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert {s["image"] for n, s in SERVICES.items() if n != "database"} == {f"demarche:${{DEMARCHE_VERSION:-{version}}}"}


def test_the_page_that_tells_whether_the_site_is_healthy_needs_no_token(tmp_path):
    (page,) = set(re.findall(r"http://127\.0\.0\.1:8000(/[\w-]*)", DOCKERFILE + " ".join(SERVICES["site"]["healthcheck"]["test"])))
    with open_archive(tmp_path / "crisis.db") as archive, TestClient(make_app(archive, tokens=True), base_url="http://127.0.0.1:8000") as client:
        assert client.get(page).status_code == 200
        assert client.get("/timeline.json").status_code == 401


@pytest.mark.parametrize("written", ["a secret\n", "a secret"])
def test_the_password_of_the_database_comes_from_its_file(tmp_path, written):
    (tmp_path / "password").write_text(written)
    command = ["sh", str(DEPLOY / "entrypoint.sh"), "sh", "-c", 'printf %s "${PGPASSWORD-none}"']
    with_file = subprocess.run(command, env={"PATH": "/usr/bin:/bin", "DATABASE_PASSWORD_FILE": str(tmp_path / "password")}, capture_output=True, check=True)
    without = subprocess.run(command, env={"PATH": "/usr/bin:/bin"}, capture_output=True, check=True)
    assert (with_file.stdout, without.stdout) == (b"a secret", b"none")
