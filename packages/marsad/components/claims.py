"""``claims``: casualties joined with who said them, where and when."""

from __future__ import annotations

from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from marsad.claims import join
from marsad.components.extractor import Extractor
from marsad.components.state import entities, passage, store


class ClaimJoiner(Extractor):
    """Sets ``doc._.claims`` (one ``Claim`` per casualty) and each casualty's ``attribution``.

    The document's date, for relative dates, is ``doc.user_data["date"]`` (ISO) where the caller gave one.
    """

    def annotate(self, doc: Doc) -> None:
        casualties = doc._.casualties
        claims = join(
            passage(doc.text),
            casualties,
            doc._.attributions,
            entities(doc),
            date=doc.user_data.get("date"),
            vague=self.settings["vague"],
        )
        for casualty, claim in zip(casualties, claims, strict=True):
            casualty.attribution = claim.attribution
        store(doc, "casualties", casualties)
        store(doc, "claims", claims)


@Language.factory(
    "claims",
    assigns=["doc._.claims"],
    requires=["doc._.casualties", "doc._.attributions"],
    default_config={"vague": "as_reported"},
)
def make_claims(nlp: Language, name: str, vague: Literal["as_reported", "acled"]) -> ClaimJoiner:
    return ClaimJoiner(nlp, name, settings={"vague": vague}, scorer=None)
