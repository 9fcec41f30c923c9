"""Speed and memory of the installed pipelines, component by component, beside what else reads Arabic, in one run.

Beside them: spaCy's own tokenization, spaCy's ``EntityRuler`` with the gazetteer's names, and CAMeL Tools: its tokenizer, and
its class for BERT entity recognition with random weights of the size of its published model (no model can be downloaded
here, and the weights do not change the time).
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import spacy
from camel_tools.tokenizers.word import simple_word_tokenize
from spacy.language import Language
from spacy.util import get_installed_models

from bench_text import corpus
from marsad.gazetteer import load_gazetteer

WORDS = 12_000  # read by every pipeline
FEW = 1_500  # read by what takes long
REPEATS = 3
BATCH = 64
CAMEL_LABELS = ("O", *(f"{part}-{label}" for label in ("LOC", "ORG", "PERS", "MISC") for part in "BI"))
VOCABULARY = 30_000
"""CAMeL Tools' models are of BERT's base size with a vocabulary of 30,000 pieces."""


def benchmark() -> dict[str, Any]:
    """Speed (words a second, and how many times as long as spaCy's tokenization takes), the components' shares of a pipeline's
    time, seconds to load and megabytes of a process that has read the text."""
    texts = some(corpus(), WORDS)
    words = count(texts)
    stock = spacy.blank("ar")
    base, spread = best(lambda: consume(stock.pipe(texts)))
    figures: dict[str, Any] = {
        "words": words,
        "spaCy's tokenization": {"words_per_second": round(words / base), "spread": spread},
    }
    for name in sorted(get_installed_models()):
        figures[name] = pipeline(name, texts, base)
    for name, (run, few) in others().items():
        read = texts[:: max(1, round(words / FEW))] if few else texts
        seconds, spread = best(lambda run=run, read=read: run(read), 1 if few else REPEATS)  # type: ignore[misc]
        figures[name] = speed(count(read), seconds, base / words, spread)
    return figures


def some(texts: list[str], words: int) -> list[str]:
    """As many of the texts as have so many words."""
    chosen: list[str] = []
    for text in texts:
        if count(chosen) >= words:
            break
        chosen.append(text)
    return chosen


def count(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def consume(docs: Iterable[Any]) -> None:
    for _ in docs:
        pass


def best(run: Callable[[], Any], repeats: int = REPEATS) -> tuple[float, float]:
    """The least of several times in seconds, after a first one that warms the caches, and the largest over the least."""
    run()
    gc.collect()
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return min(times), round(max(times) / min(times), 2)


def speed(words: int, seconds: float, base: float, spread: float) -> dict[str, float]:
    """Words per second, and seconds a word over spaCy's tokenization's."""
    return {
        "words_per_second": round(words / seconds),
        "times_stock": round(seconds / words / base, 1),
        "spread": spread,
    }


def pipeline(name: str, texts: list[str], base: float) -> dict[str, Any]:
    """One installed pipeline: speed, shares, loading, memory."""
    begin = time.perf_counter()
    nlp = spacy.load(name)
    loading = time.perf_counter() - begin
    words = count(texts)
    seconds, spread = best(lambda: consume(nlp.pipe(texts, batch_size=BATCH)))
    parts = shares(nlp, texts)
    whole = sum(parts.values())
    return {
        **speed(words, seconds, base / words, spread),
        "share": {part: round(took / whole, 3) for part, took in parts.items()},
        "seconds_to_load": round(loading, 2),
        "megabytes": memory(name),
    }


def shares(nlp: Language, texts: list[str]) -> dict[str, float]:
    """Seconds of the tokenizer and of each component on the texts."""
    took: dict[str, float] = {}
    begin = time.perf_counter()
    docs = [nlp.make_doc(text) for text in texts]
    took["tokenizer"] = time.perf_counter() - begin
    for name, component in nlp.pipeline:
        begin = time.perf_counter()
        docs = (
            list(component.pipe(docs, batch_size=BATCH)) if hasattr(component, "pipe") else [component(d) for d in docs]
        )
        took[name] = time.perf_counter() - begin
    return took


def memory(name: str) -> int:
    """The most megabytes of a new process that loads a pipeline and reads some of the corpus."""
    program = (
        "import resource, spacy, bench_pipelines as b; nlp = spacy.load(%r); "
        "b.consume(nlp.pipe(b.some(b.corpus(), 2000))); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program % name], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-1])


def others() -> dict[str, tuple[Callable[[list[str]], Any], bool]]:
    """What stands beside: how it reads texts, and whether it takes so long that it gets few of them."""
    ruler = spacy.blank("ar")
    names = sorted({name for entry in load_gazetteer() for name in (entry.name, *entry.aliases)})
    ruler.add_pipe("entity_ruler").add_patterns([{"label": "NAME", "pattern": name} for name in names])  # type: ignore[attr-defined]
    bert = random_bert()
    return {
        f"EntityRuler, {len(names):,} names": (lambda texts: consume(ruler.pipe(texts)), False),
        "camel-tools' word tokenizer": (lambda texts: [simple_word_tokenize(text) for text in texts], False),
        "camel-tools' BERT NER, random weights": (
            lambda texts: bert.predict([simple_word_tokenize(text)[:200] for text in texts]),
            True,
        ),
    }


def random_bert() -> Any:
    """CAMeL Tools' recognizer with a random model: letters and pairs of them for a vocabulary.

    An empty catalogue of downloads stands in for the one that CAMeL Tools fetches when the class is imported.
    """
    transformers: Any = import_module("transformers")
    letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
    pairs = [a + b for a in letters for b in ("", *letters)]
    pieces = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *"0123456789.,،:؛«»()-",
        *pairs,
        *(f"##{pair}" for pair in pairs),
    ]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
        (Path(folder) / "catalogue.json").write_text(
            '{"version": "1", "packages": {}, "components": {}}', encoding="utf-8"
        )
        os.environ["CAMELTOOLS_DATA"] = folder
        config = transformers.BertConfig(vocab_size=VOCABULARY, id2label=dict(enumerate(CAMEL_LABELS)))
        transformers.BertForTokenClassification(config).save_pretrained(folder)
        transformers.BertTokenizer(str(Path(folder) / "vocab.txt")).save_pretrained(folder)
        return import_module("camel_tools.ner").NERecognizer(folder, use_gpu=False)


if __name__ == "__main__":
    for label, value in benchmark().items():
        print(f"{label}: {value}")
