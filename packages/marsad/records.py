"""What the pipeline extracts, as plain typed records that go to and from ``dict``.

The records hold offsets (code points of the original text), never spaCy objects, so they survive ``DocBin``,
``to_bytes``, pickling and processes. The closed lists are those of the annotation guidelines.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, ClassVar, Literal, Self, get_args

Qualifier = Literal["exact", "more_than", "at_least", "less_than", "at_most", "about", "between", "vague"]
Harm = Literal[
    "killed",
    "injured",
    "casualties",
    "missing",
    "detained",
    "abducted",
    "displaced",
    "evacuated",
    "besieged",
    "released",
]
Who = Literal[
    "civilian", "child", "woman", "man", "elderly", "combatant", "soldier", "police", "journalist", "medic", "aid_worker",
    "refugee", "prisoner", "official", "person",
]  # fmt: skip
Assertion = Literal["asserted", "negated", "feared"]
Scope = Literal["incident", "cumulative"]
SourceType = Literal[
    "state", "armed_group", "political", "media", "ngo", "igo", "medical", "rescue", "activist", "witness", "document",
    "anonymous", "other",
]  # fmt: skip
Stance = Literal["say", "announce", "confirm", "claim", "deny", "accuse", "warn", "demand", "condemn", "believe"]
Kind = Literal["direct", "indirect", "mixed"]

QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
HARMS: tuple[str, ...] = get_args(Harm)
WHO: tuple[str, ...] = get_args(Who)
SOURCE_TYPES: tuple[str, ...] = get_args(SourceType)
STANCES: tuple[str, ...] = get_args(Stance)
KINDS: tuple[str, ...] = get_args(Kind)


@cache
def _names(record: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(record))


def _plain(value: Any) -> Any:
    """A field as plain data. ``dataclasses.asdict`` does the same, and several times slower: it copies every string."""
    if isinstance(value, _Record):
        return value.to_dict()
    return [_plain(item) for item in value] if isinstance(value, list) else value


class _Record:
    """A dataclass that is built again from its own ``to_dict``."""

    __slots__ = ()
    _nested: ClassVar[dict[str, Any]] = {}

    def to_dict(self) -> dict[str, Any]:
        record: Any = type(self)
        return {name: _plain(getattr(self, name)) for name in _names(record)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        record_type: Any = cls
        known = _names(record_type)
        # DocBin gives lists back as tuples.
        values = {
            key: list(value) if isinstance(value, tuple) else value for key, value in data.items() if key in known
        }
        for name, record in cls._nested.items():
            value = values.get(name)
            if isinstance(value, dict):
                values[name] = record.from_dict(value)
            elif isinstance(value, list):
                values[name] = [record.from_dict(item) for item in value]
        return cls(**values)


@dataclass(slots=True)
class TextSpan(_Record):
    """``text`` is ``doc.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Amount(_Record):
    """An amount in a text: its words, its value and its bounds.

    ``low`` and ``high`` are inclusive readings by the guidelines' table: "more than 600" is low 600, high None.
    ``value`` is the figure named (the midpoint is never invented: for "20 to 30" it is None). ``rule`` names the
    grammar rule and ``words`` the words that made the value.
    """

    start: int
    end: int
    text: str
    value: float | int | None
    low: float | int | None
    high: float | int | None
    qualifier: Qualifier
    rule: str
    words: list[TextSpan] = field(default_factory=list)

    _nested: ClassVar[dict[str, Any]] = {"words": TextSpan}


@dataclass(slots=True, kw_only=True)
class Figure(_Record):
    """A number of people harmed: what a casualty and a claim have in common (guidelines, section 2)."""

    id: str
    text: str
    harm: Harm
    value: int | None
    low: int | None
    high: int | None
    qualifier: Qualifier
    who: list[Who] = field(default_factory=lambda: ["person"])
    part_of: str | None = None
    assertion: Assertion = "asserted"
    scope: Scope = "incident"
    attribution: str | None = None


@dataclass(slots=True, kw_only=True)
class Casualty(Figure):
    """One mention of an amount of people harmed.

    ``cue`` are the words that say the harm, ``words`` those that make the amount, ``rule`` what bound them.
    """

    start: int
    end: int
    cue: TextSpan | None = None
    rule: str = ""
    words: list[TextSpan] = field(default_factory=list)

    _nested: ClassVar[dict[str, Any]] = {"cue": TextSpan, "words": TextSpan}


@dataclass(slots=True)
class Attribution(_Record):
    """One statement ascribed to a source (guidelines, section 3)."""

    id: str
    cue: TextSpan
    source: TextSpan | None
    source_name: str | None
    source_type: SourceType
    contents: list[TextSpan]
    kind: Kind = "indirect"
    stance: Stance = "say"
    parent: str | None = None
    rule: str = ""

    _nested: ClassVar[dict[str, Any]] = {"cue": TextSpan, "source": TextSpan, "contents": TextSpan}


@dataclass(slots=True)
class Place(_Record):
    """Where: the words, and the gazetteer's entry for them (coordinates in degrees, WGS 84)."""

    start: int
    end: int
    text: str
    label: str
    id: str | None = None
    name: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(slots=True)
class When(_Record):
    """When: the words, and the first and last day they cover (ISO 8601), None where they cannot be resolved."""

    start: int
    end: int
    text: str
    first: str | None = None
    last: str | None = None


@dataclass(slots=True, kw_only=True)
class Claim(Figure):
    """One figure with who said it, where and when: a row for a casualty recorder.

    ``casualty`` and ``part_of`` are ids of casualties. ``estimate`` is the figure under the chosen policy for vague amounts.
    ``chain`` runs from the innermost attribution to the outermost: the governor, then the agency that relays him.
    """

    casualty: str
    estimate: int | None
    source_name: str | None = None
    source_type: SourceType | None = None
    stance: Stance | None = None
    chain: list[str] = field(default_factory=list)
    place: Place | None = None
    date: When | None = None
    cause: TextSpan | None = None
    sentence: TextSpan | None = None

    _nested: ClassVar[dict[str, Any]] = {"place": Place, "date": When, "cause": TextSpan, "sentence": TextSpan}
