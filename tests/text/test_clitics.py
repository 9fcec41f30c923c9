"""Proclitics: words that must stay whole, and particles that must come off."""

from __future__ import annotations

import pytest
from hypothesis import given

from marsad.text import norm
from marsad.text.clitic_data import clitic_model, pack, unpack
from marsad.text.clitic_model import EVIDENCE, PARTICLES
from marsad.text.clitics import split
from marsad.text.tokenizer import segment
from tests.text.strategies import arabic_words

WHOLE = """
ولاية والد والدته وزير وزارة وكالة وفد وقف وليد واشنطن وسط وفق وراء وحدة وثيقة وصل وقع وادي
فيصل في فيما فقط فجر فرنسا فلسطين فصيل فتح فوج فادي فاطمة فيينا
بيان باريس بيروت بغداد برلين بعد بين بلدة برميل بوتين بشار بل بنغازي بعقوبة بلدية بحث بدأ
لبنان ليبيا لندن لم لن لكن لقاء لجنة لواء لاجئ لغم لافروف لدى ليلة
كتاب كبير كتيبة كما كان كركوك كل كابول كارثة كلم كيري كفرنبل كشف
سوريا سكان سيارة سلاح سنة سوف سجن سيطر سقط ستة سراقب سليمان
"""

CUT = """
و+ولاية و+والده و+قال و+القصف و+لم و+هو و+إلى و+وزير و+بيروت و+فلسطين و+بعد
ف+قال ف+القوات ف+إن
ب+باريس ب+القصف ب+ه ب+هذا ب+سبب ب+إصابة ب+جروح ب+قيادة ب+بيروت
ل+ليبيا ل+وزير ل+ها ل+هذه ل+لأمم ل+دمشق ل+أن ل+مقتل
ك+كتاب ك+الغوطة
س+يقول س+تعلن س+نرد
و+س+يقول و+ب+القصف و+ل+وزير و+ل+لدول ف+ب+التالي و+ك+الغوطة ف+ل+لجيش
"""


@pytest.mark.parametrize("word", WHOLE.split())
def test_word_stays_whole(word: str) -> None:
    assert [length for length, _ in split(norm(word))] == [len(norm(word))]


@pytest.mark.parametrize("parts", CUT.split())
def test_particles_come_off(parts: str) -> None:
    word = parts.replace("+", "")
    assert "+".join(word[start:end] for start, end, *_ in segment(word)) == parts


@given(arabic_words)
def test_parts_add_up_and_all_but_the_last_are_particles(word: str) -> None:
    form = norm(word)
    parts = split(form)
    assert sum(part.length for part in parts) == len(form)
    assert all(part.length == 1 for part in parts[:-1])
    assert all(letter in PARTICLES for letter in form[: len(parts) - 1])


@given(arabic_words)
def test_splitting_is_deterministic_and_weighs_every_item_of_evidence(word: str) -> None:
    form = norm(word)
    assert split(form) == split(form)
    if len(form) > 1:
        assert len(clitic_model().evidence(form)) == len(EVIDENCE)


def test_file_keeps_the_model() -> None:
    weights = {letter: [0.5] * len(EVIDENCE) for letter in PARTICLES}
    model = unpack(pack({"غزه": 40, "وغزه": 200}, weights))
    assert model.decision("وغزه") is True
    assert model.decision("غزه") is None
    assert model.weights == weights


def test_file_trained_on_other_evidence_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pack({"غزه": 40}, {})
    monkeypatch.setattr("marsad.text.clitic_data.EVIDENCE", ("bias",))
    with pytest.raises(ValueError, match="train_clitics"):
        unpack(data)
