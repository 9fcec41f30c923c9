"""Results as a table that a person can read in a terminal."""

from __future__ import annotations

from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

ISOLATE = "\u2068{}\u2069"  # first-strong isolate: Arabic in a cell does not reorder its neighbours


def figure(record: dict[str, Any]) -> str:
    """The amount in signs, as bounds: ``> 600``, ``20–30``, ``≥ 3`` for a bare plural.

    record: a casualty or a claim as a dict.
    """
    low, high = record["low"], record["high"]
    sign = {"more_than": "> ", "less_than": "< ", "at_most": "≤ ", "at_least": "≥ ", "vague": "≥ ", "about": "~ "}
    if record["qualifier"] == "between":
        return f"{low:,}–{high:,}"
    number = low if low is not None else high
    return sign.get(record["qualifier"], "") + f"{number:,}"


def _arabic(text: str) -> str:
    return ISOLATE.format(escape(" ".join(text.split()))) if text else ""


def _notes(claim: dict[str, Any]) -> str:
    notes = [claim["assertion"]] if claim["assertion"] != "asserted" else []
    notes += ["running total"] if claim["scope"] == "cumulative" else []
    notes += ["part of the above"] if claim["part_of"] else []
    return ", ".join(notes)


def print_document(console: Console, document: dict[str, Any]) -> None:
    """Print one document's claims: a row per figure with who says it."""
    if "error" in document:
        console.print(f"[red]{escape(str(document['id']))}: {escape(document['error'])}[/red]")
        return
    table = Table(title=escape(str(document["id"])), title_justify="left", box=box.SIMPLE_HEAD, expand=False)
    for column in ("figure", "harm", "who", "words", "said by", "kind of source", "how", "where", "when", "notes"):
        table.add_column(column, overflow="fold")
    for claim in document["claims"]:
        table.add_row(
            figure(claim),
            claim["harm"],
            ", ".join(claim["who"]),
            _arabic(claim["text"]),
            _arabic(claim["source_name"] or "") or ("—" if not claim["attribution"] else "?"),
            claim["source_type"] or "",
            claim["stance"] or "",
            _arabic((claim["place"] or {}).get("text", "")),
            (claim["date"] or {}).get("first") or _arabic((claim["date"] or {}).get("text", "")),
            _notes(claim),
        )
    console.print(table if document["claims"] else f"{table.title}: no casualties found")
