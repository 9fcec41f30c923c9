"""The recipes run as they stand, say what they should, and are in the documentation word for word."""

from __future__ import annotations

import importlib.util
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import srsly

import marsad
from tests.conftest import ROOT

RECIPES = ROOT / "examples" / "recipes"
REPORTS = list(srsly.read_jsonl(ROOT / "examples" / "reports.jsonl"))

Run = Callable[[str], list[str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a recipe where a reader would run it; gives the lines that it prints."""
    monkeypatch.chdir(ROOT)

    def recipe(name: str) -> list[str]:
        runpy.run_path(f"examples/recipes/{name}.py", run_name="__main__")
        return capsys.readouterr().out.splitlines()

    return recipe


def test_the_casualty_parser_alone(run: Run) -> None:
    lines = run("casualty_parser_alone")
    assert lines[:2] == [
        "killed\t3\t3\t['civilian']\tثلاثة مدنيين",
        "injured\t20\tNone\t['civilian']\tأكثر من 20 آخرين",
    ]
    assert lines[2] == "[('ثلاثة مدنيين', 'killed'), ('أكثر من 20 آخرين', 'injured')]"


def test_pandas(run: Run) -> None:
    header, *rows = run("pandas_claims")
    assert header.split() == ["report", "harm", "low", "high", "source_name", "place.name", "date.first"]
    assert any("agency-taiz" in row and "killed" in row and "2023-05-15" in row for row in rows)


def test_prodigy(run: Run) -> None:
    tasks = [json.loads(line) for line in run("prodigy_jsonl")]
    assert [(task["text"], task["meta"]["id"]) for task in tasks] == [(r["text"], r["id"]) for r in REPORTS]
    for task in tasks:
        text, tokens = task["text"], task["tokens"]
        assert [token["id"] for token in tokens] == list(range(len(tokens)))
        assert all(text[token["start"] : token["end"]] == token["text"] for token in tokens)
        assert task["spans"]
        for span in task["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]


@pytest.mark.skipif(
    importlib.util.find_spec("datasets") is None,
    reason="datasets is not installed: its versions pin others of dill, fsspec and huggingface_hub than requirements.lock",
)
def test_datasets(run: Run) -> None:
    lines = [line.split("\t") for line in run("huggingface_datasets")]
    assert [line[0] for line in lines] == [report["id"] for report in REPORTS]
    assert lines[0][1] == "[3]"
    assert all(int(line[2]) > 0 for line in lines)


def test_two_processes() -> None:
    # In a process of its own: a fork of this one would take along threads that other tests started.
    library = str(Path(marsad.__file__).parents[1])
    command = [sys.executable, "examples/recipes/two_processes.py"]
    result = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": library}, capture_output=True, encoding="utf-8", check=True
    )
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert [line[:2] for line in lines] == [[report["id"], report["date"]] for report in REPORTS]
    assert all(int(line[2]) > 0 for line in lines)


def test_the_documentation_holds_the_recipes() -> None:
    documentation = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    for recipe in sorted(RECIPES.glob("*.py")):
        assert f"```python\n{recipe.read_text(encoding='utf-8')}```" in documentation, recipe.name
