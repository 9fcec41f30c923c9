"""How far two annotators agree: passages of the corpus annotated a second time, blind (``corpus/agreement/``).

The corpus' annotation stands as gold, the blind one as predicted; the figures are those of the pipelines' scorers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import spacy
import srsly
import typer
from spacy.scorer import Scorer
from spacy.training import Example

from marsad.annotation import read_folder
from marsad.scorers import score_attributions, score_casualties


def agreement(corpus: Path) -> dict[str, Any]:
    """Scores of the blind annotation against the corpus', with the number of passages and of words."""
    first = {text.id: text for split in ("train", "dev") for text in read_folder(corpus / split)}
    make_doc = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}}).make_doc
    pairs = [(text, first[text.id]) for text in read_folder(corpus / "agreement")]
    examples = [Example(blind.to_doc(make_doc)[0], gold.to_doc(make_doc)[0]) for blind, gold in pairs]
    scores = Scorer.score_spans(examples, "ents") | score_casualties(examples) | score_attributions(examples)
    words = sum(len(gold.text.split()) for _, gold in pairs)
    kept = {key: round(value, 4) for key, value in scores.items() if isinstance(value, float)}
    return {"passages": len(pairs), "words": words, "scores": kept}


def main(
    corpus: Annotated[Path, typer.Argument(help="The corpus")] = Path("corpus"),
    output: Annotated[Path, typer.Option(help="JSON file to write")] = Path("evals/agreement.json"),
) -> None:
    """Measure the agreement."""
    output.parent.mkdir(exist_ok=True)
    result = agreement(corpus)
    srsly.write_json(output, result)
    typer.echo(srsly.json_dumps(result, indent=1))


if __name__ == "__main__":
    typer.run(main)
