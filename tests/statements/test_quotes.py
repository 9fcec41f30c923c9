"""Pairs of quotation marks, recovered."""

import pytest

from marsad.statements.quotes import Quotes
from marsad.text import Passage


def inside(text: str) -> list[str]:
    passage = Passage.of(text)
    quotes = Quotes.of(passage)
    spans = sorted((q.open, q.close) for q in quotes.opening.values())
    return [passage.text[passage.ends[i] : passage.ends[j - 1]].strip() for i, j in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل «الوفد» أمس", ["الوفد"]),
        ("وصل »الوفد« أمس", ["الوفد"]),
        ("بين الحكومة و»المجلس» في جنيف", ["المجلس"]),
        ("قصف ب «البراميل» الحي", ["البراميل"]),
        ('قال "نعم" ثم "لا"', ["نعم", "لا"]),
        ("«قال إن «الجيش الحر» تقدم»", ["قال إن «الجيش الحر» تقدم", "الجيش الحر"]),
        ("«مفتوح بلا نهاية.", ["مفتوح بلا نهاية"]),
        ("نهاية بلا بداية»", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert inside(text) == expected
