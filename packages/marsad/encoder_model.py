"""The thinc model and the torch shim behind ``marsad.Transformer.v1`` (see ``marsad.encoder``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import numpy as np
import srsly
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc, Span
from spacy_transformers.data_classes import FullTransformerBatch, WordpieceBatch
from spacy_transformers.layers.hf_shim import HFShim
from spacy_transformers.layers.transformer_model import TransformerModel
from thinc.api import Optimizer, torch2xp, xp2torch
from thinc.types import ArgsKwargs, Ragged
from transformers.modeling_outputs import BaseModelOutput
from transformers.tokenization_utils_base import BatchEncoding

from marsad.encoder import spelling

PIECES = 4096
"""The most pieces of a padded batch in use."""
_LAYER = re.compile(r"\blayer\.(\d+)\.")


class Encoder(TransformerModel):
    """A spacy-transformers model with its own way from tokens to pieces; see ``marsad.encoder.make_transformer``."""

    def __init__(
        self,
        name: str,
        get_spans: Callable[[Iterable[Doc]], list[list[Span]]],
        tokenizer_config: dict[str, Any],
        transformer_config: dict[str, Any],
        shim: dict[str, Any],
    ) -> None:
        super().__init__(name, get_spans, tokenizer_config, transformer_config)
        shims: list[Any] = self.layers[0].shims
        shims[0] = Shim(shims[0]._hfmodel, **shim)
        self._func = forward


def forward(
    model: Encoder, docs: list[Doc], is_train: bool
) -> tuple[FullTransformerBatch, Callable[[FullTransformerBatch], list[Doc]]]:
    spans = model.attrs["get_spans"](docs)
    flat = [span for doc_spans in spans for span in doc_spans]
    encoding = model.tokenizer(
        [[spelling(token) for token in span] for span in flat],
        is_split_into_words=True,
        add_special_tokens=True,
        padding="longest",
        truncation=True,
        max_length=model.tokenizer.model_max_length,
        return_tensors="np",
    )
    pieces = WordpieceBatch(
        strings=[encoding.tokens(i) for i in range(len(flat))],
        input_ids=encoding["input_ids"],
        attention_mask=encoding["attention_mask"].astype("f"),
        lengths=encoding["attention_mask"].sum(1).tolist(),
        token_type_ids=encoding.get("token_type_ids"),
    )
    states, backprop_states = model.layers[0](pieces, is_train)
    batch = FullTransformerBatch(spans=spans, wordpieces=pieces, model_output=states, align=align(flat, encoding))

    def backprop(gradient: FullTransformerBatch) -> list[Doc]:
        backprop_states(gradient.model_output)
        return docs

    return batch, backprop


def align(spans: list[Span], encoding: BatchEncoding) -> Ragged:
    """Each token's first piece, as an index into all windows' pieces; a token without pieces has the one before it."""
    width = encoding["input_ids"].shape[1]
    rows: list[NDArray[np.int32]] = []
    for i, span in enumerate(spans):
        first = np.full(len(span), -1, dtype="i")
        words = [(-1 if word is None else word) for word in encoding.word_ids(i)]
        known, at = np.unique(words, return_index=True)
        first[known[known >= 0]] = at[known >= 0]
        rows.append(np.maximum(np.maximum.accumulate(first), 0) + i * width)
    data = np.concatenate(rows) if rows else np.zeros(0, dtype="i")
    ones: Any = np.ones(len(data), dtype="i")
    indices: Any = data.astype("i")
    return Ragged(indices, ones)


class Shim(HFShim):
    """The torch module: computes in half precision, batches by length, learns layer by layer, saves in 16 bits."""

    def __init__(self, model: Any, *, rate: float, layer_decay: float, frozen: int, half: bool) -> None:
        super().__init__(model, grad_scaler_config={})
        self.rate, self.layer_decay, self.frozen = rate, layer_decay, frozen
        self.half = half and has_bf16()

    def predict(self, inputs: ArgsKwargs) -> Any:
        mask = inputs.kwargs["attention_mask"]
        lengths = mask.sum(1).long()
        states = torch.zeros((*mask.shape, self._model.config.hidden_size), device=mask.device)
        for rows in by_length(lengths.tolist(), PIECES):
            width = int(lengths[rows].max())
            kwargs = {name: value[rows, :width] for name, value in inputs.kwargs.items()}
            with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
                states[rows, :width] = super().predict(ArgsKwargs((), kwargs)).last_hidden_state.float()
        return _output(states)

    def begin_update(self, inputs: ArgsKwargs) -> Any:
        for name, parameter in self._model.named_parameters():
            parameter.requires_grad_(depth(name) >= self.frozen)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            output, backprop = super().begin_update(inputs)
        return _output(output.last_hidden_state.float()), backprop

    def finish_update(self, optimizer: Optimizer) -> None:
        layers = self._model.config.num_hidden_layers
        for name, parameter in self._model.named_parameters():
            if parameter.grad is None:
                continue
            scale = self.rate * self.layer_decay ** (layers - 1 - depth(name))
            arrays: list[Any] = [torch2xp(parameter.data), torch2xp(parameter.grad)]
            weights, _ = optimizer((self.id, name), *arrays, lr_scale=scale)
            parameter.data = xp2torch(weights, requires_grad=True, device=parameter.device)
            parameter.grad = None

    def to_bytes(self) -> bytes:
        message: dict[str, Any] = srsly.msgpack_loads(super().to_bytes())  # type: ignore[no-untyped-call]
        if message["state"]:
            state = torch.load(BytesIO(message["state"]))
            file = BytesIO()
            torch.save(
                {name: value.half() if value.is_floating_point() else value for name, value in state.items()}, file
            )
            message["state"] = file.getvalue()
        data: bytes = srsly.msgpack_dumps(message)
        return data


def _output(states: Any) -> BaseModelOutput:
    return BaseModelOutput(last_hidden_state=states)


def by_length(lengths: list[int], most: int) -> list[list[int]]:
    """Indices in batches of like lengths, each of at most ``most`` padded (one that is longer by itself is alone)."""
    batches: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batches and lengths[i] * (len(batches[-1]) + 1) <= most:
            batches[-1].append(i)
        else:
            batches.append([i])
    return batches


def depth(name: str) -> int:
    """The layer that a parameter of an encoder belongs to, counted from the input; the embeddings are below layer 0."""
    layer = _LAYER.search(name)
    return int(layer[1]) if layer else -1


def has_bf16() -> bool:
    """Whether the processor multiplies 16-bit floats natively."""
    tests = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(getattr(torch.cpu, test, bool)() for test in tests)
