"""Spark: a DataFrame of reports through a pipeline, on every worker of a cluster.

Needs the extra ``spark`` where the job starts and on the workers, and the pipeline on the workers (``docs/spark.md``).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import starmap
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language

from marsad import flat
from marsad.extraction import Item, outcomes
from marsad.reading import Failure, Report

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from pyspark.sql import DataFrame

COLUMNS = ("id", "date", "json", "error")
"""Columns of what ``extract`` gives, all of them strings."""

_SPARK_TYPES = {"VARCHAR": "STRING", "VARCHAR[]": "ARRAY<STRING>", "BIGINT": "BIGINT", "DOUBLE": "DOUBLE"}


def extract(
    df: DataFrame,
    text_col: str = "text",
    id_col: str = "id",
    date_col: str | None = None,
    model: str = "ar_conflict_news_sm",
) -> DataFrame:
    """Read every report of a DataFrame; each worker process loads the pipeline once.

    df: a row a report. text_col: its text, a string (binary is read as UTF-8). id_col: its id, of any type that Spark casts to a
        string. date_col: its date, a date, timestamp or ISO 8601 string; None where it is not known.
    model: a pipeline that is installed on every worker, or its folder there.
    RETURNS: a row a report, in no set order: ``id`` and ``date`` as read, ``json`` (the contract's JSON), ``error``. Of the last
        two one is null: a row that cannot be read or processed says why in ``error``, and costs itself alone.
    RAISES: pyspark.errors.AnalysisException for a column that is not there. Where a worker has no such pipeline the job fails.
    """
    from pyspark.sql import functions  # noqa: PLC0415  of the extra
    from pyspark.sql.types import StringType  # noqa: PLC0415  of the extra

    # As bytes: a string of Spark's may hold what is no UTF-8, and that would stop the whole task on its way to Python.
    text = functions.col(text_col)
    if isinstance(df.select(text).schema[0].dataType, StringType):
        text = text.cast("binary")
    id = functions.col(id_col).cast("string").cast("binary")
    date = functions.col(date_col) if date_col else functions.lit(None)
    rows = df.select(id.alias("id"), text.alias("text"), date.cast("string").cast("binary").alias("date"))
    schema = ", ".join(f"`{name}` STRING" for name in COLUMNS)
    return rows.mapInPandas(partial(_extract, model=model), schema)


def claims(df: DataFrame) -> DataFrame:
    """The claims in what ``extract`` gives, one row each, with the columns of ``marsad.flat.CLAIMS``; errors give none.

    df: what ``extract`` gave. Write it out or persist it first: Spark computes it, by the pipeline, each time it is used.
    """
    schema = ", ".join(f"`{name}` {_SPARK_TYPES[kind]}" for name, kind in flat.CLAIMS.items())
    return df.where("error IS NULL").select("date", "json").mapInArrow(_claims, schema)


@lru_cache(maxsize=1)
def _pipeline(model: str) -> Language:
    """The pipeline of this worker process, which serves one task after another."""
    nlp = spacy.load(model)
    # Spark runs a process for each core: threads of theirs would contend for the cores. Where nothing loaded torch, none runs.
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(1)
    return nlp


# Functions of the module, which workers import: nested ones would be sent with each task, and the pipeline's cache with them.
def _extract(frames: Iterator[pd.DataFrame], model: str) -> Iterator[pd.DataFrame]:
    import pandas as pd  # noqa: PLC0415  of the extra

    nlp = _pipeline(model)
    for frame in frames:
        items = starmap(_item, frame.itertuples(index=False, name=None))
        rows = list(starmap(_row, outcomes(nlp, items)))
        yield pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _item(id: bytes | None, text: Any, date: bytes | None) -> Item:
    """A Report from the bytes of a row, or what is wrong with it."""
    name = (id or b"").decode(errors="replace")
    if not isinstance(text, bytes | bytearray):
        return Failure(name, "no text" if text is None else "text is not a string")
    values = []
    for what, value in (("id", id or b""), ("text", text), ("date", date or b"")):
        try:
            values.append(value.decode())
        except UnicodeDecodeError as error:  # lone surrogates too
            return Failure(name, f"the {what} is not UTF-8 ({error.reason} at byte {error.start})")
    if not values[1].strip():
        return Failure(name, "the text is empty")
    return Report(values[0], values[1], values[2] or None)


def _row(item: Item, document: dict[str, Any]) -> tuple[str | None, ...]:
    date = item.date if isinstance(item, Report) else None
    id = item.id or None
    if "error" in document:
        return id, date, None, document["error"]
    return id, date, json.dumps(document | {"id": id}, ensure_ascii=False), None


def _claims(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        rows: list[flat.Row] = []
        for found in batch.to_pylist():
            document = json.loads(found["json"])
            rows += flat.claims(Report(document["id"], document["text"], found["date"]), document)
        yield from flat.arrow(rows, flat.CLAIMS).to_batches()
