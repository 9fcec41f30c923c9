"""One person named or described as harmed: مقتل القائد فلان, اغتيال فلان, زوجته, رئيس بلدية كذا."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from marsad.casualties.mentions import _NO_PRONOUN, Mention
from marsad.casualties.view import AND, QUOTES, View
from marsad.casualties.words import words
from marsad.lexicon import load
from marsad.quantity import NounForm
from marsad.quantity.vocabulary import vocabulary
from marsad.text import norm

Entity = tuple[int, int, str, object]
_LONGEST = 10
_NAMES = 4
_IN = frozenset(norm(form) for form in ("في", "ب"))
_FATHER = words("name_part")
_FACILITIES = words("facility")
_NO_NAME = ("ا", "ات", "ين", "ون", "ان", "ها", "هم", "نا", "ته", "ى", "كم")
_VERB_SHAPE = re.compile("^(است|ا[^لأإ]ت..$|انف|انس|تم)")  # the perfect of the derived measures
_COMMON = words("demonstrative") | words("no_name") | words("known_as")
_RANKS = frozenset((norm("أول"), norm("ثان")))  # ملازم أول, "first lieutenant"
_TITLE_GAP = words("honorific")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(norm(row["form"]) for row in load("given_names"))


@cache
def _all_given_names() -> frozenset[str]:
    return frozenset(norm(row["form"]) for row in load("person_names") if row["class"].startswith("given"))


class Persons:
    """The PERSON entities of a passage by word, and names recognized by their given name."""

    def __init__(self, view: View, entities: Sequence[tuple[int, int, str, object]]) -> None:
        self.view = view
        self.start_of: dict[int, int] = {}
        self.inside: set[int] = set()
        self.other: set[int] = set()
        self.blocked: set[int] = set()
        # What a recognizer takes for a place may be a name after all; what the gazetteer knows is none.
        known = (entity[:3] for entity in entities if entity[2] not in ("GPE", "LOC") or entity[3])
        spans = sorted(known)
        k = 0
        for i, (start, end) in enumerate(zip(view.passage.starts, view.passage.ends, strict=True)):
            while k < len(spans) and spans[k][1] <= start:
                k += 1
            if k < len(spans) and spans[k][0] < end:
                if spans[k][2] == "PERSON":
                    self.inside.add(i)
                elif spans[k][2] not in ("NORP", "DATE"):
                    self.other.add(i)
        for i in sorted(self.inside):
            if i - 1 not in self.inside:
                j = i
                while j in self.inside:
                    j += 1
                self.start_of[i] = j

    def name(self, i: int) -> int:
        """The end of a person's name that begins at word i, or i."""
        if i in self.inside:
            j = i
            while j in self.inside:
                j += 1
            return j
        if i >= self.view.size:
            return i
        if (
            i in self.other
            or i in self.blocked
            or self.view.is_(i, "result")
            or self.view.preposition(i)
            or self.view.passage.proclitic[i : i + 1] == [True]
        ):
            return i
        form = self.view.at(i)
        if self.namelike(i + 1) if form in _FATHER else form in _given_names():
            return self._run(i)
        return i

    def _run(self, i: int) -> int:
        j = i + 1
        if self.view.at(i) in _FATHER:
            j += 1
        while j < min(i + _NAMES, self.view.stop(i)) and self.namelike(j):
            j += 2 if self.view.at(j) in _FATHER else 1
        return min(j, self.view.stop(i))

    def namelike(self, i: int) -> bool:
        """Whether word i can go on a name: no punctuation, particle, known noun, verb or number."""
        view = self.view
        form = view.at(i)
        if not form or not form[0].isalpha() or i in self.blocked or view.passage.proclitic[i] or view.preposition(i):
            return False
        if form in _given_names() or form in _FATHER:
            return True
        if form in _COMMON:
            return False
        if (
            view.reports(i)
            or view.noun(i)
            or view.is_(i, "relative", "break", "part_of", "during", "since", "until", "elided_next")
        ):
            return False
        return len(form) > 2 and not view.national(i) and not view.is_(i, "result", "reaches", "feared", "hypothetical")

    def given(self, i: int) -> bool:
        """Whether word i is a given name, if also a noun, and what may be a name follows: النقيب مؤيد اللامي, where مؤيد is
        "supporter" too."""
        return self.view.at(i) in _all_given_names() and self.namelike(i + 1)

    def unknown(self, i: int, apposed: bool = False) -> bool:
        """Whether an unknown word may be a name by its shape: no article, tanwin, plural or relational ending, no adverb."""
        view, written = self.view, self.view.passage.spelling(i)
        if (
            view.definite(i)
            or i in self.other
            or len(written) < (3 if apposed else 4)
            or written.endswith("ا" if apposed else _NO_NAME)
            or view.at(i) in _COMMON
            or (view.at(i) in vocabulary() and view.at(i) not in _RANKS)
        ):
            return False
        if _VERB_SHAPE.match(written):
            return False
        return not view.is_(
            i, "preposition", "joins", "part_of", "equals", "feared", "negation", "demand", "count", "anyone", "any"
        )


