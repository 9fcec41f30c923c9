"""Quotation marks in pairs, recovered where they are reversed, nested, mixed or unbalanced.

Newspapers write »…« for «…», put the opening form after a proclitic (و»الائتلاف»), leave a quotation open at the end of an
article. What a mark does is read from its neighbours first and from its shape second. One pass, a stack, linear time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.text import Passage

GUILLEMETS = frozenset("«»‹›《》")
STRAIGHT = frozenset('"“”„‟＂')
MARKS = GUILLEMETS | STRAIGHT
_OPENERS = frozenset("«‹“„《")
_PARTICLES = frozenset("وفبلك")
_DEPTH = 6
LONGEST = 1000
"""Words of a quotation; of marks farther apart, one is left over, and a statement inside could reach through all the text."""


@dataclass(slots=True, frozen=True)
class Quote:
    """Words ``open`` and ``close`` are the marks; ``closed`` is False where the closing mark is missing and ``close`` is the
    end of the sentence (exclusive of the words in it)."""

    open: int
    close: int
    closed: bool = True

    @property
    def inside(self) -> tuple[int, int]:
        return self.open + 1, self.close


@dataclass(slots=True)
class Quotes:
    """Quotations by the word that opens or closes them, and the innermost around every word (None outside)."""

    opening: dict[int, Quote] = field(default_factory=dict)
    closing: dict[int, Quote] = field(default_factory=dict)
    around: list[Quote | None] = field(default_factory=list)
    marks: frozenset[int] = frozenset()

    @classmethod
    def of(cls, passage: Passage) -> Quotes:
        """Pair the marks of a passage."""
        quotes: list[Quote] = []
        stack: list[int] = []
        marks = [
            i for i in range(len(passage)) if passage.ends[i] - passage.starts[i] == 1 and passage.word(i) in MARKS
        ]
        paragraph_ends = [b for _, b in passage.sentences if _ends_paragraph(passage, b)]
        ends = iter(paragraph_ends)
        end = next(ends, len(passage))
        for i in marks:
            while i >= end:
                quotes.extend(Quote(o, _sentence_end(passage, o), closed=False) for o in stack)
                stack.clear()
                end = next(ends, len(passage))
            if _opens(passage, i, stack):
                if len(stack) < _DEPTH:
                    stack.append(i)
            elif stack:
                opens = stack.pop()
                near = i - opens <= LONGEST
                quotes.append(Quote(opens, i) if near else Quote(opens, _sentence_end(passage, opens), closed=False))
        quotes.extend(Quote(o, _sentence_end(passage, o), closed=False) for o in stack)
        return cls._index(quotes, len(passage), frozenset(marks))

    @classmethod
    def _index(cls, quotes: list[Quote], size: int, marks: frozenset[int]) -> Quotes:
        new = cls(marks=marks, around=[None] * size)
        new.opening = {q.open: q for q in quotes}
        new.closing = {q.close: q for q in quotes if q.closed}
        stack: list[Quote] = []
        for i in range(size):
            while stack and stack[-1].close <= i:
                stack.pop()
            new.around[i] = stack[-1] if stack else None
            if i in new.opening:
                stack.append(new.opening[i])
        return new


def _ends_paragraph(passage: Passage, b: int) -> bool:
    if b >= len(passage) or b == 0:
        return True
    return "\n" in passage.text[passage.ends[b - 1] : passage.starts[b]]


def _sentence_end(passage: Passage, i: int) -> int:
    """End of the sentence of word ``i``, without its final stop."""
    low, high = 0, len(passage.sentences) - 1
    while low < high:
        middle = (low + high) // 2
        if passage.sentences[middle][1] > i:
            high = middle
        else:
            low = middle + 1
    end = passage.sentences[low][1]
    while end - 1 > i and passage.word(end - 1) in ".؟!…":
        end -= 1
    return end


def _opens(passage: Passage, i: int, stack: list[int]) -> bool:
    """Whether the mark at word ``i`` opens a quotation."""
    text, start, end = passage.text, passage.starts[i], passage.ends[i]
    mark = text[start]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    joined_after = not after.isspace() and after not in ".,،؛:!؟)»"
    attached = (i > 0 and passage.proclitic[i - 1] and passage.ends[i - 1] == start) or before == "ـ" or (
        before in _PARTICLES and (start < 2 or not text[start - 2].isalnum())
    )  # fmt: skip
    if attached and joined_after:
        return True
    if not stack:
        return joined_after or mark in _OPENERS
    if before.isspace() and joined_after and not (after.isdigit() and mark == "»"):
        return mark in _OPENERS or (mark in STRAIGHT and passage.word(stack[-1]) not in STRAIGHT)
    if mark in _OPENERS:
        return not (after.isspace() or after in ".,،؛:!؟)") or before in "(«"
    return False
