"""Scorers in spaCy's form for casualties and attributions, by the project's published definitions.

A predicted span matches a gold one when they share at least half of the shorter one's characters; the matching is one to
one. A casualty is *full* when harm, low, high and qualifier are right too. An attribution's content is right when the
content spans' characters agree by 0.8 (intersection over union); it is *full* when cue, source and content are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from spacy.training import Example

from marsad.records import Attribution, Casualty, TextSpan

Gold = TypeVar("Gold")
Predicted = TypeVar("Predicted")


class Extent(Protocol):
    """Anything with offsets."""

    start: int
    end: int


@dataclass
class Count:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        self.tp += right
        self.fp += predicted - right
        self.fn += gold - right

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Tally:
    """Counts (for precision and recall) and hits (for accuracies) by name, as flat scores under a prefix."""

    prefix: str
    counts: dict[str, Count] = field(default_factory=dict)
    hits: dict[str, list[bool]] = field(default_factory=dict)

    def count(self, name: str, right: int, predicted: int, gold: int) -> None:
        self.counts.setdefault(name, Count()).add(right, predicted, gold)

    def mark(self, name: str, right: bool) -> None:
        self.hits.setdefault(name, []).append(right)

    def scores(self) -> dict[str, Any]:
        scores: dict[str, Any] = {}
        for name, count in self.counts.items():
            key = f"{self.prefix}_{name}"
            scores |= {f"{key}_p": count.precision, f"{key}_r": count.recall, f"{key}_f": count.f}
        for name, hits in self.hits.items():
            scores[f"{self.prefix}_{name}_acc"] = sum(hits) / len(hits)
        return scores


def shared(a: Extent, b: Extent) -> int:
    """Characters two spans have in common."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def overlaps(a: Extent, b: Extent) -> bool:
    """Whether two spans share at least half of the shorter one."""
    common = shared(a, b)
    return common > 0 and 2 * common >= min(a.end - a.start, b.end - b.start)


def align(
    gold: Sequence[Gold],
    predicted: Sequence[Predicted],
    matches: Callable[[Gold, Predicted], bool],
    rank: Callable[[Gold, Predicted], float],
) -> list[tuple[Gold, Predicted]]:
    """Match one to one, the best-ranked pair first."""
    pairs = [(rank(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if matches(g, p)]
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    aligned = []
    for _, i, j in sorted(pairs, reverse=True):
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            aligned.append((gold[i], predicted[j]))
    return aligned


def align_casualties(gold: Sequence[Casualty], predicted: Sequence[Casualty]) -> list[tuple[Casualty, Casualty]]:
    """Casualties of the same harm whose spans match, those with the right figures first."""
    return align(
        gold,
        predicted,
        lambda g, p: g.harm == p.harm and overlaps(g, p),
        lambda g, p: (g.low == p.low) + (g.high == p.high) + shared(g, p) / 1e4,
    )


def align_attributions(
    gold: Sequence[Attribution], predicted: Sequence[Attribution]
) -> list[tuple[Attribution, Attribution]]:
    """Attributions whose cues match."""
    return align(gold, predicted, lambda g, p: overlaps(g.cue, p.cue), lambda g, p: shared(g.cue, p.cue))


def score_casualties(examples: Iterable[Example], **cfg: Any) -> dict[str, Any]:
    """Score ``doc._.casualties``.

    cfg: the pipeline's scorer settings, which these scores do not depend on.
    RETURNS: ``casualties_{mention,value,full,who}_{p,r,f}`` and ``casualties_{assertion,scope,part_of,attribution}_acc``;
        the accuracies are over the mentions found (part_of and attribution: where either side has one).
    """
    tally = Tally("casualties")
    for example in examples:
        gold, predicted = example.reference._.casualties, example.predicted._.casualties
        pairs = align_casualties(gold, predicted)
        tally.count("mention", len(pairs), len(predicted), len(gold))
        value = [(g, p) for g, p in pairs if (g.low, g.high) == (p.low, p.high)]
        tally.count("value", len(value), len(predicted), len(gold))
        tally.count("full", sum(g.qualifier == p.qualifier for g, p in value), len(predicted), len(gold))
        gold_id = {p.id: g.id for g, p in pairs}
        attribution_id = {
            p.id: g.id
            for g, p in align_attributions(example.reference._.attributions, example.predicted._.attributions)
        }
        for g, p in pairs:
            tally.count("who", len({*g.who} & {*p.who}), len({*p.who}), len({*g.who}))
            tally.mark("assertion", g.assertion == p.assertion)
            tally.mark("scope", g.scope == p.scope)
            if g.part_of or p.part_of:
                tally.mark("part_of", g.part_of == gold_id.get(p.part_of or ""))
            if g.attribution or p.attribution:
                tally.mark("attribution", g.attribution == attribution_id.get(p.attribution or ""))
    return tally.scores()


def characters(spans: Iterable[TextSpan]) -> set[int]:
    """The character positions that spans cover."""
    return {i for span in spans for i in range(span.start, span.end)}


def _same_source(gold: Attribution, predicted: Attribution) -> bool:
    if gold.source is None:
        if gold.source_name:
            name = predicted.source_name or ""
            return bool(name) and (name in gold.source_name or gold.source_name in name)
        return predicted.source is None
    return predicted.source is not None and overlaps(gold.source, predicted.source)


def _same_content(gold: Attribution, predicted: Attribution) -> bool:
    a, b = characters(gold.contents), characters(predicted.contents)
    return len(a & b) >= 0.8 * len(a | b)


def score_attributions(examples: Iterable[Example], **cfg: Any) -> dict[str, Any]:
    """Score ``doc._.attributions``.

    cfg: the pipeline's scorer settings, which these scores do not depend on.
    RETURNS: ``attributions_{cue,source,content,full,content_chars}_{p,r,f}`` and
        ``attributions_{type,stance,kind,parent}_acc`` over the cues found (parent: where either side has one).
    """
    tally = Tally("attributions")
    for example in examples:
        gold, predicted = example.reference._.attributions, example.predicted._.attributions
        pairs = align_attributions(gold, predicted)
        right = [(_same_source(g, p), _same_content(g, p)) for g, p in pairs]
        counts = {
            "cue": len(pairs),
            "source": sum(source for source, _ in right),
            "content": sum(content for _, content in right),
            "full": sum(source and content for source, content in right),
        }
        for name, number in counts.items():
            tally.count(name, number, len(predicted), len(gold))
        gold_chars = characters(span for g in gold for span in g.contents)
        predicted_chars = characters(span for p in predicted for span in p.contents)
        tally.count("content_chars", len(gold_chars & predicted_chars), len(predicted_chars), len(gold_chars))
        gold_id = {p.id: g.id for g, p in pairs}
        for g, p in pairs:
            tally.mark("type", g.source_type == p.source_type)
            tally.mark("stance", g.stance == p.stance)
            tally.mark("kind", g.kind == p.kind)
            if g.parent or p.parent:
                tally.mark("parent", g.parent == gold_id.get(p.parent or ""))
    return tally.scores()


def make_casualty_scorer() -> Callable[[Iterable[Example]], dict[str, Any]]:
    """``marsad.casualty_scorer.v1``."""
    return score_casualties


def make_attribution_scorer() -> Callable[[Iterable[Example]], dict[str, Any]]:
    """``marsad.attribution_scorer.v1``."""
    return score_attributions
