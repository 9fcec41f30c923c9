"""The rule components work alone, in any pipeline, and come back from disk and bytes as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from marsad import to_dict

TEXT = "قالت الشرطة إن ثلاثة مدنيين قتلوا وأصيب سبعة آخرون في انفجار بمدينة بغداد."
COMPONENTS = ["arabic_normalizer", "gazetteer_ruler", "casualty_parser", "attribution"]


@pytest.mark.parametrize("name", COMPONENTS)
def test_declares_what_it_assigns_and_requires(name: str) -> None:
    nlp = spacy.blank("ar")
    nlp.add_pipe(name)
    meta = nlp.get_pipe_meta(name)
    assert meta.assigns
    assert not nlp.analyze_pipes()["problems"][name]


def test_casualty_parser_alone_with_the_stock_tokenizer() -> None:
    nlp = spacy.blank("ar")
    nlp.add_pipe("casualty_parser")
    doc = nlp(TEXT)
    assert [(c.text, c.harm, c.low) for c in doc._.casualties] == [
        ("ثلاثة مدنيين", "killed", 3),
        ("سبعة آخرون", "injured", 7),
    ]
    assert [(span.text, span.label_, span.id_) for span in doc.spans["casualties"]] == [
        ("ثلاثة مدنيين", "killed", "c1"),
        ("سبعة آخرون", "injured", "c2"),
    ]


def test_attribution_alone_with_the_stock_tokenizer() -> None:
    nlp = spacy.blank("ar")
    nlp.add_pipe("attribution")
    doc = nlp(TEXT)
    (attribution,) = doc._.attributions
    assert (attribution.cue.text, attribution.source.text, attribution.source_type) == ("قالت", "الشرطة", "state")
    assert [span.label_ for span in doc.spans["cues"]] == ["say"]
    assert [span.label_ for span in doc.spans["sources"]] == ["state"]
    assert [span.label_ for span in doc.spans["contents"]] == ["indirect"]


@pytest.mark.parametrize("name", [*COMPONENTS, "claims", "arabic_sentencizer"])
def test_comes_back_from_disk_and_bytes(name: str, rules: Language, tmp_path: Path) -> None:
    nlp = spacy.blank("ar")
    component = nlp.add_pipe(name)
    other = spacy.blank("ar").add_pipe(name)
    other.from_bytes(component.to_bytes())
    assert other.to_bytes() == component.to_bytes()
    component.to_disk(tmp_path / name)
    third = spacy.blank("ar").add_pipe(name)
    third.from_disk(tmp_path / name)
    assert third.to_bytes() == component.to_bytes()


def test_settings_are_saved_with_the_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("ar")
    nlp.add_pipe("casualty_parser", config={"spans_key": "harmed"})
    nlp.to_disk(tmp_path)
    assert "harmed" in spacy.load(tmp_path)(TEXT).spans


def test_a_pipeline_of_all_components_comes_back_from_disk(rules: Language, tmp_path: Path) -> None:
    rules.to_disk(tmp_path)
    assert to_dict(spacy.load(tmp_path)(TEXT)) == to_dict(rules(TEXT))


def test_an_error_handler_decides_what_a_failure_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.blank("ar")
    component = nlp.add_pipe("casualty_parser")

    def fail(doc: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(component, "annotate", fail)
    with pytest.raises(RuntimeError, match="broken"):
        nlp(TEXT)
    seen = []
    nlp.set_error_handler(lambda name, proc, docs, error: seen.append((name, docs[0].text)))
    nlp(TEXT)
    assert seen == [("casualty_parser", TEXT)]
