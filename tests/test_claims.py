"""Claims join a figure with the innermost source that states it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from marsad.circumstances import covering
from marsad.claims import join, stating
from marsad.records import Attribution, Casualty, TextSpan
from marsad.text import Passage

TEXT = "نقلت وكالة عن الوزير قوله إن ثلاثة جنود قتلوا في حلب وأصيب 7 في حماة"


def casualty(words: str, id: str = "c1", **values) -> Casualty:
    start = TEXT.index(words)
    base = {"harm": "killed", "value": 3, "low": 3, "high": 3, "qualifier": "exact"} | values
    return Casualty(id=id, start=start, end=start + len(words), text=words, **base)


def attribution(id: str, content: str, parent: str | None = None) -> Attribution:
    start = TEXT.index(content)
    span = TextSpan(start, start + len(content), content)
    return Attribution(id, TextSpan(0, 4, "نقلت"), None, id, "state", [span], parent=parent)


CONTENT = "ثلاثة جنود قتلوا في حلب وأصيب 7 في حماة"


def test_of_equal_contents_the_relayed_speaker_states_the_figure() -> None:
    agency, minister = attribution("a1", CONTENT), attribution("a2", CONTENT, parent="a1")
    (claim,) = join(Passage.of(TEXT), [casualty("ثلاثة جنود")], [agency, minister], [])
    assert claim.attribution == claim.source_name == "a2"
    assert claim.chain == ["a2", "a1"]


def test_the_narrowest_content_states_the_figure() -> None:
    outer, inner = attribution("a1", CONTENT), attribution("a2", "ثلاثة جنود قتلوا")
    assert [link.id for link in stating([casualty("ثلاثة جنود")], [outer, inner])[0]] == ["a2"]


def test_a_figure_outside_every_content_has_no_source() -> None:
    (claim,) = join(Passage.of(TEXT), [casualty("7")], [attribution("a1", "ثلاثة جنود قتلوا")], [])
    assert claim.attribution is None
    assert claim.chain == []


def test_relays_that_name_each_other_end() -> None:
    links = stating([casualty("7")], [attribution("a1", CONTENT, "a2"), attribution("a2", CONTENT, "a1")])
    assert {link.id for link in links[0]} == {"a1", "a2"}


def test_each_figure_gets_the_place_that_follows_it() -> None:
    places = [(TEXT.index(name), TEXT.index(name) + len(name), "GPE", {"id": "x"}) for name in ("حلب", "حماة")]
    claims = join(Passage.of(TEXT), [casualty("ثلاثة جنود"), casualty("7", id="c2")], [], places)
    assert [claim.place.text for claim in claims if claim.place] == ["حلب", "حماة"]


def test_a_vague_amount_is_valued_only_by_a_policy() -> None:
    vague = casualty("7", value=None, low=20, high=None, qualifier="vague")
    assert join(Passage.of(TEXT), [vague], [], [])[0].estimate is None
    assert join(Passage.of(TEXT), [vague], [], [], vague="acled")[0].estimate == 12


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))), st.lists(st.integers(0, 30)))
def test_covering_is_what_it_says(spans: list[tuple[int, int]], points: list[int]) -> None:
    expected = [{i for i, (start, end) in enumerate(spans) if start <= point < end} for point in points]
    assert covering(spans, points) == expected


def test_a_place_that_was_hit_needs_its_head_noun(rules: Language) -> None:
    """استهدف مدينة تعز, "hit the city of Taiz"; in استهدفت إسرائيل ("Israel hit …") the name is the one who did it."""
    struck = rules("جرح خمسة رجال في غارة استهدفت مدينة تعز.")._.claims
    assert [claim.place and claim.place.text for claim in struck] == ["تعز"]
    agent = rules("استهدفت إسرائيل المنزل ما أدى إلى مقتل رجلين.")._.claims
    assert [claim.place for claim in agent] == [None]
