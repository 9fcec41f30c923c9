"""Normalization: the same word looks the same however it was typed, and every offset leads back to the original.

What each character becomes is data, ``lexicon/characters.tsv``, built from camel-tools. Here are the steps that can be
switched, the few rules that need a neighbour, and the alignment.

Seats of hamza. ؤ and ئ become ء, with or without a yeh before them at a word's end, and an alef loses its hamza. The
alef's hamza is left out at will in news (اكثر for أكثر, "more"), so that alef has to lose it; the other seats are
not left out but differ by school and habit (مسؤول and Egyptian مسئول, "official"; شؤون and شئون, "affairs"; شاطئ and
شاطيء, "shore"; شيء and شئ, "thing"), so that they meet in the hamza itself. Mapping ؤ to و and ئ to ي instead would
keep those apart and make رئيس ("president") meet ريس. مائة and مئة ("hundred") differ by a silent alef alone: it is
dropped, in ثلاثمائة ("three hundred") too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from html.entities import name2codepoint
from typing import Any, ClassVar

from marsad.lexicon import load
from marsad.text.alignment import Edit, Normalized, edits_between

LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u08a0-\u08c7"
)
_FINAL_HAMZA = re.compile(f"ي+ء(?![{LETTER}])")
_HUNDRED = re.compile(
    f"(?<![{LETTER}])([وف]?(?:[بلك]?(?:ال)?|لل)(?:ثلاث|[اأ]ربع|خمس|ست|سبع|ثماني?|تسع)?م)ا"
    f"(?=[ءئ](?:[هة]|ت[اي]ن?|ات)(?![{LETTER}]))"
)
_SEAT_MARKS = frozenset("\u0653\u0654\u0655")
_TATWEEL = "ـ"
_DOTTED_I = "\u0130"  # the one letter that is two when lowered
_LONGEST_ENTITY = 10
_LONGEST_CACHED = 48


@lru_cache(maxsize=1)
def _characters() -> dict[str, tuple[str, str]]:
    """Character to (step, what it becomes)."""

    def read(points: str) -> str:
        return "".join(chr(int(point[2:], 16)) for point in points.split())

    return {read(row["code"]): (row["step"], read(row["to"])) for row in load("characters")}


def invisible(char: str) -> bool:
    """Whether a character has no shape and no width: bidi marks, zero-width characters, byte order mark."""
    return _characters().get(char, ("", ""))[0] == "invisible"


class _Table(dict[int, str]):
    """Code point to what it becomes, for ``str.translate``; what is in no step's list is lowered, once."""

    def __init__(self, steps: frozenset[str]) -> None:
        self.steps = steps
        for char in _characters():
            self[ord(char)] = self.resolve(char)

    def __missing__(self, code: int) -> str:
        value = self.resolve(chr(code))
        if code < 0x10000:
            self[code] = value
        return value

    def resolve(self, text: str) -> str:
        """Apply the steps until nothing changes, so that normalizing twice changes nothing."""
        characters = _characters()
        while True:
            parts = ((*characters.get(char, ("", char)), char) for char in text)
            changed = "".join(to if step in self.steps else char for step, to, char in parts)
            if "case" in self.steps:
                changed = changed.lower()
            if changed == text:
                return text
            text = changed


