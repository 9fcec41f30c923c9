"""Offsets of a normalized text and of its original, mapped both ways."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

Edit = tuple[int, int, int, int]
_START, _ORIGINAL_START = itemgetter(0), itemgetter(2)


@dataclass(slots=True, frozen=True)
class Normalized:
    """A normalized text and where each stretch of it comes from.

    text (str): the normalized text.
    edits (Sequence[Edit]): the places where it is not one code point for one, in order, as half-open ranges
        (start in text, end in text, start in original, end in original). Between them offsets run in step. An empty
        range in the text stands for characters that were dropped and belong to no letter (bidi marks).
    """

    text: str
    edits: Sequence[Edit] = ()

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The original's range that a range of the normalized text comes from.

        start, end (int): code points of ``text``, ``0 <= start <= end <= len(text)``. A letter's range takes in the
            marks written on it (tashkeel, tatweel), not the invisible characters beside it.
        RETURNS (tuple[int, int]): code points of the original. An empty range gives an empty range.
        """
        first = self._start_of(start)
        return first, (first if start == end else self._end_of(end))

    def to_normalized(self, start: int, end: int) -> tuple[int, int]:
        """The range of the normalized text that holds all that is left of a range of the original.

        start, end (int): code points of the original, ``start <= end``.
        RETURNS (tuple[int, int]): code points of ``text``; empty where nothing is left of the range.
        """
        i = bisect_right(self.edits, start, key=_ORIGINAL_START) - 1
        first = start
        if i >= 0:
            n_start, n_end, _, o_end = self.edits[i]
            first = n_start if start < o_end else start - o_end + n_end
        if start == end:
            return first, first
        i = bisect_left(self.edits, end, key=_ORIGINAL_START) - 1
        last = end
        if i >= 0:
            _, n_end, _, o_end = self.edits[i]
            last = n_end if end <= o_end else end - o_end + n_end
        return first, max(first, last)

    def _start_of(self, at: int) -> int:
        """Where the character at ``at`` begins in the original."""
        i = bisect_right(self.edits, at, key=_START) - 1
        if i < 0:
            return at
        _, n_end, o_start, o_end = self.edits[i]
        return o_start if at < n_end else at - n_end + o_end

    def _end_of(self, at: int) -> int:
        """Where the character before ``at`` ends in the original; ``at`` > 0."""
        i = bisect_left(self.edits, at, key=_START) - 1
        if i < 0:
            return at
        n_start, n_end, _, o_end = self.edits[i]
        if n_start == n_end:  # dropped before this character
            return at - n_end + o_end
        return o_end if at <= n_end else at - n_end + o_end


def edits_between(starts: Sequence[int], ends: Sequence[int], length: int) -> list[Edit]:
    """The edits of an alignment given character by character.

    starts, ends (Sequence[int]): for each normalized character the original range it comes from; characters that
        come from one ligature share theirs.
    length (int): the original's length.
    RETURNS (list[Edit]): in order.
    """
    edits: list[Edit] = []
    at = 0
    i = 0
    while i < len(starts):
        if starts[i] > at:
            edits.append((i, i, at, starts[i]))
        j = i + 1
        while j < len(starts) and starts[j] == starts[i]:
            j += 1
        if j - i != 1 or ends[i] - starts[i] != 1:
            edits.append((i, j, starts[i], ends[j - 1]))
        at = ends[j - 1]
        i = j
    if at < length:
        edits.append((i, i, at, length))
    return edits
