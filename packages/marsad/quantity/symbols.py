"""From words to the symbols of the number grammar: number words and figures, with the words they stand on."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from marsad.quantity.figures import DIGIT, Figure, find_figures
from marsad.quantity.vocabulary import Entry, Exact, Kind, Use, vocabulary
from marsad.text import Passage, norm, spelling

_DAMMA = "\u064f"
_TANWIN = ("\u064b",)
_ARTICLE = norm("ال")
_WAW = "و"
_AND_HAMZA = ("وأ", "وإ")  # و and another word (وأحد, "and one of"), where the norm is that of one (واحد)


class Symbol(NamedTuple):
    """A number word or figure on words ``i`` to ``j`` of the passage (see ``Entry`` for the other fields).

    scaled: a figure's value before a scale word. marked: the vowel signs on the word settle its reading: "part" for a
    fraction (خُمس), "one" for an accusative singular (ألفاً), else "".
    """

    kind: Kind
    value: Exact
    i: int
    j: int
    use: Use = "text"
    definite: bool = False
    part: Fraction | None = None
    tanwin: bool = False
    scaled: Exact = 0
    marked: str = ""
    plain: bool = False


_AND_SYMBOL = Symbol("and", 0, 0, 1)


def _of_word(entry: Entry, word: str, i: int, article: bool = False) -> Symbol:
    marked = ""
    if _DAMMA in word[1:3] and entry.part is not None:
        marked = "part"
    elif word.endswith(_TANWIN) or word[-2:-1] in _TANWIN:
        marked = "one"
    kind, value, use, definite, part, tanwin = entry
    return Symbol(kind, value, i, i + 1, use, definite or article, part, tanwin, value, marked)


def _of_figure(figure: Figure, i: int, j: int, article: bool = False) -> Symbol:
    return Symbol("figure", figure.value, i, j, definite=article, scaled=figure.scaled, plain=figure.plain)


def _joined(form: str) -> Entry | None:
    """A number word with و still written on it: وعشرون."""
    return vocabulary().get(form[1:]) if len(form) > 2 and form[0] == _WAW else None


def runs(passage: Passage) -> list[list[Symbol]]:
    """The number words and figures of a passage, grouped in runs with nothing between them but blanks.

    passage: any passage.
    RETURNS: runs in text order. و is a symbol only between two others.
    """
    table, figures, norms = vocabulary(), _by_word(passage), passage.norms
    found: list[list[Symbol]] = []
    run: list[Symbol] = []
    end = -1
    i, n = 0, len(norms)
    while i < n:
        form = norms[i]
        if form not in table and i not in figures and form[:1] != _WAW:
            i += 1
            continue
        if run and (end != i or "\n" in passage.text[passage.ends[i - 1] : passage.starts[i]]):
            found.append(run)
            run = []
        read = _of_figure_at(passage, figures[i], i) if i in figures else _of_word_at(passage, i)
        run += read if run or not read or read[0].kind != "and" else read[1:]
        i = end = max(i + 1, read[-1].j if read else 0)
        if not read:
            end = -1
    if run:
        found.append(run)
    return found


def _of_figure_at(passage: Passage, figure: tuple[Figure, int], i: int) -> list[Symbol]:
    return [_of_figure(figure[0], i, i + figure[1], i > 0 and passage.norms[i - 1] == _ARTICLE)]


def _of_word_at(passage: Passage, i: int) -> list[Symbol]:
    """The symbols of word ``i``: و alone, a number word, or one with و left on it, which makes two."""
    form = passage.norms[i]
    if form == _WAW:
        return [_AND_SYMBOL._replace(i=i, j=i + 1)]
    word = passage.word(i)
    entry = None if spelling(word).startswith(_AND_HAMZA) else vocabulary().get(form)
    if entry is not None:
        return [_of_word(entry, word, i, i > 0 and passage.norms[i - 1] == _ARTICLE)]
    entry = _joined(form)
    return [_AND_SYMBOL._replace(i=i, j=i), _of_word(entry, word, i)] if entry is not None else []


def _by_word(passage: Passage) -> dict[int, tuple[Figure, int]]:
    """The figures that stand on whole words, by the first of these."""
    by_word: dict[int, tuple[Figure, int]] = {}
    for figure in find_figures(passage.text):
        i = bisect_left(passage.starts, figure.start)
        if i < len(passage) and passage.starts[i] == figure.start:
            j = bisect_left(passage.ends, figure.end, lo=i)
            if j < len(passage) and passage.ends[j] == figure.end:
                by_word[i] = (figure, j + 1 - i)
    return by_word


def of_string(text: str) -> list[Symbol] | None:
    """The symbols of a string that should be a number and nothing else.

    text: a number in words, figures or both.
    RETURNS: the symbols, or None where a word is no number word.
    """
    symbols: list[Symbol] = []
    if not DIGIT.search(text):
        return symbols if _add_words(text, symbols) else None
    at = 0
    for figure in find_figures(text):
        if not _add_words(text[at : figure.start], symbols):
            return None
        symbols.append(_of_figure(figure, 0, 1))
        at = figure.end
    return symbols if _add_words(text[at:], symbols) else None


def _add_words(text: str, symbols: list[Symbol]) -> bool:
    for word in text.split():
        read = _of_plain_word(word)
        if read is None:
            return False
        symbols += read
    return True


@lru_cache(maxsize=4096)
def _of_plain_word(word: str) -> tuple[Symbol, ...] | None:
    """The symbols of one written word outside a passage; none for an article alone, None where it is no number word."""
    form = norm(word)
    entry = None if spelling(word).startswith(_AND_HAMZA) else vocabulary().get(form)
    if entry is not None:
        return (_of_word(entry, word, 0),)
    if form == _WAW:
        return (_AND_SYMBOL,)
    if entry := _joined(form):
        return (_AND_SYMBOL, _of_word(entry, word[1:], 0))
    return () if form in ("", _ARTICLE) else None
