"""Turn a folder of annotated XML into a ``.spacy`` file, and say which entities the tokens cannot hold."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Annotated

import spacy
import typer
from spacy.tokens import DocBin

from marsad.annotation import read_folder
from variants import variant


def main(
    folder: Annotated[Path, typer.Argument(help="Folder of XML files")],
    output: Annotated[Path, typer.Argument(help="The .spacy file to write")],
    variants: Annotated[int, typer.Option(help="Generated variants of each passage, with other names")] = 0,
    seed: Annotated[int, typer.Option(help="Of the variants' names")] = 7,
    tokenizer: Annotated[str, typer.Option(help="Registered tokenizer")] = "marsad.ArabicTokenizer.v1",
) -> None:
    """Convert one split of the corpus."""
    drawn = random.Random(seed)
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer}}})
    docs = DocBin(store_user_data=True)
    entities = lost_entities = 0
    for annotated in read_folder(folder):
        doc, lost = annotated.to_doc(nlp.make_doc)
        docs.add(doc)
        entities += len(annotated.entities)
        lost_entities += len(lost)
        for start, end, label in lost:
            typer.echo(f"{annotated.id}: no tokens for {label} {annotated.text[start:end]!r} at {start}")
        for number in range(1, variants + 1):
            docs.add(variant(annotated, drawn, number).to_doc(nlp.make_doc)[0])
    output.parent.mkdir(parents=True, exist_ok=True)
    docs.to_disk(output)
    typer.echo(f"{folder}: {len(docs)} documents, {entities} entities, {lost_entities} not held by tokens -> {output}")


if __name__ == "__main__":
    typer.run(main)
