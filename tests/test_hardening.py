"""Nothing breaks the rule components, and what changes no word of a report changes nothing that they read in it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import marsad
from marsad.casualties import find_casualties
from marsad.components.state import passage
from marsad.quantity import find_amounts, find_ordinals
from marsad.records import HARMS, KINDS, QUALIFIERS, SOURCE_TYPES, STANCES, WHO, Assertion, Attribution, Casualty, Scope
from marsad.statements import find_attributions
from marsad.text import Passage, normalize
from tests.text.strategies import BIDI, any_texts, unicode_texts

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports.jsonl"
REPORTS = [json.loads(line)["text"] for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
OWN = [
    "أعلن مصدر طبي مقتل 14 مدنياً وإصابة أكثر من 20 آخرين في قصف على مدينة حلب. وقال شاهد إن طائرة أغارت على السوق.",
    "قال المحافظ «إن 35 شخصاً قتلوا، بينهم 12 طفلاً». وأضاف أن العشرات ما زالوا تحت الأنقاض. وأصيب 44 عاملاً في المصنع.",
    "«لم يصب أحد»، تقول الممرضة زهراء، لكن الشرطة تحدثت عن 17 جريحاً. ونفت الوزارة وقوع ضحايا بين الجنود.",
    "وبحسب الهلال الأحمر، نزح ما لا يقل عن 2300 شخص من البلدة؛ واعتقل الجيش بين 15 و20 شاباً (بينهم صحافيان).",
    "ارتفعت حصيلة القتلى إلى 61 قتيلاً، وفق حصيلة جديدة نقلتها وكالة «سانا» عن وزير الصحة قوله إن 8 منهم أطفال.",
    "خطف مسلحون ستة سائقين وقتلوهم. واتهم النائب علي حمد الحكومة بالتقصير، وطالب بفتح تحقيق في مقتل 25 متظاهراً.",
]
NEWS = [*REPORTS, *OWN]
COMPONENTS = (
    "arabic_normalizer",
    "arabic_sentencizer",
    "gazetteer_ruler",
    "casualty_parser",
    "attribution",
    "claims",
)
QUICK = settings(max_examples=60, deadline=None)
LETTER = "ء-غف-ي"
TASHKEEL = "\u064e\u0650\u0652"
"""The marks that tell no words apart where they stand: the damma tells a passive (أُعلن, "was announced"), shadda a stem."""
VOWELLED = f"[{LETTER}](?!ي)"
"""Before ي a fatha or kasra tells a dual from a plural."""


@pytest.fixture(scope="module")
def pipeline() -> Language:
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}})
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


# -- what may come out ---------------------------------------------------------------------------------------------------


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in a record that has offsets."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for item in value.values():
            yield from spans_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans_in(item)


def check_links(records: list[dict[str, Any]], key: str) -> None:
    """Every id that ``key`` names exists, and following it comes to an end."""
    above = {record["id"]: record[key] for record in records}
    assert len(above) == len(records)
    for start, first in above.items():
        seen, at = {start}, first
        while at is not None:
            assert at in above, f"{key} {at!r} does not exist"
            assert at not in seen, f"{key} goes round"
            seen.add(at)
            at = above[at]


def check_figure(record: dict[str, Any]) -> None:
    assert record["harm"] in HARMS
    assert record["qualifier"] in QUALIFIERS
    assert record["who"] and set(record["who"]) <= set(WHO)
    assert record["assertion"] in get_args(Assertion)
    assert record["scope"] in get_args(Scope)
    bounds = [record[key] for key in ("low", "value", "high") if record[key] is not None]
    assert bounds == sorted(bounds)
    assert all(isinstance(bound, int) and bound >= 0 for bound in bounds)


def check(doc: Doc, text: str) -> None:
    """A document by the contract."""
    assert doc.text == text
    data = marsad.to_dict(doc)
    assert json.loads(json.dumps(data)) == data
    for span in spans_in({key: value for key, value in data.items() if key != "text"}):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert span["text"] == text[span["start"] : span["end"]]
    for casualty in data["casualties"]:
        check_figure(casualty)
    for attribution in data["attributions"]:
        assert attribution["kind"] in KINDS
        assert attribution["stance"] in STANCES
        assert attribution["source_type"] in SOURCE_TYPES
        assert attribution["contents"]
    check_links(data["casualties"], "part_of")
    check_links(data["attributions"], "parent")
    attributions = {attribution["id"] for attribution in data["attributions"]}
    assert len(data["claims"]) == len(data["casualties"])
    for casualty, claim in zip(data["casualties"], data["claims"], strict=True):
        check_figure(claim)
        assert claim["casualty"] == casualty["id"]
        assert claim["attribution"] == casualty["attribution"] == (claim["chain"][0] if claim["chain"] else None)
        assert set(claim["chain"]) <= attributions
    assert len(doc.spans["casualties"]) == len(data["casualties"])
    assert len(doc.spans["cues"]) == len(data["attributions"])


# -- texts ---------------------------------------------------------------------------------------------------------------


@st.composite
def inserted(draw: st.DrawFn, text: str, marks: str, places: str) -> str:
    """A text with marks put in at some of the places that a pattern matches."""
    spots = [match.end() for match in re.finditer(places, text)]
    chosen = draw(st.lists(st.sampled_from(spots), max_size=12, unique=True)) if spots else []
    for at in sorted(chosen, reverse=True):
        text = text[:at] + draw(st.sampled_from(marks)) + text[at:]
    return text


@st.composite
def dressed(draw: st.DrawFn, text: str) -> str:
    """The same words with tashkeel, tatweel and bidi marks."""
    text = draw(inserted(text, "ـ", f"[{LETTER}](?=[{LETTER}])"))
    text = draw(inserted(text, TASHKEEL, VOWELLED))
    return draw(inserted(text, BIDI.replace("\u200b", ""), rf"\b(?=[{LETTER}])|[{LETTER}]\b"))


def in_digits(text: str, zero: str) -> str:
    """The same figures in another digit system, by its zero."""
    return re.sub("[0-9٠-٩]", lambda match: chr(ord(zero) + unicodedata.digit(match[0])), text)


def _presentation_forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for code in range(0xFE80, 0xFEFD):
        letter = unicodedata.normalize("NFKC", chr(code))
        if len(letter) == 1:
            forms.setdefault(letter, []).append(chr(code))
    return forms


PRESENTATION = _presentation_forms()


@st.composite
def in_presentation_forms(draw: st.DrawFn, text: str) -> str:
    """The same letters, some of them as presentation forms."""
    letters = sorted(set(text) & PRESENTATION.keys())
    chosen = draw(st.lists(st.sampled_from(letters), max_size=6, unique=True))
    return text.translate({ord(letter): draw(st.sampled_from(PRESENTATION[letter])) for letter in chosen})


def shuffled(text: str, order: list[int]) -> str:
    sentences = re.split(r"(?<=\.) ", text)
    return " ".join(sentences[i % len(sentences)] for i in order)


QUOTES = "«»\"“”„'"
OTHER_QUOTES = ("", *QUOTES, "««", "»»", "»«", '""')


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """News as scrapers, converters and writers in a hurry leave it."""
    text = draw(st.sampled_from(NEWS))
    for kind in draw(st.lists(st.sampled_from(range(9)), min_size=1, max_size=4)):
        if kind == 0:
            text = draw(dressed(text))
        elif kind == 1:
            text = in_digits(text, draw(st.sampled_from("0٠۰")))
        elif kind == 2:
            text = re.sub(" ", lambda _: draw(st.sampled_from(["", " ", "  ", "\n", "\xa0", "\t"])), text, count=20)
        elif kind == 3:
            text = re.sub(f"[{QUOTES}]", lambda _: draw(st.sampled_from(OTHER_QUOTES)), text)
        elif kind == 4:
            text = draw(inserted(text, "«»\"'()[]{}:،.؟!…-", r"\b"))
        elif kind == 5:
            text = shuffled(text, draw(st.lists(st.integers(0, 8), min_size=1, max_size=8)))
        elif kind == 6:
            text = "<p>" + text.replace('"', "&quot;").replace(" ", draw(st.sampled_from(["&nbsp;", "<br/>"])), 9)
        elif kind == 7:
            text = draw(inserted(text, "\x00\x01\x7f\ufffd", "."))
        else:
            begin = draw(st.integers(0, len(text)))
            text = text[begin:] + " " + text[:begin]
    return text


# -- nothing breaks it ---------------------------------------------------------------------------------------------------


@QUICK
@given(any_texts)
def test_the_grammars_read_any_unicode(text: str) -> None:
    words = Passage.of(text)
    for record in (*find_amounts(words), *find_ordinals(words), *find_casualties(words), *find_attributions(words)):
        for span in spans_in(record.to_dict()):
            assert span["text"] == text[span["start"] : span["end"]]


@QUICK
@given(unicode_texts)
def test_any_text_is_read_by_the_contract(pipeline: Language, text: str) -> None:
    check(pipeline(text), text)


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_mutated_news_is_read_by_the_contract(pipeline: Language, text: str) -> None:
    check(pipeline(text), text)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(mutated(), unicode_texts, st.sampled_from(NEWS)), max_size=8), st.integers(1, 9))
def test_batches_change_nothing(pipeline: Language, texts: list[str], size: int) -> None:
    alone = [marsad.to_dict(pipeline(text)) for text in texts]
    assert [marsad.to_dict(doc) for doc in pipeline.pipe(texts, batch_size=size)] == alone


# -- what changes nothing ------------------------------------------------------------------------------------------------


def bare(text: str) -> str:
    return normalize(text).text.strip()


def figure(casualty: Casualty) -> tuple[Any, ...]:
    return (
        casualty.harm,
        casualty.value,
        casualty.low,
        casualty.high,
        casualty.qualifier,
        casualty.who,
        casualty.assertion,
        casualty.scope,
    )


def statement(attribution: Attribution) -> tuple[Any, ...]:
    return (
        bare(attribution.cue.text),
        attribution.source and bare(attribution.source.text),
        bare(attribution.source_name or ""),
        attribution.source_type,
        [bare(content.text) for content in attribution.contents],
        attribution.kind,
        attribution.stance,
        attribution.parent,
    )


def meaning(doc: Doc) -> tuple[list[Any], list[Any]]:
    """What was read, but for the way it is typed."""
    casualties = [(bare(c.text), c.part_of, c.attribution, *figure(c)) for c in doc._.casualties]
    return casualties, [statement(attribution) for attribution in doc._.attributions]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_marks_change_nothing(pipeline: Language, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(NEWS))
    assert meaning(pipeline(data.draw(dressed(text)))) == meaning(pipeline(text))


@pytest.mark.parametrize("mark", [*TASHKEEL, "ـ"])
@pytest.mark.parametrize("text", NEWS)
def test_a_mark_on_every_letter_changes_nothing(pipeline: Language, text: str, mark: str) -> None:
    places = f"[{LETTER}](?=[{LETTER}])" if mark == "ـ" else VOWELLED
    assert meaning(pipeline(re.sub(places, rf"\g<0>{mark}", text))) == meaning(pipeline(text))


@pytest.mark.parametrize("zero", "0٠۰")
@pytest.mark.parametrize("text", NEWS)
def test_digit_systems_change_nothing(pipeline: Language, text: str, zero: str) -> None:
    assert meaning(pipeline(in_digits(text, zero))) == meaning(pipeline(text))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_presentation_forms_change_nothing(pipeline: Language, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(NEWS))
    assert meaning(pipeline(data.draw(in_presentation_forms(text)))) == meaning(pipeline(text))


# -- what changes one thing ----------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_another_number_is_another_value_and_nothing_else(pipeline: Language, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(NEWS))
    before = pipeline(text)._.casualties
    counted = [
        (k, word)
        for k, casualty in enumerate(before)
        for word in casualty.words
        if re.fullmatch("1[1-9]|[2-9][0-9]", word.text) and casualty.value == int(word.text)
    ]
    if not counted:
        return
    k, word = data.draw(st.sampled_from(counted))
    # The noun after 11 to 99 has one form. Parts may grow smaller, others larger, so that a whole still holds its parts.
    low, high = (int(word.text), 99) if before[k].part_of is None else (11, int(word.text))
    number = data.draw(st.integers(low, high))
    after = pipeline(f"{text[: word.start]}{number}{text[word.end :]}")._.casualties
    expected = [casualty.to_dict() for casualty in before]
    for key in ("value", "low", "high"):
        if expected[k][key] is not None:
            expected[k][key] = number
    offset = word.start - before[k].start
    expected[k]["text"] = before[k].text[:offset] + str(number) + before[k].text[offset + 2 :]
    for span in expected[k]["words"]:
        if span["start"] == word.start:
            span["text"] = str(number)
    assert [casualty.to_dict() for casualty in after] == expected


@pytest.mark.parametrize("text", NEWS)
def test_without_a_statements_sentence_the_others_figures_stay(pipeline: Language, text: str) -> None:
    doc = pipeline(text)
    words = passage(text)
    ranges = [words.slice(i, j)[:2] for i, j in words.sentences]
    for start, end in ranges:
        if not any(start <= attribution.cue.start < end for attribution in doc._.attributions):
            continue
        others = [figure(c) for c in doc._.casualties if not start <= c.start < end]
        assert [figure(c) for c in pipeline(text[:start] + text[end:])._.casualties] == others


BEFORE = "أعدموا مهندساً أمامنا لأن الفدية تأخرت، فقُتل سائقها ومسعفة.\n"
"""People described, who take the place of other candidates while the cues are bound."""
LISTED = "واحد وخمسون شهيداً سجلتهم اللوائح، سبعة وثلاثون منهم أطفال، وخمسة ناجين أُخرجوا من تحت الأنقاض."


@pytest.mark.parametrize("text", [*NEWS, LISTED])
def test_people_described_before_change_no_figures_after(pipeline: Language, text: str) -> None:
    after = [figure(c) for c in pipeline(BEFORE + text)._.casualties if c.start >= len(BEFORE)]
    assert after == [figure(c) for c in pipeline(text)._.casualties]


@pytest.mark.parametrize(
    "text",
    ["قال إن " * 2000, "قال: " * 2000, "«قال " * 900 + "» " * 900, "« قال إن 3 قتلوا. " * 500 + "»", "بينهم 3 " * 2000],
)
def test_what_is_nested_without_end_is_read_by_the_contract(pipeline: Language, text: str) -> None:
    doc = pipeline(text)
    check(doc, text)
    held = sum(len(content.text) for attribution in doc._.attributions for content in attribution.contents)
    assert held < 300 * len(text)  # not each content to the end of the text
