"""Normalization: what meets, what stays apart, and where every character comes from."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)
from hypothesis import given
from hypothesis import strategies as st

from marsad.text import Normalizer, norm, normalize
from tests.text.strategies import BIDI, DIGITS, LETTERS, TASHKEEL, any_texts, arabic_words

STEPS = list(Normalizer().to_dict())


@pytest.mark.parametrize(
    "forms",
    [
        "غزة غزّة ﻏﺰﺓ غـزة غزه غَزَّةُ \u200fغزة غزة\u061c",  # Gaza
        "مسؤول مسئول مسءول",  # official
        "شاطئ شاطيء",  # shore
        "شيء شئ شيئ",  # thing
        "مئة مائة",  # hundred
        "ثلاثمئة ثلاثمائة",  # three hundred
        "أكثر اكثر",  # more
        "على علي",  # on; Ali
        "الله ﷲ",
        "لا ﻻ",
        "کتاب كتاب",  # book, with a Persian kaf
        "إيران ایران",  # Iran, with a Persian yeh
        "٢٥ ۲۵ 25",
        "٣٬٥٠٠ 3,500",
        "٧٫٥ 7.5",
        "قرآن قران قرا\u0653ن",  # Quran, with a combining madda too
        "- ـ ـــ",
        "رؤوس رءوس",  # heads
        "ISIS isis ＩＳＩＳ",
    ],
)
def test_spellings_of_a_word_meet(forms: str) -> None:
    assert len({norm(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["رئيس ريس", "كتاب كتب", "غزة عزة", "ماء مء", "سماء سمء", "3.5 3,5"])
def test_different_words_stay_apart(pair: str) -> None:
    first, second = pair.split()
    assert norm(first) != norm(second)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&quot;غزة&quot;", '"غزه"'),
        ("غزة&nbsp;ورفح", "غزه ورفح"),
        ("&#1594;زة", "غزه"),
        ("&#x63A;زة", "غزه"),
        ("&amp;quot;", '"'),
        ("&&zwnj;quot;", '"'),
        ("&unknown;", "&unknown;"),
        ("&#55555555555;", "&#55555555555;"),
        ("&#xD800;", "&#xd800;"),
        ("25ـ30", "25-30"),
        ("٢٥ــ٣٠", "25-30"),
        ("ﷺ", "صلي الله عليه وسلم"),
    ],
)
def test_text(text: str, expected: str) -> None:
    assert normalize(text).text == expected


@pytest.mark.parametrize(
    ("text", "found", "original"),
    [
        ("في غـــزّة.", "غزه", "غـــزّة"),
        ("في \u200fغزة\u061c.", "غزه", "غزة"),
        ("&quot;غزة&quot;", "غزه", "غزة"),
        ("&#1594;زة", "غ", "&#1594;"),
        ("قال ﷺ ذلك", "الله", "ﷺ"),
        ("الشاطيء", "شاطء", "شاطيء"),
        ("ثلاثمائة", "ثلاثمءه", "ثلاثمائة"),
        ("ﻻجئ", "لا", "ﻻ"),
    ],
)
def test_offsets_lead_back(text: str, found: str, original: str) -> None:
    normalized = normalize(text)
    at = normalized.text.index(found)
    start, end = normalized.to_original(at, at + len(found))
    assert text[start:end] == original
    again = normalized.to_normalized(start, end)
    assert again[0] <= at
    assert again[1] >= at + len(found)


@given(any_texts)
def test_normalizing_twice_changes_nothing(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(any_texts, st.sets(st.sampled_from(STEPS)))
def test_normalizing_twice_changes_nothing_whatever_is_switched_off(text: str, off: set[str]) -> None:
    normalizer = Normalizer.from_dict(dict.fromkeys(off, False))
    once = normalizer.normalize(text).text
    assert normalizer.normalize(once).text == once
    assert normalizer.norm(normalizer.norm(text)) == normalizer.norm(text)


@given(any_texts)
def test_alignment_is_monotone_and_within_the_text(text: str) -> None:
    normalized = normalize(text)
    borders = [normalized.to_original(i, i + 1) for i in range(len(normalized.text))]
    assert all(0 <= start < end <= len(text) for start, end in borders)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(borders))
    # A border lies between characters: what two normalized characters come from is the same or does not overlap.
    assert all(a == b or a[1] <= b[0] for a, b in pairwise(borders))


@given(any_texts, st.data())
def test_alignment_maps_both_ways(text: str, data: st.DataObject) -> None:
    normalized = normalize(text)
    start = data.draw(st.integers(0, len(normalized.text)))
    end = data.draw(st.integers(start, len(normalized.text)))
    first, last = normalized.to_original(start, end)
    assert 0 <= first <= last <= len(text)
    back = normalized.to_normalized(first, last)
    if start < end:
        assert back[0] <= start
        assert end <= back[1]
        assert normalized.to_original(*back) == (first, last)


@given(any_texts)
def test_what_is_left_of_every_stretch_is_its_place(text: str) -> None:
    normalized = normalize(text)
    last = 0
    for i in range(len(text)):
        start, end = normalized.to_normalized(i, i + 1)
        assert 0 <= start <= end <= len(normalized.text)
        assert start >= last or end >= last
        last = start


@given(arabic_words, st.data())
def test_marks_change_no_norm(word: str, data: st.DataObject) -> None:
    marks = st.text(st.sampled_from("ًٌٍَُِّْٰـ" + BIDI), max_size=3)
    marked = "".join(char + data.draw(marks) for char in word)
    assert norm(marked) == norm(word)
    assert norm(data.draw(st.text(st.sampled_from(BIDI), max_size=2)) + marked) == norm(word)


@given(st.integers(0, 10**9))
def test_digit_systems_change_no_norm(number: int) -> None:
    for zero in (0x660, 0x6F0, 0xFF10):
        assert norm("".join(chr(zero + int(digit)) for digit in str(number))) == str(number)


@given(any_texts)
def test_norm_is_never_empty(word: str) -> None:
    assert norm(word) != ""


@pytest.mark.parametrize("char", LETTERS[:36] + TASHKEEL + DIGITS[:20] + "ﻻﷲﻏ")
def test_table_agrees_with_camel_tools(char: str) -> None:
    plain = {step: step in ("unicode", "alef", "yeh", "teh_marbuta", "diacritics") for step in STEPS}
    ours = Normalizer.from_dict(plain).normalize(char).text
    theirs = dediac_ar(normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(normalize_unicode(char)))))
    assert ours == ("" if char in TASHKEEL else theirs)


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("unicode", "ﻻ"),
        ("entities", "&quot;"),
        ("diacritics", "غزّة"),
        ("tatweel", "غـزة"),
        ("invisible", "غزة\u200f"),
        ("spaces", "\u00a0"),
        ("alef", "أكثر"),
        ("yeh", "على"),
        ("teh_marbuta", "غزة"),
        ("hamza", "مسؤول"),
        ("lookalikes", "کتاب"),
        ("digits", "٢٥"),
        ("separators", "٪"),
        ("case", "ISIS"),
    ],
)
def test_each_step_can_be_switched_off(step: str, word: str) -> None:
    without = Normalizer.from_dict({step: False})
    alone = Normalizer.from_dict({name: name == step for name in STEPS})
    assert normalize(word).text != without.normalize(word).text
    assert alone.normalize(word).text != word
    assert Normalizer.from_dict(dict.fromkeys(STEPS, False)).normalize(word).text == word


def test_unknown_step_is_refused() -> None:
    with pytest.raises(ValueError, match="hamzah"):
        Normalizer.from_dict({"hamzah": False})


def test_normalizer_survives_pickling() -> None:
    normalizer = Normalizer.from_dict({"digits": False})
    assert pickle.loads(pickle.dumps(normalizer)) == normalizer
    assert pickle.loads(pickle.dumps(normalizer)).norm("غزّة ٢٥") == "غزه ٢٥"