@dataclass(frozen=True)
class Normalizer:
    """Normalizes texts and words; each step can be switched off. The defaults suit news.

    unicode: presentation forms and ligatures (ﻻ, ﷲ), full-width ASCII, letters typed with a combining hamza or madda.
    entities: HTML entities left by scrapers (``&quot;``, ``&nbsp;``, ``&#1594;``).
    diacritics: tashkeel, dagger alef and Quranic marks are dropped.
    tatweel: ـ is dropped; between digits, and as a word, it is a dash.
    invisible: bidi marks, zero-width characters and soft hyphens are dropped.
    spaces: non-breaking and other wide and narrow spaces become a space.
    alef: أ إ آ ٱ become ا.
    yeh: ى becomes ي.
    teh_marbuta: ة becomes ه.
    hamza: ؤ ئ become ء; a yeh before a final hamza is dropped; مائة becomes as مئة.
    lookalikes: letters of Persian, Urdu, Kurdish … that look like or stand for an Arabic one (ک ی ہ گ ڤ پ).
    digits: Arabic-Indic and Persian digits become ASCII.
    separators: ٬ ٫ ٪ become ``,`` ``.`` ``%``.
    case: Latin letters and the like are lowered.
    """

    unicode: bool = True
    entities: bool = True
    diacritics: bool = True
    tatweel: bool = True
    invisible: bool = True
    spaces: bool = True
    alef: bool = True
    yeh: bool = True
    teh_marbuta: bool = True
    hamza: bool = True
    lookalikes: bool = True
    digits: bool = True
    separators: bool = True
    case: bool = True
    _engine: ClassVar[_Engine]  # set on the instance: no field, so that it is neither compared nor saved

    def to_dict(self) -> dict[str, bool]:
        """The switches, as JSON values."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_dict(cls, switches: dict[str, bool] | None) -> Normalizer:
        """The Normalizer with these switches; those not named have their defaults.

        RAISES: ValueError for a switch that does not exist.
        """
        unknown = set(switches or {}) - {field.name for field in fields(cls)}
        if unknown:
            raise ValueError(f"no such normalization step: {', '.join(sorted(unknown))}")
        return cls(**(switches or {}))

    def __post_init__(self) -> None:
        object.__setattr__(self, "_engine", _engine(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return Normalizer.from_dict, (self.to_dict(),)

    def normalize(self, text: str) -> Normalized:
        """Normalize a text; white space bounds every rule, so that a text is the sum of its chunks.

        text (str): any Unicode, lone surrogates too.
        RETURNS (Normalized): the normalized text with its alignment.
        """
        return self._engine.normalize(text)

    def norm(self, word: str) -> str:
        """The normalized form of one word, never empty: a tatweel alone is a dash, other marks alone a space."""
        return self._engine.norm(word)

    def norm_restored(self, word: str, restored: str) -> str:
        """The norm of a word that is given more letters than it is written with, by these steps.

        word (str): as written (لأمة).
        restored (str): its norm by the default steps, longer at its beginning (``الامه``, "the nation").
        RETURNS (str): the letters restored, and the word normalized.
        """
        written = NORMALIZER.norm(word)
        if restored.endswith(written):
            return restored.removesuffix(written) + self.norm(word)
        return self.norm(restored)


class _Engine:
    """What a Normalizer runs on: the character table, what finds words that need more than it, and caches."""

    def __init__(self, steps: frozenset[str]) -> None:
        self.steps = steps
        self.table = _Table(steps)
        self.moves = re.compile(_moving(self.table, steps))
        self.norm = lru_cache(maxsize=262_144)(self._norm)
        self._word = lru_cache(maxsize=65_536)(self._new_word)

    def normalize(self, text: str) -> Normalized:
        """What no moving character stands in goes through the table at once; the words round one are rewritten."""
        pieces: list[str] = []
        edits: list[Edit] = []
        at = length = 0
        for match in self.moves.finditer(text):
            if match.start() < at:
                continue
            start = text.rfind(" ", at, match.start()) + 1 or at
            end = text.find(" ", match.end())
            end = len(text) if end < 0 else end
            plain = text[at:start].translate(self.table)
            piece, piece_edits = (self._word if end - start <= _LONGEST_CACHED else self._new_word)(text[start:end])
            length += len(plain)
            edits.extend((a + length, b + length, c + start, d + start) for a, b, c, d in piece_edits)
            pieces += plain, piece
            length += len(piece)
            at = end
        pieces.append(text[at:].translate(self.table))
        return Normalized("".join(pieces), edits)

    def _new_word(self, word: str) -> tuple[str, list[Edit]]:
        return _rewrite(self.table, self.steps, word)

    def _norm(self, word: str) -> str:
        text = self.normalize(word).text if self.moves.search(word) else word.translate(self.table)
        return text or ("-" if _TATWEEL in word else " ")


def _moving(table: _Table, steps: frozenset[str]) -> str:
    """The pattern of what makes a text longer or shorter, or needs its neighbours to be normalized."""

    def one_of(chars: Iterable[str]) -> str:
        return f"[{''.join(re.escape(char) for char in sorted(chars))}]"

    def that_become(letter: str) -> str:
        return one_of({letter, *(chr(code) for code, to in table.items() if to == letter)})

    moving = {chr(code) for code, to in table.items() if len(to) != 1} | _SEAT_MARKS | {_TATWEEL, _DOTTED_I, "&", "＆"}
    if "hamza" not in steps:
        return one_of(moving)
    yeh, hamza, alef, meem = (that_become(letter) for letter in "يءام")
    return f"{one_of(moving)}|{yeh}{hamza}(?![{LETTER}])|{meem}{alef}{hamza}"


@cache
def _engine(normalizer: Normalizer) -> _Engine:
    return _Engine(frozenset(step for step, on in normalizer.to_dict().items() if on))


def _rewrite(table: _Table, steps: frozenset[str], chunk: str) -> tuple[str, list[Edit]]:
    """Normalize a stretch character by character, in one pass from left to right."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for i, char in enumerate(chunk):
        to = table[ord(char)]
        if char in _SEAT_MARKS and "unicode" in steps and chars:
            composed = unicodedata.normalize("NFC", chars[-1] + char)
            if len(composed) == 1:
                to = table[ord(composed)]
                if len(to) == 1:
                    chars[-1] = to
                ends[-1] = i + 1
                continue
        if not to and char == _TATWEEL and chars and chars[-1].isdigit() and chunk[i + 1 : i + 2].isdigit():
            to = "-"
        if not to:
            if chars and not chars[-1].isspace() and not invisible(char):
                ends[-1] = i + 1
            continue
        for part in to:
            chars.append(part)
            starts.append(i)
            ends.append(i + 1)
            if part == ";" and "entities" in steps:
                _resolve_entity(table, chars, starts, ends)
    text = "".join(chars)
    if "hamza" in steps and "ء" in text:
        text = _apply_hamza_rules(text, starts, ends)
    return text, edits_between(starts, ends, len(chunk))


