"""``arabic_sentencizer``: where sentences begin."""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from marsad.components.extractor import Extractor
from marsad.components.state import passage


class ArabicSentencizer(Extractor):
    """Sets ``token.is_sent_start`` on every token. Reads ``doc.text`` alone, so that it works after any tokenizer."""

    def annotate(self, doc: Doc) -> None:
        view = passage(doc.text)
        offsets = [token.idx for token in doc]
        starts = {bisect_right(offsets, view.starts[first]) - 1 for first, _ in view.sentences}
        for token in doc:
            token.is_sent_start = token.i in starts or token.i == 0


@Language.factory("arabic_sentencizer", assigns=["token.is_sent_start", "doc.sents"])
def make_sentencizer(nlp: Language, name: str) -> ArabicSentencizer:
    return ArabicSentencizer(nlp, name, settings={}, scorer=None)
