"""Amounts without a number word: عدد من, عدة, بعض (some), and the number hidden in person nouns (قتيلان, two dead)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from marsad.lexicon import load
from marsad.quantity.bounds import expand
from marsad.quantity.items import ARTICLE
from marsad.quantity.matches import AmountMatch
from marsad.quantity.nouns import noun_index, noun_readings
from marsad.records import Qualifier
from marsad.text import Passage


@cache
def _some_table() -> tuple[dict[tuple[str, ...], int], int, frozenset[str]]:
    table = {words: int(row["low"]) for row in load("vague") for words in expand(row["phrase"])}
    return table, max(map(len, table)), frozenset(words[0] for words in table)


def some(passage: Passage, taken: set[int]) -> Iterator[AmountMatch]:
    """Plurals without a number (عدد من الجرحى), on words that are not ``taken``."""
    table, longest, firsts = _some_table()
    norms = passage.norms
    for i, form in enumerate(norms):
        if form not in firsts:
            continue
        for length in range(min(longest, len(norms) - i), 0, -1):
            low = table.get(tuple(norms[i : i + length]))
            if low is not None and taken.isdisjoint(range(i, i + length)):
                span = (i, i + length)
                yield AmountMatch(*span, span, None, None, None, low, None, "vague", "vague", "some", words=(span,))
                break


def counting_nouns(passage: Passage, taken: set[int]) -> Iterator[AmountMatch]:
    """Indefinite person nouns that no number stands beside; a singular before another noun is part of an idafa."""
    norms, index = passage.norms, noun_index()
    for i, form in enumerate(norms):
        readings = noun_readings(form, passage.word(i)) if form in index else ()
        if not readings or readings[0].definite or readings[0].possessed or i in taken:
            continue
        if i - 1 in taken or i + 1 in taken:
            continue
        number = readings[0].number
        following = norms[i + 1] if i + 1 < len(norms) else ""
        if number == "singular" and (following in index or (following.startswith(ARTICLE) and len(following) > 3)):
            continue
        value = {"singular": 1, "dual": 2, "plural": None}[number]
        qualifier: Qualifier = "exact" if value else "vague"
        span = (i, i + 1)
        rule = f"noun:{number}"
        yield AmountMatch(*span, span, None, None, value, value or 3, value, qualifier, "noun", rule, words=(span,))
