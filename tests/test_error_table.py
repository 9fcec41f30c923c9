"""The five kinds of mistakes that casualties are counted by."""

from __future__ import annotations

import sys
from dataclasses import replace

from marsad.casualties import find_casualties
from marsad.records import Casualty
from marsad.text import Passage
from tests.conftest import ROOT, load_module

sys.path.insert(0, str(ROOT / "scripts"))
error_table = load_module(ROOT / "scripts" / "error_table.py").error_table


def gold() -> list[Casualty]:
    return find_casualties(Passage.of("قتل ثلاثة جنود وأصيب خمسة مدنيين بينهم طفلان."))


def test_what_is_right_in_everything_is_right() -> None:
    assert error_table([(gold(), gold())]) == {
        "right": 3, "missed": 0, "invented": 0, "other harm": 0, "wrong figure": 0, "wrong detail": 0,
    }  # fmt: skip


def test_each_kind_of_mistake() -> None:
    killed, injured, children = gold()
    found = [
        replace(killed, harm="detained"),
        replace(injured, low=6, high=6),
        replace(children, part_of=None),
        replace(killed, start=killed.start + 200, end=killed.end + 200),
    ]
    assert error_table([(gold(), found)]) == {
        "right": 0, "missed": 0, "invented": 1, "other harm": 1, "wrong figure": 1, "wrong detail": 1,
    }  # fmt: skip
    assert error_table([(gold(), [])])["missed"] == 3
