"""``parse_number`` and ``parse_ordinal``: round trips, spellings, what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.quantity import parse_number, parse_ordinal
from tests.quantity.spelling import spell

SYSTEMS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９")
INTEGERS = st.one_of(st.integers(0, 10**4), st.integers(0, 10**7), st.integers(0, 10**15 - 1))


def digits(n: int, system: str) -> str:
    return str(n).translate(str.maketrans("0123456789", system))


@settings(max_examples=500, deadline=None)
@given(INTEGERS, st.lists(st.booleans(), min_size=5, max_size=5))
def test_any_integer_in_words_gives_itself(n: int, choices: list[bool]) -> None:
    assert parse_number(spell(n, *choices)) == n


@settings(max_examples=200, deadline=None)
@given(INTEGERS, st.sampled_from(SYSTEMS), st.sampled_from(["", ",", "٬", " ", "\u00a0", "'"]))
def test_any_integer_in_digits_gives_itself(n: int, system: str, separator: str) -> None:
    grouped = f"{n:,}" if separator else str(n)
    text = grouped.translate(str.maketrans("0123456789", system)).replace(",", separator)
    assert parse_number(text) == n
    assert parse_number("-" + text) == -n


@settings(max_examples=200, deadline=None)
@given(st.integers(3, 999), st.integers(1, 999), st.integers(1, 99), st.sampled_from(SYSTEMS))
def test_digits_and_words_together_give_their_sum(millions: int, thousands: int, rest: int, system: str) -> None:
    text = f"{digits(millions, system)} مليون و{digits(thousands, system)} ألف و{spell(rest)}"
    assert parse_number(text) == millions * 10**6 + thousands * 10**3 + rest


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 999), st.sampled_from(["٫", "."]))
def test_decimals_give_themselves(whole: int, thousandths: int, point: str) -> None:
    text = f"{whole}.{thousandths:03d}".rstrip("0")
    if point == "." and len(text.split(".")[1]) == 3 and 1 <= whole < 1000:
        text += "0"  # three digits after a point are thousands
    assert parse_number(text.replace(".", point)) == pytest.approx(float(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاثمئة", 300), ("ثلاثمائة", 300), ("ثلاث مئة", 300), ("ثلاثة مائة", 300), ("ثلثمائة", 300),
        ("ثلاثماية", 300),
        ("اثنا عشر", 12), ("إثني عشر", 12), ("اثنتى عشرة", 12), ("إحدى عشرة", 11), ("أحد عشر", 11),
        ("خمسة عشر", 15),
        ("ثمان", 8), ("ثماني", 8), ("ثمانية", 8), ("ثمانى", 8), ("تمانية", 8), ("مئتين", 200),
        ("مائتان", 200), ("ميتين", 200),
        ("ألفين", 2000), ("ألفا", 2000), ("ألفي", 2000), ("ألفاً", 1000), ("خمسة وعشرون", 25),
        ("خمسة و عشرين", 25),
        ("تلاتة", 3), ("اتنين", 2), ("ميه", 100), ("خمسطعش", 15), ("حداشر", 11), ("تلتمية وخمسين", 350),
        ("ميتين واحد وعشرين", 221), ("متين", 200), ("وحدة", 1), ("تلت مية", 300),
        ("3 آلاف", 3000), ("15 ألفا", 15000), ("مليون و200 ألف", 1_200_000), ("٢٫٥ مليون", 2_500_000),
        ("2.5 مليون", 2_500_000), ("1.250 مليون", 1_250_000), ("1.200", 1200), ("1,200", 1200),
        ("1 200", 1200), ("١٬٢٠٠", 1200),
        ("1,234,567.89", 1234567.89), ("1.234.567,5", 1234567.5), ("١،٢٣٤،٥٦٧", 1234567), ("7,5", 7.5),
        ("0,250", 0.25),
        ("نصف مليون", 500_000), ("مليون ونصف المليون", 1_500_000), ("مليون ونصف", 1_500_000),
        ("ثلاثة ملايين ونصف", 3_500_000),
        ("2 ونصف مليون", 2_500_000), ("ثلاثة أرباع المليون", 750_000), ("ثلث", 1 / 3), ("ثلثا", 2 / 3),
        ("خمسة ونصف", 5.5),
        ("خُمس", 0.2), ("خَمس", 5), ("3/4", 0.75), ("واحد من عشرة", 0.1), ("جزء من ألف", 0.001),
        ("ثلاثة فاصلة أربعة عشر", 3.14), ("اثنان فاصلة صفر خمسة مليون", 2_050_000), ("سالب خمسة", -5),
        ("-12", -12),
        ("ألف ومئتا مليار", 1_200 * 10**9), ("مئة ألف مليون", 10**11), ("المليون", 10**6), ("دزينتان", 24),
        ("الخمسة والعشرين", 25), ("سبعتهم", 7),
    ],
)  # fmt: skip
def test_spellings(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "كتاب", "عشرات", "آلاف", "بضعة", "خمسة كتب", "عشرون ثلاثون", "خمسة وستة", "192.168.1.2", "5:30", "1/0",
     "و", "من عشرة كتب", "\ud800", "\x00", "ـ", "100 200 5", "9" * 60, "مئة وكتاب", "خمسة\n\nستة سبعة"],
)  # fmt: skip
def test_what_is_no_number_raises(text: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        parse_number(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_text_gives_a_number_or_a_value_error(text: str) -> None:
    for parse in (parse_number, parse_ordinal):
        try:
            parse(text)
        except ValueError:
            continue


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("أول", 1), ("الأولى", 1), ("الثانية", 2), ("الثان", 2), ("رابع", 4), ("العاشرة", 10),
        ("الحادي عشر", 11),
        ("الثانية عشرة", 12), ("الخامس والعشرون", 25), ("الخامسة و العشرين", 25), ("الحادية والثلاثون", 31),
        ("المئة والخامسة", 105), ("التسعون", 90), ("المئة", 100), ("الواحد والعشرون", 21),
    ],
)  # fmt: skip
def test_ordinals(text: str, rank: int) -> None:
    assert parse_ordinal(text) == rank


@pytest.mark.parametrize("text", ["", "أربعة", "عشرون", "كتاب", "الرابع الخامس"])
def test_what_is_no_ordinal_raises(text: str) -> None:
    with pytest.raises(ValueError, match="no ordinal"):
        parse_ordinal(text)
