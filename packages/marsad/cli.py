"""``marsad``: the command line."""

from __future__ import annotations

import json
import sys
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import spacy
import typer
from rich.console import Console
from spacy.language import Language

from marsad.extraction import model_name, outcomes, parallel_outcomes, process
from marsad.extras import MissingExtra, needs
from marsad.incident_table import print_incidents
from marsad.incidents import Thresholds, find_incidents
from marsad.output import OutputError, open_sink
from marsad.progress import tracked
from marsad.reading import Columns, Meter, read
from marsad.render import page
from marsad.store import StoreError
from marsad.terminal import print_report

app = typer.Typer(add_completion=False, help="Arabic conflict news: who was harmed, how many, and who says so.")


class Format(StrEnum):
    """What ``extract`` writes."""

    jsonl = "jsonl"
    table = "table"


class Lang(StrEnum):
    """The language of a page."""

    ar = "ar"
    en = "en"


@app.callback()
def main() -> None:
    """Arabic conflict news: who was harmed, how many, and who says so."""


@app.command()
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Files (.txt, .jsonl, .csv, also .gz; .parquet), folders, or - for JSON lines on standard input."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Output: .jsonl documents; .csv, .parquet claims; .duckdb the store. Standard output without it.",
        ),
    ] = None,
    model: Annotated[str, typer.Option(help="Installed pipeline, or the folder of one.")] = "ar_conflict_news_sm",
    format: Annotated[Format, typer.Option("-f", "--format", help="JSON lines, or a table to read.")] = Format.jsonl,
    id_column: Annotated[str, typer.Option(help="Key or column of a record's id.")] = "id",
    text_column: Annotated[str, typer.Option(help="Key or column of its text.")] = "text",
    date_column: Annotated[str, typer.Option(help="Key or column of its date (ISO 8601).")] = "date",
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date of every document that names none of its own.")
    ] = None,
    n_process: Annotated[int, typer.Option(min=1, help="Processes; each loads the pipeline.")] = 1,
) -> None:
    """Read reports and write what they say.

    A record that cannot be read or processed comes out as {"id": …, "error": …}, the run goes on, and the exit status is 1.
    Killed and run again, a .duckdb output goes on where it was: documents that it holds unchanged are skipped.
    """
    nlp = _load(model)
    meter = Meter()
    items = read(
        inputs,
        Columns(id_column, text_column, date_column),
        date=date.date().isoformat() if date else None,
        leave_out=output,
        meter=meter,
    )
    failed = 0
    try:
        with open_sink(output, table=format is Format.table, model=model_name(nlp), sources=inputs, tell=_tell) as sink:
            # A bar in the midst of results on the same terminal would spoil both.
            shown = tracked(items, meter, quiet=output is None and sys.stdout.isatty())
            pending = sink.pending(shown)
            results = outcomes(nlp, pending) if n_process == 1 else parallel_outcomes(model, pending, n_process)
            for item, document in results:
                if "error" in document:
                    failed += 1
                    _tell(f"{document['id']}: {document['error']}")
                sink.write(item, document)
    except (MissingExtra, OutputError, StoreError, BrokenProcessPool) as error:
        _tell(str(error))
        raise typer.Exit(2) from None
    if failed:
        raise typer.Exit(1)


@app.command()
def incidents(
    store: Annotated[Path, typer.Argument(help="A .duckdb file that extract made.")],
    format: Annotated[Format, typer.Option("-f", "--format", help="A table to read, or JSON lines.")] = Format.table,
    days: Annotated[int, typer.Option(min=0, help="Days between the dates of one incident.")] = Thresholds.days,
    km: Annotated[float, typer.Option(min=0, help="Kilometres between places of one incident.")] = Thresholds.km,
    similarity: Annotated[
        float, typer.Option(min=0, max=1, help="Least similarity of a figure to the incident it joins.")
    ] = Thresholds.similarity,
    min_sources: Annotated[int, typer.Option(min=1, help="Only incidents that so many sources speak of.")] = 1,
) -> None:
    """Put figures that speak of the same incident side by side: each source's, their range, and how the toll moved."""
    try:
        found = find_incidents(store, Thresholds(days=days, km=km, similarity=similarity))
    except (MissingExtra, StoreError) as error:
        _tell(str(error))
        raise typer.Exit(2) from None
    shown = found.of_sources(min_sources)
    if format is Format.jsonl:
        for record in shown.to_dicts():
            typer.echo(json.dumps(record, ensure_ascii=False))
    else:
        print_incidents(Console(width=None if sys.stdout.isatty() else 160), shown)


@app.command()
def show(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, or - for JSON lines, as extract takes them.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="HTML file; without it a view for the terminal.")
    ] = None,
    model: Annotated[str, typer.Option(help="Installed pipeline, or the folder of one.")] = "ar_conflict_news_sm",
    lang: Annotated[Lang, typer.Option(help="Language of the HTML's headings and labels.")] = Lang.ar,
) -> None:
    """Show reports with what they say highlighted: an HTML page that needs nothing else, or in the terminal.

    A record that cannot be read or processed is shown as its error, and the exit status is 1.
    """
    documents = list(process(_load(model), read(inputs)))
    if output:
        output.write_text(page(documents, tongue=lang.value), encoding="utf-8")
    else:
        console = Console()
        for document in documents:
            print_report(console, document)
    if any("error" in document for document in documents):
        raise typer.Exit(1)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8000,
    model: Annotated[str, typer.Option(help="Installed pipeline, or the folder of one.")] = "ar_conflict_news_sm",
) -> None:
    """Serve extraction over HTTP: POST /extract, and a page at / to paste a report into."""
    try:
        with needs("serve", "serve"):
            import uvicorn  # noqa: PLC0415  of the extra

            from marsad.service import create_app  # noqa: PLC0415  of the extra
    except MissingExtra as error:
        _tell(str(error))
        raise typer.Exit(2) from None
    uvicorn.run(create_app(_load(model)), host=host, port=port)


def _load(model: str) -> Language:
    try:
        return spacy.load(model)
    except OSError as error:
        typer.echo(f"marsad: no pipeline {model!r}: {error}", err=True)
        raise typer.Exit(2) from None


def _tell(message: str) -> None:
    typer.echo(f"marsad: {message}", err=True)
