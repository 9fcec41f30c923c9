"""JSON lines become training data that spaCy trains on; what is wrong with a line costs that line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from tests.conftest import ROOT, load_module

from_jsonl = load_module(ROOT / "scripts" / "from_jsonl.py")
TEXT = "قالت لجنة الحي إن وفدا وصل إلى حلب"  # "the quarter's committee said that a delegation had arrived in Aleppo"
GOOD: dict[str, Any] = {
    "text": TEXT,
    "spans": [{"start": 31, "end": 34, "label": "GPE"}, {"start": 5, "end": 14, "label": "ORG"}],
}


class Done(NamedTuple):
    """What a run of the script left behind."""

    code: int
    out: str
    err: str
    output: Path

    @property
    def docs(self) -> list[Doc]:
        return list(DocBin().from_disk(self.output).get_docs(spacy.blank("ar").vocab))


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    def run_(*lines: str | bytes) -> Done:
        source, output = tmp_path / "own.jsonl", tmp_path / "out" / "own.spacy"
        source.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
        with pytest.raises(SystemExit) as end:
            from_jsonl.main(source, output)
        captured = capsys.readouterr()
        return Done(int(end.value.code or 0), captured.out, captured.err, output)

    return run_


def span(start: Any, end: Any, label: Any = "GPE") -> str:
    return json.dumps({"text": TEXT, "spans": [{"start": start, "end": end, "label": label}]})


def test_spans_become_entities() -> None:
    text = from_jsonl.read_line(json.dumps(GOOD | {"id": 7, "date": "2024-03-05"}), 1)
    assert (text.id, text.date) == ("7", "2024-03-05")
    assert [(TEXT[start:end], label) for start, end, label in text.entities] == [("لجنة الحي", "ORG"), ("حلب", "GPE")]


def test_no_spans_is_an_example_and_no_answer_is_none() -> None:
    assert from_jsonl.read_line(json.dumps({"text": TEXT, "spans": []}), 3).id == "3"
    for answer in ("reject", "ignore"):
        assert from_jsonl.read_line(json.dumps(GOOD | {"answer": answer}), 1) is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "no JSON"),
        ("[]", "no object with a text"),
        ('{"text": " ", "spans": []}', "no object with a text"),
        ('{"text": "\\ud800", "spans": []}', "surrogates not allowed"),
        ('{"text": "حلب"}', "no list of spans"),
        ('{"text": "حلب", "spans": [1]}', "no object"),
        (span(31, 99), "outside the text"),
        (span(5, 5), "outside the text"),
        (span("5", 14), "outside the text"),
        (span(True, 14), "outside the text"),
        (span(5, 14, ""), "no label"),
        (span(4, 14), "white space"),
        (json.dumps(GOOD | {"spans": [*GOOD["spans"], {"start": 10, "end": 17, "label": "ORG"}]}), "overlap"),
    ],
)
def test_what_is_wrong_is_said(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_jsonl.read_line(line, 1)


def test_bad_lines_cost_themselves(run: Callable[..., Done]) -> None:
    good = json.dumps(GOOD)
    done = run(b"\xef\xbb\xbf" + good.encode(), "", b"\xff\xfe", "{", "[" * 100_000, good)
    assert done.code == 1
    assert re.findall(r"own\.jsonl, line (\d+):", done.err) == ["3", "4", "5"]
    assert [ent.text for doc in done.docs for ent in doc.ents] == ["لجنة الحي", "حلب"] * 2


def test_a_span_inside_a_token_is_reported_and_not_learned_as_outside(run: Callable[..., Done]) -> None:
    done = run(json.dumps({"text": "جنوبدمشق هادئ", "spans": [{"start": 4, "end": 8, "label": "GPE"}]}))
    assert done.code == 0
    assert "line 1: no tokens for GPE 'دمشق' at 4" in done.err
    (doc,) = done.docs
    assert [token.ent_iob_ for token in doc] == ["", "O"]


def test_nothing_is_written_where_nothing_is_left(run: Callable[..., Done]) -> None:
    done = run("{")
    assert done.code == 1
    assert "0 documents" in done.out
    assert not done.output.exists()


def test_a_pipeline_is_trained_on_it(run: Callable[..., Done], tmp_path: Path) -> None:
    """As docs/training.md says: the paths overridden, the small configuration otherwise unchanged."""
    output = run(*[json.dumps(GOOD)] * 8).output
    command = [sys.executable, "-m", "spacy", "train", ROOT / "configs" / "sm.cfg", "--output", tmp_path / "model"]
    overrides = ["--paths.train", output, "--paths.dev", output, "--training.max_steps", "10"]
    subprocess.run([*command, *overrides], check=True, capture_output=True)
    nlp = spacy.load(tmp_path / "model" / "model-last")
    assert {"GPE", "ORG"} <= set(nlp.get_pipe("ner").labels)
    assert "حلب" in [ent.text for ent in nlp(TEXT).ents]
