"""``casualty_parser``: every amount of people harmed in a Doc."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from marsad.casualties import find_casualties
from marsad.components.extractor import Extractor, Scorer
from marsad.components.state import entities, passage, set_spans, store


class CasualtyParser(Extractor):
    """Sets ``doc._.casualties`` (list of ``Casualty``) and ``doc.spans["casualties"]`` (label: harm, id: the record's).

    Reads ``doc.text`` and, where there are any, ``doc.ents``. Works after any tokenizer.
    """

    def annotate(self, doc: Doc) -> None:
        records = find_casualties(passage(doc.text), entities(doc))
        store(doc, "casualties", records)
        set_spans(doc, self.settings["spans_key"], [(r.start, r.end, r.harm, r.id) for r in records])


@Language.factory(
    "casualty_parser",
    assigns=["doc._.casualties", "doc.spans"],
    default_config={"spans_key": "casualties", "scorer": {"@scorers": "marsad.casualty_scorer.v1"}},
    default_score_weights={"casualties_mention_f": None, "casualties_full_f": None},
)
def make_casualty_parser(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> CasualtyParser:
    settings: dict[str, Any] = {"spans_key": spans_key}
    return CasualtyParser(nlp, name, settings=settings, scorer=scorer)
