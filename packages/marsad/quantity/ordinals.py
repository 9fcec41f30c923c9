"""The grammar of ordinals over symbols: رابع, الحادي عشر, الخامسة والعشرون."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.quantity.symbols import Symbol


def ordinal(symbols: Sequence[Symbol], k: int) -> tuple[int, int] | None:
    """An ordinal at symbol ``k``: رابع, الحادي عشر, الخامسة والعشرون, المئة والخامسة والعشرون.

    RETURNS: value and end, or None. Definite tens (العشرون) are ordinals by their place alone: see ``find_ordinals``.
    """
    kind = symbols[k].kind
    base, at = 0, k
    if kind in ("hundred", "hundreds") and k + 2 < len(symbols) and symbols[k + 1].kind == "and":
        base, at = int(symbols[k].value), k + 2
    if symbols[at].kind not in ("ordinal", "ordinal_head"):
        return None
    value, end = int(symbols[at].value), at + 1
    if end < len(symbols) and symbols[end].kind in ("ten", "tail"):
        return base + value + 10, end + 1
    if end + 1 < len(symbols) and symbols[end].kind == "and" and symbols[end + 1].kind == "tens":
        return base + value + int(symbols[end + 1].value), end + 2
    return (base + value, end) if symbols[at].kind == "ordinal" else None
