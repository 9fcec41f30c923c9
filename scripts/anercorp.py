"""ANERcorp (Benajiba et al.): its usual split as ``.spacy`` files, and a pipeline's score on its words.

The usual split takes the first five sixths of the words for training, the last sixth for testing; the development part
is the end of the training part, never a random sample. ANERcorp's words keep their proclitics, the pipelines' tokens do
not: an entity begins after the proclitics of its first word, and what a pipeline finds is given back to whole words
before it is scored. Sentences stand in blocks, in their order, so that a reader of more than one sentence can use what
stands around.

Scores are exact spans, as CoNLL's: micro F over the labels.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import spacy
import srsly
import typer
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

LABELS = ("PERS", "LOC", "ORG", "MISC")
OURS = {"PERSON": "PERS", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
"""The project's labels as ANERcorp's: buildings and sites are LOC there; what is not named here has no counterpart."""
BLOCK = 100  # words, at least
DEVELOPMENT = 1 / 12  # of the training part
LOST_QUOTE = "O"

Entity = tuple[int, int, str]
STATEMENTS = ("casualty_parser", "attribution", "claims")
app = typer.Typer(add_completion=False)


@dataclass
class Block:
    """Consecutive sentences: their words, and entities as half-open ranges of words."""

    words: list[str]
    entities: list[Entity]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def starts(self) -> list[int]:
        """Where each word begins in the text."""
        starts, at = [], 0
        for word in self.words:
            starts.append(at)
            at += len(word) + 1
        return starts


def read(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (word, tag)."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            sentences.append([])
            continue
        word, tag = line.split()
        sentences[-1].append(('"' if word == LOST_QUOTE else word, tag))
    return [sentence for sentence in sentences if sentence]


def split(sentences: list[list[tuple[str, str]]]) -> dict[str, list[list[tuple[str, str]]]]:
    """The sentences by part: train, dev, test."""
    total = sum(map(len, sentences))
    test_from = total * 5 / 6
    dev_from = test_from * (1 - DEVELOPMENT)
    parts: dict[str, list[list[tuple[str, str]]]] = {"train": [], "dev": [], "test": []}
    words = 0
    for sentence in sentences:
        parts["train" if words < dev_from else "dev" if words < test_from else "test"].append(sentence)
        words += len(sentence)
    return parts


def blocks(sentences: list[list[tuple[str, str]]]) -> Iterator[Block]:
    """Sentences gathered, in order, until they have ``BLOCK`` words."""
    words: list[tuple[str, str]] = []
    for i, sentence in enumerate(sentences):
        words += sentence
        if len(words) >= BLOCK or i + 1 == len(sentences):
            yield Block([word for word, _ in words], list(entities([tag for _, tag in words])))
            words = []


def entities(tags: list[str]) -> Iterator[Entity]:
    """Ranges of an IOB sequence; an I- after another label begins an entity, as in CoNLL's scorer."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if label and (not tag.startswith("I-") or tag[2:] != label):
            yield start, i, label
            label = ""
        if tag != "O" and not label:
            start, label = i, tag[2:]


def to_doc(nlp: Language, block: Block) -> tuple[Doc, list[int]]:
    """The block's Doc with its entities, and the word that each token belongs to."""
    doc = nlp.make_doc(block.text)
    starts = block.starts()
    owner, word = [], 0
    for token in doc:
        while word + 1 < len(starts) and token.idx >= starts[word + 1]:
            word += 1
        owner.append(word)
    tokens: dict[int, list[int]] = {}
    for i, word in enumerate(owner):
        tokens.setdefault(word, []).append(i)
    spans = []
    for start, end, label in block.entities:
        inside = [i for word in range(start, end) for i in tokens.get(word, [])]
        head = set(tokens.get(start, [])[:-1])
        while len(inside) > 1 and (doc[inside[0]].is_punct or (inside[0] in head and len(doc[inside[0]]) == 1)):
            inside.pop(0)
        while len(inside) > 1 and doc[inside[-1]].is_punct:
            inside.pop()
        if inside:
            spans.append(Span(doc, inside[0], inside[-1] + 1, label=label))
    doc.set_ents(spans)
    return doc, owner


