"""The ruler component: entities, ids, records, overwriting, serialization, any tokenizer."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

import marsad.components.gazetteer_ruler  # noqa: F401  registers the factory

OWN = {"id": "own:1", "label": "ORG", "name": "لجنة إغاثة الحي", "english": "Quarter relief committee"}


def pipeline(**config: Any) -> Language:
    nlp = spacy.blank("ar")
    nlp.add_pipe("gazetteer_ruler", config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


def ents(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_entities_have_ids_and_records(nlp: Language) -> None:
    doc = nlp("أعلن الجيش السوري السيطرة على حمص")
    assert ents(doc) == [("الجيش السوري", "ORG"), ("حمص", "GPE")]
    homs = doc.ents[1]
    assert homs.id_ == homs.kb_id_ == "geonames:169577"
    assert homs._.gazetteer["country"] == "SY"
    assert doc.ents[0]._.gazetteer["source_type"] == "state"
    assert Span(doc, 0, 1)._.gazetteer is None


def test_stock_tokens_that_hold_a_particle_are_whole_entities(nlp: Language) -> None:
    assert ents(nlp("بين حلب وغزة")) == [("حلب", "GPE"), ("وغزة", "GPE")]


def test_dates_and_names_share_no_word(nlp: Language) -> None:
    doc = nlp("قالت قوى 14 آذار في 20 آذار إن وفدها وصل أمس")
    assert ents(doc) == [("قوى 14 آذار", "ORG"), ("20 آذار", "DATE"), ("أمس", "DATE")]
    assert doc.ents[1].id_ == "" and doc.ents[1]._.gazetteer is None


def test_labels_are_chosen() -> None:
    assert ents(pipeline(labels=["ORG"])("أعلن الجيش السوري السيطرة على حمص")) == [("الجيش السوري", "ORG")]


@pytest.mark.parametrize(
    ("overwrite", "expected"),
    [
        ("none", [("حمص", "PERSON"), ("أهالي دمشق", "ORG"), ("حلب", "GPE")]),
        ("covered", [("حمص", "GPE"), ("أهالي دمشق", "ORG"), ("حلب", "GPE")]),
        ("all", [("حمص", "GPE"), ("دمشق", "GPE"), ("حلب", "GPE")]),
    ],
)
def test_existing_entities(overwrite: str, expected: list[tuple[str, str]]) -> None:
    nlp = pipeline(overwrite=overwrite)
    doc = nlp.make_doc("من حمص إلى أهالي دمشق في حلب")
    doc.ents = [Span(doc, 1, 2, "PERSON"), Span(doc, 3, 5, "ORG"), Span(doc, 6, 7, "GPE")]
    doc = nlp.get_pipe("gazetteer_ruler")(doc)
    assert ents(doc) == expected
    assert doc.ents[-1].id_.startswith("geonames:")


@pytest.mark.parametrize("config", [{"overwrite": "some"}, {"labels": ["PERSON"]}])
def test_wrong_settings_are_refused(config: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="gazetteer_ruler"):
        pipeline(**config)


@pytest.mark.parametrize("entry", [{"label": "ORG", "name": "س"}, {"id": "x", "label": "PERSON", "name": "س"}])
def test_wrong_entries_are_refused(entry: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="gazetteer_ruler"):
        pipeline().get_pipe("gazetteer_ruler").add_entries([entry])


def test_added_entries_survive_saving(tmp_path: Path) -> None:
    nlp = pipeline(overwrite="all")
    nlp.get_pipe("gazetteer_ruler").add_entries([OWN])
    nlp.to_disk(tmp_path / "model")
    copies = [spacy.load(tmp_path / "model"), pipeline().from_bytes(nlp.to_bytes()), pickle.loads(pickle.dumps(nlp))]
    for copy in copies:
        doc = copy("قالت لجنة إغاثة الحي")
        assert ents(doc) == [("لجنة إغاثة الحي", "ORG")]
        assert doc.ents[0]._.gazetteer["english"] == OWN["english"]
        assert copy.get_pipe("gazetteer_ruler").settings["overwrite"] == "all"
    assert ents(pipeline()("قالت لجنة إغاثة الحي")) == []


def test_initialize_reads_entries_from_a_file(tmp_path: Path) -> None:
    srsly.write_jsonl(tmp_path / "entries.jsonl", [OWN])
    nlp = pipeline()
    nlp.config["initialize"]["components"]["gazetteer_ruler"] = {"entries": str(tmp_path / "entries.jsonl")}
    nlp.initialize()
    assert ents(nlp("قالت لجنة إغاثة الحي")) == [("لجنة إغاثة الحي", "ORG")]


def test_records_survive_docbin() -> None:
    nlp = pipeline()
    nlp.get_pipe("gazetteer_ruler").add_entries([OWN])
    stored = DocBin(store_user_data=True, docs=[nlp("قالت لجنة إغاثة الحي في حلب")]).to_bytes()
    doc = next(DocBin().from_bytes(stored).get_docs(spacy.blank("ar").vocab))
    assert doc.ents[0]._.gazetteer["english"] == OWN["english"]
    assert doc.ents[1]._.gazetteer["country"] == "SY"


def test_scorer(nlp: Language) -> None:
    gold = nlp.make_doc("السيطرة على حمص")
    gold.ents = [Span(gold, 2, 3, "GPE")]
    assert nlp.evaluate([Example(nlp.make_doc(gold.text), gold)])["ents_f"] == 1.0


@pytest.mark.parametrize("text", ["", " ", "\x00", "\u200f غزة", "((((" * 50])
def test_any_text(nlp: Language, text: str) -> None:
    assert nlp(text).text == text
