"""Measure: text floor, numbers, and the installed pipelines on annotated sets; one JSON file per model and set in ``evals/``.

Sets beside the repository (``../shared``) are left out, by name, where they are absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import spacy
import srsly
import typer
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.training import Example
from spacy.util import get_installed_models

import anercorp
import eval_numbers
import eval_text
from citron import citron
from error_table import error_table
from marsad.annotation import AnnotatedText, read_file
from report import GROUPED

SHARED = Path("../shared")
ANERCORP = SHARED / "data" / "anercorp.conll"
SETS = {
    "seed": (SHARED / "seed", "*.xml", "one real article, the specification's example"),
    "real-dev": (SHARED / "data" / "real_dev", "*.xml", "real sentences of a daily, 2006-2008; tuned on"),
    "corpus-dev": (Path("corpus/dev"), "*.xml", "authored passages"),
    "fresh": (Path("corpus/test"), "fresh-*.xml", "authored passages, written blind to the rules and frozen"),
    "no-casualty": (Path("corpus/test"), "nocas-*.xml", "authored counter-examples: numbers and harm, no casualty"),
    "no-attribution": (Path("corpus/test"), "noatt-*.xml", "authored counter-examples: quotations, no attribution"),
    "no-casualty-tricks": (Path("corpus/test"), "trickcas-*.xml", "the same, from every page of a newspaper"),
    "no-attribution-tricks": (Path("corpus/test"), "trickatt-*.xml", "the same, from every page of a newspaper"),
}
HEADLINES = (
    "ents_f", "casualties_mention_f", "casualties_full_f", "casualties_who_f", "casualties_part_of_acc",
    "casualties_attribution_acc", "attributions_cue_f", "attributions_source_f", "attributions_content_f",
    "attributions_full_f",
)  # fmt: skip


POOLED = ("fresh", "corpus-dev")
"""The authored sets that the figures by genre and by country are measured on."""
LEAST = 4  # passages of a group that is given by itself


def texts(folder: Path, pattern: str) -> Iterator[AnnotatedText]:
    """The annotated documents of a set."""
    for path in sorted(folder.glob(pattern)):
        yield from read_file(path)


def compare(nlp: Language, text: AnnotatedText) -> Example:
    """A document read by a pipeline, beside its gold."""
    reference, _ = text.to_doc(nlp.make_doc)
    predicted = nlp.make_doc(text.text)
    predicted.user_data["date"] = text.date
    return Example(nlp(predicted), reference)


def by_group(nlp: Language, read: Sequence[tuple[AnnotatedText, Example]]) -> dict[str, Any]:
    """Scores by genre and by country on the authored sets; groups of few passages together as "other"."""
    found: dict[str, Any] = {}
    for name in ("genre", "country"):
        counts = Counter(getattr(text, name) for text, _ in read)
        groups: dict[str, list[Example]] = {}
        for text, example in read:
            group = getattr(text, name)
            groups.setdefault(group if counts[group] >= LEAST and group != "other" else "other", []).append(example)
        found[name] = {
            group: {"documents": len(groups[group])} | _headlines(nlp, groups[group])
            for group in sorted(groups, key=lambda group: (group == "other", -len(groups[group])))
        }
    return found


def _headlines(nlp: Language, examples: list[Example]) -> dict[str, float | None]:
    scores = Scorer(nlp=nlp).score(examples)
    return {key: round(scores[key], 4) if scores.get(key) is not None else None for key in GROUPED}


def measure(nlp: Language, model: str, read: Sequence[tuple[AnnotatedText, Example]]) -> dict[str, Any]:
    """The pipeline's scores on one set, with the number of documents and of gold records."""
    annotated, examples = zip(*read, strict=True)
    scores = Scorer(nlp=nlp).score(examples)
    found = [example.predicted._ for example in examples]
    counts = {
        "documents": len(annotated),
        "words": sum(len(text.text.split()) for text in annotated),
        "entities": sum(len(text.entities) for text in annotated),
        "casualties": sum(len(text.casualties) for text in annotated),
        "attributions": sum(len(text.attributions) for text in annotated),
        "casualties_found": sum(len(records.casualties) for records in found),
        "attributions_found": sum(len(records.attributions) for records in found),
    }
    errors = error_table((example.reference._.casualties, example.predicted._.casualties) for example in examples)
    quotes = citron((example.reference._.attributions, example.predicted._.attributions) for example in examples)
    figures = {
        key: round(value, 4) if isinstance(value, float) else value for key, value in scores.items() if key != "speed"
    }
    return {
        "model": f"{model} {nlp.meta['version']}",
        "counts": counts,
        "scores": figures,
        "casualty_errors": errors,
        "citron": quotes,
    }


def main(
    models: Annotated[list[str] | None, typer.Argument(help="Installed pipelines or folders of them")] = None,
    output: Annotated[Path, typer.Option(help="Folder for the JSON files")] = Path("evals"),
) -> None:
    """Measure everything that is here to be measured."""
    output.mkdir(exist_ok=True)
    for name, module in (("text", eval_text), ("numbers", eval_numbers)):
        figures = module.evaluate(SHARED)
        srsly.write_json(output / f"{name}.json", figures)
        typer.echo(f"{name}: {figures}")
    for model in models or sorted(get_installed_models()):
        nlp = spacy.load(model)
        pooled: list[tuple[AnnotatedText, Example]] = []
        for name, (folder, pattern, made) in SETS.items():
            read = [(text, compare(nlp, text)) for text in texts(folder, pattern)]
            if not read:
                typer.echo(f"{model} on {name}: left out, {folder} is not here")
                continue
            if name in POOLED:
                pooled += read
            result = measure(nlp, model, read)
            srsly.write_json(output / f"{Path(model).name}.{name}.json", {"set": name, "made": made} | result)
            scores = result["scores"]
            typer.echo(
                f"{model} on {name} {result['counts']}\n  "
                + "  ".join(f"{key} {scores[key]:.3f}" for key in HEADLINES if isinstance(scores.get(key), float))
            )
        srsly.write_json(output / f"{Path(model).name}.groups.json", by_group(nlp, pooled))
        if not ANERCORP.exists():
            typer.echo(f"{model} on ANERcorp: left out, {ANERCORP} is not here")
            continue
        by_components = {
            "whole pipeline": anercorp.measure(model, ANERCORP, mapped=True),
            "without the gazetteer": anercorp.measure(model, ANERCORP, mapped=True, without=["gazetteer_ruler"]),
            "gazetteer alone": anercorp.measure(model, ANERCORP, mapped=True, without=["ner"]),
        }
        srsly.write_json(output / f"{Path(model).name}.anercorp.json", {"made": "ANERcorp, test part"} | by_components)
        for name, part in by_components.items():
            typer.echo(f"{model} on ANERcorp, {name}: {part['micro']}")


if __name__ == "__main__":
    typer.run(main)
