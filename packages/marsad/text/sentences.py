"""Where sentences begin. One pure function, ``sentence_starts``, in time linear in the text.

A sentence ends with its line and with a full stop, question or exclamation mark. It does not end inside a quotation
or brackets that are closed again in the same line within ``LONGEST_QUOTATION`` words (a longer or unclosed quotation
is read as running text), after an abbreviation or an initial (د. محمد, "Dr Muhammad"), or at an ellipsis, which in
news marks a pause or an omission. Decimals, dates, URLs and spelled names (أ.ف.ب, AFP) are one word each and hide
their stops. A run of more than ``LONGEST_SENTENCE`` words that nothing ends is cut, after a comma where there is one: what reads
sentences may look at a sentence once for each of its words, and still take time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from marsad.lexicon import forms, load
from marsad.text.normalize import norm
from marsad.text.tokenizer import Words

LONGEST_QUOTATION = 60
"""Words between the marks of a quotation whose stops end no sentence."""
LONGEST_SENTENCE = 600
"""Words: more than the longest sentences of news have."""

_LINE_END = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_STOPS = frozenset(".!?؟")
_COMMAS = frozenset("،,؛;")
_QUOTES = frozenset('"«»“”„‟＂')
_CLOSING_QUOTES = frozenset("\"«»“”'’‘")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "﴿": "﴾"}
_CLOSERS = frozenset(")]}") | _CLOSING_QUOTES
_NO_BEGINNING = frozenset("،؛,;:.!?؟)]}…")


@cache
def _abbreviations() -> dict[str, str]:
    """Norm of an abbreviation to its class; a form of two classes has the first one's."""
    table: dict[str, str] = {}
    for row in load("abbreviations"):
        for form in forms(row["forms"]):
            table.setdefault(norm(form), row["class"])
    return table


def sentence_starts(text: str, words: Words) -> list[int]:
    """Indices of the words that begin a sentence.

    text (str): the text.
    words (Words): its words, as ``read_words`` gives them.
    RETURNS (list[int]): ascending; begins with 0 where there are words.
    """
    if not len(words):
        return []
    new_line = [False, *(_breaks_line(text, words.ends[i - 1], words.starts[i]) for i in range(1, len(words)))]
    sheltered = _sheltered(text, words, new_line)
    starts = [0]
    i = 1
    while i < len(words):
        if new_line[i]:
            starts.append(i)
        elif words.norms[i - 1][0] in _STOPS and not sheltered[i - 1] and _ends(words, i - 1, starts[-1], new_line):
            i = _past_closers(text, words, i, new_line)
            if i < len(words) and (new_line[i] or words.norms[i][0] not in _NO_BEGINNING):
                starts.append(i)
        i += 1
    return _cut(words, starts)


