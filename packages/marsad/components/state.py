"""What the components leave on a ``Doc``: plain dicts in one ``doc._`` record, typed objects through getters.

Plain data in ``doc.user_data`` survives ``DocBin(store_user_data=True)``, ``to_bytes``, pickling and processes; Span objects
would not, and ``Span._`` is keyed by offsets alone, so that two harms on one span would share their values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import Any, TypeVar

from spacy.tokens import Doc, Span, SpanGroup

from marsad.records import Attribution, Casualty, Claim
from marsad.text import Passage

RECORDS: dict[str, type[Casualty] | type[Attribution] | type[Claim]] = {
    "casualties": Casualty,
    "attributions": Attribution,
    "claims": Claim,
}
STATE = "marsad"

Record = TypeVar("Record", Casualty, Attribution, Claim)
Entity = tuple[int, int, str, dict[str, Any] | None]


def _read(key: str, doc: Doc) -> list[Casualty | Attribution | Claim]:
    return [RECORDS[key].from_dict(item) for item in (getattr(doc._, STATE) or {}).get(key, ())]


def register_extensions() -> None:
    """Register ``doc._.casualties``, ``doc._.attributions``, ``doc._.claims`` and the state behind them, once."""
    if not Doc.has_extension(STATE):
        Doc.set_extension(STATE, default=None)
    for key in RECORDS:
        if not Doc.has_extension(key):
            Doc.set_extension(key, getter=partial(_read, key))  # spawned processes pickle it


def store(doc: Doc, key: str, records: Iterable[Record]) -> None:
    """Put records on the Doc under ``doc._.<key>``, in place of those that were there."""
    state = dict(getattr(doc._, STATE) or {})
    state[key] = [record.to_dict() for record in records]
    setattr(doc._, STATE, state)


def sign(doc: Doc, model: str) -> None:
    """Note on the Doc which pipeline made its records."""
    setattr(doc._, STATE, {**(getattr(doc._, STATE) or {}), "model": model})


def model(doc: Doc) -> str | None:
    """The pipeline that made the Doc's records, None where none did."""
    return (getattr(doc._, STATE) or {}).get("model")


def set_spans(doc: Doc, key: str, items: Iterable[tuple[int, int, str, str]]) -> None:
    """Fill ``doc.spans[key]`` from (start, end, label, id) in code points.

    A tokenizer that joins what the record separates (stock ``ar`` keeps و on the word) gives the whole token; the record
    keeps the exact offsets.
    """
    spans: list[Span] = []
    for start, end, label, span_id in items:
        span = doc.char_span(start, end, label=label, span_id=span_id, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans)


def entities(doc: Doc) -> Sequence[Entity]:
    """The entities as the grammars take them: offsets, label, gazetteer record where there is one."""
    has_record = Span.has_extension("gazetteer")
    return [(ent.start_char, ent.end_char, ent.label_, ent._.gazetteer if has_record else None) for ent in doc.ents]


@lru_cache(maxsize=8)
def passage(text: str) -> Passage:
    """The Passage of a text; the components of one pipeline, run on one Doc after another, share it."""
    return Passage.of(text)


register_extensions()
