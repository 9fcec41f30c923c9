"""Records go to plain dicts and back."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.records import HARMS, KINDS, QUALIFIERS, SOURCE_TYPES, STANCES, WHO, Attribution, Casualty, Place, TextSpan

spans = st.builds(TextSpan, st.integers(0, 99), st.integers(0, 99), st.text(max_size=5))
casualties = st.builds(
    Casualty,
    id=st.text(max_size=3),
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    text=st.text(max_size=5),
    harm=st.sampled_from(HARMS),
    value=st.none() | st.integers(0, 999),
    low=st.none() | st.integers(0, 999),
    high=st.none() | st.integers(0, 999),
    qualifier=st.sampled_from(QUALIFIERS),
    who=st.lists(st.sampled_from(WHO), max_size=2),
    cue=st.none() | spans,
    words=st.lists(spans, max_size=2),
)
attributions = st.builds(
    Attribution,
    id=st.text(max_size=3),
    cue=spans,
    source=st.none() | spans,
    source_name=st.none() | st.text(max_size=5),
    source_type=st.sampled_from(SOURCE_TYPES),
    contents=st.lists(spans, max_size=2),
    kind=st.sampled_from(KINDS),
    stance=st.sampled_from(STANCES),
)


@given(casualties)
def test_casualty_round_trip(record: Casualty) -> None:
    assert Casualty.from_dict(record.to_dict()) == record


@given(attributions)
def test_attribution_round_trip(record: Attribution) -> None:
    assert Attribution.from_dict(record.to_dict()) == record


def test_tuples_of_a_docbin_become_lists_of_records() -> None:
    data = Attribution("a1", TextSpan(0, 2, "قا"), None, None, "other", [TextSpan(3, 4, "x")]).to_dict()
    data["contents"] = tuple(data["contents"])
    assert Attribution.from_dict(data).contents == [TextSpan(3, 4, "x")]


def test_unknown_keys_are_left_out() -> None:
    assert Place.from_dict({"start": 0, "end": 1, "text": "x", "label": "GPE", "later": 1}) == Place(0, 1, "x", "GPE")
