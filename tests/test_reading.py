"""What can be read is read; what cannot costs itself and says where it stands."""

import gzip
import io
import json
import os
import sys
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pyarrow
import pytest
from pyarrow import parquet

from marsad.reading import Columns, Failure, Meter, Report, read


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


def test_compressed_files(tmp_path: Path) -> None:
    for name, content in (
        ("a.txt.gz", "أ"),
        ("b.jsonl.gz", '{"id": "x", "text": "ب"}'),
        ("c.csv.gz", "id,text\ny,ت\n"),
    ):
        (tmp_path / name).write_bytes(gzip.compress(content.encode()))
    assert only([tmp_path]) == [Report("a", "أ"), Report("x", "ب"), Report("y", "ت")]


def test_damaged_gzip_gives_what_stands_before_the_damage(tmp_path: Path) -> None:
    path, other = tmp_path / "r.jsonl.gz", tmp_path / "z.txt"
    lines = b"".join(b'{"id": "%d", "text": "%s"}\n' % (n, os.urandom(40).hex().encode()) for n in range(5000))
    path.write_bytes(gzip.compress(lines)[:-2000])
    (tmp_path / "s.jsonl.gz").write_bytes(b"no gzip")
    other.write_text("ok", encoding="utf-8")
    items = only([tmp_path])
    failures = [item for item in items if isinstance(item, Failure)]
    assert len(failures) == 2
    assert all("gzip" in failure.error for failure in failures)
    assert len(items) > 3000
    assert items[-1] == Report("z", "ok")


def test_columns_by_name(tmp_path: Path) -> None:
    columns = Columns("nr", "body", "written")
    record = {"nr": 7, "body": "ن", "written": "2024-03-05", "id": "no", "text": "no"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "b.csv").write_text("nr,body,written\n7,ن,2024-03-05\n", encoding="utf-8")
    parquet.write_table(pyarrow.Table.from_pylist([record]), tmp_path / "c.parquet")
    assert list(read([str(tmp_path)], columns)) == [Report("7", "ن", "2024-03-05")] * 3


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_a_column_asked_for_must_be_there(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "t.csv":
        path.write_text("id,text\n1,x\n", encoding="utf-8")
    else:
        parquet.write_table(pyarrow.table({"id": ["1"], "text": ["x"]}), path)
    (failure,) = read([str(path)], Columns(id="nr"))
    assert isinstance(failure, Failure)
    assert "no column named nr" in failure.error


def test_dates_of_parquet_and_the_date_for_all(tmp_path: Path) -> None:
    path = tmp_path / "d.parquet"
    rows = {"text": ["a", "b"], "date": [date(2024, 3, 5), None]}
    parquet.write_table(pyarrow.table(rows), path)
    assert [item.date for item in read([str(path)], date="2020-01-01") if isinstance(item, Report)] == [
        "2024-03-05",
        "2020-01-01",
    ]
    parquet.write_table(pyarrow.table({"text": ["a"], "date": [datetime(2024, 3, 5, 6)]}), path)
    (item,) = only([path])
    assert isinstance(item, Report)
    assert (item.date or "").startswith("2024-03-05")


def test_where_a_record_stood(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n\nbad\n', encoding="utf-8")
    assert [(item.file, item.line) for item in only([path])] == [(str(path), 1), (str(path), 3)]


def test_a_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_bytes(b"x")
    (item,) = only([tmp_path])
    assert isinstance(item, Report)
    assert item.id.encode()
    assert item.file.encode()


def test_the_meter_ends_at_the_size_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n" + "1,x\n" * 9000, encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 9000))
    meter = Meter()
    steps = [meter.done for _ in read([str(tmp_path)], meter=meter)]
    assert meter.done == meter.total == sum(path.stat().st_size for path in tmp_path.iterdir())
    assert steps == sorted(steps)
    assert 0 < steps[4000] < steps[-1]


def test_a_number_of_too_many_digits_costs_its_line(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": ' + "9" * 5000 + ', "text": "x"}\n{"text": "y"}\n', encoding="utf-8")
    assert [type(item) for item in only([path])] == [Failure, Report]
