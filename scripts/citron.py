"""Attributions under Citron's definitions, so that ours stand beside the figures it publishes.

Citron (BBC, https://github.com/bbc/citron) attributes quotations in English news: cue, source and content. A quote is
right when all its spans match those of the gold quote, exactly or with an overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from marsad.records import Attribution, TextSpan

Pair = tuple[Sequence[Attribution], Sequence[Attribution]]
Same = Callable[[Sequence[TextSpan], Sequence[TextSpan]], bool]
PARTS = ("cue", "source", "content")
PUBLISHED = {"exact": 0.567, "overlap": 0.832}
"""All three spans, F, on the PARC 3.0 quotations of English newspaper text; Citron's own documentation."""


def citron(documents: Iterable[Pair]) -> dict[str, dict[str, float]]:
    """Precision, recall and F by ``exact_…`` and ``overlap_…`` match of each part (found by its cue) and of ``all``.

    documents (Iterable[Tuple]): gold and predicted attributions of each document.
    """
    documents = list(documents)
    gold = sum(len(wanted) for wanted, _ in documents)
    predicted = sum(len(found) for _, found in documents)
    figures = {}
    for name, same in (("exact", exact), ("overlap", overlapping)):
        for parts in (*((part,) for part in PARTS), PARTS):
            right = sum(_right(wanted, found, parts, same) for wanted, found in documents)
            p, r = (right / predicted if predicted else 0.0), (right / gold if gold else 0.0)
            f = 2 * p * r / (p + r) if p + r else 0.0
            key = f"{name}_{'all' if parts == PARTS else parts[0]}"
            figures[key] = {"p": round(p, 4), "r": round(r, 4), "f": round(f, 4)}
    return figures


def _right(gold: Sequence[Attribution], predicted: Sequence[Attribution], parts: Sequence[str], same: Same) -> int:
    """How many gold attributions have one of their own that matches in these parts; its cue overlaps in any case."""
    left = list(predicted)
    right = 0
    for wanted in gold:
        hit = next(
            (
                found
                for found in left
                if overlapping(spans(wanted, "cue"), spans(found, "cue"))
                and all(same(spans(wanted, part), spans(found, part)) for part in parts)
            ),
            None,
        )
        if hit is not None:
            left.remove(hit)
            right += 1
    return right


def spans(attribution: Attribution, part: str) -> list[TextSpan]:
    """The spans of a part: one cue, one source or none, any number of contents."""
    if part == "content":
        return attribution.contents
    span: TextSpan | None = getattr(attribution, part)
    return [span] if span else []


def exact(a: Sequence[TextSpan], b: Sequence[TextSpan]) -> bool:
    """Whether the spans are the same."""
    return sorted((x.start, x.end) for x in a) == sorted((x.start, x.end) for x in b)


def overlapping(a: Sequence[TextSpan], b: Sequence[TextSpan]) -> bool:
    """Whether there is a character in common, or nothing on either side."""
    return (not a and not b) or any(x.start < y.end and y.start < x.end for x in a for y in b)
