"""Spark on a local cluster of two workers: what it gives is what one process gives, and bad rows cost themselves alone."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import srsly
from spacy.language import Language

pytest.importorskip("pyspark", reason="needs the extra spark")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Spark needs Java", allow_module_level=True)

from pyspark.sql import DataFrame, SparkSession

from marsad import flat, spark
from marsad.extraction import outcomes
from marsad.reading import Failure, Report
from tests.conftest import ROOT, load_module

REPORTS = [
    Report(record["id"], record["text"], record["date"])
    for record in srsly.read_jsonl(ROOT / "examples" / "reports.jsonl")
]
TEXT = "قتل ثلاثة أشخاص في قصف على مدينة تعز أمس، بحسب مصدر طبي."
BAD = {
    "null": (None, "no text"),
    "empty": (b"", "the text is empty"),
    "blank": (" \n\u00a0".encode(), "the text is empty"),
    "surrogate": (b"\xed\xa0\x80", "the text is not UTF-8"),
    "bytes": (b"\xff" + TEXT.encode(), "the text is not UTF-8 (invalid start byte at byte 0)"),
    "long": (TEXT.encode() * 20_000, "ValueError: [E088]"),  # more than the pipeline takes
}
SCHEMA = "id STRING, bytes BINARY, day DATE"


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    with load_module(ROOT / "scripts" / "benchmark_spark.py").local_cluster(2) as session:
        session.sparkContext.setLogLevel("ERROR")
        yield session


@pytest.fixture(scope="module")
def found(session: SparkSession) -> Iterator[DataFrame]:
    """The example reports and the bad rows, in four parts."""
    rows = [(report.id, report.text.encode(), date.fromisoformat(report.date or "")) for report in REPORTS]
    rows += [(id, text, None) for id, (text, _) in BAD.items()]  # type: ignore[misc]
    rows += [(None, TEXT.encode(), None)]  # type: ignore[list-item]
    # Cast here, not in Python, which could not hold what is no UTF-8.
    df = session.createDataFrame(rows, SCHEMA).selectExpr("id", "CAST(bytes AS STRING) AS text", "day").repartition(4)
    found = spark.extract(df, date_col="day").persist()
    yield found
    found.unpersist()


@pytest.fixture(scope="module")
def records(found: DataFrame) -> dict[str | None, Any]:
    return {row["id"]: row for row in found.collect()}


def test_results_are_those_of_one_process(nlp: Language, records: dict[str | None, Any]) -> None:
    expected = {item.id: document for item, document in outcomes(nlp, REPORTS)}
    assert {id: json.loads(row["json"]) for id, row in records.items() if id in expected} == expected
    assert any(document["claims"] for document in expected.values())
    assert {(row["id"], row["date"]) for row in records.values()} >= {(report.id, report.date) for report in REPORTS}


def test_bad_rows_are_error_rows(records: dict[str | None, Any]) -> None:
    assert len(records) == len(REPORTS) + len(BAD) + 1
    assert {id for id, row in records.items() if row["error"] is not None} == set(BAD)
    for id, (_, error) in BAD.items():
        assert records[id]["json"] is None
        assert records[id]["error"].startswith(error)


def test_a_row_without_an_id_is_read(records: dict[str | None, Any]) -> None:
    document = json.loads(records[None]["json"])
    assert document["id"] is None
    assert document["casualties"][0]["value"] == 3


def test_claims_are_the_flat_rows(nlp: Language, found: DataFrame) -> None:
    rows = {(row["document"], row["claim"]): row.asDict() for row in spark.claims(found).collect()}
    reports = [*REPORTS, Report("", TEXT)]
    expected = [
        row
        for report, document in outcomes(nlp, reports)
        for row in flat.claims(report, document)  # type: ignore[arg-type]
    ]
    assert rows == {
        (row["document"] or None, row["claim"]): row | {"document": row["document"] or None} for row in expected
    }


def test_both_workers_read_and_each_loaded_the_pipeline_once(session: SparkSession, found: DataFrame) -> None:
    found.count()

    def look(frames: Iterator[Any]) -> Iterator[Any]:
        import pandas as pd  # noqa: PLC0415  on the worker

        from marsad.spark import _pipeline  # noqa: PLC0415  on the worker

        for _ in frames:
            loads = _pipeline.cache_info()
            yield pd.DataFrame({"pid": [os.getpid()], "loads": [loads.misses], "tasks": [loads.hits + loads.misses]})

    looked = (
        session.range(4, numPartitions=4).mapInPandas(look, "pid LONG, loads LONG, tasks LONG").distinct().collect()
    )
    assert len(looked) == 2
    assert [row["loads"] for row in looked] == [1, 1]
    assert sum(row["tasks"] for row in looked) == 4


def test_a_column_that_holds_no_strings(session: SparkSession) -> None:
    df = session.createDataFrame([("1", 5)], "id STRING, text INT")
    assert [row["error"] for row in spark.extract(df).collect()] == ["text is not a string"]


def test_an_id_or_date_that_is_no_utf8_costs_its_row() -> None:
    text = TEXT.encode()
    assert spark._item(b"a\xff", text, None) == Failure("a\ufffd", "the id is not UTF-8 (invalid start byte at byte 1)")
    assert spark._item(b"a", text, b"\xff") == Failure("a", "the date is not UTF-8 (invalid start byte at byte 0)")
