"""How far a run is: a bar on standard error, where that is a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from marsad.extraction import Item
from marsad.reading import Meter


def tracked(items: Iterable[Item], meter: Meter, *, quiet: bool = False) -> Iterator[Item]:
    """The same items, while a bar shows how many were read, how many a second and the time left.

    meter: of the reading of the items; the share done and the time left are told by bytes.
    quiet: no bar. There is none either where standard error is no terminal.
    """
    console = Console(stderr=True)
    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[count]:,} records, {task.fields[rate]:.0f} a second"),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as progress:
        task = progress.add_task("", total=meter.total, count=0, rate=0.0)
        started = monotonic()
        for count, item in enumerate(items, start=1):
            progress.update(
                task,
                total=meter.total,
                completed=meter.done,
                count=count,
                rate=count / max(monotonic() - started, 1e-9),
            )
            yield item
