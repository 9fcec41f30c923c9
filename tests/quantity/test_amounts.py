"""``find_amounts``: values, bounds, spans, and what is no amount."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from marsad.quantity import amounts, find_amounts, find_ordinals, format_amount
from marsad.records import Amount
from marsad.text import Passage
from tests.quantity.spelling import spell


def one(text: str) -> Amount:
    found = find_amounts(text, nouns=False)
    assert len(found) == 1, found
    return found[0]


BOUNDS = [
    ("أكثر من", "more_than", True, False), ("ما يزيد على", "more_than", True, False),
    ("ما يزيد عن", "more_than", True, False),
    ("يفوق", "more_than", True, False), ("تجاوز", "more_than", True, False),
    ("ما يربو على", "more_than", True, False),
    ("ما لا يقل عن", "at_least", True, False), ("لا يقل عن", "at_least", True, False),
    ("على الأقل", "at_least", True, False),
    ("ليس أقل من", "at_least", True, False), ("أقل من", "less_than", False, True),
    ("ما دون", "less_than", False, True),
    ("لا يزيد على", "at_most", False, True), ("لا يتجاوز", "at_most", False, True),
    ("لم يتجاوز", "at_most", False, True),
    ("بحد أقصى", "at_most", False, True), ("ما يصل إلى", "at_most", False, True),
    ("على الأكثر", "at_most", False, True),
    ("نحو", "about", True, True), ("حوالى", "about", True, True), ("حوالي", "about", True, True),
    ("قرابة", "about", True, True),
    ("زهاء", "about", True, True), ("ما يقارب", "about", True, True), ("ما يقرب من", "about", True, True),
    ("يناهز", "about", True, True), ("يقدر بـ", "about", True, True), ("بالكاد", "about", True, True),
]  # fmt: skip


@pytest.mark.parametrize(("words", "qualifier", "low", "high"), BOUNDS)
def test_bounds_before(words: str, qualifier: str, low: bool, high: bool) -> None:
    text = f"وصل إلى المشفى {words} 40 جريحا اليوم"
    amount = one(text)
    assert (amount.value, amount.qualifier) == (40, qualifier)
    assert (amount.low, amount.high) == (40 if low else None, 40 if high else None)
    assert text[amount.start : amount.end] == amount.text == f"{words} 40"
    assert [span.text for span in amount.words] == [words, "40"]


@pytest.mark.parametrize(
    ("after", "qualifier"),
    [
        ("على الأقل", "at_least"), ("على الأكثر", "at_most"), ("كحد أقصى", "at_most"), ("كحد أدنى", "at_least"),
        ("بحد أقصى", "at_most"), ("تقريبا", "about"), ("على أقل تقدير", "at_least"), ("أو أكثر", "at_least"),
        ("أو أقل", "at_most"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("noun", ["", "شخصا ", "جنديا سوريا "])
def test_bounds_after(after: str, qualifier: str, noun: str) -> None:
    amount = one(f"أصيب 19 {noun}{after} في القصف")
    assert (amount.value, amount.qualifier) == (19, qualifier)


def test_a_bound_belongs_to_the_number_it_touches() -> None:
    found = find_amounts("مقتل 5 جنود وأكثر من 30 جريحا، وأصيب على الأقل 8 مدنيين", nouns=False)
    assert [(a.value, a.qualifier) for a in found] == [(5, "exact"), (30, "more_than"), (8, "at_least")]


@pytest.mark.parametrize(
    ("text", "low", "high", "span"),
    [
        ("قتل بين 20 و30 شخصا", 20, 30, "بين 20 و30"),
        ("قتل ما بين عشرين وثلاثين شخصا", 20, 30, "ما بين عشرين وثلاثين"),
        ("قتل بين خمسة وعشرين وثلاثين شخصا", 25, 30, "بين خمسة وعشرين وثلاثين"),
        ("قتل بين خمسة وعشرة أشخاص", 5, 10, "بين خمسة وعشرة"),
        ("نزح بين 20 و30 ألفا", 20_000, 30_000, "بين 20 و30 ألفا"),
        ("نزح بين ألف وألفين", 1000, 2000, "بين ألف وألفين"),
        ("نزح بين ثلاثة وأربعة آلاف", 3000, 4000, "بين ثلاثة وأربعة آلاف"),
        ("نزح بين 500 وألف شخص", 500, 1000, "بين 500 وألف"),
        ("شارك من 20 إلى 30 مقاتلا", 20, 30, "من 20 إلى 30"),
        ("شارك ما بين 20 إلى 30 مقاتلا", 20, 30, "ما بين 20 إلى 30"),
        ("شارك 20-30 مقاتلا", 20, 30, "20-30"),
        ("شارك 20 – 30 مقاتلا", 20, 30, "20 – 30"),
        ("شارك ٢٠ إلى ٣٠ مقاتلا", 20, 30, "٢٠ إلى ٣٠"),
        ("شارك خمسة أو ستة مقاتلين", 5, 6, "خمسة أو ستة"),
        ("قتل جنديان أو ثلاثة", 2, 3, "جنديان أو ثلاثة"),
        ("شارك أكثر من 20 وأقل من 30 مقاتلا", 20, 30, "أكثر من 20 وأقل من 30"),
    ],
)  # fmt: skip
def test_ranges(text: str, low: int, high: int, span: str) -> None:
    amount = one(text)
    assert (amount.low, amount.high, amount.value, amount.qualifier) == (low, high, None, "between")
    assert amount.text == span


def test_a_change_from_one_number_to_another_is_no_range() -> None:
    found = find_amounts("ارتفع عدد القتلى من 20 إلى 30 اليوم", nouns=False)
    assert [(a.value, a.qualifier) for a in found] == [(20, "exact"), (30, "exact")]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("عشرات القتلى", 20), ("مئات الجرحى", 200), ("آلاف النازحين", 2000),
        ("عشرات الآلاف من النازحين", 20_000),
        ("مئات الآلاف", 200_000), ("ملايين السوريين", 2_000_000), ("بضعة مسلحين", 3), ("بضع عشرات", 20),
        ("بضع مئات", 200),
        ("عدد من المدنيين", 3), ("عدداً كبيراً من السكان", 3), ("عدة جثث", 3), ("بعض السكان", 3), ("العشرات", 20),
        ("عشرات الملايين", 20_000_000),
    ],
)  # fmt: skip
def test_vague_magnitudes(text: str, low: int) -> None:
    amount = one(text)
    assert (amount.value, amount.low, amount.high, amount.qualifier) == (None, low, None, "vague")


@pytest.mark.parametrize("text", ["عشرون ونيف", "نيف وعشرون"])
def test_nayyif_is_more_than(text: str) -> None:
    assert (one(text).value, one(text).qualifier) == (20, "more_than")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("سقط قتيلان", 2), ("نقل جريحين", 2), ("قتل طفلتين", 2), ("سقط قتيل", 1), ("أصيب جنديان", 2),
        ("إصابة طفلة", 1),
        ("وصل شخص واحد", 1), ("قتل جنديان اثنان", 2),
    ],
)  # fmt: skip
def test_numbers_in_nouns(text: str, value: int) -> None:
    found = find_amounts(text)
    assert [(a.value, a.low, a.high) for a in found] == [(value, value, value)]


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "span"),
    [
        ("مقتل أكثر من شخص في القصف", 1, "more_than", "أكثر من شخص"),
        ("مقتل ما لا يقل عن جنديين في القصف", 2, "at_least", "ما لا يقل عن جنديين"),
        ("سقط قتيلان على الأقل", 2, "at_least", "قتيلان على الأقل"),
        ("تجاوز جندي في الليل حاجزا", 1, "exact", "جندي"),
    ],
)
def test_bounds_on_nouns(text: str, value: int, qualifier: str, span: str) -> None:
    assert [(a.value, a.qualifier, a.text) for a in find_amounts(text)] == [(value, qualifier, span)]


def test_a_plural_noun_is_three_or_more() -> None:
    found = find_amounts("سقوط قتلى في القصف")
    assert [(a.value, a.low, a.high, a.rule) for a in found] == [(None, 3, None, "noun:plural")]


REJECTED = [
    ("وقع في 15 آذار الماضي", "date"), ("وقع في 12/5/2013", "date"), ("اجتماع يوم 7 حزيران", "date"),
    ("في عام 2014", "year"),
    ("منذ 2011 لم يعد", "year"), ("بين 2003 و2007.", "year"), ("الساعة 5 فجرا", "clock"),
    ("عند 10:30 ليلا", "clock"),
    ("الرجل البالغ من العمر 45 عاما", "age"), ("سامر (23 عاما)", "age"), ("دفع 500 دولار", "money"),
    ("خسر $20", "money"),
    ("كلفت 3 ملايين ليرة", "money"), ("بنسبة 15%", "percent"), ("نحو 20 في المئة", "percent"),
    ("عشرين بالمئة", "percent"),
    ("عناصر اللواء 105", "designation"), ("بث على القناة 12", "designation"), ("رقم «7»", "designation"),
    ("صاروخ سام 7", "designation"), ("قذائف عيار 122", "designation"), ("بموجب المادة 5", "article"),
    ("القرار 2254", "article"), ("قرار مجلس الأمن 2254.", "article"),
    ("فاز المنتخب 3-1", "score"), ("اتصل على هاتف 0112345678", "phone"), ("عند خط عرض 33", "coordinate"),
    ("الفرقة الرابعة", "ordinal"), ("القرن العشرين", "ordinal"), ("الذكرى الـ15", "ordinal"),
    ("حلت في المرتبة 12.", "ordinal"), ("فيلم «الأرض» 1970.", "year"),
    ("الثلاثاء والاثنين", "date"),
    ("في آن واحد", "idiom"), ("ربع النهائي", "score"), ("192.168.1.2", "code"), ("طائرة F-16", "name"),
    ("1 - افتتاح الجلسة", "list"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), REJECTED)
def test_what_is_no_amount(text: str, reason: str) -> None:
    assert find_amounts(text, nouns=False) == []
    reasons = {match.reject for match in amounts(Passage.of(text)) if match.kind != "noun"}
    assert reasons <= {reason, "ordinal"} and (reason in reasons or reason in ("name", "code", "clock", "date"))


def test_a_label_holds_for_its_list() -> None:
    assert find_amounts("القراران 1559 و1701 والمادتان 5 و7 بين 8 و14 آذار و12 و13 نيسان", nouns=False) == []


def test_the_same_words_count_where_people_follow() -> None:
    text = "فقدت الفرقة 20 جنديا وفي 2013 قتل 2000 مدني، و5 أعضاء من اللواء 105"
    assert [a.value for a in find_amounts(text, nouns=False)] == [20, 2000, 5]


def test_units_of_time_and_measure_are_named() -> None:
    matches = [m for m in amounts(Passage.of("سار 20 كيلومترا خلال 3 أيام وتوقف 4 مرات")) if m.kind == "number"]
    assert [(m.value, m.unit) for m in matches] == [(20, "measure"), (3, "duration"), (4, "frequency")]


def test_a_fifth_and_five() -> None:
    assert [a.value for a in find_amounts("خمس السكان وخمس نساء", nouns=False)] == [0.2, 5]


def test_and_one_of_is_not_one() -> None:
    assert find_amounts("وأحد القادة", nouns=False) == []


def test_definite_numbers_are_marked() -> None:
    matches = [m for m in amounts(Passage.of("الجنود الستة والـ15 والثلاثة")) if m.kind == "number"]
    assert [(m.value, m.definite) for m in matches] == [(6, True), (15, True), (3, True)]


def test_the_joined_conjunction_stays_outside() -> None:
    text = "قتل ثلاثة وخمسين جريحا"
    assert [a.text for a in find_amounts("وعشرون شخصا", nouns=False)] == ["عشرون"]
    assert [a.text for a in find_amounts(text, nouns=False)] == ["ثلاثة وخمسين"]


def test_ordinals_are_found_apart() -> None:
    found = find_ordinals("الفرقة الرابعة في كانون الثاني والساعة الخامسة، والقرن الحادي والعشرون، أول من أمس")
    assert [a.value for a in found] == [4, 21]


def test_sources_of_three_kinds_are_one() -> None:
    text = "مقتل أكثر من 600 مدني و19 شخصاً على الأقل"
    found = find_amounts(text)
    assert found == find_amounts(spacy.blank("ar")(text)) == find_amounts(Passage.of(text))
    assert [Amount.from_dict(a.to_dict()) for a in found] == found


AMOUNTS = st.one_of(
    st.builds(lambda n, q: (n, q), st.integers(0, 10**12), st.sampled_from([q for _, q, _, _ in BOUNDS])),
    st.tuples(st.integers(1, 10**9).map(lambda n: n / 1000), st.just("exact")),
)


@settings(max_examples=300, deadline=None)
@given(AMOUNTS)
def test_a_formatted_amount_is_read_back(drawn: tuple[float, str]) -> None:
    value, qualifier = drawn
    if value == int(value):
        value = int(value)
    low = value if qualifier in ("exact", "more_than", "at_least", "about") else None
    high = value if qualifier in ("exact", "less_than", "at_most", "about") else None
    amount = Amount(0, 0, "", value, low, high, qualifier, "")  # type: ignore[arg-type]
    read = one(format_amount(amount))
    assert (read.value, read.low, read.high, read.qualifier) == (value, low, high, qualifier)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_formatted_range_is_read_back(low: int, more: int) -> None:
    read = one(format_amount(Amount(0, 0, "", None, low, low + more, "between", "")))
    assert (read.low, read.high, read.qualifier) == (low, low + more, "between")


@pytest.mark.parametrize("low", [3, 13, 20, 200, 2000, 20_000, 200_000, 2_000_000])
def test_a_formatted_vague_amount_is_read_back(low: int) -> None:
    read = one(format_amount(Amount(0, 0, "", None, low, None, "vague", "")))
    assert (read.value, read.low, read.qualifier) == (None, low, "vague")


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**7), st.booleans(), st.booleans())
def test_a_number_in_running_text_is_read_whole(n: int, feminine: bool, oblique: bool) -> None:
    text = f"قالت المصادر إن العدد بلغ {spell(n, feminine, oblique)} ، بحسب التقرير"
    assert one(text).value == n


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for amount in find_amounts(text):
        assert text[amount.start : amount.end] == amount.text
    find_ordinals(text)


WORDS = [
    "ثلاثة", "عشر", "و", "مئة", "ألف", "مليون", "20", "1.5", "بين", "من", "إلى", "-", "أكثر", "على",
    "الأقل", "خمس", "نصف", "عشرات", "آلاف", "ال", "الخمسة", "الثالث", "في", "المئة", "عام", "،",
    "قتيل", "جرحى", "بضع", "فاصلة", "صفر", "%", "أو",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@example(["قتيل", "على", "الأقل", "قتيل"])
@example(["خمس", "على", "الأقل", "الثالث"])
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_matches_never_overlap_and_stay_inside(words: list[str]) -> None:
    passage = Passage.of(" ".join(words))
    end = 0
    for match in amounts(passage):
        assert end <= match.start < match.end <= len(passage)
        assert match.start <= match.number[0] < match.number[1] <= match.end
        assert match.after is None or match.number[1] <= match.after[0] < match.after[1] <= len(passage)
        end = match.end


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800 3 \udfff", "3\ud8004", "\u202e\u0661\u202c", "ـ" * 50, "و" * 99, "²³ ½"]
)
def test_odd_characters_do_no_harm(text: str) -> None:
    for amount in find_amounts(text):
        assert text[amount.start : amount.end] == amount.text


def test_ten_thousand_number_words_in_a_row_are_read() -> None:
    for word in (
        "ثلاثة",
        "مليون",
        "ألف",
        "و",
        "5",
        "بين 3 و",
        "أكثر من",
        "خمسة وعشرون ",
        "20-",
        "و مئة",
        "الـ",
        "نصف و",
    ):
        find_amounts(f"{word} " * 10_000)
