"""``marsad extract``: every record comes out, as a result or as an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language
from typer.testing import CliRunner

from marsad.cli import app
from marsad.extraction import outcomes, parallel_outcomes, process
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


def test_processes_give_what_one_gives_in_order(nlp: Language) -> None:
    reports = [Report(str(n), f"أعلن مصدر طبي مقتل {n + 3} أشخاص في حلب.", "2024-03-05") for n in range(150)]
    items = [*reports[:70], Failure("bad", "gone"), *reports[70:]]
    assert list(parallel_outcomes("ar_conflict_news_sm", items, 2)) == list(outcomes(nlp, items))


def test_the_words_of_one_batch_are_not_kept_for_the_next(rules: Language) -> None:
    list(process(rules, [Report("a", "قتل 98761 شخصا في حلب.")]))
    assert "98761" not in rules.vocab.strings


def test_columns_and_date_by_option(tmp_path: Path) -> None:
    source, output = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text("nr,body\n7,قتل ثلاثة أشخاص في حلب أمس.\n", encoding="utf-8")
    columns = ["--id-column", "nr", "--text-column", "body"]
    result = CliRunner().invoke(app, ["extract", str(source), "-o", str(output), *columns, "--date", "2024-03-05"])
    assert result.exit_code == 0, result.output
    assert result.stderr == ""  # no bar where no terminal is
    document = json.loads(output.read_text(encoding="utf-8"))
    assert document["id"] == "7"
    assert document["claims"][0]["date"]["first"] == "2024-03-04"


def test_store_by_ending_and_status(tmp_path: Path) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.duckdb"
    source.write_text('{"id": "a", "text": "قتل شخصان في حلب."}\n{bad\n', encoding="utf-8")
    for _ in range(2):
        result = CliRunner().invoke(app, ["extract", str(source), "-o", str(output)])
        assert result.exit_code == 1
        assert f"{source}:2: not JSON" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ["-o", "{}/out.jsonl.gz"],
        ["-o", "{}/none/out.jsonl"],
        ["-o", "{}/out.csv", "--format", "table"],
        ["--date", "05/03/2024"],
        ["--n-process", "0"],
    ],
)
def test_usage_errors(tmp_path: Path, options: list[str]) -> None:
    result = CliRunner().invoke(app, ["extract", str(EXAMPLES), *(option.format(tmp_path) for option in options)])
    assert result.exit_code == 2
    assert not isinstance(result.exception, OSError)
    assert not list(tmp_path.iterdir())


def test_an_output_in_the_folder_that_is_read_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "قتل شخصان."}\n', encoding="utf-8")
    output = tmp_path / "out.jsonl"
    for _ in range(2):
        assert CliRunner().invoke(app, ["extract", str(tmp_path), "-o", str(output)]).exit_code == 0
    assert len(output.read_text(encoding="utf-8").splitlines()) == 1


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
