"""The speed of the text floor as ratios, in one run on the same text: beside stock spaCy, camel-tools and pyarabic.

The text is the project's own training corpus. ``pyarabic`` is a bench-only dependency.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import spacy
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from marsad.text import Normalizer, Passage, normalize, tokenize
from marsad.text.arabic_tokenizer import ArabicTokenizer

CORPUS = Path(__file__).parents[1] / "corpus" / "train"
REPEATS = 5
RUN = 20_000
STOCK_RUN = 4_000
"""Stock spaCy is timed on a shorter run of marks: its time grows with the square of the length."""


def benchmark() -> dict[str, Any]:
    """Ratios of speed, and of growth.

    RETURNS: ``… / …`` of words per second (above 1 ours is faster); ``growth …``: time on ten times the text over
        ten times the time (about 1 is linear).
    """
    texts = corpus()
    whole = "\n".join(texts)
    words = sum(len(text.split()) for text in texts)
    ours, stock = new_tokenizer(), spacy.blank("ar").tokenizer
    first_ours, first_stock = once(ours, texts), once(stock, texts)
    warm_ours, warm_stock = best(ours, texts), best(stock, texts)
    normalizing = best(normalize, texts)
    figures: dict[str, Any] = {
        "tokenizer / stock spaCy": warm_stock / warm_ours,
        "tokenizer / stock spaCy, first pass": first_stock / first_ours,
        "tokenizer, words per second": words / warm_ours,
        "normalization with alignment / camel-tools": best(camel, texts) / normalizing,
        "normalization with alignment / pyarabic": best(pyarabic(), texts) / normalizing,
        "growth of normalization": growth(Normalizer().normalize, whole),
        "growth of the tokenizer": growth(ours, whole),
        "growth of words and sentences": growth(Passage.of, whole),
    }
    for name, mark in (
        ("quotation marks", "«"),
        ("ASCII quotation marks", '"'),
        ("brackets", "("),
        ("full stops and spaces", ". "),
    ):
        figures[f"growth on {RUN:,} {name}"] = growth(ours, mark * (RUN // 10))
        figures[f"growth of sentences on {RUN:,} {name}"] = growth(Passage.of, mark * (RUN // 10))
    figures[f"growth of stock spaCy on {STOCK_RUN:,} quotation marks"] = growth(
        stock, "«" * (STOCK_RUN // 10), repeats=1
    )
    return {name: round(figure, 2) for name, figure in figures.items()}


def corpus() -> list[str]:
    """The texts of the training corpus, without their tags."""
    files = sorted(CORPUS.glob("*.xml"))
    documents = [
        doc for file in files for doc in re.findall(r"<doc\b[^>]*>(.*?)</doc>", file.read_text(encoding="utf-8"), re.S)
    ]
    if not documents:
        raise FileNotFoundError(f"no texts in {CORPUS}")
    return [re.sub(r"<[^>]+>", "", document) for document in documents]


def new_tokenizer() -> ArabicTokenizer:
    """A tokenizer with its model loaded."""
    tokenizer = ArabicTokenizer(spacy.blank("ar").vocab)
    tokenizer("وقال")
    return tokenizer


def camel(text: str) -> str:
    """The like normalization by camel-tools; it keeps no offsets."""
    text = normalize_alef_maksura_ar(normalize_alef_ar(normalize_unicode(text)))
    return str(dediac_ar(normalize_teh_marbuta_ar(text)))


def pyarabic() -> Callable[[str], str]:
    """The like normalization by pyarabic; it keeps no offsets."""
    araby = import_module("pyarabic.araby")

    def run(text: str) -> str:
        return str(araby.normalize_hamza(araby.normalize_ligature(araby.strip_tatweel(araby.strip_tashkeel(text)))))

    return run


def once(function: Callable[[str], Any], texts: list[str]) -> float:
    """Processor seconds on all the texts."""
    start = time.process_time()
    for text in texts:
        function(text)
    return time.process_time() - start


def best(function: Callable[[str], Any], texts: list[str], repeats: int = REPEATS) -> float:
    """The least of several such times."""
    return min(once(function, texts) for _ in range(repeats))


def growth(function: Callable[[str], Any], text: str, repeats: int = REPEATS) -> float:
    """Time on ten times the text over ten times the time on it."""
    tokenize(text)  # what is cached is cached for both
    return best(function, [text * 10], repeats) / (10 * best(function, [text], repeats))


if __name__ == "__main__":
    for label, value in benchmark().items():
        print(f"{label}: {value}")
