"""``parse_number`` and ``parse_ordinal``: a whole string that is a number."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from marsad.quantity.grammar import Reader
from marsad.quantity.ordinals import ordinal
from marsad.quantity.symbols import Symbol, of_string
from marsad.quantity.vocabulary import Exact
from marsad.text import norm

_SLASH = re.compile(r"^(?:(\d+)\s+)?(\d+)\s*[/⁄]\s*(\d+)(?:\s+(\d+))?$")
_OF = frozenset(norm(word) for word in ("على", "من", "في", "جزء", "أجزاء"))
_MINUS = "-−–"
_LONGEST = 2000  # characters; no number is longer


def number_of(value: Exact) -> int | float:
    """``value`` as a plain int where it is whole, else a float."""
    return int(value) if Fraction(value).denominator == 1 else float(value)


def parse_number(text: str) -> int | float:
    """Read a string that is one number: figures of any system, words, or both.

    text: "1٬200", "ثلاثة آلاف وخمسمئة" (three thousand five hundred), "2.5 مليون" (2.5 million), "مليون ونصف المليون"
        (a million and half a million), "سالب خمسة" (minus five), "ثلاثة أرباع" (three quarters), "واحد من عشرة" (one
        in ten).
    RETURNS: int where the number is whole, else float.
    RAISES: ValueError where the string is no number, or more than a number, or a vague one (عشرات, tens).
    """
    value = _exact(text)
    if value is None:
        raise ValueError(f"no number: {text[:80]!r}")
    return number_of(value)


def parse_ordinal(text: str) -> int:
    """Read a string that is one ordinal: رابع, الرابعة (fourth), الحادي عشر (eleventh), الخامس والعشرون (twenty-fifth).

    Definite cardinals stand for ordinals where Arabic has no other form: التسعون (ninetieth).
    RETURNS: its rank.
    RAISES: ValueError where the string is no ordinal.
    """
    symbols = of_string(text[:_LONGEST]) or []
    read = ordinal(symbols, 0) if symbols else None
    if read is not None and read[1] == len(symbols):
        return read[0]
    if symbols and symbols[0].definite:
        value = _whole(symbols)
        if value is not None and Fraction(value).denominator == 1:
            return int(value)
    raise ValueError(f"no ordinal: {text[:80]!r}")


def _exact(text: str) -> Exact | None:
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if text[:1] in _MINUS and text[1:].strip():
        inner = _exact(text[1:])
        return -inner if inner is not None and inner >= 0 else None
    if "/" in text or "⁄" in text:
        return _slashed(text)
    symbols = of_string(text)
    if symbols is not None:
        return _whole(symbols)
    return _ratio(text)


def _whole(symbols: list[Symbol]) -> Exact | None:
    number = Reader(symbols, generous=True).number(0) if symbols else None
    return number.value if number is not None and number.end == len(symbols) else None


def _slashed(text: str) -> Exact | None:
    """3/4, 2 1/4, and ١/٤ ٢ as typed from right to left."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
    match = _SLASH.match(plain)
    if match is None or (match[1] and match[4]) or not int(match[3]):
        return None
    return int(match[1] or match[4] or 0) + Fraction(int(match[2]), int(match[3]))


def _ratio(text: str) -> Exact | None:
    """واحد على عشرين, ثلاثة من أربعة, جزء من مئة, and a point before it: مئتان فاصلة ثلاثة من مئة."""
    words = text.split()
    at = [i for i, word in enumerate(words) if norm(word) in _OF]
    if not at or at[-1] - at[0] != len(at) - 1 or at[-1] + 1 >= len(words):
        return None
    over = _exact(" ".join(words[at[-1] + 1 :]))
    upper = of_string(" ".join(words[: at[0]]))
    if not over or upper is None:
        return None
    if not upper:
        return Fraction(1) / over
    point = next((i for i, symbol in enumerate(upper) if symbol.kind == "point"), None)
    if point is not None:
        whole, part = _whole(upper[:point]), _whole(upper[point + 1 :])
        return None if whole is None or part is None else whole + Fraction(part) / over
    top = _whole(upper)
    return None if top is None else Fraction(top) / over
