"""Forms of verbs by the rules of unvocalized spelling."""

import pytest

from marsad.lexicon import load
from marsad.records import STANCES
from marsad.statements.conjugation import imperfect, participle, perfect
from marsad.statements.vocabulary import read_verb, verb_forms
from marsad.text import norm

GOVERNMENT = {"أن", "ب", "عن", "إلى", "من", "على", "في", "ل", "object", "person", "describe", "quote", "question",
              "to_ب"}  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("قال", {"قال", "قالت", "قالوا", "قلن", "قلت", "قلنا"}),
        ("ادعى", {"ادعى", "ادعت", "ادعوا", "ادعين", "ادعينا"}),
        ("دعا", {"دعا", "دعت", "دعوا", "دعوت", "دعونا"}),
        ("أقرّ", {"أقر", "أقرت", "أقروا", "أقررت"}),
        ("أفاد", {"أفاد", "أفادت", "أفادوا", "أفدنا"}),
    ],
)
def test_perfect(verb: str, expected: set[str]) -> None:
    assert expected <= {form for form, _ in perfect(verb)}


def test_imperfect() -> None:
    assert {"ينفي", "تنفي", "ينفون", "ننفي", "أنفي"} <= {form for form, _ in imperfect("ينفي")}
    assert {"يقول", "يقل", "يقولون", "نقول"} <= {form for form, _ in imperfect("يقول", hollow=True)}


def test_participle() -> None:
    assert {"مشيرا", "مشيرة", "مشيرين"} <= {form for form, _ in participle("مشير")}
    assert {"داعيا", "داعية", "داعين"} <= {form for form, _ in participle("داعي")}


def test_object_pronouns_are_read_off() -> None:
    forms = read_verb(norm("نفاه"))
    assert any(form.verb.lemma == "نفى" and form.object for form in forms)


def test_every_verb_of_the_lexicon_is_sound() -> None:
    for row in load("cues"):
        assert row["stance"] in STANCES, row
        assert set(row["government"].split()) <= GOVERNMENT, row
        assert row["gloss"], row
        feminine = [form for form, agreement in perfect(row["verb"]) if agreement.gender == "f"]
        assert any(norm(form) in verb_forms() for form in feminine), row


def test_every_source_head_is_sound() -> None:
    kinds = {
        "settled",
        "unnamed",
        "office",
        "person",
        "body",
        "media",
        "document",
        "modifier",
        "title",
        "expert",
        "addressee",
        "law",
    }
    for row in load("source_heads"):
        assert row["class"] in kinds, row
        assert row["gloss"], row
