"""What the tests of the text floor draw: arbitrary Unicode, and what news and scrapers put together."""

from __future__ import annotations

from hypothesis import strategies as st

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱکیہگپچڤ"
TASHKEEL = "ًٌٍَُِّْٰٕٓٔ"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200d\ufeff"
MARKS = "،؛؟.!:«»“”„\"'()[]{}…-–—/%#_@&;ـ"
SPACES = " \t\n\r\x0b\x0c\x1c\x85\xa0\u2003\u2028\u202f\u3000"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳٫٬٪"
OTHERS = "ﻻﷲﷺﻏﺰﺓﷴabcİßéÉΣⅧ½²😂🇸🇾\x00\x7f"

PIECES = (
    *("&quot;", "&nbsp;", "&amp;", "&#1594;", "&#x63a;", "&rlm;", "&zwnj;", "&#38;", "&lt", "www.", "http://"),
    *("أ.ف.ب", "د.", "لل", "وال", "وبال", "الله", "مائة", "شيء", "غزة", "..", "ــ", "1.200", "٢٥-٣٠", "#غزة_تحت"),
)
pieces = st.sampled_from(PIECES)
newsy = st.lists(st.one_of(pieces, st.sampled_from(LETTERS + TASHKEEL + BIDI + MARKS + SPACES + DIGITS + OTHERS))).map(
    "".join
)
unicode_texts = st.one_of(st.text(), newsy)
any_texts = st.one_of(unicode_texts, st.text(st.characters()))
"""With lone surrogates."""

arabic_words = st.text(st.sampled_from("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"), min_size=1, max_size=12)
