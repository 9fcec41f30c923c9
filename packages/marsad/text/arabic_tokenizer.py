"""``ArabicTokenizer``: the words of ``marsad.text.tokenizer`` as a spaCy Doc."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import srsly
from spacy import util
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from marsad.text.lex_attrs import install
from marsad.text.normalize import NORMALIZER, Normalizer
from marsad.text.tokenizer import BLANK, segment

_SPACES = re.compile(r"\s+")
_LONGEST_CACHED = 48


class ArabicTokenizer:
    """Cuts a text into words, with proclitics (و ف ب ل ك س) as words of their own; ``doc.text`` is the text.

    ``token.norm_`` is the normalized form, with the article restored after ل (للأمم is ل and لأمم, norm الامم).
    White space that is no single space between two words, and characters that cannot be seen beside a word, are
    tokens with ``is_space``.

    vocab (Vocab): gets the lexical attributes of ``marsad.text.lex_attrs``.
    split_clitics (bool): whether to cut proclitics.
    normalization (Optional[dict[str, bool]]): steps of the norms to switch, see ``Normalizer``. Borders of words do
    not depend on it.
    """

    def __init__(
        self, vocab: Vocab, *, split_clitics: bool = True, normalization: dict[str, bool] | None = None
    ) -> None:
        self.vocab = vocab
        self._configure(split_clitics, normalization)

    def _configure(self, split_clitics: bool, normalization: dict[str, bool] | None) -> None:
        self.split_clitics = split_clitics
        self.normalizer = Normalizer.from_dict(normalization)
        self._default = self.normalizer == NORMALIZER
        install(self.vocab, self.normalizer)

    def __call__(self, text: str) -> Doc:
        """Tokenize a text.

        RAISES: ValueError for a text with a lone surrogate, which spaCy cannot hold.
        """
        words: list[str] = []
        spaces: list[bool] = []
        restored: list[tuple[int, str]] = []
        split_clitics = self.split_clitics
        chunks = text.split(" ")
        last = len(chunks) - 1
        run = 0
        for i, chunk in enumerate(chunks):
            if chunk:
                if run:
                    words.append(" " * run)
                    spaces.append(False)
                    run = 0
                texts, flags, norms = _tokens(chunk, split_clitics)
                if norms:
                    at = len(words)
                    restored.extend((at + k, norm) for k, norm in norms)
                words += texts
                spaces += flags
            elif i != last:
                run += 1
        if run:
            words.append(" " * run)
            spaces.append(False)
        elif chunks[last]:
            spaces[-1] = False
        try:
            doc = Doc(self.vocab, words=words, spaces=spaces)
        except UnicodeEncodeError as error:
            raise ValueError(
                f"the text holds a lone surrogate ({error.object[error.start]!r}): spaCy cannot hold it"
            ) from error
        for k, norm in restored:
            doc[k].norm_ = norm if self._default else self.normalizer.norm_restored(words[k], norm)
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Tokenize a stream of texts."""
        for text in texts:
            yield self(text)

    def explain(self, text: str) -> list[tuple[str, str]]:
        """Why each token is one: the name of the pattern that made it and its text; white space is left out."""
        return [
            (rule, chunk[start:end])
            for chunk in text.split()
            for start, end, _, _, rule in segment(chunk, self.split_clitics)
            if rule != BLANK
        ]

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Score the borders of tokens against the examples'."""
        return Scorer.score_tokenization(examples)

    @property
    def settings(self) -> dict[str, Any]:
        """The arguments the tokenizer was made with, as JSON values."""
        switched = {step: on for step, on in self.normalizer.to_dict().items() if not on}
        return {"split_clitics": self.split_clitics, "normalization": switched}

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return util.to_bytes({"cfg": lambda: srsly.json_dumps(self.settings)}, exclude)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> ArabicTokenizer:
        util.from_bytes(data, {"cfg": lambda value: self._configure(**srsly.json_loads(value))}, exclude)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        Path(path).write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ArabicTokenizer:
        return self.from_bytes(Path(path).read_bytes(), exclude=exclude)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.vocab, self.settings)


def _rebuild(vocab: Vocab, settings: dict[str, Any]) -> ArabicTokenizer:
    return ArabicTokenizer(vocab, **settings)


_Tokens = tuple[tuple[str, ...], tuple[bool, ...], tuple[tuple[int, str], ...]]


def _new_tokens(chunk: str, split_clitics: bool) -> _Tokens:
    """A stretch without spaces as Doc wants it: words, whether a space follows (after the last), restored norms.

    Other white space (a line's end) may stand in it; each run of it is a word.
    """
    texts: list[str] = []
    restored: list[tuple[int, str]] = []
    at = 0
    for gap in [*_SPACES.finditer(chunk), None]:
        stop = gap.start() if gap else len(chunk)
        if stop > at:
            part = chunk[at:stop]
            for start, end, norm, _, rule in segment(part, split_clitics):
                if rule == "definite":
                    restored.append((len(texts), norm))
                texts.append(part[start:end])
        if gap:
            texts.append(gap.group())
            at = gap.end()
    return tuple(texts), _flags(len(texts)), tuple(restored)


@lru_cache(maxsize=64)
def _flags(count: int) -> tuple[bool, ...]:
    """No space after any word but the last; shared by all stretches of so many words."""
    return (*(False,) * (count - 1), True)


_cached_tokens = lru_cache(maxsize=131_072)(_new_tokens)


def _tokens(chunk: str, split_clitics: bool) -> _Tokens:
    return (_cached_tokens if len(chunk) <= _LONGEST_CACHED else _new_tokens)(chunk, split_clitics)


@registry.tokenizers("marsad.ArabicTokenizer.v1")  # type: ignore[untyped-decorator]
def create_arabic_tokenizer(
    split_clitics: bool = True, normalization: dict[str, bool] | None = None
) -> Callable[[Language], ArabicTokenizer]:
    """The factory a config names in ``[nlp.tokenizer]``; arguments as for ``ArabicTokenizer``."""

    def create(nlp: Language) -> ArabicTokenizer:
        return ArabicTokenizer(nlp.vocab, split_clitics=split_clitics, normalization=normalization)

    return create
