"""Turn JSON lines with marked spans (Prodigy's form) into a ``.spacy`` file, and say which spans the tokens cannot hold.

A line is ``{"text": …, "spans": [{"start": …, "end": …, "label": …}]}``, offsets in code points of the text; ``id`` and
``date`` are kept where they are there. Of lines with an ``answer`` only the accepted are taken.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import spacy
import typer
from spacy.tokens import Doc, DocBin

from marsad.annotation import AnnotatedText

Entity = tuple[int, int, str]


def read_line(line: str, number: int) -> AnnotatedText | None:
    """The document of one line; None where an annotator rejected or skipped it.

    number: of the line, its id where it has none.
    RAISES: ValueError saying what is wrong with the line.
    """
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"no JSON: {error}") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or not record["text"].strip():
        raise ValueError("no object with a text")
    record["text"].encode()  # JSON may hold half a surrogate pair, which is no text (a ValueError)
    if record.get("answer", "accept") != "accept":
        return None
    spans = record.get("spans")
    if not isinstance(spans, list):
        # Without the key nobody looked for names here; [] says that somebody did and found none.
        raise ValueError("no list of spans")
    entities = sorted(_entity(span, record["text"]) for span in spans)
    for (_, end, _), (start, _, _) in pairwise(entities):
        if start < end:
            raise ValueError(f"spans overlap at {start}")
    id, date = record.get("id"), record.get("date")
    return AnnotatedText(
        id=str(number if id is None else id), text=record["text"], date=date and str(date), entities=entities
    )


def _entity(span: Any, text: str) -> Entity:
    if not isinstance(span, dict):
        raise ValueError(f"a span is no object: {span!r}")
    start, end, label = span.get("start"), span.get("end"), span.get("label")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ValueError(f"a span lies outside the text: {start!r} to {end!r}, its length is {len(text)}")
    if not isinstance(label, str) or not label:
        raise ValueError(f"the span at {start} has no label")
    if text[start].isspace() or text[end - 1].isspace():
        raise ValueError(f"the span at {start} begins or ends with white space")
    return start, end, label


def convert(
    path: Path, make_doc: Callable[[str], Doc], tell: Callable[[str], None]
) -> Iterator[tuple[Doc, list[Entity]] | None]:
    """For each line a gold Doc and the spans that its tokens cannot hold; None for a bad one.

    tell: takes a message for each bad line and each lost span, with file and line. Empty lines and those that were not
        accepted are passed over.
    """
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
                annotated = read_line(line, number) if line.strip() else None
            except ValueError as error:
                tell(f"{path}, line {number}: {error}")
                yield None
                continue
            if annotated is None:
                continue
            doc, lost = annotated.to_doc(make_doc)
            for start, end, label in lost:
                tell(f"{path}, line {number}: no tokens for {label} {annotated.text[start:end]!r} at {start}")
            yield doc, lost


def main(
    source: Annotated[Path, typer.Argument(help="The JSONL file")],
    output: Annotated[Path, typer.Argument(help="The .spacy file to write")],
) -> None:
    """Convert one file; the exit status is 1 where a line is bad or none is left."""
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}})
    docs = DocBin(store_user_data=True)
    labels: Counter[str] = Counter()
    lost_spans = bad = 0
    for result in convert(source, nlp.make_doc, lambda message: typer.echo(message, err=True)):
        if result is None:
            bad += 1
            continue
        doc, lost = result
        docs.add(doc)
        labels.update(ent.label_ for ent in doc.ents)
        lost_spans += len(lost)
    if len(docs):
        output.parent.mkdir(parents=True, exist_ok=True)
        docs.to_disk(output)
    counts = ", ".join(f"{label} {number}" for label, number in sorted(labels.items()))
    typer.echo(
        f"{source}: {len(docs)} documents, {counts or 'no entities'}; {lost_spans} spans not held by tokens, {bad} bad lines"
        + (f" -> {output}" if len(docs) else "")
    )
    sys.exit(bool(bad) or not len(docs))


if __name__ == "__main__":
    typer.run(main)
