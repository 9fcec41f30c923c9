"""A transformer for spaCy pipelines, for ``spacy-transformers``, that reads Arabic as ``marsad``'s tokens see it.

It differs from ``spacy-transformers.TransformerModel.v3`` in what it costs and in what the encoder gets to read:

- Proclitics are words of their own for the encoder too (و بغداد, "and Baghdad", where وبغداد would break into pieces
  that say nothing), and ل + لأمم ("of the nations") is ل الأمم. Marks, tatweel and presentation forms are normalized
  away, spelling is not: encoders know رئيس ("president"), not its norm.
- Windows of whole sentences that do not overlap; batches by length; half-precision arithmetic (bf16) on processors
  that have it.
- A token has the state of its first piece, whatever the pooling of the listener, in training and in use.
- The encoder learns slower than what is built on it, its lower layers slower than its upper ones.
- Weights are stored in 16 bits.

This module needs ``torch`` and ``spacy-transformers`` (the extra ``trf``) when a model is made, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from marsad.text import Normalizer

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SPELLING = Normalizer(alef=False, yeh=False, teh_marbuta=False, hamza=False, lookalikes=False, case=False)
"""Normalizes what is typing, not spelling."""
_SENTENCE_END = frozenset(".!?؟\n")
_LONGEST_WORD = 40  # letters that the encoder gets to see


def make_windows(size: int) -> Callable[[Iterable[Doc]], list[list[Span]]]:
    """``marsad.windows.v1``: cut Docs into windows for an encoder, at ends of sentences where there is one.

    size (int): the most tokens of a window. 128 to 192 suit encoders of 512 pieces.
    RETURNS: a span getter.
    """
    return partial(get_windows, size=size)


def get_windows(docs: Iterable[Doc], size: int) -> list[list[Span]]:
    """For each Doc the windows that cover it, none overlapping."""
    return [[doc[start:end] for start, end in _borders(doc, size)] for doc in docs]


def _borders(doc: Doc, size: int) -> Iterator[tuple[int, int]]:
    start = 0
    while len(doc) - start > size:
        end = start + size
        at_sentence = next((i for i in range(end, start + size // 2, -1) if doc[i - 1].text[0] in _SENTENCE_END), end)
        yield start, at_sentence
        start = at_sentence
    if start < len(doc):
        yield start, len(doc)


def spelling(token: Token) -> str:
    """What the encoder reads for a token; empty for white space."""
    return _spelling(token.text, token.norm_)


@lru_cache(maxsize=131_072)
def _spelling(text: str, norm: str) -> str:
    written = SPELLING.norm(text).strip()
    if written and norm != (own := Normalizer().norm(text)) and norm.endswith(own):
        written = norm[: -len(own)] + written  # the article that ل took: لأمم with the norm الامم
    return written[:_LONGEST_WORD]


def make_transformer(
    name: str,
    get_spans: Callable[[Iterable[Doc]], list[list[Span]]],
    tokenizer_config: dict[str, Any] | None = None,
    transformer_config: dict[str, Any] | None = None,
    *,
    rate: float = 0.1,
    layer_decay: float = 0.9,
    frozen: int = 0,
    half: bool = True,
) -> Any:
    """``marsad.Transformer.v1``: the model of a ``transformer`` component.

    name (str): a folder (``scripts/export_encoder.py`` makes one) or a name on the Hugging Face hub.
    get_spans (Callable): ``marsad.windows.v1``, or another span getter whose spans do not overlap.
    tokenizer_config, transformer_config (Optional[dict]): settings for Hugging Face.
    rate (float): the top layer's learning rate as a share of the optimizer's.
    layer_decay (float): each lower layer's rate as a share of the rate of the layer above it.
    frozen (int): the embeddings and this many of the lowest layers are not trained; -1 to train everything.
    half (bool): compute in bf16 where the processor has it.
    RETURNS (Model[List[Doc], FullTransformerBatch]): the model.
    """
    from marsad.encoder_model import Encoder  # noqa: PLC0415 (needs torch)

    shim = {"rate": rate, "layer_decay": layer_decay, "frozen": frozen, "half": half}
    return Encoder(name, get_spans, tokenizer_config or {}, transformer_config or {}, shim)
