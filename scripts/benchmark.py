"""Measure speed, as ratios within one run: the text floor, the number reader and the pipelines beside what else there is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import srsly
import typer

import bench_numbers
import bench_pipelines
import bench_text


def main(output: Annotated[Path, typer.Option(help="The JSON file to write")] = Path("evals/benchmark.json")) -> None:
    """Run every benchmark and write the ratios."""
    ratios = {
        "text": bench_text.benchmark(),
        "numbers": bench_numbers.benchmark(),
        "pipelines": bench_pipelines.benchmark(),
    }
    output.parent.mkdir(exist_ok=True)
    srsly.write_json(output, ratios)
    for floor, figures in ratios.items():
        for name, figure in figures.items():
            typer.echo(f"{floor}: {name}: {figure}")


if __name__ == "__main__":
    typer.run(main)
