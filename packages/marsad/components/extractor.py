"""What the rule components have in common: settings as JSON, serialization, error handling, scoring."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import srsly
from spacy import util
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc
from spacy.training import Example

from marsad.components.state import sign

Scorer = Callable[[Iterable[Example]], dict[str, Any]]


class Extractor(Pipe):
    """A component without weights that annotates one Doc at a time.

    nlp (Language): the pipeline.
    name (str): the component's name in it.
    settings (dict): JSON values; saved with the pipeline.
    scorer (Optional[Scorer]): scores examples; None for none.
    """

    def __init__(self, nlp: Language, name: str, *, settings: dict[str, Any], scorer: Scorer | None) -> None:
        self.nlp = nlp
        self.vocab = nlp.vocab
        self.name = name
        self.settings = settings
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        try:
            self.annotate(doc)
            sign(doc, self.model_name)
        except Exception as error:  # the pipeline's error handler decides what a failing document costs
            self.get_error_handler()(self.name, self, [doc], error)
        return doc

    @cached_property
    def model_name(self) -> str:
        """Name and version of the pipeline, for the records it makes: ``ar_conflict_news_sm 0.1.0``."""
        meta = self.nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def annotate(self, doc: Doc) -> None:
        """Write the component's annotations to the Doc."""
        raise NotImplementedError

    def _load(self, settings: dict[str, Any]) -> None:
        self.settings = settings

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return util.to_bytes({"cfg": lambda: srsly.json_dumps(self.settings)}, exclude)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Extractor:
        util.from_bytes(data, {"cfg": lambda value: self._load(srsly.json_loads(value))}, exclude)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        util.to_disk(path, {"cfg": lambda target: srsly.write_json(target, self.settings)}, exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Extractor:
        util.from_disk(path, {"cfg": lambda source: self._load(srsly.read_json(source))}, exclude)
        return self
