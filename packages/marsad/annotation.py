"""The corpus' form: XML with inline ``ent``, ``cas``, ``src``, ``cue`` and ``con`` tags, read into records and Docs.

The form and its closed lists are described in ``docs/annotation.md``. The text that is left when all tags are removed,
without white space at its ends, is the document's text.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from marsad.components.state import store
from marsad.records import (
    HARMS,
    KINDS,
    SOURCE_TYPES,
    STANCES,
    WHO,
    Assertion,
    Attribution,
    Casualty,
    Qualifier,
    Scope,
    TextSpan,
)

ENTITY_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "WEAPON")
# The low bound of a vague amount: a plural is three or more, a magnitude at least two of itself.
VAGUE = {
    "some": 3,
    "tens": 20,
    "hundreds": 200,
    "thousands": 2_000,
    "tens_of_thousands": 20_000,
    "hundreds_of_thousands": 200_000,
    "millions": 2_000_000,
}
_AMOUNT = re.compile(r"(>=|<=|>|<|~)?(\d+)")
_BOUNDS: dict[str | None, tuple[bool, bool, Qualifier]] = {  # whether low, high are the figure
    None: (True, True, "exact"),
    ">": (True, False, "more_than"),
    ">=": (True, False, "at_least"),
    "<": (False, True, "less_than"),
    "<=": (False, True, "at_most"),
    "~": (True, True, "about"),
}


@dataclass
class AnnotatedText:
    """One document of the corpus. ``entities``: (start, end, label) in code points."""

    id: str
    text: str
    date: str | None = None
    genre: str | None = None
    country: str | None = None
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    casualties: list[Casualty] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)

    def to_doc(self, make_doc: Callable[[str], Doc]) -> tuple[Doc, list[tuple[int, int, str]]]:
        """A gold Doc, and the entities that the tokens cannot hold (one begins or ends inside a token)."""
        doc = make_doc(self.text)
        doc.user_data |= {"id": self.id, "date": self.date, "genre": self.genre, "country": self.country}
        spans: list[Span] = []
        lost = []
        for start, end, label in self.entities:
            span = doc.char_span(start, end, label=label)
            if span is None:
                lost.append((start, end, label))
            else:
                spans.append(span)
        # A token that a lost entity touches is not known to be outside one.
        missing = [span for start, end, _ in lost if (span := doc.char_span(start, end, alignment_mode="expand"))]
        taken = {token.i for span in spans for token in span}
        missing = [span for span in missing if not taken & set(range(span.start, span.end))]
        doc.set_ents(spans, missing=missing, default="outside")
        store(doc, "casualties", self.casualties)
        store(doc, "attributions", self.attributions)
        return doc, lost


def amount(code: str) -> tuple[int | None, int | None, int | None, Qualifier]:
    """Value, low, high and qualifier of an amount code: ``>600`` is (600, 600, None, "more_than").

    RAISES: ValueError for a code that is none.
    """
    if code in VAGUE:
        return None, VAGUE[code], None, "vague"
    if match := re.fullmatch(r"(\d+)\.\.(\d+)", code):
        return None, int(match[1]), int(match[2]), "between"
    if match := _AMOUNT.fullmatch(code):
        figure = int(match[2])
        low, high, qualifier = _BOUNDS[match[1]]
        return figure, figure if low else None, figure if high else None, qualifier
    raise ValueError(f"n={code!r} is no amount")


def read_file(path: Path) -> Iterator[AnnotatedText]:
    """Read the documents of one XML file.

    RAISES: ValueError naming file and document where the markup is not well formed or breaks the closed lists.
    """
    xml = path.read_text(encoding="utf-8")
    try:
        root = ET.fromstring(xml if "<corpus" in xml[:400] else f"<corpus>{xml}</corpus>")
    except ET.ParseError as error:
        raise ValueError(f"{path}: {error}") from None
    for element in root.iter("doc"):
        try:
            yield _Reader(element).result()
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path}, document {element.get('id')}: {error}") from None


def read_folder(folder: Path) -> Iterator[AnnotatedText]:
    """Read every ``*.xml`` of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.xml")):
        yield from read_file(path)


