"""Variants of annotated passages with other names in the place of theirs: generated material to train entities on.

A small corpus holds few names, and a recognizer learns them by heart. In a variant the persons, most places and some
organisations bear names drawn from the lexicon and the gazetteer, so that it learns the context that names stand in.
One name is replaced alike wherever it stands in a passage; a single word of a longer name (a surname) by the last word.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from marsad.annotation import AnnotatedText
from marsad.gazetteer import load_gazetteer
from marsad.lexicon import load

SHARE = {"PERSON": 0.9, "GPE": 0.5, "ORG": 0.4}
"""How many of the names of a label are replaced."""
FOREIGN = 0.3  # of the persons
NICKNAMES = ("أبو", "أم")
_AFTER_L = "ل"


@cache
def names() -> Mapping[str, Sequence[str]]:
    """Person names by class, names of places and of organisations by label."""
    found: dict[str, list[str]] = {}
    for row in load("person_names"):
        found.setdefault(row["class"], []).append(row["form"])
    for entry in load_gazetteer():
        if entry.label in ("GPE", "ORG") and entry.kind != "country":
            found.setdefault(entry.label, []).append(entry.name)
    return found


def variant(text: AnnotatedText, drawn: random.Random, number: int) -> AnnotatedText:
    """The passage with other names; only its entities are kept.

    text: an annotated passage. drawn: where chance comes from. number: which variant it is; goes into the id.
    """
    given: dict[str, str] = {}
    pieces: list[str] = []
    entities: list[tuple[int, int, str]] = []
    at = length = 0
    for start, end, label in sorted(text.entities):
        old = text.text[start:end]
        new = old if _fused(text.text, start) else _name(old, label, given, drawn)
        between = text.text[at:start]
        pieces += [between, new]
        length += len(between)
        entities.append((length, length + len(new), label))
        length += len(new)
        at = end
    pieces.append(text.text[at:])
    return replace(
        text, id=f"{text.id}~{number}", text="".join(pieces), entities=entities, casualties=[], attributions=[]
    )


def _fused(text: str, start: int) -> bool:
    """Whether ل and the article of the name are written as one (للأمم المتحدة): such a name stays."""
    return text[start : start + 1] == _AFTER_L and text[start - 1 : start] == _AFTER_L


def _name(old: str, label: str, given: dict[str, str], drawn: random.Random) -> str:
    words = old.split()
    if old not in given:
        whole = next((long for long in given if len(words) == 1 and words[0] == long.split()[-1] != long), None)
        if whole is not None:
            given[old] = given[whole].split()[-1]
        elif drawn.random() >= SHARE.get(label, 0.0) or not words:
            given[old] = old
        else:
            given[old] = _person(words, drawn) if label == "PERSON" else drawn.choice(names()[label])
    return given[old]


def _person(words: Sequence[str], drawn: random.Random) -> str:
    """A name of as many parts as the old one has, four at most."""
    table = names()
    if words[0] in NICKNAMES:
        return f"{words[0]} {drawn.choice(table['given_m'])}"
    foreign = drawn.random() < FOREIGN
    firsts = table["foreign_given" if foreign else "given_f" if drawn.random() < 0.25 else "given_m"]
    family = drawn.choice(table["foreign_family" if foreign else "family"])
    if len(words) == 1:
        return family if drawn.random() < 0.6 else drawn.choice(firsts)
    middle = [drawn.choice(table["given_m"]) for _ in range(min(len(words), 4) - 2)] if not foreign else []
    return " ".join([drawn.choice(firsts), *middle, family])
