"""What the encoder reads, and in which windows; the model itself on a tiny encoder made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.training import Example

from marsad.encoder import get_windows, make_windows, spelling

TEXT = "أكدت الحكومة أن للأمم المتحدة دوراً في بغــداد. وقالت إن المفاوضات لم تبدأ بعد."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}})


def test_proclitics_apart_and_spelling_kept(nlp: Language) -> None:
    """Hamzas and teh marbuta stay, tatweel and marks go, ل gives the article back."""
    read = [spelling(token) for token in nlp.make_doc(TEXT)]
    assert "أكدت" in read
    assert "الحكومة" in read
    assert read[read.index("ل") + 1] == "الأمم"
    assert "دورا" in read
    assert "بغداد" in read
    assert read[read.index("قالت") - 1] == "و"


def test_white_space_is_not_read(nlp: Language) -> None:
    assert [spelling(token) for token in nlp.make_doc("قال\n\nأمس")] == ["قال", "", "أمس"]


@given(text=st.text(alphabet="قال أمس.،؟\n والبلاد12", max_size=300), size=st.integers(2, 40))
def test_windows_cover_the_doc_once(nlp: Language, text: str, size: int) -> None:
    doc = nlp.make_doc(text)
    (windows,) = get_windows([doc], size)
    assert [token.i for window in windows for token in window] == list(range(len(doc)))
    assert all(0 < len(window) <= size for window in windows)


def test_windows_end_with_sentences(nlp: Language) -> None:
    doc = nlp.make_doc("قال الوزير ذلك أمس . " * 20)
    windows = make_windows(12)([doc])[0]
    assert all(window[-1].text == "." for window in windows)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an untrained BERT of two layers, its pieces single letters and a few words."""
    transformers = pytest.importorskip("transformers", reason="the extra trf is not installed")
    pytest.importorskip("spacy_transformers", reason="the extra trf is not installed")
    tokenizers = pytest.importorskip("tokenizers", reason="the extra trf is not installed")
    folder = tmp_path_factory.mktemp("encoder")
    letters = sorted(set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي0123456789.،▁"))
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *letters, "▁قال", "▁في"]
    model = {
        "type": "Unigram",
        "unk_id": 3,
        "vocab": [[piece, -1.0 if len(piece) > 1 else -5.0] for piece in pieces],
        "byte_fallback": False,
    }
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    ends = {name: {"id": name, "ids": [pieces.index(name)], "tokens": [name]} for name in ("<s>", "</s>")}
    template = [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}]
    template.append({"SpecialToken": {"id": "</s>", "type_id": 0}})
    processor = {"type": "TemplateProcessing", "single": template, "pair": template, "special_tokens": ends}
    data = {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": metaspace,
        "post_processor": processor,
        "decoder": None,
        "model": model,
    }
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizers.Tokenizer.from_str(json.dumps(data)),
        bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>", pad_token="<pad>", unk_token="<unk>",
        model_max_length=64,
    ).save_pretrained(folder)  # fmt: skip
    config = transformers.BertConfig(
        vocab_size=len(pieces), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=64, pad_token_id=1,
    )  # fmt: skip
    transformers.BertModel(config).save_pretrained(folder)
    return folder


def pipeline(encoder: Path, size: int = 20, frozen: int = 0) -> Language:
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}})
    model = {
        "@architectures": "marsad.Transformer.v1",
        "name": str(encoder),
        "get_spans": {"@span_getters": "marsad.windows.v1", "size": size},
        "frozen": frozen,
    }
    nlp.add_pipe("transformer", config={"model": model})
    listener = {
        "@architectures": "spacy-transformers.TransformerListener.v1",
        "pooling": {"@layers": "reduce_first.v1"},
    }
    nlp.add_pipe("ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
                 "extra_state_tokens": False, "hidden_width": 16, "maxout_pieces": 2, "use_upper": False,
                 "tok2vec": listener}})  # fmt: skip
    nlp.get_pipe("ner").add_label("GPE")
    nlp.initialize()
    return nlp


def test_one_state_a_token(encoder: Path) -> None:
    """The same in a batch of unlike lengths as alone, with white space, without text, and longer than a window."""
    nlp = pipeline(encoder)
    texts = ["قال", "", "قال\n\nفي دمشق", TEXT, TEXT * 4, "\n"]
    together = [doc._.trf_data for doc in nlp.pipe(texts)]
    for text, data in zip(texts, together, strict=True):
        doc = nlp(text)
        assert len(data.align.lengths) == len(doc)
        assert set(data.align.lengths) <= {1}
        alone = doc._.trf_data
        width = data.width if len(doc) else 0
        states = [
            out.model_output.last_hidden_state.reshape(-1, width)[out.align.dataXd] for out in (data, alone) if width
        ]
        if states:
            assert states[0] == pytest.approx(states[1], abs=0.05)


def test_long_words_do_not_crowd_out_the_window(encoder: Path) -> None:
    doc = pipeline(encoder)("ب" * 5000 + " قال")
    assert len(doc._.trf_data.align.lengths) == 2


def test_training_moves_unfrozen_layers_alone(encoder: Path) -> None:
    nlp = pipeline(encoder, frozen=1)
    before = {name: value.clone() for name, value in nlp.get_pipe("transformer").model.transformer.named_parameters()}
    example = Example.from_dict(nlp.make_doc("قال في دمشق"), {"entities": [(7, 11, "GPE")]})
    for _ in range(3):
        nlp.update([example], sgd=nlp.create_optimizer())
    after = dict(nlp.get_pipe("transformer").model.transformer.named_parameters())
    moved = {name for name in before if not before[name].equal(after[name])}
    assert moved
    assert all("layer.1." in name for name in moved)


def test_saved_in_half_the_size_and_read_back(encoder: Path, tmp_path: Path) -> None:
    nlp = pipeline(encoder)
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    weights = dict(nlp.get_pipe("transformer").model.transformer.named_parameters())
    for name, value in again.get_pipe("transformer").model.transformer.named_parameters():
        assert str(value.dtype) == "torch.float32"
        assert value.detach().numpy() == pytest.approx(weights[name].detach().numpy(), abs=2e-3)
    again("قال في دمشق")
