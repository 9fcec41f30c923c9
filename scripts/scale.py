"""Measure how the time of the tokenizer and of each rule component grows with the length of texts that may strain it.

Each text is timed at two lengths, the second ten times the first; a growth of 1 is linear, of 10 the square. Times are
those of the processor; short ones are measured again, and those too short to compare are left out.
"""

from __future__ import annotations

import json
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import spacy
import typer
from spacy.language import Language
from spacy.tokens import Doc

from marsad.components.state import passage

ROOT = Path(__file__).parents[1]
FACTOR = 10
REPEATS = 3
QUICK = 1.0
"""Seconds below which a time is measured again."""
LEAST = 0.02
"""Seconds from which a time says something about growth: where even the longer text takes less, nothing grows."""
LONGEST = 300.0
"""Seconds after which a component is stopped."""
COMPONENTS = (
    "arabic_normalizer",
    "arabic_sentencizer",
    "gazetteer_ruler",
    "casualty_parser",
    "attribution",
    "claims",
)
NAMES = ("محمد", "أحمد", "علي", "حسن", "فاطمة", "خالد", "يوسف", "مريم", "عبد الله", "سعيد")


@dataclass(slots=True)
class Growth:
    """Seconds of one component on a text and on one ten times as long; None where it was stopped."""

    text: str
    component: str
    short: float
    long: float | None

    @property
    def ratio(self) -> float | None:
        """The growth of the time over the growth of the length; None where it was stopped."""
        return None if self.long is None else self.long / max(self.short, LEAST / FACTOR) / FACTOR


class _StoppedError(BaseException):
    """The time is up; no ``Exception``, which the components hand to the pipeline's error handler."""


def reports() -> list[str]:
    lines = (ROOT / "examples" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def news_words() -> list[str]:
    return [word for text in reports() for word in text.replace("\n", " ").replace(".", "").split()]


def drawn(words: list[str], count: int) -> str:
    """Words drawn at random, the same at every run, in one sentence."""
    return " ".join(random.Random(7).choices(words, k=count))


def texts() -> dict[str, Callable[[int], str]]:
    """Texts by what they repeat; each takes how many hundredths it is to have of the size named here."""
    news = "\n".join(reports())
    words = news_words()
    nowhere = "".join(words)
    sentence = "قال مصدر طبي إن ثلاثة مدنيين قتلوا"
    return {
        "news, 200 times": lambda n: "\n".join([news] * (2 * n)),
        "news without line ends, 200 times": lambda n: " ".join([news.replace("\n", " ")] * (2 * n)),
        "1 MB without a space": lambda n: (nowhere * (1_000_000 // len(nowhere) + 1))[: 10_000 * n],
        "1 MB of one letter": lambda n: "و" * (10_000 * n),
        "50,000 quotation marks": lambda n: "«" * (500 * n),
        "50,000 pairs of quotation marks": lambda n: "«قال» " * (500 * n),
        "50,000 straight quotation marks, spaced": lambda n: '" ' * (500 * n),
        "10,000 quotations, each in the last": lambda n: "قال «" * (100 * n) + "» " * (100 * n),
        "10,000 brackets, each in the last": lambda n: "(" * (100 * n) + "3 قتلى" + ")" * (100 * n),
        "10,000 brackets with words": lambda n: "( قتل 3 " * (100 * n) + ") " * (100 * n),
        "20,000 verbs of saying": lambda n: "قال " * (200 * n),
        "20,000 verbs of saying with a comma": lambda n: "قال المحافظ، " * (200 * n),
        "20,000 verbs of saying with أن": lambda n: "قال إن " * (200 * n),
        "20,000 colons": lambda n: "قال: " * (200 * n),
        "20,000 speakers": lambda n: f"{sentence} و" * (200 * n),
        "20,000 sentences": lambda n: f"{sentence}. " * (200 * n),
        "20,000 figures": lambda n: "".join(f"{i % 997 + 3} " for i in range(200 * n)),
        "20,000 number words": lambda n: "ثلاثة وعشرون ألفا و" * (100 * n),
        "20,000 hundreds": lambda n: "مئة " * (200 * n),
        "20,000 bounds": lambda n: "أكثر من " * (200 * n),
        "20,000 bounded figures": lambda n: "أكثر من 30 قتيلا " * (200 * n),
        "20,000 parts": lambda n: "بينهم 3 " * (200 * n),
        "20,000 parts of one whole": lambda n: "قتل 900 شخص" + " بينهم 3 أطفال" * (200 * n),
        "20,000 counts": lambda n: "قتل 3 مدنيين، " * (200 * n),
        "20,000 verbs of harm": lambda n: "قتل " * (200 * n),
        "20,000 dead and wounded": lambda n: "قتلى وجرحى " * (200 * n),
        "20,000 negations": lambda n: "لم يقتل أحد ولا " * (200 * n),
        "20,000 tolls": lambda n: "ارتفعت حصيلة القتلى إلى 30 " * (200 * n),
        "20,000 dates": lambda n: "يوم الجمعة 3 آذار 2014 " * (200 * n),
        "one sentence of 50,000 words": lambda n: drawn(words, 500 * n),
        "50,000 names in a row": lambda n: drawn(list(NAMES), 500 * n),
        "50,000 titled names": lambda n: drawn(["الشهيد محمد", "العميد سالم الكثيري", "الأسير أحمد"], 500 * n),
        "50,000 commas": lambda n: "،" * (500 * n),
        "50,000 commas, spaced": lambda n: "، " * (500 * n),
        "50,000 full stops, spaced": lambda n: ". " * (500 * n),
        "50,000 places": lambda n: drawn(["حلب", "غزة", "مدينة تعز", "حمص", "ريف دمشق"], 500 * n),
        "50,000 lines": lambda n: "قتل 3\n" * (500 * n),
        "50,000 tashkeel on one letter": lambda n: "ق" + "\u064e" * (500 * n),
        "50,000 tatweel": lambda n: "قتـل " + "ـ" * (500 * n),
    }


def steps(nlp: Language) -> dict[str, Callable[[Doc], Any]]:
    """What is timed, in the order of the pipeline: the words, which the components share, then each component."""

    def words(doc: Doc) -> None:
        passage.cache_clear()
        passage(doc.text)

    return {"tokenizer": lambda doc: nlp.make_doc(doc.text), "words": words, **dict(nlp.pipeline)}


def timed(step: Callable[[Doc], Any], doc: Doc, limit: float) -> float | None:
    """Seconds of the processor that a step takes, the least of some; None where it took longer than ``limit``."""
    best: float | None = None
    for _ in range(REPEATS):
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)
        begin = time.process_time()
        try:
            step(doc)
        except _StoppedError:
            return best
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        spent = time.process_time() - begin
        best = spent if best is None else min(best, spent)
        if best > QUICK:
            break
    return best


def measure(nlp: Language, name: str, make: Callable[[int], str], part: int, limit: float) -> list[Growth]:
    """The growth of every step on one kind of text, from ``part`` hundredths of its size to ten times as many."""
    short, long = nlp.make_doc(make(part)), nlp.make_doc(make(FACTOR * part))
    found = []
    for component, step in steps(nlp).items():
        first = timed(step, short, limit)
        second = timed(step, long, limit) if first is not None else None
        found.append(Growth(name, component, limit if first is None else first, second))
    return found


def pipeline() -> Language:
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}})
    for component in COMPONENTS:
        nlp.add_pipe(component)
    nlp.max_length = 100_000_000
    return nlp


