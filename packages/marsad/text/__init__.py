"""The floor under everything: characters, normalization, clitics, tokens, sentences. Knows no component."""

from marsad.text.alignment import Normalized
from marsad.text.normalize import Normalizer, norm, normalize, spelling
from marsad.text.passage import Passage
from marsad.text.phrases import Phrases
from marsad.text.tokenizer import Word, tokenize

__all__ = ["Normalized", "Normalizer", "Passage", "Phrases", "Word", "norm", "normalize", "spelling", "tokenize"]
