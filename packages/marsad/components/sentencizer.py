"""``arabic_sentencizer``: where sentences begin."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
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
        # All at once: to set a token's own value, spaCy looks through the whole Doc for a parse that it would contradict.
        marks = [1 if i in starts or i == 0 else -1 for i in range(len(doc))]
        doc.from_array(["SENT_START"], np.array(marks, dtype="int64").astype("uint64"))  # type: ignore[arg-type]


@Language.factory("arabic_sentencizer", assigns=["token.is_sent_start", "doc.sents"])
def make_sentencizer(nlp: Language, name: str) -> ArabicSentencizer:
    return ArabicSentencizer(nlp, name, settings={}, scorer=None)
