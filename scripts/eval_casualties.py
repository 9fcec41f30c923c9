"""Score the casualty grammar on annotated XML: ``python scripts/eval_casualties.py FILE.xml … [--entities] [--errors]``.

The figures are those of the shared scorer where it is present (``../shared/tools``).
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from marsad.casualties import find_casualties
from marsad.text import Passage

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _tool(shared: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"shared_{name}", shared / "tools" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _documents(markup: ModuleType, file: Path) -> Iterator[Any]:
    """The documents of a file; one that breaks the form costs itself alone and is named on standard error."""
    for chunk in re.findall(r"<doc\b.*?</doc>", file.read_text(encoding="utf-8"), flags=re.S):
        try:
            yield from markup.read(chunk)
        except (ValueError, KeyError, SyntaxError) as error:
            print(f"{file}: {chunk[:40]!r}: {error}", file=sys.stderr)


def score_files(
    files: Iterable[Path], shared: Path = SHARED, entities: bool = False
) -> tuple[dict[str, Any], list[Any], list[Any]]:
    """Figures, errors, and (gold, predicted) pairs of some files.

    entities: whether the grammar is given the gold entities, as an upper bound for named victims.
    """
    markup, scorer = _tool(shared, "markup"), _tool(shared, "score")
    gold: list[Any] = []
    predicted: dict[str, Any] = {}
    for file in files:
        for doc in _documents(markup, file):
            spans = [(e["start"], e["end"], e["label"], None) for e in doc["entities"]] if entities else []
            records = [record.to_dict() for record in find_casualties(Passage.of(doc["text"]), spans)]
            gold.append({**doc, "attributions": []})
            predicted[doc["id"]] = {"casualties": records, "attributions": []}
    figures, errors = scorer.score(gold, predicted)
    return figures, errors, [(doc, predicted[doc["id"]]) for doc in gold]


def evaluate(shared: Path) -> dict[str, Any]:
    """The figures on the seed article and the development sentences, without entities."""
    files = {
        "seed": shared / "seed" / "homs-2014-02-10.gold.xml",
        "real_dev": shared / "data" / "real_dev" / "daily_2006_2008.xml",
    }
    return {name: score_files([file], shared)[0] for name, file in files.items()}


def main(arguments: Sequence[str]) -> None:
    files = [Path(argument) for argument in arguments if not argument.startswith("--")]
    figures, errors, _ = score_files(files, entities="--entities" in arguments)
    _tool(SHARED, "score").table({key: value for key, value in figures.items() if key.startswith("cas_")})
    if "--errors" in arguments:
        for error in errors:
            print(*error)


if __name__ == "__main__":
    main(sys.argv[1:])
