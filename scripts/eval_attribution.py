"""Evaluate the attribution of statements against annotated XML: the shared scorer's figures, and Citron's.

Citron (BBC, https://github.com/bbc/citron) counts a quote as right when cue, source and content all match: exactly, or with
an overlap. Both are computed here over all three spans at once and for each span alone.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from marsad.statements import find_attributions
from marsad.text import Passage

Doc = dict[str, Any]


def module(path: Path) -> ModuleType:
    """A module from a file outside the packages."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def predict(text: str) -> Doc:
    """The attributions of a text without any entities, as the scorer takes them."""
    return {"casualties": [], "attributions": [a.to_dict() for a in find_attributions(Passage.of(text))]}


def spans(attribution: Doc, part: str) -> list[tuple[int, int]]:
    """Cue, source or contents of a gold or predicted attribution as offsets."""
    value = attribution["contents"] if part == "content" else attribution[part]
    items = value if part == "content" else [value] if value else []
    return [(x["start"], x["end"]) if isinstance(x, dict) else (x[0], x[1]) for x in items]


def exact(a: Iterable[tuple[int, int]], b: Iterable[tuple[int, int]]) -> bool:
    return sorted(a) == sorted(b)


def overlapping(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> bool:
    """At least one code point in common, or both absent."""
    return (not a and not b) or any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)


def citron(gold: list[Doc], predicted: dict[str, Doc]) -> dict[str, dict[str, float]]:
    """Precision, recall and F under exact and overlapping matches of cue, source, content and all three."""
    figures: dict[str, dict[str, float]] = {}
    for name, same in (("exact", exact), ("overlap", overlapping)):
        for parts in (("cue",), ("source",), ("content",), ("cue", "source", "content")):
            right = found = wanted = 0
            for doc in gold:
                pool = list(predicted[doc["id"]]["attributions"])
                found, wanted = found + len(pool), wanted + len(doc["attributions"])
                for a in doc["attributions"]:
                    keys = parts if "cue" in parts else ("cue", *parts)
                    hit = next(
                        (
                            b
                            for b in pool
                            if all((same if k in parts else overlapping)(spans(a, k), spans(b, k)) for k in keys)
                        ),
                        None,
                    )
                    if hit is not None:
                        pool.remove(hit)
                        right += 1
            p, r = (right / found if found else 0.0), (right / wanted if wanted else 0.0)
            figures[f"citron_{name}_{'all' if len(parts) == 3 else parts[0]}"] = {
                "p": round(p, 4),
                "r": round(r, 4),
                "f": round(2 * p * r / (p + r), 4) if p + r else 0.0,
            }
    return figures


def read(paths: Iterable[Path], markup: ModuleType) -> Iterator[Doc]:
    for path in paths:
        yield from markup.read(path.read_text(encoding="utf-8"))


def score_files(paths: Iterable[Path], shared: Path) -> tuple[dict[str, Any], list[Any]]:
    """Figures and errors of one set of files."""
    markup, scorer = module(shared / "tools/markup.py"), module(shared / "tools/score.py")
    gold = list(read(paths, markup))
    predicted = {doc["id"]: predict(doc["text"]) for doc in gold}
    figures, errors = scorer.score(gold, predicted)
    kept = {key: value for key, value in figures.items() if key.startswith("att_")}
    return {**kept, **citron(gold, predicted)}, errors


def evaluate(shared: Path) -> dict[str, Any]:
    """Figures on the seed article and the real development set of the shared folder."""
    sets = {
        "seed": sorted((shared / "seed").glob("*.xml")),
        "real_dev": sorted((shared / "data/real_dev").glob("*.xml")),
    }
    return {name: score_files(paths, shared)[0] for name, paths in sets.items()}


def main(arguments: list[str]) -> None:
    """``eval_attribution.py SHARED [XML …]``: figures on the shared sets, or on the XML files given."""
    shared = Path(arguments[0])
    result = {"files": score_files([Path(a) for a in arguments[1:]], shared)[0]} if arguments[1:] else evaluate(shared)
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
