"""The number hidden in person nouns."""

from __future__ import annotations

import pytest

from marsad.quantity import noun_number, noun_readings
from marsad.quantity.nouns import inflect
from marsad.text import norm


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("قتيل", 1), ("قتيلا", 1), ("قتيلان", 2), ("قتيلين", 2), ("قتلى", 3), ("طفلة", 1), ("طفلتان", 2), ("طفلتين", 2),
        ("أطفال", 3), ("جنديًا", 1), ("جنود", 3), ("مدنيون", 3), ("مدنيين", 3), ("مدنيان", 2), ("جرحى", 3), ("امرأة", 1),
        ("القتلى", None), ("الطفلة", None), ("المرأة", None), ("زوجته", None), ("حجر", None), ("", None),
    ],
)  # fmt: skip
def test_a_noun_counts_by_its_form(word: str, number: int | None) -> None:
    assert noun_number(word) == number


def test_vowel_signs_tell_a_dual_from_a_plural() -> None:
    form = norm("متطوعين")
    assert noun_readings(form, "متطوعَين")[0].number == "dual"
    assert noun_readings(form, "متطوعِين")[0].number == "plural"


def test_a_pronoun_is_read_off_its_noun() -> None:
    for word, number in (("زوجته", "singular"), ("ولديه", "dual"), ("طفليهما", "dual"), ("أبنائه", "plural")):
        reading = noun_readings(norm(word), word)[0]
        assert (reading.number, reading.possessed) == (number, True)
    assert noun_readings(norm("سائقه"), "سائقه")[0].possessed
    assert not noun_readings(norm("سائقة"), "سائقة")[0].possessed


def test_inflection() -> None:
    forms = {form.text: form for form in inflect("مراسلة", ["مراسلات"])}
    assert {"مراسلة", "المراسلة", "مراسلتان", "مراسلتين", "المراسلتين", "مراسلات", "المراسلات"} <= set(forms)
    assert forms["مراسلتا"].construct and forms["المراسلتين"].definite and forms["مراسلتين"].number == "dual"
    masculine = {(form.text, form.number) for form in inflect("مسعف", ["مسعفون"])}
    assert {("مسعفو", "plural"), ("المسعفين", "plural"), ("مسعفان", "dual"), ("مسعفا", "singular")} <= masculine
