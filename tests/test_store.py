"""The store: each document once and none lost, after any end; errors are rows."""

from __future__ import annotations

import csv
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyarrow import parquet
from spacy.language import Language

from marsad.extraction import model_name, outcomes
from marsad.extras import MissingExtra
from marsad.output import open_sink
from marsad.reading import Report, read
from marsad.store import Store, StoreError, connect, store_sink

TEXT = "قتل {} أشخاص في قصف على مدينة تعز أمس، بحسب مصدر طبي."


def line(id: str, number: int, **more: Any) -> str:
    return json.dumps({"id": id, "text": TEXT.format(number), "date": "2023-05-16", **more}, ensure_ascii=False) + "\n"


def extract(nlp: Language, source: Path, output: Path, told: list[str] | None = None) -> Store:
    """What ``marsad extract`` does, with a pipeline at hand."""
    with store_sink(output, model_name(nlp), [str(source)], (told if told is not None else []).append) as store:
        for item, document in outcomes(nlp, store.pending(read([str(source)]))):
            store.write(item, document)
    return store


def query(path: Path, sql: str) -> list[Any]:
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    yield tmp_path / "in.jsonl", tmp_path / "out.duckdb"


def test_documents_and_errors_are_rows_and_a_second_run_changes_none(rules: Language, paths: tuple[Path, Path]) -> None:
    source, output = paths
    source.write_text(line("a", 3) + "no JSON\n" + line("b", 4) + '{"id": "c"}\n', encoding="utf-8")
    counts = extract(rules, source, output).counts
    assert (counts.written, counts.errors) == (2, 2)
    documents = query(output, "SELECT id, file, line, date, text, hash, extracted FROM documents ORDER BY id")
    assert [(d[0], d[1], d[2], str(d[3]), d[4]) for d in documents] == [
        ("a", str(source), 1, "2023-05-16", TEXT.format(3)),
        ("b", str(source), 3, "2023-05-16", TEXT.format(4)),
    ]
    assert query(output, "SELECT document, low, date_first, place_name FROM claims ORDER BY document") == [
        ("a", 3, "2023-05-15", "Taiz"),
        ("b", 4, "2023-05-15", "Taiz"),
    ]
    assert query(output, "SELECT line, id FROM errors ORDER BY line") == [(2, f"{source}:2"), (4, "c")]
    again = extract(rules, source, output).counts
    assert (again.written, again.unchanged, again.errors) == (0, 2, 2)
    assert query(output, "SELECT id, file, line, date, text, hash, extracted FROM documents ORDER BY id") == documents
    assert query(output, "SELECT count(*) FROM errors") == [(2,)]


def test_offsets_of_every_table_point_into_the_text(rules: Language, paths: tuple[Path, Path]) -> None:
    source, output = paths
    source.write_text(line("a", 3), encoding="utf-8")
    extract(rules, source, output)
    for table, start, end, text in (
        ("entities", "start_char", "end_char", "t.text"),
        ("casualties", "start_char", "end_char", "t.text"),
        ("attributions", "cue_start", "cue_end", "t.cue"),
        ("attributions", "source_start", "source_end", "t.source"),
        ("claims", "sentence_start", "sentence_end", "t.sentence"),
    ):
        rows = query(
            output,
            f"SELECT substr(d.text, {start} + 1, {end} - {start}), {text} FROM {table} t JOIN documents d ON d.id = t.document",
        )
        assert rows, table
        assert all(cut == said for cut, said in rows), table


def test_a_changed_document_replaces_its_rows(rules: Language, paths: tuple[Path, Path]) -> None:
    source, output = paths
    source.write_text(line("a", 3) + line("b", 4), encoding="utf-8")
    extract(rules, source, output)
    source.write_text(line("a", 30) + line("b", 4), encoding="utf-8")
    counts = extract(rules, source, output).counts
    assert (counts.written, counts.changed, counts.unchanged) == (1, 1, 1)
    assert query(output, "SELECT document, low FROM claims ORDER BY document") == [("a", 30), ("b", 4)]
    for table in ("entities", "casualties", "attributions"):
        assert query(output, f"SELECT count(*) FROM {table} WHERE document = 'a'") == query(
            output, f"SELECT count(*) FROM {table} WHERE document = 'b'"
        )


