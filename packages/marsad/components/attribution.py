"""``attribution``: every statement of a Doc with its cue, source and content."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from marsad.components.extractor import Extractor, Scorer
from marsad.components.state import entities, passage, set_spans, store
from marsad.statements import find_attributions


class AttributionFinder(Extractor):
    """Sets ``doc._.attributions`` (list of ``Attribution``) and ``doc.spans["cues"]`` (label: stance), ``["sources"]``
    (label: source type), ``["contents"]`` (label: kind); the id of each span is the record's.

    Reads ``doc.text`` and, where there are any, ``doc.ents``. Works after any tokenizer.
    """

    def annotate(self, doc: Doc) -> None:
        records = find_attributions(passage(doc.text), entities(doc))
        store(doc, "attributions", records)
        set_spans(doc, "cues", [(r.cue.start, r.cue.end, r.stance, r.id) for r in records])
        set_spans(doc, "sources", [(r.source.start, r.source.end, r.source_type, r.id) for r in records if r.source])
        set_spans(doc, "contents", [(c.start, c.end, r.kind, r.id) for r in records for c in r.contents])


@Language.factory(
    "attribution",
    assigns=["doc._.attributions", "doc.spans"],
    default_config={"scorer": {"@scorers": "marsad.attribution_scorer.v1"}},
    default_score_weights={"attributions_cue_f": None, "attributions_full_f": None},
)
def make_attribution(nlp: Language, name: str, scorer: Scorer | None) -> AttributionFinder:
    return AttributionFinder(nlp, name, settings={}, scorer=scorer)