def describe(view: View, persons: Persons, i: int, people: bool) -> Mention | None:
    """One person at word i, named or described so that he is known.

    people: whether the context allows nothing but people, so that an unknown name counts.
    RETURNS: a mention, with ``definite`` and no span of more than the person; None where there is none. A definite noun
        alone (الجندي, "the soldier") is a mention with kind "described" and rule "repeat".
    """
    while view.at(i) and view.at(i)[0] in QUOTES:
        i += 1
    if view.at(i - 1) in _FACILITIES:
        return None
    end = persons.name(i)
    if end > i:
        return _person(i, end, None, "named")
    reading = view.noun(i)
    if reading is None:
        if people and view.definite(i) and (named := persons.name(i + 1)) > i + 1 and i not in persons.other:
            return _person(i, named, None, "named")
        if people and persons.namelike(i) and persons.unknown(i):
            return _person(i, persons._run(i), None, "name:unknown")
        if people and i in persons.inside:
            return _person(i, persons.name(i), None, "named")
        return None
    form = reading.form
    if form.possessed and form.entry["singular"] in _NO_PRONOUN:
        return None
    if form.possessed:
        return _possessed(view, persons, i, reading.end, form)
    if form.number != "singular":
        return None
    named = persons.given(reading.end) or persons.namelike(reading.end)
    if form.definite and named and persons.unknown(reading.end, apposed=True):
        return _person(i, persons._run(reading.end), form, "named")
    end, named = _complement(view, persons, reading.end, form.definite)
    if end == reading.end:
        return _person(i, end, form, "repeat") if form.definite else None
    if form.definite and not named:
        known = end - i >= 3 or form.entry["who"] == "official"  # الرئيس الحريري, القنصل الأفغاني
        return _person(i, end, form, "described" if known else "repeat")
    if not form.definite and not named and not view.definite(reading.end) and not view.noun(reading.end):
        return None
    return _person(i, end, form, "named" if named else "described")


def _person(i: int, end: int, form: NounForm | None, rule: str) -> Mention:
    return Mention(
        i, end, "described", 1, 1, 1, "exact", rule, ((i, end),), noun=i if form else -1, form=form, definite=True
    )


def _possessed(view: View, persons: Persons, i: int, end: int, form: NounForm) -> Mention:
    name = persons.name(end)
    if name == end and (title := view.noun(end)) is not None and title.form.definite:
        named = describe(view, persons, end, False)  # زميلكم | الوزير بيار الجميل ("your colleague Minister …")
        name = named.end if named is not None and named.rule == "named" else end
    end = max(end, name)
    low, high, value = {"singular": (1, 1, 1), "dual": (2, 2, 2), "plural": (3, None, None)}[form.number]
    return Mention(
        i, end, "described" if form.number == "singular" else "noun", low, high, value, "exact" if value else "vague",
        f"possessed:{form.number}", ((i, end),), noun=i, form=form, definite=True,
    )  # fmt: skip


def _complement(view: View, persons: Persons, i: int, definite: bool) -> tuple[int, bool]:
    """The end of what follows a role noun (رئيس | الوزراء اللبناني الأسبق رفيق الحريري), and whether it has a name."""
    start, named = i, False
    stop = min(view.stop(i - 1), i + _LONGEST)
    while i < stop:
        j = persons.name(i)
        if j > i:
            return j, True
        if view.at(i) in _IN and (i == start or definite) and i + 1 < stop and i + 1 not in persons.blocked:
            if not view.passage.proclitic[i] or view.definite(i + 1) or i == start:
                i += 2
                continue
        if view.punctuation(i) or view.preposition(i) or view.at(i) == AND or view.reports(i) or i in persons.blocked:
            break
        if view.is_(i, "relative", "break", "part_of", "during", "since", "until", "elided_next"):
            break
        if (
            view.definite(i)
            or view.noun(i)
            or view.national(i)
            or view.at(i) in _TITLE_GAP
            or (not definite and i - start < 2)
        ):
            i += 1
            continue
        if definite and i > start and persons.namelike(i) and persons.unknown(i, apposed=True):
            return persons._run(i), True
        break
    return i, named


def names_of(view: View, mention: Mention) -> frozenset[str]:
    """The words a person is known by, for recognizing a later mention."""
    return frozenset(
        view.at(i).removeprefix(norm("ال")) for i in range(mention.start, mention.end) if len(view.at(i)) > 2
    )
