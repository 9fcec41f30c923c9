"""``marsad extract``: every record comes out, as a result or as an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language
from typer.testing import CliRunner

from marsad.cli import app, process
from marsad.reading import Failure, Report, read
from marsad.table import figure

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_examples_give_claims(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    result = CliRunner().invoke(app, ["extract", str(EXAMPLES), "-o", str(output)])
    assert result.exit_code == 0, result.output
    documents = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    reports = [item for item in read([str(EXAMPLES)]) if isinstance(item, Report)]
    assert [document["id"] for document in documents] == [report.id for report in reports]
    assert [document["text"] for document in documents] == [report.text for report in reports]
    assert all(document["claims"] for document in documents)


def test_table_holds_every_figure_and_its_source() -> None:
    runner = CliRunner()
    documents = [json.loads(line) for line in runner.invoke(app, ["extract", str(EXAMPLES)]).stdout.splitlines()]
    table = runner.invoke(app, ["extract", str(EXAMPLES), "--format", "table"], env={"COLUMNS": "200"}).stdout
    for document in documents:
        assert document["id"] in table
        for claim in document["claims"]:
            assert figure(claim) in table


def test_an_unknown_model_is_said_plainly() -> None:
    result = CliRunner().invoke(app, ["extract", str(EXAMPLES), "--model", "no_such_pipeline"])
    assert result.exit_code == 2
    assert "no_such_pipeline" in result.output


def test_a_failing_document_costs_itself(rules: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    parser = rules.get_pipe("casualty_parser")
    annotate = parser.annotate
    monkeypatch.setattr(parser, "annotate", lambda doc: annotate(doc) if "قنبلة" not in doc.text else 1 / 0)
    items = [Report("1", "قتل شخصان."), Failure("2", "gone"), Report("3", "قنبلة"), Report("4", "جرح خمسة رجال.")]
    documents = list(process(rules, items))
    assert [document["id"] for document in documents] == ["1", "2", "3", "4"]
    assert [bool(document.get("casualties")) for document in documents] == [True, False, False, True]
    assert documents[1]["error"] == "gone"
    assert "ZeroDivisionError" in documents[2]["error"]


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "expected"),
    [
        (19, 19, "exact", "19"),
        (600, None, "more_than", "> 600"),
        (None, 50, "at_most", "≤ 50"),
        (20, 30, "between", "20–30"),
    ],
)
def test_figures_in_signs(low: int | None, high: int | None, qualifier: str, expected: str) -> None:
    assert figure({"low": low, "high": high, "qualifier": qualifier}) == expected
