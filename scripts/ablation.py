"""What each part of the small pipeline's entity recognizer is worth, and how far builds differ by chance.

The recognizer is trained as it is with three seeds, and once without each part: the name lists, the norms (it sees the
spelling instead), the cutting of proclitics (spaCy's own tokenizer). Each is scored with and without the gazetteer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import spacy
import srsly
import typer
from spacy.scorer import Scorer
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from thinc.api import Config

import anercorp
import convert
from evaluate import ANERCORP, SETS, compare, texts

STOCK_TOKENIZER = "spacy.Tokenizer.v1"
ON = ("real-dev", "corpus-dev")


def without_names(config: Config) -> None:
    tok2vec = config["components"]["tok2vec"]["model"]
    tok2vec["embed"] = tok2vec["embed"]["embed"]


def without_norms(config: Config) -> None:
    attributes = config["components"]["tok2vec"]["model"]["embed"]["embed"]["attrs"]
    attributes[attributes.index("NORM")] = "ORTH"


def without_clitics(config: Config) -> None:
    config["nlp"]["tokenizer"] = {"@tokenizers": STOCK_TOKENIZER}


VARIANTS: dict[str, tuple[int, Callable[[Config], None] | None]] = {
    "as it is, seed 7": (7, None),
    "as it is, seed 8": (8, None),
    "as it is, seed 9": (9, None),
    "without the name lists": (7, without_names),
    "without normalization": (7, without_norms),
    "without cutting proclitics": (7, without_clitics),
}


def corpora(tokenizer: str, work: Path) -> dict[str, str]:
    """The corpus as ``.spacy`` files in another tokenization: paths by part."""
    paths = {part: work / f"{part}.spacy" for part in ("train", "dev")}
    for part, path in paths.items():
        convert.main(Path("corpus") / part, path, variants=2 if part == "train" else 0, tokenizer=tokenizer)
    return {part: str(path) for part, path in paths.items()}


def scores(model: Path) -> dict[str, Any]:
    """Entity scores (micro F of exact spans) of a trained pipeline, with and without the gazetteer; None for absent sets."""
    found: dict[str, Any] = {}
    for gazetteer, without in (("with the gazetteer", []), ("without", ["gazetteer_ruler"])):
        nlp = spacy.load(model, exclude=[*without, *anercorp.STATEMENTS])
        sets: dict[str, Any] = {}
        for key in ON:
            examples = [compare(nlp, text) for text in texts(*SETS[key][:2])]
            sets[key] = round(Scorer.score_spans(examples, "ents")["ents_f"], 4) if examples else None
        if ANERCORP.exists():
            sets["anercorp"] = anercorp.measure(str(model), ANERCORP, mapped=True, without=without)["micro"]["f"]
        found[gazetteer] = sets
    return found


def main(
    only: Annotated[list[str] | None, typer.Argument(help="Variants by name; all of them where none is named")] = None,
    config: Annotated[Path, typer.Option(help="The pipeline to take apart")] = Path("configs/sm.cfg"),
    work: Annotated[Path, typer.Option(help="Folder for what is trained")] = Path("training/ablation"),
    output: Annotated[Path, typer.Option(help="JSON file to write")] = Path("evals/ablation.json"),
) -> None:
    """Train and score the variants."""
    found: dict[str, Any] = srsly.read_json(output) if output.exists() else {}
    for name, (seed, change) in VARIANTS.items():
        if only and name not in only:
            continue
        begin = time.perf_counter()
        (work / "model").mkdir(parents=True, exist_ok=True)
        settings = Config().from_disk(config, interpolate=False)
        settings["system"]["seed"] = seed
        if change is not None:
            change(settings)
        if change is without_clitics:
            settings["paths"] |= corpora(STOCK_TOKENIZER, work)
        nlp = init_nlp(settings.interpolate())
        train(nlp, work / "model", use_gpu=-1)
        found[name] = scores(work / "model" / "model-best") | {"minutes": round((time.perf_counter() - begin) / 60, 1)}
        srsly.write_json(output, found)
        typer.echo(f"{name}: {found[name]}")


if __name__ == "__main__":
    typer.run(main)