def _cut(words: Words, starts: list[int]) -> list[int]:
    """The beginnings of sentences with those that overlong ones are cut at, never between a particle and its word."""
    cut: list[int] = []
    for first, end in pairwise([*starts, len(words)]):
        cut.append(first)
        while end - cut[-1] > LONGEST_SENTENCE:
            stretch = range(cut[-1] + LONGEST_SENTENCE, cut[-1] + LONGEST_SENTENCE // 2, -1)
            free = next((i for i in stretch if not words.proclitic[i - 1]), stretch[0])
            cut.append(next((i for i in stretch if words.norms[i - 1] in _COMMAS), free))
    return cut


def _breaks_line(text: str, start: int, end: int) -> bool:
    return end - start > 0 and _LINE_END.search(text, start, end) is not None


def _ends(words: Words, i: int, first: int, new_line: Sequence[bool]) -> bool:
    """Whether the stop at i ends the sentence that begins at ``first``."""
    stop = words.norms[i]
    if i + 1 == len(words) or new_line[i + 1] or stop[0] != ".":
        return True
    decimal = words.ends[i] == words.starts[i + 1] and words.norms[i + 1][0].isdigit()
    if len(stop) > 1 or decimal or i == first:  # an ellipsis, a figure such as .5
        return False
    return words.ends[i - 1] != words.starts[i] or not _abbreviates(words, i, first)


def _abbreviates(words: Words, i: int, first: int) -> bool:
    """Whether the full stop at i, written on the word before it, belongs to an abbreviation and ends nothing."""
    before = words.norms[i - 1]
    if i - 1 == first and before.isdigit():  # the number of an item
        return True
    kind = _abbreviations().get(before)
    if words.rules[i - 1] == "abbreviation":
        kind = "initials"
    elif kind is None and len(before) == 1 and before.isalpha():
        kind = "title"  # any other letter is an initial
    if kind is None:
        return False
    if before in ("م", "ه") and i - 2 >= first and words.norms[i - 2][-1].isdigit():
        return False  # عام 2014 م. ("in 2014 AD."): the year's era, not a title
    conjunction = words.proclitic[i + 1] and words.norms[i + 1] in ("و", "ف")
    return kind in ("title", "office", "latin") or not conjunction


def _past_closers(text: str, words: Words, i: int, new_line: Sequence[bool]) -> int:
    """The first word after the quotation marks and brackets that close with the stop before i."""
    while (
        i < len(words)
        and not new_line[i]
        and words.norms[i][0] in _CLOSERS
        and words.starts[i] == words.ends[i - 1]
        and not (i + 1 < len(words) and words.starts[i + 1] == words.ends[i] and words.norms[i + 1][0].isalnum())
    ):
        i += 1
    return i


def _sheltered(text: str, words: Words, new_line: Sequence[bool]) -> list[bool]:
    """Whether each word stands inside a quotation or brackets that are closed soon enough."""
    change = [0] * (len(words) + 1)
    quotation = -1
    brackets: list[tuple[str, int]] = []
    for i, mark in enumerate(words.norms):
        if new_line[i]:
            quotation = -1
            brackets.clear()
        if mark in _QUOTES:
            opens, closes = _sides(text, words, i)
            if quotation >= 0 and (closes or not opens):
                _shelter(change, quotation, i, ends_sentence=_closes_sentence(words, i, new_line))
                quotation = -1
            elif opens or not closes:
                quotation = i
        elif mark in _BRACKETS:
            brackets.append((_BRACKETS[mark], i))
        elif brackets and mark == brackets[-1][0]:
            _shelter(change, brackets.pop()[1], i, ends_sentence=False)
    depth = 0
    inside: list[bool] = []
    for delta in change[:-1]:
        depth += delta
        inside.append(depth > 0)
    return inside


def _sides(text: str, words: Words, i: int) -> tuple[bool, bool]:
    """Whether a quotation mark may open (a word follows at once) and may close (a word or mark is right before it)."""
    touches_next = i + 1 < len(words) and words.starts[i + 1] == words.ends[i]
    follows = touches_next and (
        words.norms[i + 1][0].isalnum() or words.norms[i + 1] in _QUOTES or words.norms[i + 1] in _BRACKETS
    )
    touches_previous = i > 0 and words.ends[i - 1] == words.starts[i]
    precedes = touches_previous and not words.proclitic[i - 1] and words.norms[i - 1] not in _BRACKETS
    return follows and not precedes, precedes


def _shelter(change: list[int], start: int, end: int, ends_sentence: bool) -> None:
    """Mark the words between two marks; the stop right before the closing one stays open where it ends the sentence."""
    if end - start <= LONGEST_QUOTATION:
        last = end - 1 if ends_sentence else end
        if last > start:
            change[start] += 1
            change[last] -= 1


def _closes_sentence(words: Words, i: int, new_line: Sequence[bool]) -> bool:
    """Whether the stop before the closing mark at i ends the sentence round the quotation too.

    A full stop does («… النهاية.» وأضاف); a question or exclamation does before a conjunction or a new line («ماذا
    حدث؟» سأل goes on).
    """
    stop = words.norms[i - 1]
    if stop == ".":
        return True
    if stop[0] not in _STOPS or stop[0] == ".":
        return False
    return i + 1 == len(words) or new_line[i + 1] or (words.proclitic[i + 1] and words.norms[i + 1] in ("و", "ف"))
