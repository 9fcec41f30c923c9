"""The recipes run as they stand, say what they should, and are in the documentation word for word."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import srsly

import marsad
from tests.conftest import ROOT

RECIPES = ROOT / "examples" / "recipes"
REPORTS = list(srsly.read_jsonl(ROOT / "examples" / "reports.jsonl"))


def run(name: str) -> list[str]:
    """The lines that a recipe prints, run where a reader would run it, with the library that is tested."""
    library = str(Path(marsad.__file__).parents[1])
    result = subprocess.run(
        [sys.executable, str(RECIPES / f"{name}.py")],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([library, os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_the_casualty_parser_alone() -> None:
    lines = run("casualty_parser_alone")
    assert lines[:2] == [
        "killed\t3\t3\t['civilian']\tثلاثة مدنيين",
        "injured\t20\tNone\t['civilian']\tأكثر من 20 آخرين",
    ]
    assert lines[2] == "[('ثلاثة مدنيين', 'killed'), ('أكثر من 20 آخرين', 'injured')]"


def test_pandas() -> None:
    header, *rows = run("pandas_claims")
    assert header.split() == ["report", "harm", "low", "high", "source_name", "place.name", "date.first"]
    assert any("agency-taiz" in row and "killed" in row and "2023-05-15" in row for row in rows)


def test_prodigy() -> None:
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
def test_datasets() -> None:
    lines = [line.split("\t") for line in run("huggingface_datasets")]
    assert [line[0] for line in lines] == [report["id"] for report in REPORTS]
    assert lines[0][1] == "[3]"
    assert all(int(line[2]) > 0 for line in lines)


def test_two_processes() -> None:
    lines = [line.split("\t") for line in run("two_processes")]
    assert [line[:2] for line in lines] == [[report["id"], report["date"]] for report in REPORTS]
    assert all(int(line[2]) > 0 for line in lines)


def test_the_documentation_holds_the_recipes() -> None:
    documentation = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    for recipe in sorted(RECIPES.glob("*.py")):
        assert f"```python\n{recipe.read_text(encoding='utf-8')}```" in documentation, recipe.name
