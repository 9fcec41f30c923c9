"""What the lists say of each token, and an embedding that reads it."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from marsad.name_features import LABELS, WIDTH, features

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}}
NLP = spacy.blank("ar", config=CONFIG)


def test_a_name_of_the_gazetteer() -> None:
    """Both words of الأمم المتحدة, the first as its beginning; the particle before it is none of it."""
    doc = NLP.make_doc("قال للأمم المتحدة ذلك")
    rows = features(doc)
    column = 2 * LABELS.index("ORG")
    start = [token.norm_ for token in doc].index("الامم")
    assert rows[start, column] == 1
    assert rows[start + 1, column + 1] == 1
    assert not rows[start - 1].any()


def test_given_names_in_any_spelling() -> None:
    rows = features(NLP.make_doc("وصل احمد وأحمد"))
    assert rows[:, -3].tolist() == [0, 1, 0, 1]


@given(st.text(alphabet="محمد في بغداد والبصرة لندن.\n ", max_size=80))
def test_one_row_a_token(text: str) -> None:
    doc = NLP.make_doc(text)
    rows = features(doc)
    assert rows.shape == (len(doc), WIDTH)
    assert set(rows.flatten().tolist()) <= {0.0, 1.0}


def test_embedding_is_trained_with_what_it_wraps() -> None:
    nlp: Language = spacy.blank("ar", config=CONFIG)
    hashes = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 16, "attrs": ["NORM"], "rows": [50],
              "include_static_vectors": False}  # fmt: skip
    embed = {"@architectures": "marsad.NameEmbed.v1", "width": 16, "embed": hashes}
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 16, "depth": 1, "window_size": 1,
              "maxout_pieces": 2}  # fmt: skip
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}})
    nlp.initialize()
    model = nlp.get_pipe("tok2vec").model
    docs = [nlp.make_doc("قال محمد"), nlp.make_doc("في بغداد أمس")]
    states, backprop = model.begin_update(docs)
    assert [state.shape for state in states] == [(2, 16), (3, 16)]
    backprop(states)
    changed = [node.name for node in model.walk() if any(node.has_grad(name) for name in node.param_names)]
    assert any("hashembed" in name for name in changed)
    assert any("maxout" in name for name in changed)
