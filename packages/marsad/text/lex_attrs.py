"""Lexical attributes of Arabic words for a spaCy vocab: norms, numbers, stop words, and shapes of the norm.

spaCy's own list of Arabic stop words holds number words (مليون, "million") and knows one spelling of each word; its
``like_num`` knows no case endings, duals, or Persian digits. Here both read the norm. The attributes that models
take their features from (prefix, suffix, shape) read it too, so that a word typed with tashkeel is no stranger to
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from spacy.attrs import (  # type: ignore[import-not-found]
    IS_PUNCT,
    IS_SPACE,
    IS_STOP,
    LIKE_NUM,
    NORM,
    PREFIX,
    SHAPE,
    SUFFIX,
)
from spacy.lang.lex_attrs import is_punct, word_shape
from spacy.vocab import Vocab

from marsad.lexicon import forms, load
from marsad.text.normalize import Normalizer, norm

_FIGURE = re.compile(r"[+-]?\d+(?:[.,،/]\d+)*")
_HUNDREDS = ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "ثماني", "تسع")


@cache
def _number_norms() -> frozenset[str]:
    """Norms of number words: all cases and genders, construct forms, duals, ordinals, with the article and without."""
    words: set[str] = set()
    for row in load("like_num"):
        words.update(forms(row["forms"]))
    words.update(hundred + "مئة" for hundred in _HUNDREDS)
    return frozenset(norm(article + word) for word in words for article in ("", "ال"))


@cache
def _stop_norms() -> frozenset[str]:
    return frozenset(norm(form) for row in load("stop_words") for form in forms(row["forms"]))


def like_num(text: str) -> bool:
    """Whether a word is a number in figures of any digit system or in words (عشرون, "twenty"; الثالثة, "the third")."""
    form = norm(text)
    return bool(_FIGURE.fullmatch(form)) or form in _number_norms()


def is_stop(text: str) -> bool:
    """Whether a word is a function word: particle, pronoun, preposition, auxiliary. Number words are none."""
    return norm(text) in _stop_norms()


def is_space(text: str) -> bool:
    """Whether a token has nothing to see: white space, or invisible characters alone."""
    return text.isspace() or norm(text).isspace()


def is_punctuation(text: str) -> bool:
    """Whether a token is punctuation; a tatweel alone is a dash."""
    return bool(is_punct(text)) or (text != "" and set(text) == {"ـ"})


def _prefix(normalize: Callable[[str], str], text: str) -> str:
    return normalize(text)[:1]


def _suffix(normalize: Callable[[str], str], text: str) -> str:
    return normalize(text)[-3:]


def _shape(normalize: Callable[[str], str], text: str) -> str:
    return str(word_shape(text if text.isascii() else normalize(text)))


def install(vocab: Vocab, normalizer: Normalizer) -> None:
    """Give a vocab these attributes, in place of the language's own; words it holds already get them too.

    vocab (Vocab): the pipeline's.
    normalizer (Normalizer): makes the norms.
    """
    getters: dict[int, Callable[[str], Any]] = {
        NORM: normalizer.norm,
        PREFIX: partial(_prefix, normalizer.norm),
        SUFFIX: partial(_suffix, normalizer.norm),
        SHAPE: partial(_shape, normalizer.norm),
        LIKE_NUM: like_num,
        IS_STOP: is_stop,
        IS_SPACE: is_space,
        IS_PUNCT: is_punctuation,
    }
    vocab.lex_attr_getters.update(getters)  # type: ignore[attr-defined]
    for lexeme in vocab:
        text = lexeme.orth_
        lexeme.norm_, lexeme.prefix_, lexeme.suffix_ = (
            normalizer.norm(text),
            *(getters[key](text) for key in (PREFIX, SUFFIX)),
        )
        lexeme.shape_ = getters[SHAPE](text)
        for flag in (LIKE_NUM, IS_STOP, IS_SPACE, IS_PUNCT):
            lexeme.set_flag(flag, getters[flag](text))
