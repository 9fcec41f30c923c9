"""Dates: found whole, resolved to the days they cover."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.dates import find_dates, resolve
from marsad.text import Passage

WRITTEN = "2019-05-15"  # a Wednesday


def found(text: str) -> list[str]:
    passage = Passage.of(text)
    return [passage.slice(match.i, match.j)[2] for match in find_dates(passage)]


@pytest.mark.parametrize(
    "words",
    [
        "أمس",
        "أول من أمس",
        "أمس الثلاثاء",
        "يوم الجمعة",
        "الأسبوع الماضي",
        "العام المقبل",
        "هذا الشهر",
        "عام 2016",
        "منتصف عام 2016",
        "مطلع الشهر الجاري",
        "12 حزيران",
        "12 حزيران (يونيو) 2016",
        "الثاني عشر من كانون الأول/ديسمبر الماضي",
        "٣ جويلية 2018",
        "14/12/2018",
        "2018-12-14",
        "صيف 2015",
        "ثمانينات القرن الماضي",
        "قبل ثلاثة أشهر",
        "قبل 20 يوما",
        "السبت 4 أيار",
        "الخامس من رمضان 1440",
        "الأسبوع الأخير من نيسان",
        "3 - 9 آب 2017",
    ],
)
def test_whole_date(words: str) -> None:
    assert found(f"وقع ذلك {words}، على ما قيل") == [words]


@pytest.mark.parametrize(
    "text",
    [
        "قتل سبعة في ذلك اليوم الأول",
        "بعد صلاة الجمعة خرجوا",
        "مارس الضغط عليهم",
        "قبل الظهر بقليل",
        "عاد 2016 شخصا",
        "بعد شهرين من الحصار",
    ],
)
def test_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("أمس", "2019-05-14", "2019-05-14"),
        ("أول من أمس", "2019-05-13", "2019-05-13"),
        ("غدا", "2019-05-16", "2019-05-16"),
        ("الأربعاء", "2019-05-15", "2019-05-15"),
        ("الأحد", "2019-05-12", "2019-05-12"),
        ("الأربعاء الماضي", "2019-05-08", "2019-05-08"),
        ("الخميس المقبل", "2019-05-16", "2019-05-16"),
        ("الأسبوع الماضي", "2019-05-06", "2019-05-12"),
        ("الشهر الماضي", "2019-04-01", "2019-04-30"),
        ("العام الماضي", "2018-01-01", "2018-12-31"),
        ("كانون الأول (ديسمبر) الماضي", "2018-12-01", "2018-12-31"),
        ("20 كانون الأول", "2018-12-20", "2018-12-20"),
        ("20 حزيران", "2019-06-20", "2019-06-20"),
        ("20 حزيران الماضي", "2018-06-20", "2018-06-20"),
        ("29 شباط 2016", "2016-02-29", "2016-02-29"),
        ("الفاتح من نوفمبر 1954", "1954-11-01", "1954-11-01"),
        ("عام 2014", "2014-01-01", "2014-12-31"),
        ("14/12/2018", "2018-12-14", "2018-12-14"),
        ("8 - 14 آب 2002", "2002-08-08", "2002-08-14"),
        ("صيف 2015", "2015-06-01", "2015-08-31"),
        ("تسعينات القرن الماضي", "1990-01-01", "1999-12-31"),
        ("قبل عامين", "2017-01-01", "2017-12-31"),
        ("الخامس من الشهر الجاري", "2019-05-05", "2019-05-05"),
        ("نهاية العام", "2019-09-01", "2019-12-31"),
    ],
)
def test_days_covered(words: str, first: str, last: str) -> None:
    assert resolve(words, WRITTEN) == (first, last)


@pytest.mark.parametrize("words", ["31 شباط 2016", "رمضان 1440", "لا شيء", ""])
def test_what_cannot_be_resolved(words: str) -> None:
    assert resolve(words, WRITTEN) is None


@pytest.mark.parametrize("written", [None, "", "the day", "2019-13-40"])
def test_without_the_day_of_writing(written: str | None) -> None:
    assert resolve("أمس", written) is None
    assert resolve("3 أيار 2015", written) == ("2015-05-03", "2015-05-03")


WORDS = "يوم 29 شباط (فبراير) الماضي من عام 2016 أمس قبل 3 أشهر - / الأسبوع الأول السبت و مطلع هذا"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=9),
    st.dates(),
)
def test_any_words_give_none_or_days_in_order(words: list[str], written: datetime.date) -> None:
    text = " ".join(words)
    ends = [0, *(match.j for match in find_dates(text))]
    assert all(end <= match.i < match.j for end, match in zip(ends, find_dates(text), strict=False))
    days = resolve(text, written.isoformat())
    assert days is None or datetime.date.fromisoformat(days[0]) <= datetime.date.fromisoformat(days[1])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    find_dates(text)
    resolve(text, WRITTEN)
