"""Figures: numbers written in digits of any system, with every habit of separating thousands and decimals.

Unicode decimal digits (category Nd) of all systems are read by their value: ٣٥٠٠, ۳۵۰۰ and 3500 are one. A separator
followed by exactly three digits sets thousands apart (``1.200``, ``1,200``, ``١٬٢٠٠``, ``1 200``), as it does in news;
other single points and commas begin decimals (``2.5``, ``٧,٥``). U+066B is always decimal, U+066C never.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import NamedTuple

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SPACE = " \u00a0\u2009\u202f"
_SEPARATOR = f"[{_BIDI}]*[.,،٬٫'’][{_BIDI}]*"
FIGURE = re.compile(
    rf"(?<![\d/])[1-9]/(?:[2-9]|10)(?![\d/])|\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?:[.,٫]\d+)?(?!\d)(?!{_SEPARATOR}\d)|(?:(?<=\s)|^)[.٫]\d+|\d+(?:{_SEPARATOR}\d+)*"
)
DIGIT = re.compile(r"\d")
_PARTS = re.compile(r"\d+|[^\d]+")
_CLEAN = str.maketrans("", "", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ALWAYS = "thousands"  # for the separators that never begin decimals
_LONGEST = 40  # digits; longer strings are identifiers, not amounts


class Figure(NamedTuple):
    """A number in digits: its place in the text, its value, its value before a scale word (1.200 in 1.200 مليون)."""

    start: int
    end: int
    value: int | Fraction
    scaled: int | Fraction
    plain: bool


def find_figures(text: str) -> list[Figure]:
    """All figures of a text in order, those with the separators of a code (192.168.1.2) left out.

    text: any text.
    RETURNS: figures with code point offsets into ``text``. A list of figures joined by commas gives its members.
    """
    found: list[Figure] = []
    if not DIGIT.search(text):
        return found
    for match in FIGURE.finditer(text):
        figure = read_figure(match.group(), match.start())
        if figure is not None:
            found.append(figure)
        elif set(_PARTS.findall(match.group())[1::2]) <= {",", "،"}:
            for part in re.finditer(r"\d+", match.group()):
                member = read_figure(part.group(), match.start() + part.start())
                if member is not None:
                    found.append(member)
    return found


def read_figure(raw: str, start: int = 0) -> Figure | None:
    """Read one figure.

    raw: digits with their separators, as matched by ``FIGURE``.
    start: its offset in the text.
    RETURNS: the figure, or None where the separators are no number's.
    """
    clean = raw.translate(_CLEAN)
    if "/" in clean:
        value = Fraction(*(int(part) for part in clean.split("/")))
        return Figure(start, start + len(raw), value, value, False) if value < 1 else None
    pieces = _PARTS.findall(clean)
    if clean[:1] in (".", "٫"):
        pieces = ["0", *pieces]
    groups = ["".join(str(unicodedata.digit(c)) for c in piece) for piece in pieces[0::2]]
    separators = [_ALWAYS if piece.strip(_SPACE + "٬'’") == "" else piece for piece in pieces[1::2]]
    if not groups or sum(map(len, groups)) > _LONGEST:
        return None
    values = _values(groups, separators)
    return values and Figure(start, start + len(raw), *values, not separators)


def _values(groups: list[str], separators: list[str]) -> tuple[int | Fraction, int | Fraction] | None:
    """The value of groups of digits between separators, and the value before a scale word."""
    whole = "".join(groups)
    if not separators:
        return int(whole), int(whole)
    uniform = len(set(separators)) == 1
    decimal = _decimal("".join(groups[:-1]), groups[-1])
    if uniform and separators[0] != "٫" and _thousands(groups):
        return int(whole), decimal if separators == ["."] else int(whole)
    mixed = not uniform and len(set(separators[:-1])) == 1 and _thousands(groups[:-1])
    if separators[-1] in (_ALWAYS, "،") or not (mixed or len(separators) == 1):
        return None
    return decimal, decimal


def _thousands(groups: list[str]) -> bool:
    first, rest = groups[0], groups[1:]
    return 1 <= len(first) <= 3 and not first.startswith("0") and all(len(group) == 3 for group in rest)


def _decimal(whole: str, part: str) -> int | Fraction:
    value = Fraction(int(whole + part), 10 ** len(part))
    return int(value) if value.denominator == 1 else value
