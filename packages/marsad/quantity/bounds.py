"""Bound words around a number (أكثر من, لا يقل عن, على الأقل): finding them, and what they make of low and high."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from marsad.lexicon import load
from marsad.quantity.vocabulary import Exact
from marsad.records import Qualifier
from marsad.text import norm

_GAP = 6  # words between a number and a bound after it: خمسة من عناصر قوات الأمن العراقية على الأقل
_SHORT_GAP = 2  # the same for bounds that begin with a conjunction (أو أكثر), which otherwise begin another clause
_STACK = 3  # bounds on one number: ما لا يقل عن نحو 20
_OR_EQUAL = "or_equal"
_CONJUNCTIONS = frozenset(norm(word) for word in ("و", "ف", "أو"))
_AND = norm("و")
_THAN = norm("من")
_PARTICLE = 3  # letters; و and ف are written on particles this short (ولا, فما) and may not be cut from them
_WRITTEN_ON = (norm("و"), norm("ف"))


class Bound(NamedTuple):
    """Bound words, on words ``start`` to ``end``. near: they touch the number, and so belong to its span."""

    start: int
    end: int
    qualifier: str
    near: bool = True


class _Table(NamedTuple):
    before: dict[tuple[str, ...], str]
    far: dict[tuple[str, ...], tuple[str, int, frozenset[str]]]
    after: dict[tuple[str, ...], str]
    longest: int
    ends: frozenset[str]
    far_ends: frozenset[str]
    starts: frozenset[str]


def expand(phrase: str) -> list[tuple[str, ...]]:
    """The word sequences of a phrase with alternatives: "لا يقل/تقل عن" gives two. Keys are norms.

    A one-letter particle is tried as its own word and written on the next one, so that no tokenizer's habit matters.
    """
    found: list[tuple[str, ...]] = []
    for words in product(*([norm(word) for word in slot.split("/")] for slot in phrase.split())):
        found.append(words)
        if len(words[0]) <= _PARTICLE and words[0].isalpha() and len(words) > 1:
            found += [(conjunction + words[0], *words[1:]) for conjunction in _WRITTEN_ON if len(words[0]) > 1]
        for i, word in enumerate(words[:-1]):
            if len(word) == 1 and word.isalpha():
                found.append((*words[:i], word + words[i + 1], *words[i + 2 :]))
    return found


@cache
def _table() -> _Table:
    before: dict[tuple[str, ...], str] = {}
    far: dict[tuple[str, ...], tuple[str, int, frozenset[str]]] = {}
    after: dict[tuple[str, ...], str] = {}
    for row in load("bounds"):
        for words in expand(row["phrase"]):
            if row["side"] == "after":
                after.setdefault(words, row["qualifier"])
            elif row["reach"] != "0":
                links = frozenset(norm(link) for link in row["link"].split("/") if link)
                far.setdefault(words, (row["qualifier"], int(row["reach"]), links))
            else:
                before.setdefault(words, row["qualifier"])
    longest = max(len(words) for words in (*before, *far, *after))
    ends = frozenset(words[-1] for words in before)
    far_ends = frozenset(words[-1] for words in far)
    return _Table(before, far, after, longest, ends, far_ends, frozenset(words[0] for words in after))


def bounds_before(norms: Sequence[str], at: int) -> list[Bound]:
    """The bounds that end where a number begins, nearest first, then those that reach it over its noun's number word.

    norms: the passage's; at: the number's first word (its article, where that is a word).
    """
    table = _table()
    found: list[Bound] = []
    end = at
    while end and len(found) < _STACK and norms[end - 1] in table.ends:
        for length in range(min(table.longest, end), 0, -1):
            qualifier = table.before.get(tuple(norms[end - length : end]))
            if qualifier is not None:
                found.append(Bound(end - length, end, qualifier))
                end -= length
                break
        else:
            break
    return found or _far(norms, at, table)


def _far(norms: Sequence[str], at: int, table: _Table) -> list[Bound]:
    for end in range(at - 1, max(at - 6, 0), -1):
        if not norms[end][:1].isalpha():
            break
        if norms[end - 1] not in table.far_ends:
            continue
        for length in range(min(table.longest, end), 0, -1):
            entry = table.far.get(tuple(norms[end - length : end]))
            if entry is not None and at - end <= entry[1] + 1 and (not entry[2] or norms[at - 1] in entry[2]):
                return [Bound(end - length, end, entry[0], near=False)]
    return []


def bound_after(norms: Sequence[str], at: int, stop: int, is_number: Callable[[int], bool]) -> Bound | None:
    """The bound after a number, its counted noun between: 19 شخصا على الأقل.

    norms: the passage's; at: the word after the number; stop: the end of its sentence; is_number: whether a number
    begins at a word (it would own the bound before it).
    """
    table = _table()
    for start in range(at, min(at + _GAP + 1, stop)):
        form = norms[start]
        if form in table.starts and (start - at <= _SHORT_GAP or form not in _CONJUNCTIONS):
            for length in range(min(table.longest, stop - start), 0, -1):
                qualifier = table.after.get(tuple(norms[start : start + length]))
                if qualifier is not None:
                    end = start + length
                    following = end + (norms[end] == _THAN) if end < stop else end
                    return None if is_number(end) or is_number(following) else Bound(start, end, qualifier, start == at)
        if form == _AND or not form[:1].isalpha() or is_number(start):
            return None
    return None


def combine(qualifiers: Sequence[str]) -> Qualifier:
    """One qualifier of several: a limit outranks "about", "or equal" closes the limit it follows."""
    said = [qualifier for qualifier in qualifiers if qualifier not in ("exact", _OR_EQUAL)]
    limits = [qualifier for qualifier in said if qualifier != "about"]
    qualifier = limits[0] if limits else said[0] if said else "exact"
    if _OR_EQUAL in qualifiers:
        qualifier = {"more_than": "at_least", "less_than": "at_most"}.get(qualifier, qualifier)
    return qualifier  # type: ignore[return-value]


def limits(value: Exact, qualifier: Qualifier) -> tuple[Exact | None, Exact | None]:
    """low and high of a value by the guidelines' table: "more than 600" is (600, None), "about 240" is (240, 240)."""
    if qualifier in ("more_than", "at_least"):
        return value, None
    if qualifier in ("less_than", "at_most"):
        return None, value
    return value, value