class _Reader:
    """Walks one ``doc`` element, collecting text and spans."""

    def __init__(self, element: ET.Element) -> None:
        self.element = element
        self.pieces: list[str] = []
        self.position = 0
        self.entities: list[tuple[int, int, str]] = []
        self.casualties: list[tuple[int, int, dict[str, str], str | None]] = []
        self.cues: dict[str, tuple[int, int]] = {}
        self.sources: dict[str, tuple[int, int]] = {}
        self.contents: dict[str, list[tuple[int, int]]] = {}
        self.attributes: dict[str, dict[str, str]] = {}

    def result(self) -> AnnotatedText:
        self._walk(self.element, inside_entity=False, content=None)
        text = "".join(self.pieces)
        self.lead = len(text) - len(text.lstrip())
        self.text = text.strip()
        get = self.element.get
        return AnnotatedText(
            id=self.element.attrib["id"],
            text=self.text,
            date=get("date"),
            genre=get("genre"),
            country=get("country"),
            entities=[(span.start, span.end, label) for s, e, label in self.entities if (span := self._span(s, e))],
            casualties=self._casualties(),
            attributions=self._attributions(),
        )

    def _add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            self.position += len(text)

    def _walk(self, element: ET.Element, inside_entity: bool, content: str | None) -> None:
        start = self.position
        tag, attributes = element.tag, element.attrib
        if tag == "con":
            content = attributes["a"]
        if tag == "ent" and inside_entity:
            raise ValueError("an entity inside an entity")
        self._add(element.text)
        for child in element:
            self._walk(child, inside_entity or tag == "ent", content)
            self._add(child.tail)
        self._note(tag, attributes, (start, self.position), content)

    def _note(self, tag: str, attributes: dict[str, str], span: tuple[int, int], content: str | None) -> None:
        if tag == "ent":
            self.entities.append((*span, _one_of(attributes["l"], ENTITY_LABELS)))
        elif tag == "cas":
            self.casualties.append((*span, attributes, attributes.get("a") or content))
        elif tag in ("src", "cue", "con"):
            name = attributes["a"]
            self.attributes.setdefault(name, {}).update({k: v for k, v in attributes.items() if k != "a"})
            if tag == "con":
                self.contents.setdefault(name, []).append(span)
            else:
                spans = self.sources if tag == "src" else self.cues
                if name in spans:
                    raise ValueError(f"attribution {name} has two {tag} tags")
                spans[name] = span
        elif tag not in ("doc", "p"):
            raise ValueError(f"unknown tag {tag}")

    def _span(self, start: int, end: int) -> TextSpan:
        start, end = max(0, start - self.lead), min(len(self.text), end - self.lead)
        return TextSpan(start, end, self.text[start:end])

    def _casualties(self) -> list[Casualty]:
        ids = [attributes["id"] for _, _, attributes, _ in self.casualties]
        if len(set(ids)) != len(ids):
            raise ValueError("a casualty id stands twice")
        records = []
        for start, end, attributes, attribution in self.casualties:
            if (part_of := attributes.get("part_of")) and part_of not in ids:
                raise ValueError(f"part_of={part_of!r}: no such casualty")
            if attribution and attribution not in self.attributes:
                raise ValueError(f"a={attribution!r}: no such attribution")
            value, low, high, qualifier = amount(attributes["n"])
            span = self._span(start, end)
            records.append(
                Casualty(
                    id=attributes["id"],
                    start=span.start,
                    end=span.end,
                    text=span.text,
                    harm=_one_of(attributes["harm"], HARMS),
                    value=value,
                    low=low,
                    high=high,
                    qualifier=qualifier,
                    who=[_one_of(who, WHO) for who in attributes.get("who", "person").split()],
                    part_of=part_of,
                    assertion=_one_of(attributes.get("assert", "asserted"), get_args(Assertion)),
                    scope=_one_of(attributes.get("scope", "incident"), get_args(Scope)),
                    attribution=attribution,
                    rule="gold",
                )
            )
        return records

    def _attributions(self) -> list[Attribution]:
        records = []
        for name, attributes in self.attributes.items():
            if name not in self.cues:
                raise ValueError(f"attribution {name} has no cue")
            if (parent := attributes.get("parent")) and parent not in self.attributes:
                raise ValueError(f"parent={parent!r}: no such attribution")
            source = self._span(*self.sources[name]) if name in self.sources else None
            records.append(
                Attribution(
                    id=name,
                    cue=self._span(*self.cues[name]),
                    source=source,
                    source_name=attributes.get("ref") or (source.text if source else None),
                    source_type=_one_of(attributes.get("type", "other"), SOURCE_TYPES),
                    contents=[self._span(*span) for span in self.contents.get(name, [])],
                    kind=_one_of(attributes.get("kind", "indirect"), KINDS),
                    stance=_one_of(attributes.get("stance", "say"), STANCES),
                    parent=parent,
                    rule="gold",
                )
            )
        return records


def _one_of(value: str, known: Iterable[str]) -> Any:
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return value


def make_reader(path: Path) -> Callable[[Language], Iterator[Example]]:
    """``marsad.AnnotatedCorpus.v1``: a training corpus straight from a folder of annotated XML.

    path (Path): the folder.
    """

    def read(nlp: Language) -> Iterator[Example]:
        for annotated in read_folder(path):
            doc, _ = annotated.to_doc(nlp.make_doc)
            yield Example(nlp.make_doc(doc.text), doc)

    return read
