"""``arabic_normalizer``: norms on the tokens, the normalized text and its alignment on the Doc."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from marsad.components.extractor import Extractor
from marsad.text.alignment import Normalized
from marsad.text.normalize import NORMALIZER, Normalizer

STATE = "marsad_normalized"


class ArabicNormalizer(Extractor):
    """Sets ``token.norm_`` on every token, and what ``doc._.normalized``, ``doc._.to_original`` and
    ``doc._.to_normalized`` read.

    After the tokenizer of this library, which sets norms itself, it keeps the articles that one restored. Settings:
    ``steps``, the steps of ``Normalizer`` to switch.
    """

    def annotate(self, doc: Doc) -> None:
        normalizer = Normalizer.from_dict(self.settings["steps"])
        for token in doc:
            set_apart = token.norm != token.lex.norm  # its own norm: a restored article, a tokenizer exception
            norm = normalizer.norm_restored(token.text, token.norm_) if set_apart else normalizer.norm(token.text)
            token.norm_ = norm
        normalized = normalizer.normalize(doc.text)
        flat = [offset for edit in normalized.edits for offset in edit]
        setattr(doc._, STATE, {"text": normalized.text, "edits": flat})


def _read(doc: Doc) -> Normalized:
    """What the component left on the Doc; by the default steps where it did not run."""
    state: dict[str, Any] | None = getattr(doc._, STATE)
    if state is None:
        return NORMALIZER.normalize(doc.text)
    flat = state["edits"]
    return Normalized(state["text"], list(zip(flat[::4], flat[1::4], flat[2::4], flat[3::4], strict=True)))


def normalized_text(doc: Doc) -> str:
    """``doc._.normalized``: the normalized text."""
    return _read(doc).text


def to_original(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """``doc._.to_original(start, end)``: the range of ``doc.text`` that a range of ``doc._.normalized`` comes from.

    RAISES: ValueError for a range that is none of the normalized text.
    """
    normalized = _read(doc)
    if not 0 <= start <= end <= len(normalized.text):
        raise ValueError(f"no range of the normalized text: {start}, {end} (its length is {len(normalized.text)})")
    return normalized.to_original(start, end)


def to_normalized(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """``doc._.to_normalized(start, end)``: the range of ``doc._.normalized`` that holds what is left of a range of
    ``doc.text``.

    RAISES: ValueError for a range that is none of the text.
    """
    if not 0 <= start <= end <= len(doc.text):
        raise ValueError(f"no range of the text: {start}, {end} (its length is {len(doc.text)})")
    return _read(doc).to_normalized(start, end)


def register_extensions() -> None:
    """Register the extensions and the state behind them, once."""
    if not Doc.has_extension(STATE):
        Doc.set_extension(STATE, default=None)
    if not Doc.has_extension("normalized"):
        Doc.set_extension("normalized", getter=normalized_text)
    if not Doc.has_extension("to_original"):
        Doc.set_extension("to_original", method=to_original)
    if not Doc.has_extension("to_normalized"):
        Doc.set_extension("to_normalized", method=to_normalized)


register_extensions()


@Language.factory(
    "arabic_normalizer",
    assigns=["token.norm", "doc._.normalized", "doc._.to_original"],
    default_config={"steps": {}},
)
def make_normalizer(nlp: Language, name: str, steps: dict[str, bool]) -> ArabicNormalizer:
    Normalizer.from_dict(steps)  # an unknown step is refused here, not at the first Doc
    return ArabicNormalizer(nlp, name, settings={"steps": steps}, scorer=None)
