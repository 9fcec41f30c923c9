"""``AmountMatch``: an amount as the grammars above read it, in word indices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from marsad.records import Qualifier

AmountKind = Literal["number", "vague", "noun"]
Words = tuple[int, int]


@dataclass(slots=True, frozen=True)
class AmountMatch:
    """One number, vague magnitude or counting noun of a passage; all ranges are half-open word indices.

    start, end: the amount's own words without a gap: bounds before, the number, a bound that follows at once.
    number: the number words alone (both numbers of a range).
    before: the bounds before (``words`` names them one by one).
    after: the bound after; where it begins beyond ``end``, the words between are the counted noun and belong to the
        amount's span once a caller attaches that noun (19 **شخصا** على الأقل).
    value, low, high, qualifier: by the guidelines' table; a vague magnitude, "some" and a range have no value.
    kind: "number"; "vague" (عشرات, بضعة, عدد من); "noun" (a dual, an indefinite singular or plural of a person noun
        that no number stands beside: value 2, 1 or None with low 3).
    rule: what read it: figure, words, figure+words, fraction, range, vague, some, noun:dual …
    definite: with the article (المواطنين الستة, الـ15), so that it can be a reference to people already counted.
    unit: duration, measure or frequency where such a unit follows (20 كيلومترا), else "".
    reject: "" for an amount; else why it is none: date year clock age money percent designation article ordinal score
        phone coordinate link code idiom name.
    words: the ranges of the words that made value and bounds.
    """

    start: int
    end: int
    number: Words
    before: Words | None
    after: Words | None
    value: int | float | None
    low: int | float | None
    high: int | float | None
    qualifier: Qualifier
    kind: AmountKind
    rule: str
    definite: bool = False
    unit: str = ""
    reject: str = ""
    words: tuple[Words, ...] = ()
