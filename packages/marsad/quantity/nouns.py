"""The number hidden in a noun: قتيلان is two, قتيل one, قتلى three or more; inflection of the counted person nouns.

Arabic marks number on the noun: an indefinite singular is exactly one, a dual exactly two, a bare plural three or more.
Forms are derived from the singular and the plurals that ``lexicon/persons.tsv`` gives; compare them by ``norm`` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from marsad.lexicon import forms, load
from marsad.text import norm, spelling

GrammaticalNumber = Literal["singular", "dual", "plural"]
_SUFFIXES = tuple(norm(suffix) for suffix in ("هما", "ها", "هم", "هن", "نا", "كم", "ه", "ي", "ك"))
_FEMININE = ("ة", "اة")
_FATHA = "\u064e"
_NUMBERS = {"singular": 1, "dual": 2, "plural": 3}
_ENDING = re.compile("([\u064e\u0650])ي\u0652?ن\u0650?$")


class NounForm(NamedTuple):
    """One reading of a person noun.

    entry: its row in ``persons.tsv`` (singular, plurals, gender, who, harm, gloss). number: singular, dual or plural.
    definite: with the article. construct: a form only an idafa has (جنديا in جنديا الحراسة, "the two soldiers of the
    guard"), or one with a pronoun written on it (ولديه, "his two children"), which has ``possessed``.
    """

    entry: Mapping[str, str]
    number: GrammaticalNumber
    definite: bool = False
    construct: bool = False
    possessed: bool = False


class _Form(NamedTuple):
    text: str
    number: GrammaticalNumber
    definite: bool = False
    construct: bool = False
    possessed: bool = False


def inflect(singular: str, plurals: list[str]) -> Iterator[_Form]:
    """The written forms of a noun, in ordinary spelling, likeliest reading first.

    singular: طفلة; plurals: ["طفلات", "أطفال"]; sound masculine plurals in the nominative (مدنيون).
    YIELDS: forms with number, and whether definite, construct, possessed (what a pronoun is written on, without it).
        مدنيين is yielded as a plural before it is a dual, which is written the same.
    """
    stem = singular[:-1] + "ت" if singular.endswith(_FEMININE) else singular
    yield from _with_article(singular, "singular")
    if singular[-1] not in "ةاىء":
        yield _Form(singular + "ا", "singular")
    for plural in plurals:
        yield from _plural(plural)
    dual = stem[:-1] + "ي" if stem.endswith("ى") else stem
    for ending in ("ان", "ين"):
        yield from _with_article(dual + ending, "dual")
    if dual.endswith("اء"):
        for ending in ("ان", "ين"):
            yield from _with_article(dual[:-1] + "ئ" + ending, "dual")
    for ending in ("ا", "ي"):
        yield _Form(dual + ending, "dual", construct=True)
        yield from _possessed(dual + ending, "dual")
    yield from _possessed(stem, "singular")


def _plural(plural: str) -> Iterator[_Form]:
    yield from _with_article(plural, "plural")
    if plural.endswith("ون") and len(plural) > 3:
        yield from _with_article(plural[:-2] + "ين", "plural")
        for ending in ("و", "ي"):
            yield _Form(plural[:-2] + ending, "plural", construct=True)
            yield from _possessed(plural[:-2] + ending, "plural")
        return
    if plural[-1] not in "ةاىء" and not plural.endswith("ات"):
        yield _Form(plural + "ا", "plural")
    ending = {"ى": "ا", "ة": "ت"}.get(plural[-1], plural[-1])  # قتلاهم, إخوته
    yield from _possessed(plural[:-1] + ending, "plural")


def _with_article(form: str, number: GrammaticalNumber) -> Iterator[_Form]:
    yield _Form(form, number)
    if form == "امرأة":
        yield _Form("المرأة", number, definite=True)
    yield _Form("ال" + form, number, definite=True)


def _possessed(form: str, number: GrammaticalNumber) -> Iterator[_Form]:
    """What a pronoun is written on: زوجت in زوجته, أبناؤ in أبناؤه, ولدي in ولديه."""
    seats = (form[:-1] + "ء", form[:-1] + "ؤ", form[:-1] + "ئ") if form.endswith("ء") else (form,)
    for seat in seats:
        yield _Form(seat, number, construct=True, possessed=True)


class _Index(NamedTuple):
    forms: dict[str, tuple[NounForm, ...]]
    stems: dict[str, tuple[NounForm, ...]]  # what a pronoun is written on


@cache
def _index() -> _Index:
    try:
        rows = load("persons")
    except FileNotFoundError:
        return _Index({}, {})
    plain: dict[str, list[NounForm]] = {}
    construct: dict[str, list[NounForm]] = {}
    stems: dict[str, list[NounForm]] = {}
    for row in rows:
        for singular in forms(row["singular"]):
            if " " in singular:
                continue
            for text, *rest in inflect(singular, [plural for plural in forms(row["plurals"]) if " " not in plural]):
                reading = NounForm(row, *rest)  # type: ignore[arg-type]
                table = stems if reading.possessed else construct if reading.construct else plain
                readings = table.setdefault(norm(text), [])
                if not any(old.entry is row and old.number == reading.number for old in readings):
                    readings.append(reading)
    for key, late in construct.items():
        plain.setdefault(key, []).extend(late)
    return _Index(
        {key: tuple(readings) for key, readings in plain.items()},
        {key: tuple(readings) for key, readings in stems.items()},
    )


def noun_index() -> dict[str, tuple[NounForm, ...]]:
    """All forms of the person nouns by norm, those with a pronoun left out, likeliest reading first.

    Entries of several words are indexed by none: inflect their first word with ``inflect``. Empty where the lexicon has
    no persons.
    """
    return _index().forms


def noun_readings(form: str, word: str = "") -> tuple[NounForm, ...]:
    """The readings of a norm as a person noun, likeliest first; () where it is none.

    form: the norm, a pronoun written on it or not (زوجته, ولديه).
    word: the word as written, where there is one: its vowel signs tell a dual (متطوعَين) from a plural (متطوعِين), its
        last letter a pronoun (سائقه, "his driver") from teh marbuta (سائقة), which the norm does not tell apart.
    """
    index, stems = _index()
    readings = index.get(form, ())
    if not readings or spelling(word).endswith("ه"):
        for suffix in _SUFFIXES:
            if form.endswith(suffix) and (found := stems.get(form[: -len(suffix)])):
                return found + readings
    if len(readings) > 1 and (sign := _ENDING.search(word)):
        first = "dual" if sign[1] == _FATHA else "plural"
        return tuple(sorted(readings, key=lambda reading: reading.number != first))
    return readings


def noun_number(word: str) -> int | None:
    """How many an indefinite noun is by itself.

    word: a person noun as written or its norm.
    RETURNS: 1 for a singular, 2 for a dual, 3 (the least) for a plural; None where it is definite or no person noun.
    """
    readings = noun_readings(norm(word))
    if not readings or readings[0].definite or readings[0].possessed:
        return None
    return _NUMBERS[readings[0].number]
