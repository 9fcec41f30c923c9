"""The project file is a sufficient interface, and the README says what it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import srsly

from tests.conftest import ROOT

PROJECT = srsly.read_yaml(ROOT / "project.yml")
THEIRS = {"${vars.anercorp}"}
"""Other people's data, which a fresh clone does not hold."""


def test_workflows_name_commands() -> None:
    commands = {command["name"] for command in PROJECT["commands"]}
    for steps in PROJECT["workflows"].values():
        assert set(steps) <= commands


def test_every_file_that_a_command_depends_on_exists_or_is_made_before() -> None:
    made: set[str] = set()
    for command in PROJECT["commands"]:
        for dep in command.get("deps", []):
            path = dep.replace("${vars.version}", PROJECT["vars"]["version"])
            assert (ROOT / path).exists() or dep in made | THEIRS, f"{command['name']}: {dep}"
        made |= set(command.get("outputs", []))


def test_the_readme_holds_the_project_table(tmp_path: Path) -> None:
    copy = tmp_path / "README.md"
    copy.write_bytes((ROOT / "README.md").read_bytes())
    subprocess.run([sys.executable, "-m", "spacy", "project", "document", str(ROOT), "--output", str(copy)], check=True)
    assert copy.read_text(encoding="utf-8") == (ROOT / "README.md").read_text(encoding="utf-8")


def test_one_version_everywhere() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{PROJECT["vars"]["version"]}"' in pyproject


def test_the_lock_pins_what_the_project_is_built_on() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert {"spacy==3.8.18", "spacy-transformers==1.4.0", "camel_tools==1.6.0", "torch==2.13.0"} <= set(lock)
