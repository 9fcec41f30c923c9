"""Words of a text: what a word is in Arabic news, with proclitics apart. One pure function, ``tokenize``.

A text is read chunk by chunk (a chunk holds no white space), each in its normalized form, and the borders are mapped
back to the original: whatever marks, tatweel or digits a word is typed with, its tokens are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from marsad.text.clitic_model import PARTICLES
from marsad.text.clitics import split
from marsad.text.normalize import LETTER, NORMALIZER, invisible, norm


class Word(NamedTuple):
    """A token.

    start, end: code points of the text. norm: normalized form; where ل was cut from لل… it has its article back
    (للأمم, "of the nations": ل + ``الامم``). proclitic: whether it is a particle (و ف ب ل ك س) written on what
    follows. rule: the name of the pattern that made it.
    """

    start: int
    end: int
    norm: str
    proclitic: bool = False
    rule: str = "word"


BLANK = "blank"
"""The rule of a token of invisible characters alone: it holds its place in a Doc and is no word."""

_LATIN = "a-zA-Z\u00c0-\u024f"
_EMOJI = "\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\U0001f1e6-\U0001f1ff"
_PATTERNS = (
    ("url", r"(?:https?://|www\.)[^\s<>«»“”\"،؛]*[^\s<>«»“”\"،؛.,:;!?؟)\]}'’]"),
    ("email", r"[a-zA-Z0-9_+-]{1,64}(?:\.[a-zA-Z0-9_+-]{1,64}){0,4}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,5}"),
    ("mention", r"@\w+"),
    (
        "date",
        r"(?<!\d)(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{1,2}-\d{1,2})(?!\d)",
    ),
    ("time", r"\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"),
    ("number", r"\d{1,3}(?:،\d{3})+(?![\d،])|\d+(?:[.,]\d+)*"),
    ("abbreviation", rf"[{LETTER}](?:\.[{LETTER}])+(?![{LETTER}])"),
    ("word", rf"[{LETTER}]+"),
    ("latin", rf"[{_LATIN}][{_LATIN}0-9]*(?:[-.'’&][{_LATIN}0-9]+)*"),
    ("script", rf"(?:(?![{LETTER}{_LATIN}])[^\W\d_])+"),
    ("emoji", rf"[{_EMOJI}]+"),
    ("mark", r"(?P<same>[^\w\s\"'«»“”„‹›()\[\]{}<>])(?P=same)*"),
    ("other", r"\S"),
)
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS))
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(f"[{LETTER}]+")
_LONE = frozenset("وفبلك")
_STACKED = re.compile("[وف][بلك]")
_OPENING = frozenset("\"'«»“”„‹([{<#@")
_LONGEST_CACHED = 48


@dataclass(slots=True, frozen=True)
class Words:
    """The words of a text as parallel lists of the fields of ``Word``: a long text makes no object per word."""

    starts: list[int]
    ends: list[int]
    norms: list[str]
    proclitic: list[bool]
    rules: list[str]

    def __len__(self) -> int:
        return len(self.starts)


def tokenize(text: str) -> list[Word]:
    """The words of a text, in order; white space and invisible characters lie between them.

    text (str): any Unicode.
    RETURNS (list[Word]): never overlapping, never empty.
    """
    words = read_words(text)
    return list(map(Word, words.starts, words.ends, words.norms, words.proclitic, words.rules))


def read_words(text: str) -> Words:
    """The words of a text, as ``tokenize`` gives them, in parallel lists."""
    words = Words([], [], [], [], [])
    starts, ends, norms, proclitic, rules = words.starts, words.ends, words.norms, words.proclitic, words.rules
    letters: list[int] = []
    for match in _CHUNK.finditer(text):
        at = match.start()
        chunk = match.group()
        if chunk in _LONE:
            letters.append(len(starts))
        for start, end, form, is_proclitic, rule in segment(chunk):
            if rule != BLANK:
                starts.append(at + start)
                ends.append(at + end)
                norms.append(form)
                proclitic.append(is_proclitic)
                rules.append(rule)
    for i in letters:
        if _is_spaced_particle(text, words, i):
            proclitic[i], rules[i] = True, "proclitic"
    return words


def _is_spaced_particle(text: str, words: Words, i: int) -> bool:
    """Whether a letter standing alone is a particle typed apart (و قال, "and said"), not one of initials (أ ف ب)."""
    if i + 1 == len(words) or "\n" in text[words.ends[i] : words.starts[i + 1]]:
        return False
    if words.rules[i + 1] in ("mark", "other") and words.norms[i + 1] not in _OPENING:
        return False
    neighbours = [i + 1, *range(max(0, i - 1), i)]
    return not any(len(words.norms[j]) == 1 and words.rules[j] in ("word", "proclitic") for j in neighbours)


Piece = tuple[int, int, str, bool, str]
"""The fields of a Word, offsets in its stretch. Plain tuples, for hundreds of thousands of them are kept in a cache."""


def segment(chunk: str, clitics: bool = True) -> tuple[Piece, ...]:
    """The tokens of a stretch without white space; they cover all of it.

    chunk (str): not empty.
    clitics (bool): whether to cut proclitics.
    """
    return (_cached_segment if len(chunk) <= _LONGEST_CACHED else _new_segment)(chunk, clitics)


def _new_segment(chunk: str, clitics: bool) -> tuple[Piece, ...]:
    normalized = NORMALIZER.normalize(chunk)
    if not normalized.edits:
        return tuple(_pieces(normalized.text, clitics))
    pieces: list[Piece] = []
    for start, end, form, proclitic, rule in _pieces(normalized.text, clitics):
        first, last = normalized.to_original(start, end)
        if pieces and first < pieces[-1][1]:  # a border inside one character (ﷺ) is none
            first, last = pieces[-1][0], max(last, pieces[-1][1])
            pieces[-1] = (first, last, norm(chunk[first:last]), False, pieces[-1][4])
        else:
            pieces.append((first, last, form, proclitic, rule))
    return tuple(_fill(chunk, pieces))


_cached_segment = lru_cache(maxsize=131_072)(_new_segment)


def _fill(chunk: str, pieces: list[Piece]) -> Iterator[Piece]:
    """The tokens, and what lies between them: marks go to the word they precede, what is invisible is a blank.

    Nothing comes between a proclitic and its word. A blank of its own beside a name keeps the name's offsets exact.
    """
    at = 0
    for i, (start, end, form, proclitic, rule) in enumerate(pieces):
        first = start
        if first > at and not NORMALIZER.normalize(chunk[at:first]).text:
            while first > at and not invisible(chunk[first - 1]):
                first -= 1
        if first > at:
            yield at, first, norm(chunk[at:first]), False, BLANK
        at = pieces[i + 1][0] if proclitic and i + 1 < len(pieces) else end
        yield first, at, form, proclitic, rule
    if at < len(chunk):
        rest = norm(chunk[at:])
        yield at, len(chunk), rest, False, BLANK if rest.isspace() else "mark"


def _pieces(text: str, clitics: bool) -> Iterator[Piece]:
    """The tokens of a normalized stretch."""
    if text[:1] not in PARTICLES and _WORD.fullmatch(text):  # most words: spared the patterns
        yield 0, len(text), text, False, "word"
        return
    for match in _TOKEN.finditer(text):
        rule = match.lastgroup or "other"
        start, end = match.span()
        form = match.group()
        if rule != "word" or not clitics or form[0] not in PARTICLES:
            yield start, end, form, False, rule
            continue
        follows = text[end : end + 1]
        if follows and (follows.isalnum() or follows in _OPENING) and (form in _LONE or _STACKED.fullmatch(form)):
            # Particles on a figure, a foreign word or a quotation: و25, بـ«…».
            for at in range(len(form)):
                yield start + at, start + at + 1, form[at], True, "proclitic"
            continue
        parts = split(form)
        at = start
        for part in parts[:-1]:
            yield at, at + part.length, text[at : at + part.length], True, "proclitic"
            at += part.length
        restored = parts[-1].norm
        yield at, end, restored or text[at:end], False, "definite" if restored else "word"
