"""The normalizer and the sentencizer in pipelines."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from marsad.text import norm
from tests.text.strategies import unicode_texts

OURS = {"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}}
TEXT = "قُتِلَ ٢٥ للأمم في غــزة. وقال: «لا&nbsp;شيء»\n\nﷺ نعم"


def pipeline(config: dict[str, object]) -> Language:
    nlp = spacy.blank("ar", config=config)
    nlp.add_pipe("arabic_normalizer")
    nlp.add_pipe("arabic_sentencizer")
    return nlp


@pytest.fixture(scope="module", params=["ours", "stock"])
def nlp(request: pytest.FixtureRequest) -> Language:
    return pipeline(OURS if request.param == "ours" else {})


def facts(doc: Doc) -> tuple[object, ...]:
    at = doc._.normalized.index("غزه")
    return (
        [token.norm_ for token in doc],
        [sentence.text for sentence in doc.sents],
        doc._.normalized,
        tuple(doc._.to_original(at, at + 3)),
    )


def test_offsets_of_the_normalized_text_lead_back(nlp: Language) -> None:
    doc = nlp(TEXT)
    at = doc._.normalized.index("غزه")
    start, end = doc._.to_original(at, at + 3)
    assert TEXT[start:end] == "غــزة"
    assert tuple(doc._.to_normalized(start, end)) == (at, at + 3)


def test_norms_do_not_depend_on_the_order_of_things(nlp: Language) -> None:
    assert norm("غزة") in [token.norm_ for token in nlp(TEXT)]


def test_restored_articles_are_kept() -> None:
    assert norm("الأمم") in [token.norm_ for token in pipeline(OURS)(TEXT)]


def test_state_survives(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(TEXT)
    expected = facts(doc)
    (stored,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert facts(stored) == expected
    (stored,) = DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(nlp.vocab)
    assert facts(stored) == expected
    assert facts(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == expected
    assert facts(pickle.loads(pickle.dumps(doc))) == expected
    assert facts(pickle.loads(pickle.dumps(nlp))(TEXT)) == expected
    assert [facts(other) for other in nlp.pipe([TEXT] * 3, n_process=2)] == [expected] * 3
    nlp.to_disk(tmp_path)
    assert facts(spacy.load(tmp_path)(TEXT)) == expected


def test_settings_come_back_from_bytes() -> None:
    nlp = spacy.blank("ar", config=OURS)
    nlp.add_pipe("arabic_normalizer", config={"steps": {"teh_marbuta": False}})
    other = spacy.blank("ar", config=OURS)
    other.add_pipe("arabic_normalizer")
    other.from_bytes(nlp.to_bytes())
    doc = other("للأمة في غزّة")
    assert [token.norm_ for token in doc] == ["ل", "الامة", "في", "غزة"]
    assert doc._.normalized == "للامة في غزة"


def test_unknown_step_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        spacy.blank("ar").add_pipe("arabic_normalizer", config={"steps": {"nothing": True}})


def test_without_the_component_the_defaults_hold() -> None:
    doc = spacy.blank("ar")("غزّة")
    assert doc._.normalized == "غزه"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 10_000)])
def test_ranges_outside_the_text_are_refused(start: int, end: int) -> None:
    doc = spacy.blank("ar")("غزّة")
    with pytest.raises(ValueError, match="range"):
        doc._.to_original(start, end)
    with pytest.raises(ValueError, match="range"):
        doc._.to_normalized(start, end)


@given(unicode_texts)
def test_sentences_and_norms_on_any_text(text: str) -> None:
    for nlp in (OUR_PIPELINE, STOCK_PIPELINE):
        doc = nlp(text)
        assert doc.text == text
        assert "".join(sentence.text_with_ws for sentence in doc.sents) == text
        assert all(token.norm_ for token in doc)


OUR_PIPELINE, STOCK_PIPELINE = pipeline(OURS), pipeline({})
