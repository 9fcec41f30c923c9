"""Stretches of text whose characters alone say they are no amount: links, dates, clock times, codes, percentages."""

from __future__ import annotations

import re
from typing import NamedTuple

_DATES = (
    r"\d{1,2} ?[/\-.] ?\d{1,2} ?[/\-.] ?\d{2,4}",
    r"\d{4} ?[/\-.] ?\d{1,2} ?[/\-.] ?\d{1,2}",
    r"\d{4}[/\-]0\d",
    r"\d{1,2} ?/ ?\d{1,2}",
    r"\d{4} ?/ ?\d{2,4}",
)
_STARTS = r"(?=[\d+%٪‰$€£¥₪@#A-Za-z_.])"  # so that the letters of Arabic words are passed over at once
_PATTERNS = re.compile(
    _STARTS
    + "(?:"
    + "|".join(
        (
            r"(?P<link>https?://\S+|www\.\S+|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]++@[\w-]+\.\w+|[@#]\w+)",
            r"(?P<phone>(?:\+|(?<!\d)00)\d[\d \-/()]{6,24}\d|(?<!\d)\d{2,4}-\d{3,4}-\d{3,4}(?!\d))",
            rf"(?P<date>(?<![\d/.\-])(?:{'|'.join(_DATES)})(?![\d/]))",
            r"(?P<clock>(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))",
            r"(?P<code>(?<!\d)\d+(?:\.\d+){3,}|(?<!\d)\d+ ?\+ ?\d+)",
            r"(?P<name>(?<![A-Za-z_])[A-Za-z_]++[-‐]?\d+|(?<!\d)\d++[A-Za-z_]+)",
            r"(?P<coordinate>(?<!\d)\d+(?:[.,]\d+)? ?[°º′″])",
            r"(?P<percent>[%٪‰] ?\d+(?:[.,٫]\d+)?|(?<!\d)\d+(?:[.,٫]\d+)?[ \u061c\u200e\u200f]{0,3}[%٪‰])",
            r"(?P<money>[$€£¥₪] ?\d|(?<!\d)\d+ ?[$€£¥₪])",
        )
    )
    + ")"
)
_FRACTION = re.compile(r"(\d) ?/ ?(\d{1,2})")


class Stretch(NamedTuple):
    """Characters ``start`` to ``end`` that are no amount, and why."""

    start: int
    end: int
    reason: str


def written(text: str) -> list[Stretch]:
    """The stretches of a text whose characters alone say they are no amount, in order; 1/2 and 3/4 are left out."""
    found: list[Stretch] = []
    for match in _PATTERNS.finditer(text):
        reason = match.lastgroup or ""
        if reason == "date" and (part := _FRACTION.fullmatch(match.group())) and int(part[1]) < int(part[2]) <= 10:
            continue
        found.append(Stretch(match.start(), match.end(), reason))
    return found
