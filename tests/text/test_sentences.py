"""Sentences of news: quotations, abbreviations, headlines, texts without stops."""

from __future__ import annotations

import pytest
from hypothesis import given

from marsad.text import Passage
from marsad.text.sentences import LONGEST_SENTENCE
from tests.text.strategies import any_texts


def sentences(text: str) -> list[str]:
    passage = Passage.of(text)
    return [passage.slice(i, j)[2] for i, j in passage.sentences]


@pytest.mark.parametrize(
    "expected",
    [
        ["قتل خمسة.", "وأصيب ستة."],
        ["قتل خمسة.وأصيب ستة"],  # see below: words joined to the stop
        ["هل انسحبوا؟", "لا أحد يعرف!", "نعم."],
        ["قال: «لن ننسحب. هذه أرضنا. وسنبقى» ثم غادر.", "وهدأ القصف."],
        ["قال: «انتهى القتال.»", "وأضاف أن الطريق مفتوح."],
        ["«ماذا حدث؟» سأل الطبيب.", "لم يجبه أحد."],
        ['قال: "انسحبنا. ولن نعود" أمس.', "وسكت."],
        ["أعلن »الحزب. كله« ذلك.", "وانتهى."],
        ["وصل د. كريم مع م. سعاد إلى المشفى.", "وعاد."],
        ["قالت أ.ف.ب. إن الطريق مقطوع.", "وأكدت ذلك."],
        ["نقلت (أ.ف.ب).", "وأكد الناطق."],
        ["بلغ المعدل 3.5 في المئة و٧٫٥ قبل عام.", "وارتفع."],
        ["توقف... ثم تابع السير.", "ووصل."],
        ["ولد عام 1950 م.", "ونشأ في حماة."],
        ["عرض المبنى (انظر ص. 5. من الكتاب) كبير.", "وهو قديم."],
        ["لا نقطة في آخر هذا النص"],
    ],
)
def test_sentences(expected: list[str]) -> None:
    if expected == ["قتل خمسة.وأصيب ستة"]:
        expected = ["قتل خمسة.", "وأصيب ستة"]
        assert sentences("".join(expected)) == expected
    else:
        assert sentences(" ".join(expected)) == expected


def test_headline_on_its_own_line() -> None:
    assert sentences("مقتل خمسة في حمص\nقالت الوكالة إن خمسة قتلوا.") == [
        "مقتل خمسة في حمص",
        "قالت الوكالة إن خمسة قتلوا.",
    ]


def test_unclosed_quotation_swallows_nothing() -> None:
    assert sentences("قال «لن ننسحب. وسكت. ثم مضى.") == ["قال «لن ننسحب.", "وسكت.", "ثم مضى."]


def test_quotation_ends_with_its_line() -> None:
    assert sentences("قال «لن ننسحب. وسكت\nثم «مضى. وعاد» أمس.") == ["قال «لن ننسحب.", "وسكت", "ثم «مضى. وعاد» أمس."]


def test_long_quotation_is_running_text() -> None:
    body = "كانت المدينة هادئة طوال الليل. " * 30
    assert len(sentences(f"قال: «{body}» ثم سكت.")) > 20


@given(any_texts)
def test_sentences_cover_the_words(text: str) -> None:
    passage = Passage.of(text)
    assert [i for first, last in passage.sentences for i in range(first, last)] == list(range(len(passage)))
    assert all(first < last for first, last in passage.sentences)


@pytest.mark.parametrize("run", ["قتل ثلاثة ", "و25 ", "قال، وأضاف ", "( ", "«"])
def test_a_run_without_stops_is_cut_before_no_part_of_a_word(run: str) -> None:
    passage = Passage.of(run * 2000)
    assert all(0 < j - i <= LONGEST_SENTENCE for i, j in passage.sentences)
    assert not any(passage.proclitic[j - 1] for _, j in passage.sentences[:-1])
    assert [i for i, _ in passage.sentences[1:]] == [j for _, j in passage.sentences[:-1]]
