"""Distill static word vectors from the encoder, for pipelines without one.

Every word of the large Arabic list of ``wordfreq`` goes through the encoder by itself, after the prefix ``query:`` that
it was trained with; the mean of its pieces' last states is the word's vector. Principal components of the vectors are
kept. The keys are the norms of ``marsad``'s tokens: the most frequent spelling stands for all that share its norm, and
a word that the tokenizer cuts (والبلاد, "and the country") counts for its parts.

The values are rounded to a grid of ``STEPS`` steps to a standard deviation. Rounded floats compress to about a third,
which is what makes a large vocabulary fit in a wheel; loaded, they are ordinary floats.

    python scripts/distill_vectors.py build/encoder build/vectors
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import spacy
import torch
import typer
from numpy.typing import NDArray
from spacy.vectors import Vectors  # type: ignore[import-not-found]
from transformers import AutoModel, AutoTokenizer
from wordfreq import get_frequency_dict

from marsad.text import norm, tokenize

PREFIX = "query: "
STEPS = 16
BATCH = 256  # words
COMPONENTS_FROM = 20_000  # the most frequent words, on which the components are found
_WORD = re.compile("[ء-ي]+")

Matrix = NDArray[np.float32]


def vocabulary(size: int) -> dict[str, str]:
    """The most frequent norms of tokens, the most frequent first, each with its most frequent spelling."""
    counts: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for form, frequency in get_frequency_dict("ar", wordlist="large").items():
        for word in tokenize(form):
            if _WORD.fullmatch(word.norm):
                written = form[word.start : word.end]
                counts[word.norm] += frequency  # type: ignore[assignment]
                if norm(written) == word.norm:
                    spellings[word.norm][written] += frequency  # type: ignore[assignment]
    chosen = (key for key, _ in counts.most_common())
    known = ((key, spellings[key].most_common(1)[0][0] if spellings[key] else key) for key in chosen)
    return dict(pair for pair, _ in zip(known, range(size), strict=False))


def encode(words: list[str], model: Any, tokenizer: Any) -> Matrix:
    """The mean last state of each word's pieces, of unit length; words are batched by length."""
    lengths = [len(ids) for ids in tokenizer(words, add_special_tokens=False)["input_ids"]]
    order = sorted(range(len(words)), key=lengths.__getitem__)
    vectors = np.zeros((len(words), model.config.hidden_size), np.float32)
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        pieces = tokenizer([PREFIX + words[i] for i in batch], padding=True, return_tensors="pt")
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            states = model(
                input_ids=pieces["input_ids"], attention_mask=pieces["attention_mask"]
            ).last_hidden_state.float()
        mask = pieces["attention_mask"][:, :, None]
        vectors[batch] = ((states * mask).sum(1) / mask.sum(1)).numpy()
    unit: Matrix = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def reduce(vectors: Matrix, width: int) -> Matrix:
    """Centre the vectors, keep their first principal components, and round; the components share one scale."""
    sample = vectors[:COMPONENTS_FROM]
    mean = sample.mean(0)
    _, _, axes = np.linalg.svd(sample - mean, full_matrices=False)
    reduced = (vectors - mean) @ axes[:width].T
    reduced /= reduced[:COMPONENTS_FROM].std()
    rounded: Matrix = (np.round(reduced * STEPS) / STEPS).astype(np.float32)
    return rounded


def main(
    encoder: Annotated[Path, typer.Argument(help="Folder of the encoder (scripts/export_encoder.py)")],
    output: Annotated[Path, typer.Argument(help="Folder to write: a blank pipeline that holds the vectors")],
    size: Annotated[int, typer.Option(help="Words")] = 120_000,
    width: Annotated[int, typer.Option(help="Dimensions")] = 192,
) -> None:
    """Write the vectors."""
    words = vocabulary(size)
    model = AutoModel.from_pretrained(encoder, add_pooling_layer=False).eval()
    tokenizer = AutoTokenizer.from_pretrained(encoder)  # type: ignore[no-untyped-call]
    vectors = reduce(encode(list(words.values()), model, tokenizer), width)
    nlp = spacy.blank("ar")
    keys = [nlp.vocab.strings.add(word) for word in words]
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=vectors, keys=keys, name="marsad.e5", attr="NORM")
    nlp.to_disk(output)
    typer.echo(f"{output}: {len(words)} words, {width} dimensions")


if __name__ == "__main__":
    typer.run(main)