@pytest.mark.parametrize("change", [{"date": "2023-05-17"}, {"text": "x"}])
def test_what_the_hash_covers(rules: Language, paths: tuple[Path, Path], change: dict[str, str]) -> None:
    source, output = paths
    source.write_text(line("a", 3), encoding="utf-8")
    extract(rules, source, output)
    source.write_text(line("a", 3, **change), encoding="utf-8")
    assert extract(rules, source, output).counts.changed == 1


def test_another_model_reads_again(rules: Language, paths: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    source, output = paths
    source.write_text(line("a", 3), encoding="utf-8")
    extract(rules, source, output)
    monkeypatch.setitem(rules._meta, "version", "9.9")
    assert extract(rules, source, output).counts.changed == 1
    assert query(output, "SELECT count(*) FROM documents") == [(1,)]


def test_one_id_with_two_texts_keeps_both(rules: Language, paths: tuple[Path, Path]) -> None:
    source, output = paths
    # 70 others between, so that the second is of another batch; a true id that looks numbered comes last.
    others = "".join(line(f"o{i}", i + 3) for i in range(70))
    source.write_text(
        line("a", 3) + line("a", 4) + line("a", 3) + others + line("a", 5) + line("a#2", 6), encoding="utf-8"
    )
    told: list[str] = []
    counts = extract(rules, source, output, told).counts
    assert (counts.written, counts.repeated, counts.renamed) == (74, 1, 3)
    kept = [("a", 3), ("a#2", 4), ("a#2#2", 6), ("a#3", 5)]
    assert query(output, "SELECT document, low FROM claims WHERE document LIKE 'a%' ORDER BY document") == kept
    assert len(told) == 3
    assert f"{source}:2" in told[0]
    again = extract(rules, source, output).counts
    assert (again.written, again.unchanged) == (0, 74)
    assert query(output, "SELECT document, low FROM claims WHERE document LIKE 'a%' ORDER BY document") == kept


def test_errors_go_when_their_record_is_mended(rules: Language, paths: tuple[Path, Path]) -> None:
    source, output = paths
    other = source.with_name("other.jsonl")
    other.write_text("bad\n", encoding="utf-8")
    source.write_text("bad\n" + line("a", 3) + "bad\n", encoding="utf-8")
    extract(rules, other, output)
    extract(rules, source, output)
    assert query(output, "SELECT count(*) FROM errors") == [(3,)]
    source.write_text(line("a", 3) + "bad\n", encoding="utf-8")
    extract(rules, source, output)
    assert query(output, "SELECT file, line FROM errors ORDER BY file") == [(str(source), 2), (str(other), 1)]


def test_a_document_that_fails_keeps_what_the_store_has_of_it(
    rules: Language, paths: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, output = paths
    source.write_text(line("a", 3), encoding="utf-8")
    extract(rules, source, output)
    source.write_text(line("a", 4) + line("b", 5), encoding="utf-8")
    parser = rules.get_pipe("casualty_parser")
    annotate = parser.annotate
    with monkeypatch.context() as patch:
        patch.setattr(parser, "annotate", lambda doc: 1 / 0 if "4" in doc.text else annotate(doc))
        counts = extract(rules, source, output).counts
    assert (counts.written, counts.errors) == (1, 1)
    assert query(output, "SELECT document, low FROM claims ORDER BY document") == [("a", 3), ("b", 5)]
    assert query(output, "SELECT id, line FROM errors") == [("a", 1)]
    assert extract(rules, source, output).counts.changed == 1
    assert query(output, "SELECT document, low FROM claims ORDER BY document") == [("a", 4), ("b", 5)]
    assert query(output, "SELECT count(*) FROM errors") == [(0,)]


def test_a_number_beyond_64_bits_is_no_stop(rules: Language, paths: tuple[Path, Path]) -> None:
    source, output = paths
    source.write_text(line("a", 10**30), encoding="utf-8")
    extract(rules, source, output)
    assert query(output, "SELECT low FROM claims") == [(None,)]


def test_a_batch_is_written_whole_or_not_at_all(rules: Language, paths: tuple[Path, Path]) -> None:
    source, output = paths
    source.write_text(line("a", 3), encoding="utf-8")
    with connect(output) as connection:
        store = Store(connection, "m", lambda message: None)
        for item, document in outcomes(rules, store.pending(read([str(source)]))):
            store.write(item, document | {"claims": [{"broken": True}]})
        with pytest.raises(KeyError):
            store.finish([str(source)])
    assert query(output, "SELECT count(*) FROM documents") == [(0,)]


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    text, other = tmp_path / "text.duckdb", tmp_path / "other.duckdb"
    text.write_text("no database", encoding="utf-8")
    with duckdb.connect(other) as connection:
        connection.execute("CREATE TABLE documents (id VARCHAR)")
    for path in (text, other):
        with pytest.raises(StoreError, match=path.name), connect(path):
            pass
    with pytest.raises(StoreError), connect(tmp_path / "none.duckdb", read_only=True):
        pass


def test_without_the_extra_its_name_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtra, match=r"marsad\[store\]"), connect(tmp_path / "s.duckdb"):
        pass


def claims_file(rules: Language, path: Path, reports: list[Report]) -> Path:
    with open_sink(path, table=False, model="m", sources=[], tell=print) as sink:
        for item, document in outcomes(rules, reports):
            sink.write(item, document)
    return path


def test_csv_holds_claims_and_defuses_formulas(rules: Language, tmp_path: Path) -> None:
    reports = [
        Report("=1+1", "=قتل 3 أشخاص في حلب.", "2023-05-16"),
        Report("@b", "- أصيب 4 رجال في حلب."),
        Report("c", "لا شيء."),
    ]
    path = claims_file(rules, tmp_path / "c.csv", reports)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["document"], row["low"], row["harm"]) for row in rows] == [
        ("'=1+1", "3", "killed"),
        ("'@b", "4", "injured"),
    ]
    assert rows[0]["sentence"].startswith("'=")
    assert rows[1]["sentence"].startswith("'-")
    assert rows[1]["who"] == "man"
    assert float(rows[0]["latitude"]) == pytest.approx(36.2, abs=0.1)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def test_parquet_holds_claims_and_errors(rules: Language, tmp_path: Path) -> None:
    items = list(read([str(tmp_path / "none.txt")]))
    reports = [Report("a", TEXT.format(3), "2023-05-16"), *items]
    rows = parquet.read_table(claims_file(rules, tmp_path / "c.parquet", reports)).to_pylist()
    assert [(row["document"], row["low"], row["who"]) for row in rows] == [
        ("a", 3, ["person"]),
        (items[0].id, None, None),
    ]
    assert rows[0]["error"] is None
    assert rows[1]["error"]


