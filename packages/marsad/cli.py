"""``marsad``: the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import spacy
import typer
from rich.console import Console
from spacy.language import Language
from spacy.tokens import Doc

from marsad.export import to_dict
from marsad.reading import Failure, Report, open_output, read
from marsad.table import print_document

BATCH = 64

app = typer.Typer(add_completion=False, help="Arabic conflict news: who was harmed, how many, and who says so.")


class Format(StrEnum):
    """What ``extract`` writes."""

    jsonl = "jsonl"
    table = "table"


@app.callback()
def main() -> None:
    """Arabic conflict news: who was harmed, how many, and who says so."""


@app.command()
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(help="Files (.txt, .jsonl, .csv, .parquet), folders, or - for JSON lines on standard input."),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Output file; standard output without it.")
    ] = None,
    model: Annotated[str, typer.Option(help="Installed pipeline, or the folder of one.")] = "ar_conflict_news_sm",
    format: Annotated[Format, typer.Option("-f", "--format", help="JSON lines, or a table to read.")] = Format.jsonl,
) -> None:
    """Read reports and write what they say.

    A record that cannot be read or processed comes out as {"id": …, "error": …}, the run goes on, and the exit status is 1.
    """
    try:
        nlp = spacy.load(model)
    except OSError as error:
        typer.echo(f"marsad: no pipeline {model!r}: {error}", err=True)
        raise typer.Exit(2) from None
    failed = 0
    with open_output(output) as file:
        console = Console(file=file, width=None if file.isatty() else 160)
        for document in process(nlp, read(inputs)):
            if "error" in document:
                failed += 1
                typer.echo(f"marsad: {document['id']}: {document['error']}", err=True)
            if format is Format.table:
                print_document(console, document)
            else:
                file.write(json.dumps(document, ensure_ascii=False) + "\n")
                file.flush()
    if failed:
        raise typer.Exit(1)


def process(nlp: Language, items: Iterable[Report | Failure]) -> Iterator[dict[str, Any]]:
    """The contract's JSON for each item, in order; an error record for what could not be read or processed."""
    for batch in _batches(items):
        reports = [item for item in batch if isinstance(item, Report)]
        try:
            results = iter([to_dict(doc) for doc in nlp.pipe(_doc(nlp, report) for report in reports)])
        except Exception:  # one of the batch fails: find out which, and let the others pass
            results = iter([_alone(nlp, report) for report in reports])
        for item in batch:
            yield next(results) if isinstance(item, Report) else {"id": item.id, "error": item.error}


def _batches(items: Iterable[Report | Failure]) -> Iterator[list[Report | Failure]]:
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
