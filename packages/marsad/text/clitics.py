"""Proclitics: where the particles و ف ب ل ك س end and the word begins.

The article stays on its word. After ل the article loses its alef in writing (ل + الأمم is للأمم, "of the nations"),
and one lam too before a word that begins with lam (ل + اللجنة is للجنة, "to the committee"): the norm of what is
left gets them back.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from marsad.text.clitic_data import clitic_model
from marsad.text.clitic_model import IMPERFECT, MAY_FOLLOW, CliticModel

_LAM_LAM = "لل"
_INDEFINITE_DISCOUNT = 1.0  # للجنة is read with the article unless the bare word is ten times as frequent (للبنان)
_WHOLE_DISCOUNT = 1.5  # a lam that belongs to the word (لقاء) is hardly the article's: not إلقاء


class Part(NamedTuple):
    """A stretch of a normalized word: its length, and its norm where that is not the stretch itself."""

    length: int
    norm: str = ""


@lru_cache(maxsize=262_144)
def split(form: str) -> tuple[Part, ...]:
    """The parts of a normalized word: particles of one letter each, then the word.

    form (str): letters only, normalized.
    RETURNS (tuple[Part, ...]): lengths add up to the form's. ``split("وللدول")`` ("and for the states") is و, ل and
        لدول with the norm الدول.
    """
    model = clitic_model()
    parts: list[Part] = []
    before = ""
    while form[0] in MAY_FOLLOW.get(before, "") and len(form) > 1 and _cuts(model, form):
        before = form[0]
        parts.append(Part(1))
        rest = form[1:]
        if form.startswith(_LAM_LAM):
            restored = _definite(model, rest)
            return (*parts, Part(len(rest), restored if restored != rest else ""))
        form = rest
    return (*parts, Part(len(form)))


def _cuts(model: CliticModel, form: str) -> bool:
    """Whether the first letter is a particle.

    لل before a word always holds one, for no Arabic word begins so; س stands before an imperfect alone.
    """
    if form[0] == "س" and form[1] not in IMPERFECT:
        return False
    if form.startswith(_LAM_LAM) and len(form) > 3:
        return model.decision(form) is not False
    return model.cuts(form)


def _definite(model: CliticModel, rest: str) -> str:
    """The word that ل was cut from, where it was written لل…: the most frequent of الدول, اللجنة and لبنان's kind."""
    if rest == "له":
        return "الله"
    if rest.startswith(_LAM_LAM):
        return "ا" + rest
    whole = len(rest) < 2 or not model.cuts(rest)
    candidates = [
        ("ا" + rest, model.log("ا" + rest) - (_WHOLE_DISCOUNT if whole else 0.0)),
        ("ال" + rest, model.log("ال" + rest)),
    ]
    if whole:
        candidates.append((rest, model.log(rest) - _INDEFINITE_DISCOUNT))
    return max(candidates, key=lambda candidate: candidate[1])[0]
