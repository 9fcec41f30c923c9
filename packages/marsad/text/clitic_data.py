"""The file the clitic model is kept in, ``clitics.bin``: words, their entries, weights."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from marsad.text.clitic_model import EVIDENCE, CliticModel

_ENCODING = "iso8859_6"  # one byte a letter


def pack(frequencies: Mapping[str, int], weights: Mapping[str, Sequence[float]]) -> bytes:
    """The contents of the file.

    frequencies (Mapping[str, int]): normalized forms (letters ء to ي) with their entries, see
    ``clitic_model.DECIDED``. weights (Mapping[str, Sequence[float]]): by particle, in the order of ``EVIDENCE``.
    """
    words = sorted(frequencies)
    head = {
        "evidence": EVIDENCE,
        "weights": {key: [round(value, 4) for value in values] for key, values in weights.items()},
    }
    parts = (
        json.dumps(head, ensure_ascii=False).encode(),
        "\n".join(words).encode(_ENCODING),
        bytes(frequencies[word] for word in words),
    )
    return zlib.compress(b"".join(len(part).to_bytes(4, "big") + part for part in parts), 9)


def unpack(data: bytes) -> CliticModel:
    """The model kept in a file's contents.

    RAISES: ValueError where the file was trained on other evidence than this version computes.
    """
    raw = memoryview(zlib.decompress(data))
    parts: list[memoryview] = []
    while raw:
        length = int.from_bytes(raw[:4], "big")
        parts.append(raw[4 : 4 + length])
        raw = raw[4 + length :]
    head = json.loads(bytes(parts[0]))
    if tuple(head["evidence"]) != EVIDENCE:
        raise ValueError("clitics.bin was trained on other evidence: run scripts/train_clitics.py")
    words = bytes(parts[1]).decode(_ENCODING).split("\n")
    return CliticModel(dict(zip(words, parts[2], strict=True)), head["weights"])


@cache
def clitic_model() -> CliticModel:
    """The model that comes with the library, loaded at its first use."""
    return unpack(files(__package__).joinpath("clitics.bin").read_bytes())
