"""A load of generated reports into a store, killed twice (kill -9) and gone on with: are the counts exact, is memory flat?

The documents are generated: one or two sentences of the reports in ``examples/``, their figures changed. Every hundredth line is
malformed. Prints the counts, and the peak memory of a run of a tenth of the load and of the whole.

    python scripts/load_test.py [--documents 20000] [--processes 1]

Of several processes the peak is that of the first, which reads and writes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports.jsonl"
TABLES = ("documents", "entities", "casualties", "attributions", "claims", "errors")
KILLED_AFTER = 0.3  # of the time of an unbroken run, twice


def sentences() -> list[tuple[str, str]]:
    """The sentences of the examples, each with its report's date."""
    found = []
    for line in EXAMPLES.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        found += [(text.strip(), report["date"]) for text in re.split(r"(?<=\.)\s", report["text"]) if text.strip()]
    return found


def make(path: Path, lines: int) -> None:
    """Write a load of so many lines, every hundredth of them malformed; the same each time."""
    draw = random.Random(lines)
    known = sentences()
    with path.open("w", encoding="utf-8") as file:
        for number in range(lines):
            (first, date), (second, _) = draw.choices(known, k=2)
            text = re.sub(
                r"[0-9]+", lambda _: str(draw.randint(3, 9999)), first if draw.random() < 0.5 else f"{first} {second}"
            )
            line = json.dumps({"id": f"load-{number}", "text": text, "date": date}, ensure_ascii=False)
            file.write((line[: len(line) // 2] if number % 100 == 99 else line) + "\n")


def start(source: Path, store: Path, processes: int) -> subprocess.Popen[bytes]:
    """``marsad extract`` in a process of its own."""
    command = [sys.executable, "-m", "marsad", "extract", str(source), "-o", str(store), "--n-process", str(processes)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def finish(run: subprocess.Popen[bytes]) -> float:
    """Wait for the end of a run, which is to tell of failed records; its peak memory in MB."""
    _, status, usage = os.wait4(run.pid, 0)
    if os.waitstatus_to_exitcode(status) != 1:
        raise SystemExit(f"extract ended with {os.waitstatus_to_exitcode(status)} in place of 1")
    return usage.ru_maxrss / 1024


def counts(store: Path) -> dict[str, int]:
    """The rows of each table."""
    with duckdb.connect(store, read_only=True) as connection:
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in TABLES}


def kill_after(run: subprocess.Popen[bytes], seconds: float) -> None:
    """Kill a run (-9) so many seconds from now."""
    time.sleep(seconds)
    if run.poll() is not None:
        raise SystemExit("the run ended before it was killed")
    run.send_signal(signal.SIGKILL)
    run.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="Load a store, kill and resume, compare counts and memory.")
    parser.add_argument("--documents", type=int, default=20_000, help="lines of the load, one in a hundred malformed")
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    total: int = arguments.documents
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.jsonl"), Path(folder, "large.jsonl")
        make(small, total // 10)
        make(large, total)
        begun = time.monotonic()
        peak = finish(start(small, Path(folder, "small.duckdb"), arguments.processes))
        seconds = time.monotonic() - begun
        print(f"{total // 10:,} lines: {peak:.0f} MB at the peak, {seconds:.0f} s with the start")
        whole = Path(folder, "whole.duckdb")
        begun = time.monotonic()
        peak = finish(start(large, whole, arguments.processes))
        seconds = time.monotonic() - begun
        print(f"{total:,} lines: {peak:.0f} MB at the peak, {seconds:.0f} s with the start")

        store = Path(folder, "killed.duckdb")
        for _ in range(2):
            kill_after(start(large, store, arguments.processes), seconds * KILLED_AFTER)
            print(f"killed with {counts(store)['documents']:,} documents in the store")
        peak = finish(start(large, store, arguments.processes))
        print(f"gone on to the end: {peak:.0f} MB at the peak; {counts(store)}")
        with duckdb.connect(store, read_only=True) as connection:
            connection.execute(f"ATTACH '{whole}' AS whole (READ_ONLY)")
            good, bad = total - total // 100, total // 100
            unique = connection.execute("SELECT count(*), count(DISTINCT id) FROM documents").fetchall()[0]
            errors = connection.execute("SELECT count(*), count(DISTINCT line) FROM errors").fetchall()[0]
            same = all(
                not connection.execute(f"SELECT * FROM {one}.{name} EXCEPT ALL SELECT * FROM {other}.{name}").fetchall()
                for name in TABLES[1:-1]
                for one, other in (("killed", "whole"), ("whole", "killed"))
            )
        exact = unique == (good, good) and errors == (bad, bad) and same
        print(f"documents {unique[0]:,} of {good:,}, errors {errors[0]:,} of {bad:,}, rows of an unbroken run: {same}")
        if not exact:
            raise SystemExit("counts are not exact")


if __name__ == "__main__":
    main()
