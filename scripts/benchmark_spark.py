"""Measure Spark on a local cluster beside one process, with the same texts in one run."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Annotated, Any

import pyspark
import spacy
import srsly
import typer
from pyspark.sql import SparkSession

import marsad
from marsad.extraction import process
from marsad.reading import Report
from marsad.spark import extract

MEMORY = 1024  # MB of each executor's Java; its Python processes come on top


@contextmanager
def local_cluster(workers: int) -> Iterator[SparkSession]:
    """A cluster on this machine: so many executors, each a process with one core; ended in the end, its logs removed."""
    # The workers' Python is ours, and everything stays on the loopback interface.
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    quick = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # for a short life: less compiling, fewer threads
    spark = (
        SparkSession.builder.master(f"local-cluster[{workers},1,{MEMORY}]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.extraJavaOptions", quick)
        .config("spark.executor.extraJavaOptions", quick)
        .config("spark.executorEnv.PYTHONPATH", str(Path(marsad.__file__).parents[1]))
        .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")  # begin when all workers are there
        .getOrCreate()
    )
    logs = Path(os.environ.get("SPARK_HOME", Path(pyspark.__file__).parent)) / "work" / spark.sparkContext.applicationId
    try:
        yield spark
    finally:
        spark.stop()
        shutil.rmtree(logs, ignore_errors=True)


def one_process(model: str, reports: list[tuple[str, str]]) -> float:
    """Seconds that one process takes to read the reports (id, text) to JSON, its pipeline loaded and warm."""
    nlp = spacy.load(model)
    items = [Report(id, text) for id, text in reports]
    list(process(nlp, items[:64]))
    start = time.perf_counter()
    for document in process(nlp, items):
        json.dumps(document, ensure_ascii=False)
    return time.perf_counter() - start


def cluster(model: str, reports: list[tuple[str, str]], workers: int) -> float:
    """Seconds that a local cluster takes for the same, its workers' pipelines loaded and warm."""
    with local_cluster(workers) as spark:
        df = spark.createDataFrame(reports, "id STRING, text STRING").repartition(workers * 4).persist()
        df.count()
        extract(df.limit(workers * 64).repartition(workers), model=model).collect()
        start = time.perf_counter()
        extract(df, model=model).write.format("noop").mode("overwrite").save()
        return time.perf_counter() - start


def main(
    source: Annotated[Path, typer.Argument(help="JSON lines with texts")] = Path("examples/reports.jsonl"),
    count: Annotated[int, typer.Option(help="Texts read; the source's, over and over")] = 3000,
    workers: Annotated[int, typer.Option(help="Workers of the cluster, a core each")] = 2,
    model: Annotated[str, typer.Option(help="Installed pipeline, or the folder of one")] = "ar_conflict_news_sm",
    output: Annotated[Path, typer.Option(help="The JSON file to write")] = Path("evals/spark.json"),
) -> None:
    """Measure words per second of one process, of a cluster, and of one process again (others may use the machine)."""
    texts = list(islice(cycle(record["text"] for record in srsly.read_jsonl(source)), count))
    reports = [(str(number), text) for number, text in enumerate(texts)]
    words = sum(len(text.split()) for text in texts)
    before = words / one_process(model, reports)
    spread = words / cluster(model, reports, workers)
    after = words / one_process(model, reports)
    figures: dict[str, Any] = {
        "cores": os.cpu_count(),
        "load of the machine": round(os.getloadavg()[1], 1),
        "texts": count,
        "words": words,
        "one process words/s": [round(before), round(after)],
        f"{workers} workers words/s": round(spread),
        "ratio": round(spread * 2 / (before + after), 2),
    }
    output.parent.mkdir(exist_ok=True)
    srsly.write_json(output, figures)
    for name, figure in figures.items():
        typer.echo(f"{name}: {figure}")


if __name__ == "__main__":
    typer.run(main)
