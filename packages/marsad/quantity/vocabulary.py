"""Number words: the lexicon's rows turned into a table from norm to entry, built once."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from marsad.lexicon import forms, load
from marsad.text import norm

Exact = int | Fraction
Kind = Literal[
    "figure", "zero", "unit", "head", "ten", "tail", "teen", "tens", "hundred", "hundreds", "hundred_plural", "scale",
    "scale_dual", "scale_dual_or_tanwin", "scale_plural", "fraction", "fraction_plural", "point", "minus", "vague",
    "few", "ordinal", "ordinal_head", "and",
]  # fmt: skip
Use = Literal["text", "inside", "alone"]


class Entry(NamedTuple):
    """What a number word is.

    kind: its class in the grammar; value: what it counts; use: where it may be read as a number (see ``numbers.tsv``);
    definite: with the article; part: the fraction it may also be (خمس, "five" or "a fifth"); tanwin: written with the
    alef of the accusative, or able to be.
    """

    kind: Kind
    value: Exact
    use: Use = "text"
    definite: bool = False
    part: Fraction | None = None
    tanwin: bool = False


_TANWIN_KINDS = frozenset({"unit", "ten", "scale_plural"})
_PRONOUNS = ("هم", "هن", "نا", "كم")
_TEH_MARBUTA = "ةه"


@cache
def vocabulary() -> dict[str, Entry]:
    """The number words by norm, with the article and without; a word of two classes keeps its fraction in ``part``."""
    table: dict[str, Entry] = {}
    stems: list[tuple[str, int]] = []
    hundreds: list[str] = []
    for row in load("numbers"):
        value = _value(row["value"])
        if row["class"] == "stem":
            stems += [(form, int(value)) for form in forms(row["forms"])]
            continue
        entry = Entry(row["class"], value, row["use"])  # type: ignore[arg-type]
        if entry.kind == "hundred":
            hundreds += forms(row["forms"])
        for form in forms(row["forms"]):
            _enter(table, form, entry)
            if entry.kind == "unit" and entry.value > 2 and form.endswith("ة"):
                _enter_counted(table, form, entry)
    for stem, value in stems:
        for hundred in hundreds:
            _enter(table, stem + hundred, Entry("hundreds", value))
    return table


def _value(cell: str) -> Exact:
    value = Fraction(cell)
    return int(value) if value.denominator == 1 else value


def _enter(table: dict[str, Entry], form: str, entry: Entry) -> None:
    _add(table, norm(form), entry)
    if entry.kind not in ("point", "minus"):
        _add(table, norm("ال" + form), entry._replace(definite=True))
    if entry.kind in _TANWIN_KINDS and form[-1] not in _TEH_MARBUTA and not form.endswith(("ان", "ين", "ا", "ي")):
        _add(table, norm(form + "ا"), entry._replace(tanwin=True))


def _enter_counted(table: dict[str, Entry], form: str, entry: Entry) -> None:
    """سبعتهم, the seven of them: a unit with the pronoun of those it counts."""
    for pronoun in _PRONOUNS:
        _add(table, norm(form[:-1] + "ت" + pronoun), entry._replace(definite=True))


def _add(table: dict[str, Entry], key: str, entry: Entry) -> None:
    old = table.get(key)
    if old is None:
        table[key] = entry
    elif entry.kind == "fraction" and old.part is None and old.kind != "fraction":
        table[key] = old._replace(part=Fraction(entry.value))