def _resolve_entity(table: _Table, chars: list[str], starts: list[int], ends: list[int]) -> None:
    """Put the character an entity stands for in its place, where the characters so far end with one.

    What it stands for may end another (``&amp;quot;``), so that this goes on until none is left.
    """
    while chars and chars[-1] == ";":
        tail = chars[-_LONGEST_ENTITY:]
        if "&" not in tail:
            return
        first = len(chars) - tail[::-1].index("&") - 1
        value = _entity("".join(chars[first + 1 : -1]))
        if value is None:
            return
        start, end = starts[first], ends[-1]
        del chars[first:], starts[first:], ends[first:]
        for part in table[ord(value)]:
            chars.append(part)
            starts.append(start)
            ends.append(end)


def _entity(name: str) -> str | None:
    """The character of an entity: ``nbsp``, ``#1594``, ``#x63a``; None where there is none."""
    if name.startswith("#"):
        hexadecimal = name[1:2] in ("x", "X")
        digits = name[2:] if hexadecimal else name[1:]
        if not digits.isascii() or not digits.isalnum():
            return None
        try:
            code = int(digits, 16 if hexadecimal else 10)
        except ValueError:
            return None
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else None
    found = name2codepoint.get(name) or name2codepoint.get(name.lower()) or {"apos": 0x27}.get(name)
    return chr(found) if found else None


def _apply_hamza_rules(text: str, starts: list[int], ends: list[int]) -> str:
    """Drop the yeh before a final hamza and the alef of مائة, keeping the alignment in step."""
    for pattern, group in ((_FINAL_HAMZA, 0), (_HUNDRED, 1)):
        pieces: list[str] = []
        kept_starts: list[int] = []
        kept_ends: list[int] = []
        at = 0
        for match in pattern.finditer(text):
            # Final hamza: the yehs go and the hamza takes their place. Hundred: the alef goes to the meem before it.
            keep, cut = (match.start(), match.end() - 1) if group == 0 else (match.end(1), match.end())
            pieces.append(text[at:keep])
            kept_starts += starts[at:keep]
            kept_ends += ends[at:keep]
            if group == 0:
                starts[cut] = starts[keep]
            else:
                kept_ends[-1] = ends[cut - 1]
            at = cut
        if pieces:
            text = "".join(pieces) + text[at:]
            starts[:] = kept_starts + starts[at:]
            ends[:] = kept_ends + ends[at:]
    return text


NORMALIZER = Normalizer()

norm = NORMALIZER.norm
"""The normalized form of one word, by the default steps; cached. ``norm("غزّة")`` ("Gaza") is ``غزه``."""

spelling = Normalizer(alef=False, yeh=False, teh_marbuta=False, hamza=False).norm
"""A word with its hamzas, its dots and its teh marbuta, but without marks, tatweel and presentation forms; cached."""


def normalize(text: str, switches: dict[str, Any] | None = None) -> Normalized:
    """Normalize a text by the default steps, or with some switched: ``normalize(text, {"digits": False})``."""
    return (Normalizer.from_dict(switches) if switches else NORMALIZER).normalize(text)
