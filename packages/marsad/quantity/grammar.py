"""The grammar of Arabic numerals over symbols: how number words and figures compose.

    number   := [minus] term ( [و] smaller term )* [و fraction]
    term     := ( group [point digits] [و fraction] | fraction | ) scale scale*  |  group  |  fraction
    group    := units and hundreds below a thousand, or a figure: خمسة وعشرون, ثلاث عشرة, ثلاثمئة وخمسة, 3 مئة

Terms fall in scale (مليون ومئتا ألف وخمسة); a group of at least a hundred after a thousand is taken with it by a
higher scale (ألف ومئتا مليار is 1,200 milliard). و may be left out between terms, as the dialects do. *Careful* reading
is for running text; *generous* reading, for a string known to be a number, also takes readings no news text has.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from marsad.quantity.symbols import Symbol
from marsad.quantity.vocabulary import Exact

_SCALES = ("scale", "scale_plural", "scale_dual_or_tanwin")
_FRACTIONS = ("fraction", "fraction_plural")
_MOST_SCALES = 3  # ألف مليون مليار: longer chains are no number
_CHAIN_LIMIT = 10**30
_VAGUE = {"vague": 1, "hundred_plural": 2, "scale_plural": 2}


class Number(NamedTuple):
    """A number read from symbols ``k`` (given) to ``end``.

    value: None for a vague magnitude, which has ``low``. scale: that of the last term (1 below a thousand);
    coefficient: what multiplies it where the number is one term (30 in 30 ألفا), else None. rule: "figure", "words",
    "figure+words", "fraction", "decimal" or "vague".
    """

    value: Exact | None
    end: int
    rule: str
    scale: int = 1
    coefficient: Exact | None = None
    low: int | None = None
    high: int | None = None


class _Part(NamedTuple):
    value: Exact
    end: int
    scale: int = 1
    coefficient: Exact | None = None
    figure: bool = False
    singular: bool = True
    fraction: bool = False


_END = Symbol("and", 0, -1, -1)


class Reader:
    """Reads numbers from one run of symbols."""

    def __init__(self, symbols: Sequence[Symbol], generous: bool = False) -> None:
        self.symbols = symbols
        self.generous = generous
        self.size = len(symbols)
        self.fractions = any(symbol.kind in _FRACTIONS or symbol.marked == "part" for symbol in symbols)

    def number(self, k: int) -> Number | None:
        """The longest number that begins at symbol ``k``, exact or vague, or None."""
        if self._kind(k) == "minus":
            inner = self.number(k + 1)
            return inner._replace(value=-inner.value) if inner and inner.value is not None else None
        return self._cardinal(k) or self._vague(k)

    def _kind(self, k: int) -> str:
        return self.symbols[k].kind if k < self.size else ""

    def _at(self, k: int) -> Symbol:
        return self.symbols[k] if k < self.size else _END

    def _after_and(self, k: int) -> int:
        return k + 1 if self._kind(k) == "and" else k

    # -- below a thousand ---------------------------------------------------------------------------------------------

    def _small(self, k: int) -> tuple[int, int] | None:
        """A number below a hundred in words at ``k`` and where it ends."""
        symbol = self._at(k)
        kind, value = symbol.kind, symbol.value
        if k >= self.size or not isinstance(value, int) or symbol.marked == "part":
            return None
        if kind in ("unit", "head"):
            after = self._at(k + 1)
            if after.kind in ("ten", "tail") and not after.definite:
                return 10 + value, k + 2
            if self._kind(k + 1) == "and" and self._kind(k + 2) == "tens" and self._agrees(k, k + 2):
                return value + int(self.symbols[k + 2].value), k + 3
            return (value, k + 1) if kind == "unit" else None
        if kind in ("ten", "teen", "tens", "zero"):
            return value, k + 1
        return None

    def _agrees(self, k: int, later: int) -> bool:
        """A word with the article continues a number that has it: الخمسة والعشرون, but no number is خمسة والعشرون."""
        return self.generous or not self.symbols[later].definite or self.symbols[k].definite

    def _group(self, k: int) -> _Part | None:
        symbol = self._at(k)
        if symbol.kind == "figure" and k < self.size:
            after = self._at(k + 1)
            if (
                after.kind in ("hundred", "hundred_plural")
                and not after.definite
                and (symbol.value < 10 or self.generous)
            ):
                return self._hundreds(symbol.value * 100, k, k + 2)
            return _Part(symbol.value, k + 1, figure=True)
        if symbol.kind in ("hundred", "hundreds") and isinstance(symbol.value, int):
            return self._hundreds(symbol.value, k, k + 1)
        small = self._small(k)
        if small is None:
            return None
        value, end = small
        after = self._at(end)
        if after.kind in ("hundred", "hundred_plural") and not after.definite and (2 < value < 10 or self.generous):
            return self._hundreds(value * 100, k, end + 1)
        return _Part(value, end)

    def _hundreds(self, value: Exact, k: int, end: int) -> _Part:
        """Hundreds, and what is below them: مئة وخمسة وعشرون, dialect خمسمية خمسة وعشرين, 3 مئة و21."""
        after = self._after_and(end)
        symbol = self._at(after)
        if not self._agrees(k, after) if after < len(self.symbols) else True:
            return _Part(value, end)
        if symbol.kind == "figure":
            joins = after > end and symbol.plain and 0 < symbol.value < 100
            joins = joins and self._kind(after + 1) not in ("hundred", *_SCALES)
            return _Part(value + symbol.value, after + 1) if joins else _Part(value, end)
        small = self._small(after)
        if small is None or not small[0] or self._counts_next(*small):
            return self._doubled(value, end)
        return _Part(value + small[0], small[1])

    def _counts_next(self, value: int, end: int) -> bool:
        """Whether a small number belongs to the hundreds or fractions after it: مئة وثلاثة أرباع is 100¾."""
        kind = self._kind(end)
        return kind in ("hundred", "hundred_plural") or (kind == "fraction_plural" and value <= 10)

    def _doubled(self, value: Exact, end: int) -> _Part:
        """ثلاثمئة وألف ألف, as some programs spell 301,000: the first ألف is the one of 301."""
        first, second = self._at(end + 1), self._at(end + 2)
        if (
            self.generous
            and self._kind(end) == "and"
            and first.kind == second.kind == "scale"
            and first.value == second.value
        ):
            return _Part(value + 1, end + 2)
        return _Part(value, end)

    # -- fractions ----------------------------------------------------------------------------------------------------

    def _fraction(self, k: int) -> tuple[Fraction, int] | None:
        """A fraction at ``k``: نصف, ثلثا, ثلاثة أرباع; خمس where its signs or a generous reading make it a fifth."""
        if not self.fractions or k >= self.size:
            return None
        symbol = self.symbols[k]
        if symbol.kind == "fraction" and (symbol.use == "text" or self.generous):
            return Fraction(symbol.value), k + 1
        if symbol.part is not None and symbol.marked == "part":
            return symbol.part, k + 1
        counted = (
            self._small(k) if symbol.kind == "unit" else (symbol.value, k + 1) if symbol.kind == "figure" else None
        )
        if counted and self._kind(counted[1]) == "fraction_plural":
            return Fraction(counted[0]) * Fraction(self.symbols[counted[1]].value), counted[1] + 1
        return None

    # -- terms --------------------------------------------------------------------------------------------------------

    def _term(self, k: int) -> _Part | None:
        symbol = self._at(k)
        if symbol.kind in ("scale", "scale_dual", "scale_dual_or_tanwin"):
            count = 1 if symbol.kind == "scale" or symbol.marked == "one" else 2
            coefficient = None if symbol.kind == "scale" else count
            return self._chain(_Part(count * symbol.value, k + 1, int(symbol.value), coefficient))
        return self._part_of(k) or self._fraction_term(k) or self._group_term(k)

    def _part_of(self, k: int) -> _Part | None:
        """خمس العشرين, a fifth of the twenty: only where the string is known to be a number."""
        symbol, after = self._at(k), self._at(k + 1)
        if (
            not self.generous
            or symbol.part is None
            or not (after.definite or (after.part and self._at(k + 2).definite))
        ):
            return None
        inner = self._term(k + 1)
        return inner and _Part(symbol.part * inner.value, inner.end, fraction=True)

    def _fraction_term(self, k: int) -> _Part | None:
        read = self._fraction(k)
        if read is None:
            return None
        value, end = read
        return (
            self._scaled(_Part(value, end), value) if self._kind(end) in _SCALES else _Part(value, end, fraction=True)
        )

    def _group_term(self, k: int) -> _Part | None:
        """A group alone, with what is said after the point, or times a scale: 3 آلاف, 2 ونصف مليون."""
        group = self._group(k)
        if group is None:
            return None
        if self._kind(group.end) == "point":
            group = self._decimal(group)
        if self._kind(group.end) in _SCALES and self._agrees(k, group.end) and group.value:
            return self._scaled(group, self.symbols[k].scaled if group.end == k + 1 and group.figure else group.value)
        half = self._fraction(group.end + 1) if self._kind(group.end) == "and" else None
        if half is not None and self._kind(half[1]) in ("scale", "scale_plural") and not self._at(half[1]).definite:
            return self._scaled(_Part(0, half[1]), group.value + half[0])
        return group

    def _scaled(self, group: _Part, value: Exact) -> _Part:
        symbol = self.symbols[group.end]
        scale = int(symbol.value)
        singular = symbol.kind != "scale_plural"
        return self._chain(_Part(value * scale, group.end + 1, scale, value, False, singular))

    def _chain(self, part: _Part) -> _Part:
        """Scale upon scale: مئة ألف مليون."""
        for _ in range(_MOST_SCALES - 1):
            symbol = self._at(part.end)
            if symbol.kind not in ("scale", "scale_plural") or symbol.definite or symbol.value < part.scale:
                break
            scale = part.scale * int(symbol.value)
            if scale > _CHAIN_LIMIT:
                break
            part = part._replace(value=part.value * int(symbol.value), end=part.end + 1, scale=scale)
        return part

    def _decimal(self, group: _Part) -> _Part:
        """ثلاثة فاصلة خمسة: the digits of what is said after the point, its noughts (صفر) kept."""
        k = group.end + 1
        zeros = 0
        while self._kind(k) == "zero" and zeros < 9:
            zeros += 1
            k += 1
        digits = self._group(k)
        if digits is None and not zeros:
            return group
        said = "0" * zeros + (str(digits.value) if digits and isinstance(digits.value, int) else "")
        end = digits.end if digits else k
        return _Part(group.value + Fraction(int(said or "0"), 10 ** len(said)), end)

    # -- the whole ----------------------------------------------------------------------------------------------------

    def _cardinal(self, k: int) -> Number | None:
        first = self._term(k)
        if first is None or (not self.generous and self._outside_text(k, first)):
            return None
        total, last = first.value, first
        terms = 1
        while True:
            joined = self._kind(last.end) == "and"
            start = last.end + joined
            more = self._fraction_after(total, last, joined)
            if more is not None:
                total, last = more
                terms += 1
                break
            term = self._term(start) if start < len(self.symbols) and self._agrees(k, start) else None
            if term is None or term.fraction or term.value <= 0:
                break
            if self._descends(last, term, joined):
                total += term.value
                last = term
            elif self._rises(total, last, term, joined) and terms == 1:
                coefficient = total + (term.coefficient or 0)
                total, last = coefficient * term.scale, term
            else:
                break
            terms += 1
        used = self.symbols[k : last.end]
        rule = "words"
        if any(symbol.kind == "figure" for symbol in used):
            rule = "figure" if len(used) == 1 else "figure+words"
        elif first.fraction and terms == 1:
            rule = "fraction"
        return Number(total, last.end, rule, last.scale, first.coefficient if terms == 1 else None)

    def _outside_text(self, k: int, part: _Part) -> bool:
        return part.end == k + 1 and self.symbols[k].use != "text"

    def _descends(self, last: _Part, term: _Part, joined: bool) -> bool:
        words = not term.figure
        return last.scale > 1 and term.scale < last.scale and term.value < last.scale and (joined or words)

    def _rises(self, total: Exact, last: _Part, term: _Part, joined: bool) -> bool:
        """ألف ومئتا مليار: a thousand and some hundreds, taken together by a higher singular scale."""
        coefficient = term.coefficient or 0
        return (
            joined and last.scale == 1000 < term.scale and term.singular and 100 <= coefficient < 1000 and total < 10**6
        )

    def _fraction_after(self, total: Exact, last: _Part, joined: bool) -> tuple[Exact, _Part] | None:
        """و and a fraction: of a unit (خمسة ونصف), of the scale just named (مليون ونصف المليون), of one below it."""
        start = last.end + joined
        read = self._fraction(start)
        if not joined:
            return self._fraction_of(total, start, read)
        if read is None:
            part = self._at(start).part if self.generous and last.scale == 1 and start < len(self.symbols) else None
            return (total + part, _Part(part, start + 1)) if part is not None else None
        fraction, end = read
        symbol = self._at(end)
        if end < len(self.symbols) and symbol.kind in ("scale", "scale_plural"):
            if symbol.value > last.scale:
                return None
            return total + fraction * symbol.value, _Part(fraction, end + 1)
        return total + fraction * last.scale, _Part(fraction, end)

    def _fraction_of(self, total: Exact, start: int, read: tuple[Fraction, int] | None) -> tuple[Exact, _Part] | None:
        """ثلاثة وعشرون خمسا, twenty-three fifths; خمس العشرين, a fifth of the twenty."""
        if not self.generous or start >= len(self.symbols):
            return None
        symbol = self.symbols[start]
        if read is not None:
            return total * read[0], _Part(read[0], read[1])
        if symbol.kind == "fraction_plural" or (symbol.part is not None and total > 10):
            part = Fraction(symbol.value) if symbol.kind == "fraction_plural" else symbol.part or Fraction(1)
            return total * part, _Part(part, start + 1)
        return None

    def _vague(self, k: int) -> Number | None:
        """عشرات, مئات الآلاف, بضعة وعشرون, بضع مئات: the low of the guidelines' table."""
        symbol = self._at(k)
        if k >= self.size:
            return None
        if symbol.kind == "few":
            after = self._at(k + 1)
            if after.kind in ("ten", "tail"):
                return Number(None, k + 2, "vague", low=13, high=19)
            if after.kind == "and" and self._kind(k + 2) == "tens":
                tens = int(self.symbols[k + 2].value)
                return Number(None, k + 3, "vague", low=tens + 3, high=tens + 9)
            return self._vague(k + 1) or Number(None, k + 1, "vague", low=3)
        factor = _VAGUE.get(symbol.kind)
        if factor is None:
            return None
        low, end = factor * int(symbol.value), k + 1
        above = self._at(end)
        if end < len(self.symbols) and above.kind == "scale_plural" and above.value * 100 > symbol.value:
            low, end = low * int(above.value), end + 1
        return Number(None, end, "vague", low=low)
