"""Words: what the pure function and the spaCy tokenizer make of news as it is typed."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import DocBin

from marsad.text import Passage, norm, tokenize
from marsad.text.arabic_tokenizer import ArabicTokenizer
from tests.text.strategies import BIDI, any_texts, arabic_words, unicode_texts

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}}


@pytest.fixture(scope="module")
def arabic() -> Language:
    return spacy.blank("ar", config=CONFIG)


def words(text: str) -> list[str]:
    return [text[word.start : word.end] for word in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«غزة» “حلب” „حمص“", "« غزة » “ حلب ” „ حمص “"),
        ("و»الائتلاف»", "و » الائتلاف »"),
        ("بـ«الشراكة»", "بـ « الشراكة »"),
        ("غزة،وقال", "غزة ، و قال"),
        ("ماذا؟!نعم…", "ماذا ؟ ! نعم …"),
        ("قتل25 و30جريحا", "قتل 25 و 30 جريحا"),
        ("٢٥-٣٠", "٢٥ - ٣٠"),
        ("٣٬٥٠٠ 1.200 7,5 ١٬٢٠٠٫٥ 3،500", "٣٬٥٠٠ 1.200 7,5 ١٬٢٠٠٫٥ 3،500"),
        ("قتل 25،و30", "قتل 25 ، و 30"),
        ("في 10/2/2014 و2014-02-10، 10:30.", "في 10/2/2014 و 2014-02-10 ، 10:30 ."),
        ("(أ.ف.ب) قالت", "( أ.ف.ب ) قالت"),
        ("انظر http://example.com/a_b. ثم www.example.org،", "انظر http://example.com/a_b . ثم www.example.org ،"),
        ("desk@example.com @reporter1", "desk@example.com @reporter1"),
        ("#غزة_تحت_القصف", "# غزة _ تحت _ القصف"),
        ("طائرة F-16 وصاروخ S-300", "طائرة F-16 و صاروخ S-300"),
        ("الخبر😂😂هنا 🇸🇾", "الخبر 😂😂 هنا 🇸🇾"),
        ("80% ٪٥٠", "80 % ٪ ٥٠"),
        ("دمشق ـ حلب", "دمشق ـ حلب"),
        ("&quot;غزة&nbsp;ورفح&quot;", "&quot; غزة و رفح &quot;"),
        ("غزةGaza", "غزة Gaza"),
        ("قتل...ثم", "قتل ... ثم"),
        ("2014م", "2014 م"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@pytest.mark.parametrize("prefix", ["", "و", "ب", "ل", "ف", "\u200f", "«", "وب", "#"])
@pytest.mark.parametrize("name", ["غزة", "غزّة", "ﻏﺰﺓ", "غـزة", "غزه"])
@pytest.mark.parametrize("suffix", ["", "\u061c", "»", "،", "\u200f."])
def test_a_name_is_a_word_with_exactly_its_characters(prefix: str, name: str, suffix: str, arabic: Language) -> None:
    text = f"{prefix}{name}{suffix}"
    assert [text[word.start : word.end] for word in tokenize(text) if word.norm == norm("غزة")] == [name]
    assert [token.text for token in arabic(text) if token.norm_ == norm("غزة")] == [name]


def test_norms_restore_the_article_after_lam(arabic: Language) -> None:
    doc = arabic("للأمم وللجنة لله للبنان")
    assert [token.text for token in doc] == ["ل", "لأمم", "و", "ل", "لجنة", "ل", "له", "ل", "لبنان"]
    assert [token.norm_ for token in doc] == ["ل", norm("الأمم"), "و", "ل", norm("اللجنة"), "ل", "الله", "ل", "لبنان"]


def test_particle_typed_apart_is_a_proclitic() -> None:
    assert [word.proclitic for word in tokenize("و قال ب «البراميل»")] == [True, False, True, False, False, False]
    assert not any(word.proclitic for word in tokenize("(أ ف ب) ب."))


def test_clitics_can_be_left_on(arabic: Language) -> None:
    whole = spacy.blank("ar", config={"nlp": {"tokenizer": {**CONFIG["nlp"]["tokenizer"], "split_clitics": False}}})
    assert [token.text for token in whole("وقال للأمم")] == ["وقال", "للأمم"]


def test_normalization_can_be_switched(arabic: Language) -> None:
    config = {**CONFIG["nlp"]["tokenizer"], "normalization": {"teh_marbuta": False}}
    other = spacy.blank("ar", config={"nlp": {"tokenizer": config}})
    assert [token.norm_ for token in other("غزّة للأمة")] == ["غزة", "ل", "الامة"]


@given(unicode_texts)
def test_doc_text_is_the_input(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == text
    assert "".join(token.text_with_ws for token in doc) == text


@given(any_texts)
def test_words_lie_in_order_and_cover_what_is_seen(text: str) -> None:
    found = tokenize(text)
    assert all(word.start < word.end and word.norm for word in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for word in found for i in range(word.start, word.end)}
    assert all(norm(text[i]).isspace() or i in covered or "&" in text for i in range(len(text)))


@given(unicode_texts)
def test_doc_and_passage_agree(text: str) -> None:
    seen = [(token.idx, token.idx + len(token), token.norm_) for token in TOKENIZER(text) if not token.is_space]
    assert seen == [(word.start, word.end, word.norm) for word in tokenize(text)]


@given(st.lists(arabic_words, min_size=1, max_size=6), st.data())
def test_marks_change_no_word(chosen: list[str], data: st.DataObject) -> None:
    marks = st.text(st.sampled_from("ًٌٍَُِّْٰـ" + BIDI), max_size=2)
    plain = " ".join(chosen)
    marked = " ".join("".join(char + data.draw(marks) for char in word) for word in chosen)
    assert [word.norm for word in tokenize(marked)] == [word.norm for word in tokenize(plain)]


def test_lone_surrogate_is_refused_in_words(arabic: Language) -> None:
    with pytest.raises(ValueError, match="surrogate"):
        arabic("قال \ud800")
    assert words("قال \ud800") == ["قال", "\ud800"]


def test_explain_names_the_pattern_of_every_token(arabic: Language) -> None:
    assert arabic.tokenizer.explain("وقال للأمم: 25 http://example.com") == [
        ("proclitic", "و"),
        ("word", "قال"),
        ("proclitic", "ل"),
        ("definite", "لأمم"),
        ("mark", ":"),
        ("number", "25"),
        ("url", "http://example.com"),
    ]


def test_tokenizer_survives_bytes_disk_and_pickling(tmp_path, arabic: Language) -> None:  # type: ignore[no-untyped-def]
    text = "وقال للأمم في غزّة"
    own = ArabicTokenizer(spacy.blank("ar").vocab, split_clitics=False, normalization={"alef": False})
    expected = [(token.text, token.norm_) for token in own(text)]
    own.to_disk(tmp_path / "tokenizer")
    for copy in (
        ArabicTokenizer(spacy.blank("ar").vocab).from_bytes(own.to_bytes()),
        ArabicTokenizer(spacy.blank("ar").vocab).from_disk(tmp_path / "tokenizer"),
        pickle.loads(pickle.dumps(own)),
    ):
        assert [(token.text, token.norm_) for token in copy(text)] == expected
    arabic.to_disk(tmp_path / "pipeline")
    assert [token.norm_ for token in spacy.load(tmp_path / "pipeline")(text)] == [token.norm_ for token in arabic(text)]


def test_docs_survive_docbin_and_processes(arabic: Language) -> None:
    text = "وقال للأمم في غزّة"
    expected = [(token.text, token.norm_) for token in arabic(text)]
    stored = DocBin(docs=[arabic(text)]).to_bytes()
    (restored,) = DocBin().from_bytes(stored).get_docs(arabic.vocab)
    assert [(token.text, token.norm_) for token in restored] == expected
    for doc in arabic.pipe([text] * 4, n_process=2):
        assert [(token.text, token.norm_) for token in doc] == expected


def test_passage_reads_texts_docs_and_itself(arabic: Language) -> None:
    text = "قال للأمم. وأضاف"
    passage = Passage.of(text)
    assert Passage.of(passage) is passage
    assert Passage.of(arabic(text)) == Passage.of(spacy.blank("ar")(text)) == passage
    assert passage.sentences == [(0, 4), (4, 6)]
    assert passage.slice(1, 3) == (4, 9, "للأمم")


TOKENIZER = ArabicTokenizer(spacy.blank("ar").vocab)
