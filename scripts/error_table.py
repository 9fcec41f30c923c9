"""What is wrong with the casualties a pipeline finds, in five kinds, so that a user sees which mistakes to expect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.records import Casualty
from marsad.scorers import align, align_casualties, overlaps, shared

Pair = tuple[Sequence[Casualty], Sequence[Casualty]]
KINDS = ("missed", "invented", "other harm", "wrong figure", "wrong detail")
"""A gold mention with nothing at its place; a mention where there is none; the right place with another harm; the right
place and harm with other bounds or another qualifier; all of these right, but who, assertion, scope or part_of not."""


def error_table(documents: Iterable[Pair]) -> dict[str, int]:
    """How many mentions are right in everything, and how many wrong in each of ``KINDS``.

    documents (Iterable[Tuple]): gold and predicted casualties of each document.
    """
    table = dict.fromkeys(("right", *KINDS), 0)
    for gold, predicted in documents:
        pairs = align_casualties(gold, predicted)
        gold_id = {found.id: wanted.id for wanted, found in pairs}
        for wanted, found in pairs:
            table[_verdict(wanted, found, gold_id)] += 1
        left_gold = [wanted for wanted in gold if all(wanted is not paired for paired, _ in pairs)]
        left_found = [found for found in predicted if all(found is not paired for _, paired in pairs)]
        other_harm = len(align(left_gold, left_found, overlaps, shared))
        table["other harm"] += other_harm
        table["missed"] += len(left_gold) - other_harm
        table["invented"] += len(left_found) - other_harm
    return table


def _verdict(wanted: Casualty, found: Casualty, gold_id: dict[str, str]) -> str:
    if (wanted.low, wanted.high, wanted.qualifier) != (found.low, found.high, found.qualifier):
        return "wrong figure"
    details = {*wanted.who} == {*found.who} and (wanted.assertion, wanted.scope) == (found.assertion, found.scope)
    return "right" if details and wanted.part_of == gold_id.get(found.part_of or "") else "wrong detail"
