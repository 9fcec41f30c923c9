"""What documents hold as flat rows with fixed columns: for tables in files and in the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.reading import Report

Row = dict[str, Any]

# Columns and their types in SQL; a list is VARCHAR[]. Offsets count code points of the document's text.
ENTITIES = {
    "document": "VARCHAR",
    "start_char": "BIGINT",
    "end_char": "BIGINT",
    "text": "VARCHAR",
    "label": "VARCHAR",
    "entity_id": "VARCHAR",
}
_FIGURE = {
    "text": "VARCHAR",
    "harm": "VARCHAR",
    "value": "BIGINT",
    "low": "BIGINT",
    "high": "BIGINT",
    "qualifier": "VARCHAR",
    "who": "VARCHAR[]",
    "part_of": "VARCHAR",
    "assertion": "VARCHAR",
    "scope": "VARCHAR",
    "attribution": "VARCHAR",
}
CASUALTIES = {
    "document": "VARCHAR",
    "casualty": "VARCHAR",
    "start_char": "BIGINT",
    "end_char": "BIGINT",
    **_FIGURE,
    "cue": "VARCHAR",
    "rule": "VARCHAR",
}
ATTRIBUTIONS = {
    "document": "VARCHAR",
    "attribution": "VARCHAR",
    "cue": "VARCHAR",
    "cue_start": "BIGINT",
    "cue_end": "BIGINT",
    "source": "VARCHAR",
    "source_start": "BIGINT",
    "source_end": "BIGINT",
    "source_name": "VARCHAR",
    "source_type": "VARCHAR",
    "kind": "VARCHAR",
    "stance": "VARCHAR",
    "parent": "VARCHAR",
    "rule": "VARCHAR",
    "contents": "VARCHAR[]",
}
CLAIMS = {
    "document": "VARCHAR",
    "document_date": "VARCHAR",
    "claim": "VARCHAR",
    "casualty": "VARCHAR",
    **_FIGURE,
    "estimate": "BIGINT",
    "source_name": "VARCHAR",
    "source_type": "VARCHAR",
    "stance": "VARCHAR",
    "chain": "VARCHAR[]",
    "place": "VARCHAR",
    "place_label": "VARCHAR",
    "place_id": "VARCHAR",
    "place_name": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "date": "VARCHAR",
    "date_first": "VARCHAR",
    "date_last": "VARCHAR",
    "cause": "VARCHAR",
    "sentence": "VARCHAR",
    "sentence_start": "BIGINT",
    "sentence_end": "BIGINT",
    "model": "VARCHAR",
}


def entities(document: Row) -> Iterator[Row]:
    """The entities of a document (the contract's JSON), one row each, with the columns of ENTITIES."""
    for entity in document["entities"]:
        yield {
            "document": document["id"],
            "start_char": entity["start"],
            "end_char": entity["end"],
            "text": entity["text"],
            "label": entity["label"],
            "entity_id": entity["id"],
        }


def casualties(document: Row) -> Iterator[Row]:
    """The casualties of a document, one row each, with the columns of CASUALTIES."""
    for casualty in document["casualties"]:
        yield {
            "document": document["id"],
            "casualty": casualty["id"],
            "start_char": casualty["start"],
            "end_char": casualty["end"],
            **_figure(casualty),
            "cue": _of(casualty["cue"], "text"),
            "rule": casualty["rule"],
        }


def attributions(document: Row) -> Iterator[Row]:
    """The attributions of a document, one row each, with the columns of ATTRIBUTIONS."""
    for attribution in document["attributions"]:
        yield {
            "document": document["id"],
            "attribution": attribution["id"],
            "cue": _of(attribution["cue"], "text"),
            "cue_start": _of(attribution["cue"], "start"),
            "cue_end": _of(attribution["cue"], "end"),
            "source": _of(attribution["source"], "text"),
            "source_start": _of(attribution["source"], "start"),
            "source_end": _of(attribution["source"], "end"),
            **{name: attribution[name] for name in ("source_name", "source_type", "kind", "stance", "parent", "rule")},
            "contents": [content["text"] for content in attribution["contents"]],
        }


def claims(report: Report, document: Row) -> Iterator[Row]:
    """The claims of a document, one row each, with the columns of CLAIMS.

    report: the document as it was read; gives the document's date.
    """
    for claim in document["claims"]:
        yield {
            "document": document["id"],
            "document_date": report.date,
            "claim": claim["id"],
            "casualty": claim["casualty"],
            **_figure(claim),
            "estimate": _number(claim["estimate"]),
            **{name: claim[name] for name in ("source_name", "source_type", "stance", "chain")},
            "place": _of(claim["place"], "text"),
            "place_label": _of(claim["place"], "label"),
            "place_id": _of(claim["place"], "id"),
            "place_name": _of(claim["place"], "name"),
            "latitude": _of(claim["place"], "latitude"),
            "longitude": _of(claim["place"], "longitude"),
            "date": _of(claim["date"], "text"),
            "date_first": _of(claim["date"], "first"),
            "date_last": _of(claim["date"], "last"),
            "cause": _of(claim["cause"], "text"),
            "sentence": _of(claim["sentence"], "text"),
            "sentence_start": _of(claim["sentence"], "start"),
            "sentence_end": _of(claim["sentence"], "end"),
            "model": document["model"],
        }


def _figure(record: Row) -> Row:
    return {name: record[name] if kind != "BIGINT" else _number(record[name]) for name, kind in _FIGURE.items()}


def _number(value: int | None) -> int | None:
    """A number that a column of 64 bits holds; a longer one (digits that are no amount) is left out."""
    return value if value is not None and abs(value) < 2**63 else None


def _of(record: Row | None, key: str) -> Any:
    return record[key] if record else None


def arrow(rows: list[Row], columns: dict[str, str]) -> Any:
    """Rows as a ``pyarrow.Table`` with the given columns; needs the extra ``store``."""
    import pyarrow as pa  # noqa: PLC0415  of the extra

    types = {
        "VARCHAR": pa.string(),
        "VARCHAR[]": pa.list_(pa.string()),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us"),
    }
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, types[kind]) for name, kind in columns.items()]))
