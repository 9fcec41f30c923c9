"""Reports from files and standard input, one by one; what cannot be read costs itself alone."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

KINDS = (".txt", ".jsonl", ".csv", ".parquet", ".txt.gz", ".jsonl.gz", ".csv.gz")
STDIN = "<stdin>"
ROWS = 256  # Parquet rows in memory at a time


@dataclass(slots=True, frozen=True)
class Columns:
    """The keys, or columns, that hold a record's id, text and date."""

    id: str = "id"
    text: str = "text"
    date: str = "date"

    def missing(self, names: Iterable[str]) -> list[str]:
        """The columns that a table must have and has not: the text's, and those that are not the usual ones."""
        usual = Columns()
        needed = [self.text, *(name for name in (self.id, self.date) if name not in (usual.id, usual.date))]
        return [name for name in needed if name not in set(names)]


@dataclass(slots=True, frozen=True)
class Report:
    """A text to read. ``date``: ISO 8601, where known. ``file`` and ``line``: where it stood; a text file has no line."""

    id: str
    text: str
    date: str | None = None
    file: str = field(default="", compare=False)
    line: int | None = field(default=None, compare=False)


@dataclass(slots=True, frozen=True)
class Failure:
    """What could not be read: ``id`` names the record, or file and line; ``error`` says why; ``file``, ``line`` as above."""

    id: str
    error: str
    file: str = field(default="", compare=False)
    line: int | None = field(default=None, compare=False)


@dataclass(slots=True)
class Meter:
    """How far the reading is, in bytes of the files; ``total`` is None where it cannot be known (standard input)."""

    done: int = 0
    total: int | None = None


@dataclass(slots=True)
class _Place:
    """Where in a file a record stands."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def failure(self, error: str, id: str | None = None) -> Failure:
        return Failure(id or str(self), error, self.file, self.line)


def read(
    sources: Iterable[str],
    columns: Columns | None = None,
    *,
    date: str | None = None,
    leave_out: Path | None = None,
    meter: Meter | None = None,
) -> Iterator[Report | Failure]:
    """Read every source in turn.

    sources: paths of ``.txt`` (one report), ``.jsonl`` and ``.csv`` (a record a line, a row), each also as ``.gz``,
        ``.parquet`` (needs pyarrow), folders of these, or ``-`` for JSON lines on standard input.
    columns: where a record's id, text and date are; without it ``id``, ``text`` and ``date``.
    date: the date (ISO 8601) of every document that names none of its own.
    leave_out: a file that folders do not give: the output, where it lies in the folder that is read.
    meter: is kept up to date with how far the reading is.
    YIELDS: a Report, or a Failure in the place of one.
    """
    columns = columns or Columns()
    sources = list(sources)
    meter = meter or Meter()
    if "-" not in sources:
        meter.total = sum(path.stat().st_size for path in map(Path, _files(sources, leave_out)) if path.is_file())
    for source in sources:
        if source == "-":
            yield from _json_lines(sys.stdin.buffer, STDIN, columns, date)
            continue
        empty = True
        for file in _files([source], leave_out):
            empty = False
            before = meter.done
            name = os.fsencode(file).decode("utf-8", "backslashreplace")  # a name that is no UTF-8 could not be written
            try:
                with Path(file).open("rb") as raw:
                    size = os.fstat(raw.fileno()).st_size
                    for item in _file(name, raw, columns, date):
                        meter.done = before + raw.tell()
                        yield item
                    meter.done = before + size
            except (EOFError, zlib.error) as error:
                yield _Place(name).failure(f"damaged gzip ({error})")
            except OSError as error:
                yield _Place(name).failure(error.strerror or str(error))
        if empty:
            yield _Place(source).failure(f"no {', '.join(KINDS)} file in this folder")


def _files(sources: Iterable[str], leave_out: Path | None) -> Iterator[str]:
    """The files of paths and folders; a folder's in order."""
    for source in sources:
        path = Path(source)
        if not path.is_dir():
            yield source
            continue
        for file in sorted(path.rglob("*")):
            if file.name.lower().endswith(KINDS) and not (leave_out and file.resolve() == leave_out.resolve()):
                yield str(file)


