"""The type of a source: the body that its words tie it to decides (a hospital's doctor is medical, a ministry is state)."""

from __future__ import annotations

from marsad.statements.reading import Reading, Span
from marsad.statements.vocabulary import places


def source_type(reading: Reading, span: Span) -> str:
    """One of ``records.SOURCE_TYPES`` for the words of a source."""
    i, j = span
    while i < j and reading.mark(i):
        i += 1
    if i >= j:
        return "other"
    heads = _heads(reading, i, j)
    first = heads[0] if heads and heads[0][0] == i else None
    if first is not None:
        kind, type_ = first[1], first[2]
        if kind == "document":
            return "document"
        if kind in ("body", "media", "person", "settled"):
            return _of_entity(reading, i, j, only_first=True) or type_
        body = _body(reading, heads[1:], i, j)
        if body:
            return body
        if kind == "unnamed":
            return "anonymous"
        if kind == "office":
            return type_
        if kind == "modifier":
            return type_ or "other"
        return "other"
    body = _of_entity(reading, i, j, only_first=False) or _body(reading, heads, i, j)
    if body:
        return body
    first_name = reading.named[i]
    if (first_name is not None and first_name.label == "GPE") or reading.norms[i] in places():
        return "state"
    return "other"


def _heads(reading: Reading, i: int, j: int) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    k = i
    while k < j:
        head = reading.head(k)
        if head is not None and head[1] <= j:
            found.append((k, head[0].kind, head[0].type))
            k = head[1]
        else:
            k += 1
    return found


def _body(reading: Reading, heads: list[tuple[int, str, str]], i: int, j: int) -> str:
    """The first body, calling or telling adjective among the words; an office whose type is settled counts too."""
    entity = _of_entity(reading, i, j, only_first=False)
    if entity:
        return entity
    for _, kind, type_ in heads:
        if kind in ("body", "media", "person", "modifier", "settled") and type_ and type_ != "anonymous":
            return type_
    for _, kind, type_ in heads:
        if kind == "office" and type_ not in ("other", "political"):
            return type_
    for _, kind, type_ in heads:
        if kind == "office" and type_ != "other":
            return type_
    return ""


def _of_entity(reading: Reading, i: int, j: int, only_first: bool) -> str:
    """The source type of the first organisation of the gazetteer among the words."""
    k = i
    while k < j:
        entity = reading.named[k]
        if entity is not None:
            type_ = (entity.record or {}).get("source_type")
            if type_ and entity.label == "ORG":
                return str(type_)
            k = max(entity.j, k + 1)
        else:
            k += 1
        if only_first and k > i + 1 and not reading.quotation_mark(k - 1):
            break
    return ""
