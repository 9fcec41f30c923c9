"""Reports through a pipeline: in batches, in order, in one process or several; a failing document costs itself alone."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing.connection import wait
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from marsad.export import to_dict
from marsad.reading import Failure, Report

BATCH = 64  # documents through the pipeline, and into the store, at a time
AHEAD = 2  # batches that wait for each process: enough that none idles, few enough that memory stays flat

Item = Report | Failure
Outcome = tuple[Item, dict[str, Any]]
"""A record as it was read, and the contract's JSON for it or its error."""


def model_name(nlp: Language) -> str:
    """Name and version of a pipeline, as its records give it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def process(nlp: Language, items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """The contract's JSON for each item, in order; an error record for what could not be read or processed."""
    for batch in _batches(items):
        yield from _results(nlp, batch)


def outcomes(nlp: Language, items: Iterable[Item]) -> Iterator[Outcome]:
    """Each item with what ``process`` gives for it, in order."""
    for batch in _batches(items):
        yield from zip(batch, _results(nlp, batch), strict=True)


def parallel_outcomes(model: str, items: Iterable[Item], processes: int) -> Iterator[Outcome]:
    """What ``outcomes`` gives, in the same order, from several processes that each load the pipeline once.

    model: an installed pipeline, or the folder of one.
    processes: how many to start; each takes the memory of a pipeline.
    RAISES: concurrent.futures.process.BrokenProcessPool where one of them ends before its time (out of memory).
    """
    # Spawned, not forked: threads of DuckDB and of the numerical libraries do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_start_worker, initargs=(model,)) as pool:
        waiting: deque[tuple[list[Item], Future[list[dict[str, Any]]]]] = deque()
        for batch in _batches(items):
            waiting.append((batch, pool.submit(_work, batch)))
            if len(waiting) > processes * AHEAD:
                yield from _finished(*waiting.popleft())
        while waiting:
            yield from _finished(*waiting.popleft())


def _finished(batch: list[Item], future: Future[list[dict[str, Any]]]) -> Iterator[Outcome]:
    return zip(batch, future.result(), strict=True)


_worker: list[Language] = []  # the pipeline of a worker process


def _start_worker(model: str) -> None:
    _worker.append(spacy.load(model))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it ends, even by kill -9, which leaves no time to say so."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(batch: list[Item]) -> list[dict[str, Any]]:
    return _results(_worker[0], batch)


def _results(nlp: Language, batch: list[Item]) -> list[dict[str, Any]]:
    reports = [item for item in batch if isinstance(item, Report)]
    # The zone frees the words that only this batch holds: without it every new number stays in the vocabulary for good.
    with nlp.memory_zone():
        try:
            found = [to_dict(doc) for doc in nlp.pipe(_doc(nlp, report) for report in reports)]
        except Exception:  # one of the batch fails: find out which, and let the others pass
            found = [_alone(nlp, report) for report in reports]
    results = iter(found)
    return [next(results) if isinstance(item, Report) else {"id": item.id, "error": item.error} for item in batch]


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _doc(nlp: Language, report: Report) -> Doc:
    doc = nlp.make_doc(report.text)
    doc.user_data |= {"id": report.id, "date": report.date}
    return doc


def _alone(nlp: Language, report: Report) -> dict[str, Any]:
    try:
        return to_dict(nlp(_doc(nlp, report)))
    except Exception as error:
        return {"id": report.id, "error": f"{type(error).__name__}: {error}"}