def _file(name: str, raw: BinaryIO, columns: Columns, date: str | None) -> Iterator[Report | Failure]:
    path = Path(name)
    stream: BinaryIO = raw
    if path.suffix.lower() == ".gz":
        path = path.with_suffix("")
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=raw))
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        yield from _json_lines(stream, name, columns, date)
    elif suffix == ".csv":
        yield from _csv(stream, name, columns, date)
    elif suffix == ".parquet":
        yield from _parquet(stream, name, columns, date)
    else:
        place = _Place(name)
        try:
            text = stream.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            yield place.failure(f"line {_line(error)}: not UTF-8 ({error.reason} at byte {error.start})")
            return
        yield _checked(place, {"id": path.stem, "text": _newlines(text)}, Columns(), date)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line(error: UnicodeDecodeError) -> int:
    return error.object.count(b"\n", 0, error.start) + 1


def _checked(place: _Place, record: Any, columns: Columns, date: str | None) -> Report | Failure:
    """A Report from a record, or what is wrong with it."""
    if not isinstance(record, dict):
        return place.failure(f"not an object with the keys {columns.id} and {columns.text}")
    given = record.get(columns.id)
    id = str(given) if given not in (None, "") else str(place)
    text = record.get(columns.text)
    if not encodable(id):
        return place.failure("the id holds a lone surrogate")
    if not isinstance(text, str):
        return place.failure(f"{place}: no text" if text is None else f"{place}: text is not a string", id)
    if not text.strip():
        return place.failure(f"{place}: the text is empty", id)
    if not encodable(text):
        return place.failure(f"{place}: the text holds a lone surrogate, half of a character", id)
    own = record.get(columns.date)
    return Report(id, text, _day(own) if own else date, place.file, place.line)


def _day(value: Any) -> str:
    """A record's date; a Parquet column may hold a date with its time."""
    return value.isoformat() if isinstance(value, Date) else str(value)


def encodable(text: str) -> bool:
    """Whether a text has no lone surrogate, which JSON can name but no file or Doc can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _json_lines(lines: Iterable[bytes], name: str, columns: Columns, date: str | None) -> Iterator[Report | Failure]:
    empty = True
    for number, line in enumerate(lines, start=1):
        place = _Place(name, number)
        if not line.strip():
            continue
        empty = False
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield place.failure(f"not UTF-8 ({error.reason} at byte {error.start} of the line)")
        except (
            ValueError,
            RecursionError,
        ) as error:  # ValueError: bad JSON, or a number of more digits than int() takes
            yield place.failure(f"not JSON ({error})")
        else:
            yield _checked(place, record, columns, date)
    if empty:
        yield _Place(name).failure("the file is empty")


def _csv(stream: BinaryIO, name: str, columns: Columns, date: str | None) -> Iterator[Report | Failure]:
    # Bytes that are no UTF-8 stay as surrogates, so that only the row that holds them fails.
    with io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        rows = csv.DictReader(file)
        try:
            names = rows.fieldnames
        except csv.Error as error:
            yield _Place(name).failure(f"line 1: not CSV ({error})")
            return
        if not names:
            yield _Place(name).failure("the file is empty")
            return
        if missing := columns.missing(names):
            yield _Place(name).failure(f"line 1: no column named {', '.join(missing)}")
            return
        while True:
            place = _Place(name, rows.line_num + 1)
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield place.failure(f"not CSV ({error})")
                continue
            whole = all(encodable(cell) for cell in row.values() if isinstance(cell, str))
            yield _checked(place, row, columns, date) if whole else place.failure("not UTF-8")


def _parquet(stream: BinaryIO, name: str, columns: Columns, date: str | None) -> Iterator[Report | Failure]:
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415  an optional dependency
    except ImportError:
        yield _Place(name).failure('reading Parquet needs pyarrow: pip install "marsad[store]"')
        return
    try:
        file = parquet.ParquetFile(stream)
        names = file.schema_arrow.names
        if missing := columns.missing(names):
            yield _Place(name).failure(f"no column named {', '.join(missing)}")
            return
        wanted = [column for column in (columns.id, columns.text, columns.date) if column in names]
        number = 0
        for batch in file.iter_batches(batch_size=ROWS, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield _checked(_Place(name, number), row, columns, date)
    except ArrowException as error:
        yield _Place(name).failure(f"not Parquet ({error})")


def open_output(path: Path | None) -> AbstractContextManager[TextIO]:
    """The output file, or standard output, which stays open."""
    return nullcontext(sys.stdout) if path is None else path.open("w", encoding="utf-8")