def _stop(number: int, frame: Any) -> None:
    raise _StoppedError


def _show(growth: Growth) -> str:
    ratio = "stopped" if growth.ratio is None else f"{growth.ratio:5.2f}"
    long = "" if growth.long is None else f"{growth.long:8.3f} s"
    return f"{ratio}  {growth.component:20}{growth.short:8.3f} s {long}  {growth.text}"


def main(
    only: Annotated[str, typer.Option(help="Measure the texts whose name holds this")] = "",
    part: Annotated[int, typer.Option(help="Hundredths of the sizes named that the shorter text has")] = 10,
    limit: Annotated[float, typer.Option(help="Seconds after which a component is stopped")] = LONGEST,
    worst: Annotated[int, typer.Option(help="How many of the worst growths to print at the end")] = 25,
    full: Annotated[bool, typer.Option(help="Print every growth, not only the worst")] = False,
) -> None:
    """Print the worst growths: time on ten times the text over ten times the time on the text."""
    signal.signal(signal.SIGVTALRM, _stop)
    nlp = pipeline()
    nlp("\n".join(reports()))  # loads the lexicons
    found: list[Growth] = []
    for name, make in texts().items():
        if only not in name:
            continue
        new = measure(nlp, name, make, part, limit)
        found += [growth for growth in new if growth.long is None or growth.long >= LEAST]
        total = sum(limit if growth.long is None else growth.long for growth in new)
        typer.echo(f"{name}: {total:.2f} s", err=True)
        for growth in new if full else ():
            typer.echo(_show(growth))
    found.sort(key=lambda growth: growth.ratio if growth.ratio is not None else float("inf"), reverse=True)
    for growth in found[:worst]:
        typer.echo(_show(growth))


if __name__ == "__main__":
    typer.run(main)
