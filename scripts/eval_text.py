"""Measure the text floor: proclitics on a treebank, a name in all the ways it is typed, the alignment on raw news.

    python scripts/eval_text.py [SHARED]

SHARED is the folder of shared material (default ``../shared``); nothing in it was trained or tuned on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.text import normalize, tokenize
from marsad.text.clitic_model import PARTICLES
from marsad.text.tokenizer import segment

NAME_FORMS = (
    *("غزّة", "ﻏﺰﺓ", "غـزة", "غزه", "\u200fغزة", "غزة\u061c", "وغزة", "بغزة", "لغزة", "فغزة", "كغزة", "وبغزة"),
    *("«غزة»", "غزة،وقال", "#غزة_تحت_القصف", "غَزَّةُ", "غزة\u200e.", "&quot;غزة&quot;"),
)
"""Gaza, as people and machines type it."""


def evaluate(shared: Path) -> dict[str, Any]:
    """All figures of the text floor.

    shared (Path): holds ``data/ar_pud-ud-test.conllu`` and ``data/real_raw_sentences.jsonl``; what is absent is left
    out.
    """
    figures: dict[str, Any] = {"name forms found": f"{sum(map(_finds_name, NAME_FORMS))}/{len(NAME_FORMS)}"}
    treebank = shared / "data" / "ar_pud-ud-test.conllu"
    if treebank.exists():
        figures["proclitics (UD_Arabic-PUD)"] = score_proclitics(treebank)
    raw = shared / "data" / "real_raw_sentences.jsonl"
    if raw.exists():
        figures["alignment (raw news)"] = score_alignment(raw)
    return figures


def _finds_name(text: str) -> bool:
    """Whether the name is one word of the text with exactly the name's characters (marks inside it are its own)."""
    found = [text[word.start : word.end] for word in tokenize(text) if word.norm == "غزه"]
    return len(found) == 1 and found[0][0] in "غﻏ" and found[0][-1] in "ةهﺓُ"


def written_words(treebank: Path) -> Iterator[list[str]]:
    """The written words of a CoNLL-U file as their tokens: those joined by ``SpaceAfter=No``, punctuation left out."""
    word: list[str] = []
    for line in treebank.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 10 and not cells[0].isdigit():
            continue
        token = len(cells) == 10 and cells[3] != "PUNCT"
        if token:
            word.append(cells[1])
        if word and not (token and "SpaceAfter=No" in cells[9]):
            yield word
            word = []
    if word:
        yield word


def particles(tokens: list[str]) -> list[str]:
    """The particles that lead a word, which is what is left."""
    leading: list[str] = []
    for token in tokens[:-1]:
        if len(token) != 1 or token not in PARTICLES:
            break
        leading.append(token)
    return leading


def score_proclitics(treebank: Path) -> dict[str, float]:
    """Precision, recall and F of cut particles, and the share of words whose particles are all as in the treebank."""
    words = right = hits = cut = gold = 0
    for tokens in written_words(treebank):
        chunk = "".join(tokens)
        expected = particles(tokens)
        found = particles([chunk[start:end] for start, end, *_ in segment(chunk)])
        agree = 0
        while agree < min(len(expected), len(found)) and expected[agree] == found[agree]:
            agree += 1
        words += 1
        right += expected == found
        hits += agree
        cut += len(found)
        gold += len(expected)
    precision, recall = hits / cut, hits / gold
    return {
        "precision": precision,
        "recall": recall,
        "f": 2 * precision * recall / (precision + recall),
        "word accuracy": right / words,
        "words": words,
        "particles": gold,
    }


def score_alignment(raw: Path) -> dict[str, int]:
    """On how many texts every word's norm is at its place in the normalized text, and norms are their own norms."""
    texts = [json.loads(line)["text"] for line in raw.read_text(encoding="utf-8").splitlines()]
    good = 0
    for text in texts:
        whole = normalize(text)
        words = [word for word in tokenize(text) if word.rule != "definite"]
        in_place = all(
            whole.text[slice(*whole.to_normalized(word.start, word.end))] in (word.norm, "") for word in words
        )
        good += in_place and normalize(whole.text).text == whole.text
    return {"texts": len(texts), "right": good}


if __name__ == "__main__":
    print(json.dumps(evaluate(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")), ensure_ascii=False, indent=1))
