"""The README's figures are those of the JSON files."""

from __future__ import annotations

import sys

from tests.conftest import ROOT, load_module

sys.path.insert(0, str(ROOT / "scripts"))
report = load_module(ROOT / "scripts" / "report.py")


def test_the_readme_says_what_was_measured() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert report.START in readme
    assert report.END in readme
    assert report.insert(readme, report.tables(ROOT / "evals")) == readme


def test_a_changed_figure_is_noticed() -> None:
    readme = f"before\n{report.START}\n| 0.9 |\n{report.END}\nafter\n"
    assert report.insert(readme, "| 0.8 |") == f"before\n{report.START}\n| 0.8 |\n{report.END}\nafter\n"
