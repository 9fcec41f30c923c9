"""The type of a source: the body that its words tie it to decides (a hospital's doctor is medical, a ministry is state)."""

from __future__ import annotations

from typing import NamedTuple

from marsad.statements.reading import ARTICLE, BA, WAW, Reading, Span
from marsad.statements.vocabulary import places, words
from marsad.text import norm

_TYING = frozenset((norm("في"), norm("من"), norm("لدى"), BA))
_FORMER = frozenset(norm(w) for w in ("سابق", "السابق", "سابقا", "متقاعد", "المتقاعد"))
_RED = norm("الأحمر")
_INTERNATIONAL = frozenset(norm(w) for w in ("الدولية", "الدولي", "لجنة", "اللجنة"))
_SPECIALIST = frozenset(("state", "political", "anonymous", "witness"))


class _Found(NamedTuple):
    """A head of ``source_heads.tsv`` among the words: its first word, class and type."""

    i: int
    kind: str
    type: str


def source_type(reading: Reading, span: Span) -> str:
    """One of ``records.SOURCE_TYPES`` for the words of a source."""
    i, j = span
    while i < j and reading.mark(i):
        i += 1
    if i >= j:
        return "other"
    heads = _heads(reading, i, j)
    if heads and heads[0].i == i:
        return _of_head(reading, heads, i, j)
    body = _body(reading, heads, i, j)
    if body and not (body == "witness" and reading.person(i)):
        return body
    first_name = reading.named[i]
    if (first_name is not None and first_name.label == "GPE") or reading.norms[i] in places():
        return "state"
    return "other"


def _of_head(reading: Reading, heads: list[_Found], i: int, j: int) -> str:
    """The type of a phrase that begins with a known head."""
    _, kind, type_ = heads[0]
    if kind == "document":
        return "document"
    if type_ == "igo" and _of_country(reading, i + 1, j):
        return "state"
    if kind == "person" and type_ == "state":
        return _of_servant(reading, heads, i, j)
    if kind in ("body", "media", "person", "settled"):
        return _of_entity(reading, i, j, only_first=True) or type_
    if kind == "expert":
        return _of_expert(reading, heads[1:], i, j)
    body = _body(reading, _own(reading, heads, j), i, j)
    if body and not (body == "witness" and kind == "office" and type_ != "other"):
        return body
    if kind == "unnamed":
        return "anonymous"
    if kind == "modifier":
        return type_ or "other"
    return _of_office(reading, heads, i, j) if kind == "office" else "other"


def _of_country(reading: Reading, i: int, j: int) -> bool:
    """Whether a country follows a mission or an envoy, whose it is then (مندوب الصين, البعثة الإماراتية لدى …)."""
    if i >= j:
        return False
    entity = reading.named[i]
    return reading.nationality(i) or reading.norms[i] in places() or (entity is not None and entity.label == "GPE")


def _own(reading: Reading, heads: list[_Found], j: int) -> list[_Found]:
    """The heads after the first, without those of a second source (مسؤولون وشهود, "officials and witnesses")."""
    first = heads[0]
    if first.kind != "office" or first.type == "other":
        return heads[1:]
    return [h for h in heads[1:] if not (reading.norms[h.i - 1] == WAW and h.kind == "person")]


def _of_servant(reading: Reading, heads: list[_Found], i: int, j: int) -> str:
    """An officer or diplomat: of the state unless he serves another body (ضابط في الدفاع المدني) or no longer serves."""
    entity = _of_entity(reading, i, j, only_first=True)
    if entity:
        return entity
    if i + 1 < j and reading.nationality(i + 1):
        return "anonymous" if reading.aside(j) > j else "state"
    if any(h.type == "anonymous" and h.i == i + 1 for h in heads):
        return "anonymous"
    for k in range(i + 1, j - 1):
        if reading.norms[k] in _TYING:
            served = _of_entity(reading, k + 1, j, only_first=True)
            named = [h for h in heads if h.i == k + 1 and h.kind in ("body", "person", "office")]
            if served or (named and named[0].type not in ("witness", "other")):
                return served or named[0].type
    return "other" if any(reading.norms[k] in _FORMER for k in range(i + 1, j)) else "state"


def _of_expert(reading: Reading, heads: list[_Found], i: int, j: int) -> str:
    """An expert: what he is expert in (أمني, "on security") tells nothing, the body that he belongs to does."""
    entity = _of_entity(reading, i, j, only_first=False)
    if entity:
        return entity
    telling = [h for h in heads if not (h.kind in ("modifier", "person") and h.type in _SPECIALIST)]
    return _body(reading, telling, i, j) or "other"


def _of_office(reading: Reading, heads: list[_Found], i: int, j: int) -> str:
    """An office or a board for which no word tells a body: the body at whose head it is, or its own type."""
    type_ = heads[0].type
    inner = next((h for h in heads[1:] if h.kind == "office" and _bare(reading, h.i) in words("corporate")), None)
    if inner is not None and _bare(reading, i) not in words("corporate"):
        return _of_office(reading, [h for h in heads if h.i >= inner.i], inner.i, j)
    rest = range(i + 1, min(i + 6, j))
    if type_ == "igo" and any(reading.nationality(k) for k in rest):
        return "state"
    if type_ == "other" and _bare(reading, i) in words("board"):
        if any(reading.nationality(k) or _bare(reading, k) in words("national") for k in rest):
            return "state"
    return type_


def _bare(reading: Reading, i: int) -> str:
    return reading.norms[i].removeprefix(ARTICLE) if reading.definite(i) else reading.norms[i]


def _heads(reading: Reading, i: int, j: int) -> list[_Found]:
    found: list[_Found] = []
    k = i
    while k < j:
        head = reading.head(k)
        if head is not None and head[1] <= j:
            found.append(_Found(k, head[0].kind, head[0].type))
            k = head[1]
        else:
            k += 1
    return found


def _body(reading: Reading, heads: list[_Found], i: int, j: int) -> str:
    """The first body, calling or telling adjective among the words; an office whose type is settled counts too.

    A word for somebody's kin or trade (السكان, "the inhabitants") tells only where nothing else does.
    """
    entity = _of_entity(reading, i, j, only_first=False)
    if entity:
        return entity
    telling = [
        h.type
        for h in heads
        if h.kind in ("body", "media", "person", "modifier", "settled")
        and h.type not in ("", "-", "anonymous", "other")
    ]
    strong = [type_ for type_ in telling if type_ != "witness"]
    if strong:
        return strong[0]
    for weak in (("other", "political"), ("other",)):
        for h in heads:
            if h.kind == "office" and h.type not in weak:
                return h.type
    return telling[0] if telling else ""


def _red_crescent(reading: Reading, i: int, j: int) -> bool:
    """A country's Red Crescent or Red Cross, which rescues; the international committee and federation are organisations."""
    norms = reading.norms[i:j]
    return _RED in norms and not any(word in _INTERNATIONAL for word in norms)


def _of_entity(reading: Reading, i: int, j: int, only_first: bool) -> str:
    """The source type of the first organisation of the gazetteer among the words."""
    k = i
    while k < j:
        entity = reading.named[k]
        if entity is not None:
            if entity.label == "ORG" and _red_crescent(reading, entity.i, entity.j):
                return "rescue"
            type_ = (entity.record or {}).get("source_type")
            if type_ and entity.label == "ORG":
                return str(type_)
            k = max(entity.j, k + 1)
        else:
            k += 1
        if only_first and k > i + 1 and not reading.quotation_mark(k - 1):
            break
    return ""