def start(source: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "marsad", "extract", str(source), "-o", str(output)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def kill_in_the_midst(source: Path, output: Path, grown: int) -> None:
    """Start a run and kill it (-9) when what it writes has grown by so many bytes."""
    log = output.with_name(output.name + ".wal")

    def size() -> int:
        return sum(path.stat().st_size for path in (output, log) if path.exists())

    before = size()
    run = start(source, output)
    deadline = time.monotonic() + 60
    while run.poll() is None and size() < before + grown and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(run.pid, signal.SIGKILL)
    assert run.wait() == -signal.SIGKILL, "the run ended before it was killed"


def test_killed_twice_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    source, output = tmp_path / "in.jsonl.gz", tmp_path / "out.duckdb"
    total = 1200
    with gzip.open(source, "wt", encoding="utf-8") as file:
        for number in range(total):
            file.write("{malformed\n" if number % 100 == 7 else line(f"d{number}", number + 3))
    partial = []
    for _ in range(2):
        kill_in_the_midst(source, output, 150_000)
        partial.append(query(output, "SELECT count(*) FROM documents")[0][0])
    bad = total // 100
    assert 0 < partial[0] < partial[1] < total - bad
    assert start(source, output).wait() == 1
    assert query(output, "SELECT count(*), count(DISTINCT id) FROM documents") == [(total - bad, total - bad)]
    assert query(output, "SELECT count(*), count(DISTINCT line) FROM errors") == [(bad, bad)]
    right = "SELECT count(*), count(DISTINCT document) FROM documents, claims WHERE document = documents.id"
    figure = " AND document = 'd' || (low - 3)"
    assert query(output, right + figure) == [(total - bad, total - bad)]
    assert query(output, "SELECT count(*) FROM claims") == [(total - bad,)]
