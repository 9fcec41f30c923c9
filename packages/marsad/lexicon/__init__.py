"""The linguistic knowledge, as data: tab-separated files beside this module, one loader.

Every file begins with a header line; ``#`` starts a comment line; an empty cell or ``-`` is an empty value. A column that
may hold several forms separates them by ``|``. Keys are written in ordinary spelling: whoever indexes them normalizes.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> tuple[dict[str, str], ...]:
    """Read ``lexicon/<name>.tsv``.

    name: file name without its ending.
    RETURNS: one dict per entry, keys from the header.
    RAISES: FileNotFoundError where there is no such file; ValueError naming file and line where a row has not the
        header's number of cells.
    """
    rows: list[dict[str, str]] = []
    header: list[str] = []
    with files(__name__).joinpath(f"{name}.tsv").open(encoding="utf-8") as file:
        for number, cells in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
            if not cells or cells[0].startswith("#"):
                continue
            if not header:
                header = cells
                continue
            if len(cells) != len(header):
                raise ValueError(
                    f"lexicon/{name}.tsv, line {number}: {len(cells)} cells where the header has {len(header)}"
                )
            rows.append({key: "" if cell == "-" else cell for key, cell in zip(header, cells, strict=True)})
    return tuple(rows)


def forms(cell: str) -> list[str]:
    """The forms of a cell that may hold several: ``"قتيل|شهيد"`` ("killed person, martyr") gives both."""
    return [form.strip() for form in cell.split("|") if form.strip()]
