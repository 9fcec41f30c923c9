"""What can be read is read; what cannot costs itself and says where it stands."""

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from marsad.reading import Failure, Report, read


def only(sources: list[Path | str]) -> list[Report | Failure]:
    return list(read(str(source) for source in sources))


def test_text_file(tmp_path: Path) -> None:
    path = tmp_path / "خبر.txt"
    path.write_text("قُتل شخص في حلب.", encoding="utf-8")
    assert only([path]) == [Report("خبر", "قُتل شخص في حلب.")]


def test_folder_reads_every_kind_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("أ", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "x", "text": "ب", "date": "2020-01-02"}\n', encoding="utf-8")
    (tmp_path / "c.csv").write_text("id,text\ny,ت\n", encoding="utf-8")
    (tmp_path / "d.bin").write_bytes(b"\x00")
    assert only([tmp_path]) == [Report("a", "أ"), Report("x", "ب", "2020-01-02"), Report("y", "ت")]


def test_bad_json_line_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(
        b'{"id": 1, "text": "\xd8\xa3"}\n{"id": 2\n\xff\xfe\n[1]\n{"id": 5}\n{"id": 6, "text": "  "}\n{"text": "z"}\n'
    )
    items = only([path])
    assert [item for item in items if isinstance(item, Report)] == [Report("1", "أ"), Report(f"{path}:7", "z")]
    failures = [item for item in items if isinstance(item, Failure)]
    assert [failure.id for failure in failures] == [f"{path}:2", f"{path}:3", f"{path}:4", "5", "6"]
    assert "not JSON" in failures[0].error
    assert "not UTF-8" in failures[1].error
    assert f"{path}:5" in failures[3].error
    assert "empty" in failures[4].error


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("e.txt", b"", "empty"),
        ("s.txt", b" \n\t ", "empty"),
        ("u.txt", "سطر\n".encode() + b"\xff\xff", "line 2: not UTF-8"),
        ("e.jsonl", b"", "empty"),
        ("e.csv", b"", "empty"),
        ("c.csv", b"id,body\n1,x\n", "no column named text"),
    ],
)
def test_unreadable_files_say_why(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (failure,) = only([path])
    assert isinstance(failure, Failure)
    assert message in failure.error
    assert str(path) in failure.id + failure.error


def test_missing_file_does_not_stop_the_next(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("أ", encoding="utf-8")
    items = only([tmp_path / "none.txt", path])
    assert isinstance(items[0], Failure)
    assert items[1] == Report("a", "أ")


def test_csv_row_that_is_no_utf8_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(b"id,text\n1,\xff\n2,ok\n")
    items = only([path])
    assert isinstance(items[0], Failure)
    assert items[1] == Report("2", "ok")


def test_lone_surrogates_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "a", "text": "x \\ud800"}\n{"id": "\\ud800", "text": "x"}\n', encoding="utf-8")
    text, id = only([path])
    assert isinstance(text, Failure)
    assert isinstance(id, Failure)
    assert (text.id, id.id) == ("a", f"{path}:2")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": "i", "text": "ن"}).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(line)))
    assert only(["-"]) == [Report("i", "ن")]
