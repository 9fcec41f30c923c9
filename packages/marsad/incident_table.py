"""Incidents as tables that a person can read in a terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from marsad.incidents import Bounds, Figure, Found, SourceToll, Toll
from marsad.table import ISOLATE


def print_incidents(console: Console, found: Found) -> None:
    """Print each incident, the running totals, and how many figures stand in neither."""
    for incident in found.incidents:
        anchor = incident.anchor
        days = " to ".join(dict.fromkeys(str(day) for day in (anchor.first, anchor.last)))
        causes = {figure.cause for figure in incident.figures if figure.cause}
        table = _table(f"{_named(anchor)}  {days}  {_text(' / '.join(sorted(causes)))}")
        for toll in incident.tolls:
            _add(table, toll)
        for note, figures in (("denied", incident.denied), ("feared", incident.feared)):
            for figure in figures:
                bounds = str(Bounds(figure.low, figure.high))
                table.add_row(note, _text(figure.source), figure.harm, bounds, "", figure.document, escape(figure.why))
        console.print(table)
    for total in found.totals:
        table = _table(f"{_named(total.figures[0])}  running total, no incident")
        _add(table, total)
        console.print(table)
    if found.left_out:
        reasons = ", ".join(f"{count:,} ({reason})" for reason, count in sorted(found.left_out.items()))
        console.print(f"Figures that stand in no incident: {reasons}")


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, expand=False)
    for column in ("harm", "said by", "kind of source", "figure", "moved", "reports", "why here"):
        table.add_column(column, overflow="fold")
    return table


def _add(table: Table, toll: Toll) -> None:
    sources = toll.sources
    harm = f"{toll.harm} (armed)" if toll.people == "armed" else toll.harm
    for source in sources:
        reports = dict.fromkeys(figure.document for figure in source.figures)
        why = dict.fromkeys(figure.why for figure in source.figures)
        table.add_row(
            harm,
            _text(source.source),
            source.source_type or "",
            str(source.bounds),
            _moved(source),
            escape(", ".join(reports)),
            escape("; ".join(why)),
        )
    if len(sources) > 1:
        range_ = str(Bounds.over(source.bounds for source in sources))
        table.add_row(harm, f"range over {len(sources)} sources", "", range_, "", "", "", style="bold")


def _moved(source: SourceToll) -> str:
    if len(source.by_day) < 2:
        return ""
    return " → ".join(f"{bounds} ({day or 'no date'})" for day, bounds in source.by_day.items())


def _named(figure: Figure) -> str:
    return f"{escape(figure.place_name or '')} {_text(figure.place or '')}".strip()


def _text(text: str) -> str:
    return ISOLATE.format(escape(" ".join(text.split()))) if text else ""