def found(doc: Doc, owner: list[int], mapped: bool) -> set[Entity]:
    """The Doc's entities as ranges of words."""
    labels = OURS if mapped else {label: label for label in LABELS}
    return {(owner[ent.start], owner[ent.end - 1] + 1, labels[ent.label_]) for ent in doc.ents if ent.label_ in labels}


def prf(right: int, predicted: int, gold: int) -> dict[str, float]:
    p, r = right / predicted if predicted else 0.0, right / gold if gold else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f": round(2 * p * r / (p + r), 4) if p + r else 0.0, "gold": gold}


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(help="ANERcorp in CoNLL form")],
    output: Annotated[Path, typer.Argument(help="Folder for train.spacy, dev.spacy and test.spacy")],
) -> None:
    """Write the parts."""
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}})
    output.mkdir(parents=True, exist_ok=True)
    for part, sentences in split(read(source)).items():
        docs = [(block, *to_doc(nlp, block)) for block in blocks(sentences)]
        DocBin(docs=[doc for _, doc, _ in docs]).to_disk(output / f"{part}.spacy")
        gold = sum(len(block.entities) for block, _, _ in docs)
        held = sum(len(set(block.entities) & found(doc, owner, mapped=False)) for block, doc, owner in docs)
        words = sum(map(len, sentences))
        typer.echo(f"{part}: {len(sentences)} sentences, {words} words, {gold} entities, {held} held by tokens")


@app.command()
def score(
    model: Annotated[str, typer.Argument(help="Pipeline: a name or a folder")],
    source: Annotated[Path, typer.Argument(help="ANERcorp in CoNLL form")],
    part: Annotated[str, typer.Option(help="train, dev or test")] = "test",
    output: Annotated[Path | None, typer.Option(help="JSON file to write")] = None,
) -> None:
    """Score a pipeline that was trained on ANERcorp, by its recognizer alone."""
    result = measure(model, source, part, without=["gazetteer_ruler"])
    if output:
        output.parent.mkdir(exist_ok=True)
        srsly.write_json(output, result)
    typer.echo(srsly.json_dumps(result, indent=2))


def measure(
    model: str, source: Path, part: str = "test", *, mapped: bool = False, without: Sequence[str] = ()
) -> dict[str, Any]:
    """A pipeline's exact-span scores on one part of ANERcorp.

    model: a name or a folder. source: ANERcorp in CoNLL form. mapped: the pipeline has the project's labels; PERS, LOC
    and ORG are scored. without: components to leave out.
    RETURNS: micro and per-label precision, recall and F, and words per second (of this machine, one process).
    """
    nlp = spacy.load(model, exclude=[*without, *STATEMENTS])
    gathered = list(blocks(split(read(source))[part]))
    owners = [to_doc(nlp, block)[1] for block in gathered]
    begin = time.perf_counter()
    docs = list(nlp.pipe([block.text for block in gathered]))
    seconds = time.perf_counter() - begin
    right, predicted, gold = Counter[str](), Counter[str](), Counter[str]()
    for block, doc, owner in zip(gathered, docs, owners, strict=True):
        theirs = {entity for entity in block.entities if not mapped or entity[2] in OURS.values()}
        ours = found(doc, owner, mapped)
        right.update(label for *_, label in theirs & ours)
        predicted.update(label for *_, label in ours)
        gold.update(label for *_, label in theirs)
    return {
        "model": f"{nlp.lang}_{nlp.meta['name']} {nlp.meta['version']}",
        "part": part,
        "micro": prf(right.total(), predicted.total(), gold.total()),
        "per_label": {label: prf(right[label], predicted[label], gold[label]) for label in sorted(gold)},
        "words_per_second": round(sum(len(block.words) for block in gathered) / seconds),
    }


if __name__ == "__main__":
    app()
