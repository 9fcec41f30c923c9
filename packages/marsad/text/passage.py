"""A text as the grammars read it: words with norms and original offsets, proclitics apart, sentences marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.text.normalize import spelling
from marsad.text.sentences import sentence_starts
from marsad.text.tokenizer import read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True, frozen=True)
class Passage:
    """Parallel lists, one item a word (proclitics and punctuation marks are words).

    ``starts``/``ends``: code point offsets in ``text``. ``norms``: normalized forms (``لأمم`` cut from ``للأمم`` has
    the norm ``الامم``, "the nations"). ``proclitic``: whether the word is a particle (و ف ب ل ك س) written on the
    next one. ``sentences``: half-open ranges of word indices that cover all words.
    """

    text: str
    starts: list[int]
    ends: list[int]
    norms: list[str]
    proclitic: list[bool]
    sentences: list[tuple[int, int]]

    @classmethod
    def of(cls, source: str | Doc | Passage) -> Passage:
        """The passage of a text or a Doc. A Doc is read through its text, so that any tokenizer will do."""
        if isinstance(source, Passage):
            return source
        text = source if isinstance(source, str) else source.text
        words = read_words(text)
        starts = sentence_starts(text, words)
        bounds = [*starts, len(words)]
        return cls(
            text=text,
            starts=words.starts,
            ends=words.ends,
            norms=words.norms,
            proclitic=words.proclitic,
            sentences=list(pairwise(bounds)),
        )

    def __len__(self) -> int:
        return len(self.norms)

    def word(self, i: int) -> str:
        """The i-th word as written."""
        return self.text[self.starts[i] : self.ends[i]]

    def spelling(self, i: int) -> str:
        """How the i-th word is spelled, whatever marks and forms of letters it is typed with."""
        return spelling(self.word(i))

    def slice(self, i: int, j: int) -> tuple[int, int, str]:
        """Offsets and text of words i to j (exclusive)."""
        start, end = self.starts[i], self.ends[j - 1]
        return start, end, self.text[start:end]
