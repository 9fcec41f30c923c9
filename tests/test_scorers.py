"""The scorers give the published definitions' figures."""

from __future__ import annotations

import dataclasses
import random

import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example

from marsad.annotation import read_folder
from marsad.components.state import store
from marsad.records import Attribution, Casualty, TextSpan
from marsad.scorers import score_attributions, score_casualties
from tests.conftest import ROOT, SHARED, load_module

BLANK = spacy.blank("ar")
TEXT = "قال الناطق إن ثلاثة جنود قتلوا وأصيب سبعة آخرون أمس في الموصل"


def casualty(start: int, end: int, low: int, **values) -> Casualty:
    base = {"id": f"c{start}", "harm": "killed", "value": low, "high": low, "qualifier": "exact"}
    return Casualty(start=start, end=end, text=TEXT[start:end], low=low, **(base | values))


def span(start: int, end: int) -> TextSpan:
    return TextSpan(start, end, TEXT[start:end])


def example(predicted: list[Casualty], gold: list[Casualty]) -> Example:
    docs = []
    for records in (predicted, gold):
        doc = BLANK.make_doc(TEXT)
        store(doc, "casualties", records)
        docs.append(doc)
    return Example(*docs)


def test_a_span_counts_when_half_of_the_shorter_is_shared() -> None:
    gold = [casualty(10, 20, 3)]
    assert score_casualties([example([casualty(15, 30, 3)], gold)])["casualties_full_f"] == 1
    assert score_casualties([example([casualty(16, 30, 3)], gold)])["casualties_mention_f"] == 0


def test_a_wrong_figure_is_found_but_not_full() -> None:
    scores = score_casualties([example([casualty(10, 20, 4)], [casualty(10, 20, 3)])])
    assert scores["casualties_mention_f"] == 1
    assert scores["casualties_full_f"] == 0


def test_a_wrong_harm_is_missed() -> None:
    scores = score_casualties([example([casualty(10, 20, 3, harm="injured")], [casualty(10, 20, 3)])])
    assert scores["casualties_mention_f"] == 0


def test_one_prediction_serves_one_gold_mention() -> None:
    scores = score_casualties([example([casualty(10, 20, 3)], [casualty(10, 20, 3), casualty(12, 20, 3, id="d")])])
    assert scores["casualties_mention_p"] == 1
    assert scores["casualties_mention_r"] == 0.5


def test_an_implied_source_is_right_by_its_name() -> None:
    gold = Attribution("a1", span(0, 3), None, "ناطق باسم الجيش", "state", [span(14, 40)])
    for name, right in (("ناطق باسم الجيش", 1), ("الجيش", 1), (None, 0), ("الشرطة", 0)):
        doc, reference = BLANK.make_doc(TEXT), BLANK.make_doc(TEXT)
        store(reference, "attributions", [gold])
        store(doc, "attributions", [dataclasses.replace(gold, source_name=name)])
        assert score_attributions([Example(doc, reference)])["attributions_source_f"] == right


def perturbed(doc: Doc, rng: random.Random) -> tuple[list[Casualty], list[Attribution]]:
    """Gold records with every kind of mistake in them."""
    casualties = []
    for record in doc._.casualties:
        if rng.random() < 0.15:
            continue
        changes: dict[str, object] = {"start": max(0, record.start + rng.choice([0, 0, -2, 3]))}
        if rng.random() < 0.2:
            changes["low"] = 7
        if rng.random() < 0.2:
            changes["qualifier"] = "about"
        if rng.random() < 0.2:
            changes |= {"who": ["child"], "part_of": None, "scope": "cumulative", "attribution": None}
        casualties.append(dataclasses.replace(record, **changes))
    attributions = []
    for record in doc._.attributions:
        if rng.random() < 0.15:
            continue
        changes = {}
        if rng.random() < 0.2:
            changes = {"source": None, "source_name": None, "stance": "deny"}
        if rng.random() < 0.2 and record.contents:
            changes["contents"] = record.contents[:-1]
        if rng.random() < 0.1:
            changes |= {"parent": None, "source_type": "other", "kind": "mixed"}
        attributions.append(dataclasses.replace(record, **changes))
    return casualties, attributions


def flat(score: dict[str, dict[str, float]]) -> dict[str, float]:
    """The shared scorer's figures under our names."""
    names = {"cas": "casualties", "att": "attributions"}
    figures = {}
    for key, values in score.items():
        prefix, name = key.split("_", 1)
        for measure in ("p", "r", "f", "acc"):
            if measure in values:
                figures[f"{names[prefix]}_{name}_{measure}"] = values[measure]
    return figures


@pytest.mark.parametrize("seed", range(3))
def test_the_same_figures_as_the_shared_scorer(shared, seed: int) -> None:
    assert shared == SHARED
    score = load_module(shared / "tools" / "score.py")
    markup = load_module(shared / "tools" / "markup.py")
    rng = random.Random(seed)
    files = sorted((ROOT / "corpus" / "train").glob("*.xml"))
    gold = [record for file in files for record in markup.read(file.read_text(encoding="utf-8"))]
    examples, predicted = [], {}
    for text in read_folder(ROOT / "corpus" / "train"):
        reference, _ = text.to_doc(BLANK.make_doc)
        doc = BLANK.make_doc(text.text)
        casualties, attributions = perturbed(reference, rng)
        store(doc, "casualties", casualties)
        store(doc, "attributions", attributions)
        examples.append(Example(doc, reference))
        predicted[text.id] = {
            "id": text.id,
            "casualties": [c.to_dict() for c in casualties],
            "attributions": [a.to_dict() for a in attributions],
        }
    theirs, _ = score.score(gold, predicted)
    ours = score_casualties(examples) | score_attributions(examples)
    assert {key: round(value, 4) for key, value in ours.items()} == pytest.approx(flat(theirs), abs=1e-4)
