"""What is highlighted in a text, and how marks that nest or cross are drawn as properly nested pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["content", "source", "cue", "casualty", "entity"]
# Of marks on the same words the earlier kind encloses the later.
KINDS: tuple[Kind, ...] = ("content", "source", "cue", "casualty", "entity")


@dataclass(slots=True, frozen=True)
class Mark:
    """A highlighted stretch of the text.

    start, end: code points of the text. number: which of the document's attributions, casualties or entities it belongs to,
    from 1. part: which of the attribution's contents, from 1. record: the entity, casualty or attribution as a dict.
    """

    start: int
    end: int
    kind: Kind
    number: int
    record: dict[str, Any]
    part: int = 1

    @property
    def key(self) -> str:
        """Names the mark within its document: ``source-2``, ``content-2-1``."""
        return f"{self.kind}-{self.number}" + (f"-{self.part}" if self.kind == "content" else "")


@dataclass(slots=True, frozen=True)
class Piece:
    """Part of a mark that no other mark crosses.

    start, end: code points of the text.
    """

    mark: Mark
    start: int
    end: int

    @property
    def first(self) -> bool:
        """Whether it begins its mark."""
        return self.start == self.mark.start

    @property
    def last(self) -> bool:
        """Whether it ends its mark."""
        return self.end == self.mark.end


def marks(document: dict[str, Any]) -> list[Mark]:
    """Every mark of a document.

    document: the contract's JSON, as ``marsad.to_dict`` gives it.
    """
    found = [Mark(e["start"], e["end"], "entity", n, e) for n, e in enumerate(document["entities"], start=1)]
    found += [Mark(c["start"], c["end"], "casualty", n, c) for n, c in enumerate(document["casualties"], start=1)]
    for number, record in enumerate(document["attributions"], start=1):
        found.append(Mark(record["cue"]["start"], record["cue"]["end"], "cue", number, record))
        if source := record["source"]:
            found.append(Mark(source["start"], source["end"], "source", number, record))
        found += [
            Mark(content["start"], content["end"], "content", number, record, part)
            for part, content in enumerate(record["contents"], start=1)
        ]
    return [mark for mark in found if mark.start < mark.end]


def _outermost_first(mark: Mark) -> tuple[int, int, int, int]:
    return -mark.end, KINDS.index(mark.kind), mark.number, mark.part


def nest(text: str, found: Iterable[Mark]) -> Iterator[str | Piece | None]:
    """The text with its marks, as a document writes them: a Piece opens one, None closes the innermost, a str is text.

    Where marks cross, the inner one is closed and opened again, so that the pieces nest and their text is the whole text.

    text (str): the document's text.
    found (Iterable[Mark]): marks within it, in any order.
    """
    starting: dict[int, list[Mark]] = {}
    ends: set[int] = set()
    for mark in found:
        starting.setdefault(mark.start, []).append(mark)
        ends.add(mark.end)
    bounds = sorted({0, len(text), *starting, *ends})
    stack: list[Mark] = []
    for here, there in zip(bounds, [*bounds[1:], len(text)], strict=True):
        again: list[Mark] = []
        while any(mark.end == here for mark in stack):
            mark = stack.pop()
            yield None
            if mark.end != here:
                again.append(mark)
        for mark in sorted([*again, *starting.get(here, ())], key=_outermost_first):
            # It is closed with the first of those around it to end.
            yield Piece(mark, here, min(around.end for around in (*stack, mark)))
            stack.append(mark)
        if here < there:
            yield text[here:there]
