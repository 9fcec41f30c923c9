"""The speed of the number reader as ratios, in one run on the same strings.

pyarabic reads Arabic number words. The Python package of Recognizers-Text has no Arabic: on the Arabic strings its
English model finds digits at most, so it is timed on the same numbers in English words too, where it does the like
work. Both are bench-only dependencies (``pyarabic``, ``recognizers-text-number``, ``num2words``).
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from marsad.quantity import find_amounts, parse_number

SEED = 20140210
STRINGS = 300
REPEATS = 7
SENTENCE = "قالت مصادر محلية إن القصف أوقع {} شخصا بين قتيل وجريح في الأحياء الشرقية"


def benchmark() -> dict[str, Any]:
    """Time per string of every reader over ours: above 1 they are slower.

    RETURNS: ratios by task, with our own microseconds per string; a reader that is absent is left out.
    """
    num2words = import_module("num2words").num2words
    drawn = random.Random(SEED)
    numbers = [drawn.randint(0, 10 ** drawn.randint(1, 8)) for _ in range(STRINGS)]
    words = [str(num2words(number, lang="ar")) for number in numbers]
    english = [str(num2words(number, lang="en")) for number in numbers]
    sentences = [SENTENCE.format(text) for text in words]
    ours = {
        "words": _time(parse_number, words),
        "sentences": _time(lambda text: find_amounts(text, nouns=False), sentences),
    }
    results: dict[str, Any] = {
        "strings": STRINGS,
        "microseconds_per_string": {task: round(seconds * 1e6 / STRINGS, 1) for task, seconds in ours.items()},
        "ratios": {},
    }
    for name, task, read, texts in (*_pyarabic(words, sentences), *_recognizers(words, sentences, english)):
        results["ratios"][name] = round(_time(read, texts) / ours[task], 1)
    return results


def _time(read: Callable[[str], Any], texts: list[str]) -> float:
    """The least processor seconds of a pass over the strings, after one to warm up: the measure least disturbed."""
    passes = []
    for _ in range(REPEATS + 1):
        start = time.process_time()
        for text in texts:
            read(text)
        passes.append(time.process_time() - start)
    return min(passes[1:])


_Task = tuple[str, str, Callable[[str], Any], list[str]]


def _pyarabic(words: list[str], sentences: list[str]) -> list[_Task]:
    try:
        number = import_module("pyarabic.number")
    except ImportError:
        return []
    return [
        ("pyarabic_words", "words", number.text2number, words),
        ("pyarabic_sentences", "sentences", number.extract_number_phrases, sentences),
    ]


def _recognizers(words: list[str], sentences: list[str], english: list[str]) -> list[_Task]:
    try:
        emoji = import_module("emoji")
        if not hasattr(emoji, "UNICODE_EMOJI"):  # the package was written for emoji 1
            emoji.UNICODE_EMOJI = {"en": emoji.EMOJI_DATA}  # type: ignore[attr-defined]
        culture = import_module("recognizers_text").Culture.English
        model = import_module("recognizers_number").NumberRecognizer(culture).get_number_model(culture, False)
    except ImportError:
        return []
    return [
        ("recognizers_words_no_arabic", "words", model.parse, words),
        ("recognizers_sentences_no_arabic", "sentences", model.parse, sentences),
        ("recognizers_words_in_english", "words", model.parse, english),
    ]


if __name__ == "__main__":
    print(json.dumps(benchmark(), indent=2))
