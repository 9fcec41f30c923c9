"""Refuse bad markup, ids given twice and near-duplicate passages in the corpus."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from marsad.annotation import AnnotatedText, read_file
from marsad.text import Passage

SHINGLE = 5  # words; passages that share many runs of five words were filled in from one template
NEAR = 0.2  # share of the shorter passage's shingles


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every run of SHINGLE normalized words."""
    norms = [norm for norm in Passage.of(text).norms if norm.isalnum()]
    return {tuple(norms[i : i + SHINGLE]) for i in range(len(norms) - SHINGLE + 1)}


def near_duplicates(texts: Iterable[AnnotatedText]) -> list[tuple[str, str, float]]:
    """Pairs of passages that share at least NEAR of the shorter one's shingles, with that share."""
    sizes: dict[str, int] = {}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for text in texts:
        found = shingles(text.text)
        sizes[text.id] = len(found)
        for shingle in found:
            for other in holders[shingle]:
                shared[other, text.id] += 1
            holders[shingle].append(text.id)
    shares = [(a, b, number / max(1, min(sizes[a], sizes[b]))) for (a, b), number in shared.items()]
    return [(a, b, share) for a, b, share in shares if share >= NEAR]


def main(folder: Annotated[Path, typer.Argument(help="The corpus")] = Path("corpus")) -> None:
    """Check every split together; the exit status is 1 where anything is wrong."""
    problems: list[str] = []
    texts: dict[str, AnnotatedText] = {}
    for path in sorted(folder.rglob("*.xml")):
        if path.parent.name == "agreement":
            continue  # the same passages, annotated a second time
        try:
            for text in read_file(path):
                if text.id in texts:
                    problems.append(f"{path}: id {text.id} stands twice")
                texts[text.id] = text
        except ValueError as error:
            problems.append(str(error))
    for a, b, share in near_duplicates(texts.values()):
        problems.append(f"{a} and {b} share {share:.0%} of their runs of {SHINGLE} words")
    for problem in problems:
        typer.echo(problem, err=True)
    words = sum(len(text.text.split()) for text in texts.values())
    typer.echo(f"{len(texts)} passages, {words} words, {len(problems)} problems")
    sys.exit(bool(problems))


if __name__ == "__main__":
    typer.run(main)
