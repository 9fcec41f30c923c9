"""What the words around a name tell of it: whether a word that is an everyday word too is a name here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from marsad import lexicon
from marsad.text import norm

FREE, WEAK, STRONG, SHORT, QUOTED, PERSON = "", "w", "s", "q", "Q", "p"
"""What a key asks of its surroundings.

FREE: nothing. WEAK: a locative (في, "in"), or what STRONG asks. STRONG: a head noun (مدينة, "city of") or brackets.
SHORT: its full name earlier in the text, or quotation marks. QUOTED: quotation marks. PERSON: not to follow a given
name (in محمد المصري, "Muhammad al-Masri", the word is a surname)."""

_OPENING, _CLOSING = frozenset("«»\"“”„‘'"), frozenset("«»\"“”‟’'")
_DATELINE, _STOPS = frozenset(":-–—/"), frozenset(".!؟|:")


class Key(NamedTuple):
    """What stands at the end of a name in the trie: the entry's number, the context asked for."""

    number: int
    context: str


class Found(NamedTuple):
    """A name that ends before word ``j``; ``slot`` is what fills the slot of a pattern."""

    j: int
    key: Key
    slot: str


@cache
def words(name: str, *classes: str) -> frozenset[str]:
    """The norms of the forms in ``lexicon/<name>.tsv``, of some classes or of all."""
    return frozenset(norm(row["form"]) for row in lexicon.load(name) if not classes or row["class"] in classes)


def agrees(before: str, word: str) -> bool:
    """Whether a word that is a country or a nisba looks like an adjective of the word before it.

    Both are definite (القوات السعودية, "the Saudi forces"), or the first is an indefinite accusative (جنديا تركيا, "a
    Turkish soldier").
    """
    if word.startswith("ال"):
        return before.startswith("ال") and len(before) > 4  # not إلى, "to"
    return len(before) > 3 and before.endswith("ا") and not before.endswith(("ها", "نا", "ما", "ذا", "لا", "وا"))


def facility_end(norms: Sequence[str], i: int) -> int:
    """Where the name ends that word ``i`` gives to a facility, ``i`` where it gives none.

    A definite word that is no common noun and the whole of what follows the head (not ساحة الجندي المجهول), or a
    title with
    one word of the name of its bearer (مستشفى الملك فيصل, "King Faisal hospital").
    """
    after = norms[i + 1] if i + 1 < len(norms) else ""
    if norms[i] in words("facility_words", "title"):
        return i + 2 if after.isalpha() else i
    named = len(norms[i]) > 4 and norms[i].startswith("ال") and norms[i] not in words("facility_words")
    return i + 1 if named and (not after.startswith("ال") or after in words("facility_words", "kind")) else i


def model_end(norms: Sequence[str], j: int) -> int:
    """Where a weapon's name that ends before word ``j`` ends with its model or calibre (من طراز غراد, عيار 23 ملم)."""
    at = j + 1 if j < len(norms) and norms[j] in words("weapon_models", "of") else j
    head = norms[at] if at + 1 < len(norms) else ""
    if head in words("weapon_models", "calibre") and norms[at + 1][:1].isdigit():
        end = at + 2
        return end + (end < len(norms) and norms[end] in words("weapon_models", "unit"))
    if head in words("weapon_models", "model") and norms[at + 1] not in words("weapon_models", "common"):
        end = at + 2
        while end < len(norms) and end < at + 5 and (norms[end].isdigit() or norms[end] == "-"):
            end += 1
        end -= norms[end - 1] == "-"
        return end if norms[at + 1].isalnum() else j
    return j


class Surroundings:
    """A text under reading: its norms, the entries seen so far, where the last place ended."""

    def __init__(self, norms: Sequence[str]) -> None:
        self.norms = norms
        self.seen: set[int] = set()
        self._place_end = -1

    def note(self, found: Found, is_place: bool) -> None:
        """Take a name as read."""
        self.seen.add(found.key.number)
        self._place_end = found.j if is_place else -1

    def admits(self, found: Found, i: int) -> bool:
        """Whether a name found at word ``i`` has the surroundings that it asks for."""
        context = found.key.context
        if context == FREE:
            return True
        before = self.norms[i - 1] if i else ""
        after = self.norms[found.j] if found.j < len(self.norms) else ""
        if context == PERSON:
            nickname = i > 1 and self.norms[i - 2] in words("given_names", "nickname")
            return before not in words("given_names") and not nickname
        if context in (SHORT, QUOTED):
            quoted = before in _OPENING and after in _CLOSING
            return quoted or (context == SHORT and found.key.number in self.seen)
        if before in words("place_contexts", "head") or (before == "(" and after == ")"):
            return True
        return context == WEAK and (found.key.number in self.seen or self._in_place(before, after, i))

    def _in_place(self, before: str, after: str, i: int) -> bool:
        """Whether a locative, a dateline or a list of places surrounds the name."""
        if before in words("place_contexts", "locative"):
            return True
        if after in _DATELINE and (not before or before in _STOPS):
            return True
        return before in words("place_contexts", "list") and self._place_end == i - 1
