"""Where results go: JSON lines, a table to read, or the claims as CSV or Parquet with one row each."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console

from marsad import flat
from marsad.extraction import Item
from marsad.extras import needs
from marsad.reading import Report, open_output
from marsad.sink import Sink
from marsad.store import store_sink
from marsad.table import print_document

COLUMNS = {**flat.CLAIMS, "error": "VARCHAR"}
"""Columns of the CSV and Parquet files: a claim's, and what a record that failed says in place of them."""

ROWS = 4096  # rows of a Parquet row group

# What a spreadsheet may run: the signs that begin a formula, also full-width, and white space that it strips before one.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class OutputError(Exception):
    """An output that cannot be written; the message says why."""


class JsonLines(Sink):
    """The contract's JSON, a line a record, written at once."""

    def __init__(self, file: TextIO) -> None:
        self.file = file

    def write(self, item: Item, document: dict[str, Any]) -> None:
        self.file.write(json.dumps(document, ensure_ascii=False) + "\n")
        self.file.flush()


class ReadableTable(Sink):
    """A table a document, for a terminal."""

    def __init__(self, file: TextIO) -> None:
        self.console = Console(file=file, width=None if file.isatty() else 160)

    def write(self, item: Item, document: dict[str, Any]) -> None:
        print_document(self.console, document)


class ClaimsCsv(Sink):
    """The claims as CSV. Cells that a spreadsheet would run as a formula begin with an apostrophe."""

    def __init__(self, file: TextIO) -> None:
        self.rows = csv.DictWriter(file, COLUMNS)
        self.rows.writeheader()

    def write(self, item: Item, document: dict[str, Any]) -> None:
        for row in _rows(item, document):
            self.rows.writerow({name: _cell(value) for name, value in row.items()})


class ClaimsParquet(Sink):
    """The claims as Parquet; lists stay lists."""

    def __init__(self, writer: Any) -> None:
        self.writer = writer
        self.rows: list[dict[str, Any]] = []

    def write(self, item: Item, document: dict[str, Any]) -> None:
        self.rows += _rows(item, document)
        if len(self.rows) >= ROWS:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        self.writer.write_table(flat.arrow(self.rows, COLUMNS))
        self.rows = []


def open_sink(
    path: Path | None, *, table: bool, model: str, sources: Iterable[str], tell: Callable[[str], None]
) -> AbstractContextManager[Sink]:
    """Where the results of a run go, by the ending of the path.

    path: ``.csv`` and ``.parquet`` get claims, ``.duckdb`` is a store, everything else JSON lines; None is standard output.
    table: a table to read in place of JSON lines.
    model: name and version of the pipeline; sources: the inputs; tell: is told what the run does to its records (all three for
        a store).
    RAISES: OutputError for a path that cannot be written to; from entering it marsad.extras.MissingExtra and
        marsad.store.StoreError.
    """
    suffix = path.suffix.lower() if path else ""
    if path and not path.parent.is_dir():
        raise OutputError(f"{path}: no folder {path.parent}")
    if path and path.is_dir():
        raise OutputError(f"{path} is a folder")
    if suffix == ".gz":
        raise OutputError(f"{path}: outputs are not compressed")
    if table and suffix in (".csv", ".parquet", ".duckdb"):
        raise OutputError(f"{path}: --format table writes text, not {suffix}")
    if path and suffix == ".csv":
        return _csv_sink(path)
    if path and suffix == ".parquet":
        return _parquet_sink(path)
    if path and suffix == ".duckdb":
        return store_sink(path, model, sources, tell)
    return _text_sink(path, table)


@contextmanager
def _text_sink(path: Path | None, table: bool) -> Iterator[Sink]:
    with open_output(path) as file:
        yield ReadableTable(file) if table else JsonLines(file)


@contextmanager
def _csv_sink(path: Path) -> Iterator[Sink]:
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # sig: spreadsheets know UTF-8 by it
        yield ClaimsCsv(file)


@contextmanager
def _parquet_sink(path: Path) -> Iterator[Sink]:
    with needs("store", "writing Parquet"):
        from pyarrow import parquet  # noqa: PLC0415  of the extra
    with parquet.ParquetWriter(path, flat.arrow([], COLUMNS).schema) as writer:
        sink = ClaimsParquet(writer)
        yield sink
        sink.flush()


def _rows(item: Item, document: dict[str, Any]) -> list[dict[str, Any]]:
    if "error" in document or not isinstance(item, Report):
        return [dict.fromkeys(COLUMNS) | {"document": document["id"], "error": document["error"]}]
    return [row | {"error": None} for row in flat.claims(item, document)]


def _cell(value: Any) -> Any:
    """A value as a cell of a spreadsheet; numbers stay numbers."""
    text = "; ".join(value) if isinstance(value, list) else value
    return "'" + text if isinstance(text, str) and text.startswith(_FORMULA) else text
