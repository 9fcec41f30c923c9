"""The store: a DuckDB file with what the documents say, written in transactions, to be gone on with after any end.

The tables are described in ``docs/store.md``. No table has a unique index: that every document is there once rests on what
``Store.pending`` lets through, on the transactions, and on DuckDB's lock, which lets one process at a time write to a file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from marsad import flat
from marsad.extraction import BATCH, Item, Outcome
from marsad.extras import needs
from marsad.reading import STDIN, Report
from marsad.sink import Sink

TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "id": "VARCHAR",
        "file": "VARCHAR",
        "line": "BIGINT",
        "date": "DATE",
        "text": "VARCHAR",
        "model": "VARCHAR",
        "hash": "VARCHAR",
        "extracted": "TIMESTAMP",
    },
    "entities": flat.ENTITIES,
    "casualties": flat.CASUALTIES,
    "attributions": flat.ATTRIBUTIONS,
    "claims": flat.CLAIMS,
    "errors": {"file": "VARCHAR", "line": "BIGINT", "id": "VARCHAR", "error": "VARCHAR", "seen": "TIMESTAMP"},
}
MEMORY = "256MB"  # DuckDB's own default is most of the machine's


class StoreError(Exception):
    """A file that cannot be used as a store; the message says why."""


@dataclass(slots=True)
class Counts:
    """What a run did with its records.

    ``written`` counts documents (``changed`` of them in place of older rows), ``unchanged`` those that the store held already,
    ``repeated`` those that this run had met already, ``renamed`` those given a numbered id, ``errors`` failed records.
    """

    written: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    renamed: int = 0
    errors: int = 0


@contextmanager
def connect(path: Path, *, read_only: bool = False) -> Iterator[Any]:
    """A DuckDB connection to a store; without ``read_only`` the file is made where there is none.

    RAISES: marsad.extras.MissingExtra without the extra ``store``; StoreError for a file that is no store of this version, is in
        use by another process, or cannot be read or written (then also from within the block).
    """
    with needs("store", "the store"):
        import duckdb  # noqa: PLC0415  of the extra
        import pyarrow  # noqa: F401, PLC0415  of the extra
    try:
        with duckdb.connect(path, read_only=read_only, config={"memory_limit": MEMORY}) as connection:
            with _transaction(connection):
                _check_tables(connection, path, create=not read_only)
            yield connection
    except duckdb.Error as error:
        raise StoreError(f"{path}: {error}") from error


def _check_tables(connection: Any, path: Path, *, create: bool) -> None:
    listed = connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_catalog = current_database() AND table_schema = 'main' ORDER BY ordinal_position"
    ).fetchall()
    if create and not listed:
        for name, columns in TABLES.items():
            connection.execute(
                f"CREATE TABLE {name} ({', '.join(f'{column} {kind}' for column, kind in columns.items())})"
            )
        return
    for name, columns in TABLES.items():
        if [column for table, column in listed if table == name] != list(columns):
            raise StoreError(
                f"{path} is no store of this version of marsad: it has no table {name} with the columns of today"
            )


@contextmanager
def store_sink(path: Path, model: str, sources: Iterable[str], tell: Callable[[str], None]) -> Iterator[Store]:
    """A Store for one run, finished where the run comes to its end.

    path: the DuckDB file. sources: the inputs of the run. model, tell: as of Store.
    RAISES: as ``connect``.
    """
    with connect(path) as connection:
        store = Store(connection, model, tell)
        yield store
        store.finish(sources)


class Store(Sink):
    """Takes the documents of one run.

    connection: of ``connect``, not ``read_only``.
    model (str): name and version of the pipeline; with another one every document is read again.
    tell (Callable[[str], None]): is told of each record that is given a numbered id.
    """

    def __init__(self, connection: Any, model: str, tell: Callable[[str], None]) -> None:
        self.counts = Counts()
        self._connection = connection
        self._maker = [model, version("marsad")]
        self._tell = tell
        self._started = datetime.now(UTC).replace(tzinfo=None)
        self._waiting: list[Outcome] = []
        self._outdated: set[str] = set()  # documents on their way that have rows of another content
        # What this run has met is a table too: DuckDB moves it to the disk where it is much.
        connection.execute("CREATE OR REPLACE TEMP TABLE met (id VARCHAR, hash VARCHAR, name VARCHAR)")
        files = connection.execute("SELECT DISTINCT file FROM errors WHERE file <> ?", [STDIN]).fetchall()
        self._files_with_errors = {file for (file,) in files}
        self._read_again: set[str] = set()

    def pending(self, items: Iterable[Item]) -> Iterator[Item]:
        """What is to be processed: failures, and reports that the store does not hold as they are.

        A report whose id an earlier one of the same run had, with another text or date, gets a numbered id (``id#2``); with
        the same text and date it is left out.
        """
        iterator = iter(items)
        while chunk := list(islice(iterator, BATCH)):
            self._read_again |= self._files_with_errors.intersection(_absolute(item.file) for item in chunk)
            yield from self._changed(self._named(chunk))

    def write(self, item: Item, document: dict[str, Any]) -> None:
        """Take a result; it goes to the file with others, in one transaction."""
        self._waiting.append((item, document))
        if len(self._waiting) >= BATCH:
            self._flush()

    def finish(self, sources: Iterable[str]) -> None:
        """Write the rest; drop errors of earlier runs that the files read in this one no longer give.

        sources: the inputs, all of them read to the end.
        """
        self._flush()
        self._read_again |= self._files_with_errors.intersection(map(_absolute, sources))
        if self._read_again:
            self._connection.execute(
                "DELETE FROM errors WHERE seen < ? AND file IN (SELECT unnest(?))",
                [self._started, sorted(self._read_again)],
            )

    def _named(self, chunk: list[Item]) -> list[Item]:
        """The records with ids that are theirs alone; without those that repeat an earlier one."""
        ids = [item.id for item in chunk if isinstance(item, Report)]
        met: dict[
            str, dict[str, str]
        ] = {}  # by id: the hash of each content it came with, and the id that this was given
        for id, hash, name in self._connection.execute(
            "SELECT id, hash, name FROM met WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids]
        ).fetchall():
            met.setdefault(id, {})[hash] = name
        named: list[Item] = []
        new: list[dict[str, str]] = []
        for item in chunk:
            if not isinstance(item, Report):
                named.append(item)
                continue
            hash = self._hash(item)
            known = met.setdefault(item.id, {})
            if hash in known:
                self.counts.repeated += 1
                continue
            report = self._numbered(item, known, met) if known else item
            for id, content in {(item.id, hash), (report.id, self._hash(report))}:
                met.setdefault(id, {})[content] = report.id
                new.append({"id": id, "hash": content, "name": report.id})
            named.append(report)
        self._insert("met", new, dict.fromkeys(("id", "hash", "name"), "VARCHAR"))
        return named

    def _numbered(self, report: Report, known: dict[str, str], met: dict[str, dict[str, str]]) -> Report:
        """A report under the first numbered id that no record of this run has had."""
        number = len(known) + 1
        while self._is_met(f"{report.id}#{number}", met):
            number += 1
        name = f"{report.id}#{number}"
        self.counts.renamed += 1
        self._tell(f"{_where(report)}: {report.id} was there before with another text or date; kept as {name}")
        return replace(report, id=name)

    def _is_met(self, id: str, met: dict[str, dict[str, str]]) -> bool:
        found = self._connection.execute("SELECT 1 FROM met WHERE id = ? LIMIT 1", [id]).fetchall()
        return id in met or bool(found)

    def _changed(self, items: list[Item]) -> Iterator[Item]:
        """The records without reports that the store holds as they are."""
        ids = [item.id for item in items if isinstance(item, Report)]
        stored = dict(
            self._connection.execute(
                "SELECT id, hash FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids]
            ).fetchall()
        )
        for item in items:
            if isinstance(item, Report) and item.id in stored:
                if stored[item.id] == self._hash(item):
                    self.counts.unchanged += 1
                    continue
                self._outdated.add(item.id)
            yield item

    def _hash(self, report: Report) -> str:
        content = json.dumps([report.id, report.text, report.date, *self._maker], ensure_ascii=False)
        return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()

    def _flush(self) -> None:
        """Write what waits, in one transaction: all of it is in the file, or none."""
        rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        for item, document in self._waiting:
            if "error" in document or not isinstance(item, Report):
                rows["errors"].append(self._error_row(item, document["error"]))
                continue
            rows["documents"].append(self._document_row(item, document))
            rows["entities"] += flat.entities(document)
            rows["casualties"] += flat.casualties(document)
            rows["attributions"] += flat.attributions(document)
            rows["claims"] += flat.claims(item, document)
        failed = len(rows["errors"])
        rows["errors"] = list(
            {tuple(row.values()): row for row in rows["errors"]}.values()
        )  # a file may be given twice
        written = {row["id"] for row in rows["documents"]}
        outdated = written & self._outdated
        with _transaction(self._connection):
            if outdated:
                self._delete(sorted(outdated))
            if rows["errors"]:
                self._delete_errors(rows["errors"])
            for name, columns in TABLES.items():
                self._insert(name, rows[name], columns)
        self._outdated -= {item.id for item, _ in self._waiting}
        self._waiting = []
        self.counts.written += len(written)
        self.counts.changed += len(outdated)
        self.counts.errors += failed

    def _document_row(self, report: Report, document: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": report.id,
            "file": _absolute(report.file),
            "line": report.line,
            "date": _day(report.date),
            "text": report.text,
            "model": document["model"],
            "hash": self._hash(report),
            "extracted": datetime.now(UTC).replace(tzinfo=None),
        }

    def _error_row(self, item: Item, error: str) -> dict[str, Any]:
        readable = error.encode("utf-8", "backslashreplace").decode()
        place = {"file": _absolute(item.file), "line": item.line, "id": item.id}
        return place | {"error": readable, "seen": self._started}

    def _delete(self, ids: list[str]) -> None:
        for name in TABLES:
            if name != "errors":
                column = "id" if name == "documents" else "document"
                self._connection.execute(f"DELETE FROM {name} WHERE {column} IN (SELECT unnest(?))", [ids])

    def _delete_errors(self, rows: list[dict[str, Any]]) -> None:
        """Delete the rows that an earlier run wrote for the same failures."""
        with self._view(rows, TABLES["errors"]):
            self._connection.execute(
                "DELETE FROM errors USING fresh WHERE errors.file = fresh.file AND errors.line IS NOT DISTINCT FROM fresh.line "
                "AND errors.id = fresh.id AND errors.error = fresh.error"
            )

    def _insert(self, name: str, rows: list[dict[str, Any]], columns: dict[str, str]) -> None:
        if rows:
            with self._view(rows, columns):
                self._connection.execute(f"INSERT INTO {name} SELECT * FROM fresh")

    @contextmanager
    def _view(self, rows: list[dict[str, Any]], columns: dict[str, str]) -> Iterator[None]:
        """The rows as a view named ``fresh``."""
        self._connection.register("fresh", flat.arrow(rows, columns))
        try:
            yield
        finally:
            self._connection.unregister("fresh")


@contextmanager
def _transaction(connection: Any) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _absolute(file: str) -> str:
    """A file by its full path, so that it is the same from wherever it is read."""
    return file if file == STDIN else str(Path(file).resolve())


def _where(report: Report) -> str:
    return report.file if report.line is None else f"{report.file}:{report.line}"


def _day(value: str | None) -> date | None:
    """A date in ISO 8601, with or without a time, as a day; None for what is none."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
