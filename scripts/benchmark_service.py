"""Measure the service on loopback beside the bare pipeline, with the same texts in one run."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from typing import Annotated, Any

import httpx
import spacy
import srsly
import typer
from spacy.language import Language

from marsad import to_dict

LIST = 50  # records in a request of many
START = 120  # seconds that the service may take to load its pipeline


@contextmanager
def service(model: str) -> Iterator[str]:
    """The address of ``marsad serve`` in a process of its own, ended in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "marsad", "serve", "--port", str(port), "--model", model]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + START
        while not _healthy(address):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the service did not start")
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def _healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health").is_success
    except httpx.TransportError:
        return False


async def load(address: str, bodies: list[Any], clients: int) -> tuple[float, list[float]]:
    """Send every body, as many at a time as there are clients.

    RETURNS: seconds for all, and seconds for each.
    """
    waiting = iter(bodies)
    times = []

    async def client(session: httpx.AsyncClient) -> None:
        for body in waiting:
            sent = time.perf_counter()
            (await session.post("/extract", json=body)).raise_for_status()
            times.append(time.perf_counter() - sent)

    async with httpx.AsyncClient(base_url=address, timeout=60) as session:
        start = time.perf_counter()
        await asyncio.gather(*(client(session) for _ in range(clients)))
        return time.perf_counter() - start, times


def bare(nlp: Language, texts: list[str]) -> float:
    """Documents per second of the pipeline alone, one by one."""
    start = time.perf_counter()
    for text in texts:
        to_dict(nlp(text))
    return round(len(texts) / (time.perf_counter() - start), 1)


def main(
    count: Annotated[int, typer.Option(help="Texts sent in each measurement")] = 600,
    model: Annotated[str, typer.Option(help="Installed pipeline, or the folder of one")] = "ar_conflict_news_sm",
    output: Annotated[Path, typer.Option(help="The JSON file to write")] = Path("evals/service.json"),
) -> None:
    """Measure documents per second of the pipeline, requests per second and the 95th percentile of the service."""
    examples = [record["text"] for record in srsly.read_jsonl("examples/reports.jsonl")]
    texts = list(islice(cycle(examples), count))
    nlp = spacy.load(model)
    for text in examples:
        nlp(text)
    figures: dict[str, Any] = {"cores": os.cpu_count(), "texts": count, "pipeline docs/s before": bare(nlp, texts)}
    bodies = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    with service(model) as address:
        asyncio.run(load(address, bodies[: len(examples)], 1))
        for clients in (1, 4, 16):
            seconds, times = asyncio.run(load(address, bodies, clients))
            cuts = quantiles(times, n=100)
            figures[f"{clients} clients"] = {
                "requests/s": round(count / seconds, 1),
                "p50 ms": round(cuts[49] * 1000, 1),
                "p95 ms": round(cuts[94] * 1000, 1),
            }
        lists = [bodies[start : start + LIST] for start in range(0, count, LIST)]
        seconds, _ = asyncio.run(load(address, lists, 1))
        figures[f"lists of {LIST}"] = {"docs/s": round(count / seconds, 1)}
    # Twice, for a machine that others use too.
    figures["pipeline docs/s after"] = bare(nlp, texts)
    output.parent.mkdir(exist_ok=True)
    srsly.write_json(output, figures)
    for name, figure in figures.items():
        typer.echo(f"{name}: {figure}")


if __name__ == "__main__":
    typer.run(main)
