"""Train the clitic model on word frequencies; write ``packages/marsad/text/clitics.bin``.

Counts: the large Arabic list of ``wordfreq`` (620,000 forms), summed by normalized form. Labels:
``lexicon/proclitic_words.tsv`` (words of that list, the most frequent and a sample of the rest, each said to be
whole or to begin with a particle) and ``lexicon/closed_class.tsv``. No treebank is read.

For every word of the list that begins with one of the particles the decision is kept, the label's where there is
one, so that at run time the evidence is weighed for words outside the list alone.

    python scripts/train_clitics.py [--folds 5]
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from wordfreq import get_frequency_dict

from marsad.lexicon import forms, load
from marsad.text.clitic_data import pack
from marsad.text.clitic_model import DECIDED, EVIDENCE, FLOOR, PARTICLES, CliticModel
from marsad.text.normalize import norm

TARGET = Path(__file__).parents[1] / "packages" / "marsad" / "text" / "clitics.bin"
RAREST = -7.75
"""log10 of the lowest frequency that is kept."""
ROUNDS = 3
"""Trainings in a row: a suffixed word inherits the decision on its stem from the round before."""
COMMON = 35
"""Rarer words (frequency under 10 ** -5.5) are shown again without their own count, like words outside the list."""
SHARED_PENALTY, OWN_PENALTY = 0.3, 1.0

Vector = NDArray[np.float64]


def frequencies() -> dict[str, int]:
    """Normalized form to tenths of log10 of its frequency above ``FLOOR``."""
    counts: Counter[str] = Counter()
    for form, frequency in get_frequency_dict("ar", wordlist="large").items():
        key = norm(form)
        if re.fullmatch("[ء-ي]+", key):
            counts[key] += frequency  # type: ignore[assignment]
    logs = {form: math.log10(count) for form, count in counts.items()}
    return {form: round((log - FLOOR) * 10) for form, log in logs.items() if log >= RAREST}


def labels() -> dict[str, bool]:
    """Normalized form to whether its first letter is a particle."""
    found = {norm(form): row["cut"] == "yes" for row in load("proclitic_words") for form in forms(row["forms"])}
    found.update({norm(form): row["cut"] == "yes" for row in load("closed_class") for form in forms(row["forms"])})
    return {form: cut for form, cut in found.items() if form[0] in PARTICLES and len(form) > 1}


def fit(rows: Vector, cut: Vector, letters: list[int]) -> Vector:
    """Logistic regression by Newton's method: weights all particles share, and what each adds to them.

    rows: one row of evidence per word. cut: 1 or 0. letters: index of each word's particle.
    RETURNS: one row of weights per particle.
    """
    size = rows.shape[1]
    wide = np.zeros((len(rows), size * (len(PARTICLES) + 1)))
    wide[:, :size] = rows
    for i, letter in enumerate(letters):
        wide[i, (letter + 1) * size : (letter + 2) * size] = rows[i]
    penalty = np.full(wide.shape[1], OWN_PENALTY)
    penalty[:size] = SHARED_PENALTY
    weights = np.zeros(wide.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(wide @ weights, -30, 30)))
        slope = wide.T @ (chance - cut) + penalty * weights
        curve = (wide * np.maximum(chance * (1 - chance), 1e-4)[:, None]).T @ wide + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-5:
            break
    table: Vector = weights.reshape(len(PARTICLES) + 1, size)
    return table[:1] + table[1:]


def decide(counts: Mapping[str, int], decisions: Mapping[str, bool]) -> dict[str, int]:
    """The entries of the list with the decisions in them. A word that is decided on is in the list however rare."""
    entries = dict(counts)
    for form, cut in decisions.items():
        entries[form] = entries.get(form, 0) + (2 * DECIDED if cut else DECIDED)
    return entries


def train(counts: Mapping[str, int], known: Mapping[str, bool]) -> CliticModel:
    """The model fitted to the labels."""
    common = [word for word in known if counts.get(word, 0) >= COMMON]
    rare = [word for word in known if counts.get(word, 0) < COMMON]
    words = [*common, *rare, *rare]
    letters = [PARTICLES.index(word[0]) for word in words]
    cut = np.array([float(known[word]) for word in words])
    entries = decide(counts, known)
    model = CliticModel(entries, {})
    for _ in range(ROUNDS):
        rows = [model.evidence(word) for word in [*common, *rare]] + [
            model.evidence(word, unseen=True) for word in rare
        ]
        table = fit(np.array(rows), cut, letters)
        model = CliticModel(entries, {letter: row.tolist() for letter, row in zip(PARTICLES, table, strict=True)})
    return model


def cross_validate(counts: Mapping[str, int], known: Mapping[str, bool], folds: int) -> None:
    """Print how often held-out labels are met."""
    words = sorted(known)
    random.Random(0).shuffle(words)
    wrong: list[tuple[str, float]] = []
    for fold in range(folds):
        held = words[fold::folds]
        rest = {word: known[word] for word in known.keys() - set(held)}
        model = train(counts, rest)
        chances = {word: model.probability(word) for word in held}
        wrong += [(word, chance) for word, chance in chances.items() if (chance > 0.5) != known[word]]
    print(f"{folds}-fold cross-validation on {len(words)} labelled words: {1 - len(wrong) / len(words):.4f} right")
    for title, side in (("particle missed", True), ("word broken", False)):
        print(f"{title}:", *sorted(word for word, _ in wrong if known[word] is side))


def decisions(model: CliticModel, words: Iterable[str]) -> dict[str, bool]:
    """The model's decision on every word that begins with a particle."""
    return {word: model.cuts(word) for word in words if word[0] in PARTICLES and len(word) > 1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=0, help="cross-validate the labels first")
    arguments = parser.parse_args()
    counts, known = frequencies(), labels()
    if arguments.folds:
        cross_validate(counts, known, arguments.folds)
    model = train(counts, known)
    data = pack(decide(counts, decisions(model, [*counts, *known])), model.weights)
    TARGET.write_bytes(data)
    print(f"{TARGET}: {len(counts)} forms, {len(known)} labels, {len(EVIDENCE)} items of evidence, {len(data):,} bytes")


if __name__ == "__main__":
    main()
