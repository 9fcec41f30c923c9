"""Where, when and by what: the place, date and cause that a sentence ties to a casualty.

A wrong place is worse than a missing one: only the casualty's own sentence is searched, and in it only words on the same side
of a statement's border (a date outside the quoted content is the date of the quoting).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad.dates import resolve
from marsad.lexicon import forms, load
from marsad.records import Attribution, Casualty, Place, TextSpan, When
from marsad.text import Passage, norm

Entity = tuple[int, int, str, dict[str, Any] | None]
PLACES = ("GPE", "LOC", "FAC")
REACH = 4  # words between a locative and the name it governs: في مدينة غزة ("in the city of Gaza")
BETWEEN = frozenset('()«»"و،')


@dataclass(slots=True)
class Circumstances:
    """What a sentence ties to one casualty."""

    sentence: TextSpan
    place: Place | None
    date: When | None
    cause: TextSpan | None


@cache
def _locatives(*classes: str) -> frozenset[str]:
    return frozenset(norm(form) for row in load("locatives") if row["class"] in classes for form in forms(row["form"]))


@cache
def _causes() -> dict[str, list[tuple[str, ...]]]:
    """Cause phrases by their first word, the longest first; each with and without the article."""
    index: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in load("causes"):
        for form in forms(row["form"]):
            for article in ("", "ال"):
                phrase = tuple(norm(article + word) for word in form.split())
                index[phrase[0]].append(phrase)
    for phrases in index.values():
        phrases.sort(key=len, reverse=True)
    return index


def covering(spans: Sequence[tuple[int, int]], points: Sequence[int]) -> list[frozenset[int]]:
    """For each point, the indices of the half-open spans that hold it."""
    by_start = sorted(range(len(spans)), key=lambda i: spans[i])
    held: list[frozenset[int]] = [frozenset()] * len(points)
    active: list[int] = []
    upcoming = 0
    for k in sorted(range(len(points)), key=points.__getitem__):
        while upcoming < len(by_start) and spans[by_start[upcoming]][0] <= points[k]:
            active.append(by_start[upcoming])
            upcoming += 1
        active = [i for i in active if spans[i][1] > points[k]]
        held[k] = frozenset(active)
    return held


def circumstances(
    passage: Passage,
    casualties: Sequence[Casualty],
    attributions: Sequence[Attribution],
    entities: Sequence[Entity],
    date: str | None,
) -> list[Circumstances]:
    """The circumstances of each casualty, in the same order.

    date: the document's date (ISO 8601), for relative dates.
    """
    contents = [(c.start, c.end) for attribution in attributions for c in attribution.contents]
    sentence_starts = [passage.starts[i] for i, _ in passage.sentences]

    def sides(points: Sequence[int]) -> list[tuple[int, frozenset[int]]]:
        """Sentence and statement of each point: what may be tied together."""
        return [
            (bisect_right(sentence_starts, point) - 1, held)
            for point, held in zip(points, covering(contents, points), strict=True)
        ]

    def grouped(marks: list[Entity]) -> dict[tuple[int, frozenset[int]], list[Entity]]:
        groups = defaultdict(list)
        for mark, side in zip(marks, sides([mark[0] for mark in marks]), strict=True):
            groups[side].append(mark)
        return groups

    sources = [(a.source.start, a.source.end) for a in attributions if a.source]
    free = [e for e, held in zip(entities, covering(sources, [e[0] for e in entities]), strict=True) if not held]
    # A name inside a source (the governor of Homs) is no place of an event, nor is a name that only a model takes for one.
    places = grouped([e for e in free if e[2] in PLACES and _located(passage, e[0], known=e[3] is not None)])
    dates = grouped([e for e in free if e[2] == "DATE"])
    causes = grouped(list(_cause_marks(passage)))
    found = []
    for casualty, side in zip(casualties, sides([c.start for c in casualties]), strict=True):
        i, j = passage.sentences[side[0]]
        found.append(
            Circumstances(
                sentence=TextSpan(*passage.slice(i, j)),
                place=_place(passage, _nearest(places[side], casualty.start)) if side in places else None,
                date=_when(passage, _nearest(dates[side], casualty.start), date) if side in dates else None,
                cause=_cause(passage, _nearest(causes[side], casualty.start)) if side in causes else None,
            )
        )
    return found


def _nearest(marks: list[Entity], position: int) -> Entity:
    """The first mark after a position; where none follows, the last before it."""
    k = bisect_left(marks, position, key=lambda mark: mark[0])
    return marks[min(k, len(marks) - 1)]


def _located(passage: Passage, start: int, known: bool) -> bool:
    """Whether a locative governs the name that begins at an offset.

    known: whether the gazetteer has the name; one that it has not needs a head noun too (في بلدة …, "in the town of").
    """
    i = bisect_right(passage.starts, start) - 1
    headed = False
    for k in range(i - 1, max(-1, i - 1 - REACH), -1):
        word = passage.norms[k]
        headed = headed or word in _locatives("head")
        if word in _locatives("preposition", "direction"):
            return headed or known
        if word in _locatives("target"):
            return headed  # استهدف مدينة تعز, "hit the city of Taiz"; in استهدفت إسرائيل … the name is who did it
        if word not in _locatives("head") and word not in BETWEEN:
            return False
    return False


def _cause_marks(passage: Passage) -> Iterator[Entity]:
    index = _causes()
    for i, word in enumerate(passage.norms):
        for phrase in index.get(word, ()):
            if tuple(passage.norms[i : i + len(phrase)]) == phrase:
                start, end, _ = passage.slice(i, i + len(phrase))
                yield start, end, "cause", None
                break


def _place(passage: Passage, mark: Entity) -> Place:
    start, end, label, record = mark
    record = record or {}
    return Place(
        start=start,
        end=end,
        text=passage.text[start:end],
        label=label,
        id=record.get("id"),
        name=record.get("english") or record.get("name"),
        latitude=record.get("lat"),
        longitude=record.get("lon"),
    )


def _when(passage: Passage, mark: Entity, date: str | None) -> When:
    text = passage.text[mark[0] : mark[1]]
    first, last = resolve(text, date) or (None, None)
    return When(mark[0], mark[1], text, first, last)


def _cause(passage: Passage, mark: Entity) -> TextSpan:
    return TextSpan(mark[0], mark[1], passage.text[mark[0] : mark[1]])
