"""Reports from files and standard input, one by one; what cannot be read costs itself alone."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

SUFFIXES = (".txt", ".jsonl", ".csv", ".parquet")


@dataclass(slots=True, frozen=True)
class Report:
    """A text to read. ``date``: ISO 8601, where known."""

    id: str
    text: str
    date: str | None = None


@dataclass(slots=True, frozen=True)
class Failure:
    """What could not be read: ``id`` names the record, or file and line; ``error`` says why."""

    id: str
    error: str


def read(sources: Iterable[str]) -> Iterator[Report | Failure]:
    """Read every source in turn.

    sources: paths of ``.txt`` (one report), ``.jsonl`` and ``.csv`` (``id``, ``text``, optional ``date``), ``.parquet`` (the same
        columns; needs pyarrow), folders of these, or ``-`` for JSON lines on standard input.
    YIELDS: a Report, or a Failure in the place of one.
    """
    for source in sources:
        if source == "-":
            yield from _json_lines(sys.stdin.buffer, "<stdin>")
            continue
        path = Path(source)
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES)
            if not files:
                yield Failure(source, f"no {', '.join(SUFFIXES)} file in this folder")
        else:
            files = [path]
        for file in files:
            try:
                yield from _file(file)
            except OSError as error:
                yield Failure(str(file), error.strerror or str(error))


def _file(path: Path) -> Iterator[Report | Failure]:
    if path.suffix == ".jsonl":
        with path.open("rb") as lines:
            yield from _json_lines(lines, str(path))
    elif path.suffix == ".csv":
        yield from _csv(path)
    elif path.suffix == ".parquet":
        yield from _parquet(path)
    else:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            yield Failure(str(path), f"line {_line(error)}: not UTF-8 ({error.reason} at byte {error.start})")
            return
        yield _checked(str(path), {"id": path.stem, "text": text})


def _line(error: UnicodeDecodeError) -> int:
    return error.object.count(b"\n", 0, error.start) + 1


def _checked(where: str, record: Any) -> Report | Failure:
    """A Report from a record, or what is wrong with it."""
    if not isinstance(record, dict):
        return Failure(where, "not an object with the keys id and text")
    id = str(record["id"]) if record.get("id") not in (None, "") else where
    text = record.get("text")
    if not _encodable(id):
        return Failure(where, "the id holds a lone surrogate")
    if not isinstance(text, str):
        return Failure(id, f"{where}: no text" if text is None else f"{where}: text is not a string")
    if not text.strip():
        return Failure(id, f"{where}: the text is empty")
    if not _encodable(text):
        return Failure(id, f"{where}: the text holds a lone surrogate, half of a character")
    date = record.get("date")
    return Report(id, text, str(date) if date else None)


def _encodable(text: str) -> bool:
    """Whether a text has no lone surrogate, which JSON can name but no file or Doc can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _json_lines(lines: Iterable[bytes], name: str) -> Iterator[Report | Failure]:
    empty = True
    for number, line in enumerate(lines, start=1):
        where = f"{name}:{number}"
        if not line.strip():
            continue
        empty = False
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield Failure(where, f"not UTF-8 ({error.reason} at byte {error.start} of the line)")
        except (json.JSONDecodeError, RecursionError) as error:
            yield Failure(where, f"not JSON ({error})")
        else:
            yield _checked(where, record)
    if empty:
        yield Failure(name, "the file is empty")


def _csv(path: Path) -> Iterator[Report | Failure]:
    # Bytes that are no UTF-8 stay as surrogates, so that only the row that holds them fails.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        rows = csv.DictReader(file)
        if not rows.fieldnames or "text" not in rows.fieldnames:
            yield Failure(str(path), "the file is empty" if not rows.fieldnames else "line 1: no column named text")
            return
        while True:
            where = f"{path}:{rows.line_num + 1}"
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield Failure(where, f"not CSV ({error})")
                continue
            whole = all(_encodable(cell) for cell in row.values() if isinstance(cell, str))
            yield _checked(where, row) if whole else Failure(where, "not UTF-8")


def _parquet(path: Path) -> Iterator[Report | Failure]:
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415  an optional dependency
    except ImportError:
        yield Failure(str(path), "reading Parquet needs pyarrow: pip install pyarrow")
        return
    try:
        file = parquet.ParquetFile(path)
        number = 0
        for batch in file.iter_batches():
            for row in batch.to_pylist():
                number += 1
                yield _checked(f"{path}:{number}", row)
    except ArrowException as error:
        yield Failure(str(path), f"not Parquet ({error})")


def open_output(path: Path | None) -> AbstractContextManager[TextIO]:
    """The output file, or standard output, which stays open."""
    return nullcontext(sys.stdout) if path is None else path.open("w", encoding="utf-8")
