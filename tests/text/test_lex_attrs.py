"""Lexical attributes of Arabic words."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from marsad.text.lex_attrs import is_stop, like_num

NUMBERS = (
    "25 ٢٥ ۲۵ 3,500 ٣٬٥٠٠ ٧٫٥ 1/2 واحد ثلاثة ثلاث أربعةُ عشرون عشرين المئة مائتين ألفا آلاف مليون ملايين ثلاثمائة "
    "سبعمئة الثالثة ثاني نصف إثنان اثنتي ثمان مليارات"
)
NO_NUMBERS = "غزة قتل في وحدة سبت خميس ثالوث - . ٪"
STOP_WORDS = "في من إلى الى على عَلَى و الذي هذه كان التي أنّ"
CONTENT_WORDS = "قتل غزة مليون عشر واحد حرب"


@pytest.fixture(scope="module")
def arabic() -> Language:
    return spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}})


@pytest.mark.parametrize("word", NUMBERS.split())
def test_numbers(word: str) -> None:
    assert like_num(word)
    assert not is_stop(word)


@pytest.mark.parametrize("word", NO_NUMBERS.split())
def test_no_numbers(word: str) -> None:
    assert not like_num(word)


@pytest.mark.parametrize("word", STOP_WORDS.split())
def test_stop_words(word: str) -> None:
    assert is_stop(word)


@pytest.mark.parametrize("word", CONTENT_WORDS.split())
def test_content_words(word: str) -> None:
    assert not is_stop(word)


def test_attributes_on_tokens(arabic: Language) -> None:
    killed, twenty, comma, mark, dash = arabic("قُتِلَ ٢٠، \u200f ـ")
    assert (killed.prefix_, killed.suffix_, killed.shape_) == ("ق", "قتل", "xxx")
    assert twenty.like_num
    assert comma.is_punct
    assert mark.is_space
    assert dash.is_punct


def test_words_already_in_the_vocab_get_them_too() -> None:
    nlp = spacy.blank("ar")
    word = nlp("غزّة")[0]
    assert word.norm_ == "غزّة"
    arabic = spacy.blank(
        "ar", vocab=nlp.vocab, config={"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}}
    )
    assert arabic("غزّة")[0].norm_ == "غزه"
