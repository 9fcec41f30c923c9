"""A Doc as the contract's JSON."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from marsad.components.state import model


def to_dict(doc: Doc, id: str | None = None) -> dict[str, Any]:
    """What the pipeline found in a Doc, as plain JSON values; every offset counts code points of ``doc.text``.

    doc (Doc): a Doc that a Marsad pipeline (or any of its components) has annotated.
    id (Optional[str]): the document's id; without it ``doc.user_data["id"]``.
    RETURNS (dict): id, text, model, entities, casualties, attributions, claims.
    """
    return {
        "id": id if id is not None else doc.user_data.get("id"),
        "text": doc.text,
        "model": model(doc),
        "entities": [
            {
                "start": ent.start_char,
                "end": ent.end_char,
                "text": ent.text,
                "label": ent.label_,
                "id": ent.kb_id_ or ent.ent_id_ or None,
            }
            for ent in doc.ents
        ],
        "casualties": [record.to_dict() for record in doc._.casualties],
        "attributions": [record.to_dict() for record in doc._.attributions],
        "claims": [record.to_dict() for record in doc._.claims],
    }
