"""The corpus' form is read exactly, and bad markup is refused with its place."""

from pathlib import Path

import pytest
import spacy

from marsad.annotation import amount, read_file, read_folder
from tests.conftest import ROOT, load_module

GOOD = """<corpus><doc id="d1" date="2020-01-02" genre="agency">
و<cue a="a1" stance="confirm">أكد</cue> <src a="a1" type="medical">مصدر في <ent l="FAC">مستشفى النور</ent></src> <con a="a1">مقتل
<cas id="c1" harm="killed" n="&gt;5" who="civilian">أكثر من 5 مدنيين</cas> في <ent l="GPE">حلب</ent></con>.
</doc></corpus>"""


@pytest.fixture
def write(tmp_path: Path):
    def write_(xml: str) -> Path:
        path = tmp_path / "x.xml"
        path.write_text(xml, encoding="utf-8")
        return path

    return write_


def test_reads_all_layers(write) -> None:
    (text,) = read_file(write(GOOD))
    assert text.text.startswith("وأكد مصدر في مستشفى النور مقتل")
    assert text.text == text.text.strip()
    assert [(text.text[s:e], label) for s, e, label in text.entities] == [("مستشفى النور", "FAC"), ("حلب", "GPE")]
    (casualty,) = text.casualties
    assert (casualty.text, casualty.low, casualty.high, casualty.qualifier) == (
        "أكثر من 5 مدنيين",
        5,
        None,
        "more_than",
    )
    assert casualty.attribution == "a1"
    (attribution,) = text.attributions
    assert attribution.cue.text == "أكد"
    assert attribution.source and attribution.source.text == "مصدر في مستشفى النور"
    assert attribution.source_name == attribution.source.text
    assert text.text[attribution.contents[0].start : attribution.contents[0].end] == attribution.contents[0].text


def test_gold_doc_holds_the_records(write) -> None:
    (text,) = read_file(write(GOOD))
    doc, lost = text.to_doc(spacy.blank("ar").make_doc)
    assert doc.text == text.text
    assert not lost
    assert [ent.text for ent in doc.ents] == ["مستشفى النور", "حلب"]
    assert doc._.casualties == text.casualties
    assert doc._.attributions == text.attributions


def test_entity_inside_a_token_is_reported_and_not_learned_as_outside(write) -> None:
    (text,) = read_file(write('<doc id="d">جنوب<ent l="GPE">دمشق</ent> هادئ</doc>'))
    doc, lost = text.to_doc(spacy.blank("ar").make_doc)
    assert lost == [(4, 8, "GPE")]
    assert doc[0].ent_iob_ == ""
    assert doc[1].ent_iob_ == "O"


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ('<doc id="d"><ent l="GPE">a <ent l="GPE">b</ent></ent></doc>', "entity inside"),
        ('<doc id="d"><ent l="CITY">a</ent></doc>', "CITY"),
        ('<doc id="d"><cas id="c1" harm="killed" n="a few">a</cas></doc>', "no amount"),
        ('<doc id="d"><cas id="c1" harm="hurt" n="1">a</cas></doc>', "hurt"),
        ('<doc id="d"><cas id="c1" harm="killed" n="1" part_of="c9">a</cas></doc>', "c9"),
        ('<doc id="d"><con a="a1">b</con></doc>', "no cue"),
        ('<doc id="d"><b>c</b></doc>', "unknown tag"),
        ('<doc id="d"><ent l="GPE">a</doc>', "mismatched"),
    ],
)
def test_bad_markup_is_refused(write, xml: str, message: str) -> None:
    path = write(xml)
    with pytest.raises(ValueError, match=message) as raised:
        list(read_file(path))
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("19", (19, 19, 19, "exact")),
        (">600", (600, 600, None, "more_than")),
        (">=9", (9, 9, None, "at_least")),
        ("<50", (50, None, 50, "less_than")),
        ("<=50", (50, None, 50, "at_most")),
        ("~240", (240, 240, 240, "about")),
        ("20..30", (None, 20, 30, "between")),
        ("some", (None, 3, None, "vague")),
        ("tens_of_thousands", (None, 20_000, None, "vague")),
        ("0", (0, 0, 0, "exact")),
    ],
)
def test_amount_codes(code: str, expected: tuple[int | None, int | None, int | None, str]) -> None:
    assert amount(code) == expected


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_the_corpus_is_well_formed(split: str) -> None:
    texts = list(read_folder(ROOT / "corpus" / split))
    assert texts
    assert len({text.id for text in texts}) == len(texts)


def test_reads_as_the_shared_reader_does(shared: Path) -> None:
    markup = load_module(shared / "tools" / "markup.py")
    for path in [*(shared / "seed").glob("*.xml"), *sorted((ROOT / "corpus").rglob("*.xml"))]:
        theirs = list(markup.read(path.read_text(encoding="utf-8")))
        for their, our in zip(theirs, read_file(path), strict=True):
            assert their["text"] == our.text
            assert [(c["start"], c["end"], c["low"], c["high"], c["attribution"]) for c in their["casualties"]] == [
                (c.start, c.end, c.low, c.high, c.attribution) for c in our.casualties
            ]
            assert {(a["id"], *a["cue"], a["type"], a["stance"], a["parent"]) for a in their["attributions"]} == {
                (a.id, a.cue.start, a.cue.end, a.source_type, a.stance, a.parent) for a in our.attributions
            }
