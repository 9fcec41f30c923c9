"""Phrases of a lexicon cell, looked for in a passage by their norms."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.lexicon import forms
from marsad.text.normalize import norm


class Phrases:
    """The phrases of a cell that may hold several (``القائم|كبد الحقيقة``, "the post", "the truth exactly").

    cell (str): forms in ordinary spelling; the words of a phrase are separated by spaces, a proclitic is a word.
    """

    def __init__(self, cell: str) -> None:
        self._phrases = frozenset(tuple(norm(word) for word in phrase.split()) for phrase in forms(cell))
        self._lengths = sorted({len(phrase) for phrase in self._phrases})

    def begin_at(self, norms: Sequence[str], i: int) -> bool:
        """Whether one of the phrases begins at word ``i`` of the norms."""
        return any(tuple(norms[i : i + length]) in self._phrases for length in self._lengths)
