"""What the lists know of names, as features for a statistical entity recognizer.

The gazetteer is seldom wrong, and never complete: the recognizer sees what the lists say of every token beside what it
learned of words, and weighs both in their context. A list can grow without training again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from spacy.tokens import Doc
from thinc.api import Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d

from marsad.gazetteer import load_gazetteer
from marsad.lexicon import forms, load
from marsad.text import norm

LABELS = ("GPE", "LOC", "FAC", "ORG", "NORP", "EVENT", "WEAPON")
KINDS = ("given", "family", "nickname")
WIDTH = 2 * len(LABELS) + len(KINDS)
"""For each label whether the token begins, whether it goes on a name; whether it is a given name, a family's, a nickname's
opening word."""
_PARTICLES = frozenset("وفبلكس")
_CLASSES = {
    "given": ("name", "given_m", "given_f", "foreign_given"),
    "family": ("family", "foreign_family"),
    "nickname": ("nickname",),
}

Docs = list[Doc]
Tok2Vec = Model[Docs, list[Floats2d]]


def make_name_embed(embed: Tok2Vec, width: int) -> Tok2Vec:
    """``marsad.NameEmbed.v1``: another embedding with the features of names beside it, mixed to ``width``.

    embed (Model[List[Doc], List[Floats2d]]): the embedding.
    width (int): of the output.
    """
    names: Model[Any, Any] = Model("name_features", _forward)
    both: Any = concatenate(chain(embed, list2ragged()), chain(names, list2ragged()))
    mix: Any = Maxout(nO=width, nP=3, normalize=True, dropout=0.0)
    return chain(both, with_array(mix), ragged2list())


def _forward(model: Model[Docs, Any], docs: Docs, is_train: bool) -> tuple[list[Any], Callable[[Any], Docs]]:
    rows: list[Any] = [features(doc) for doc in docs]
    return [model.ops.asarray2f(row) for row in rows], lambda gradient: []


def features(doc: Doc) -> np.ndarray[Any, np.dtype[np.float32]]:
    """One row of ``WIDTH`` zeros and ones for each token."""
    rows = np.zeros((len(doc), WIDTH), dtype="f")
    norms = [token.norm_ for token in doc]
    proclitic = [
        len(form) == 1 and form in _PARTICLES and not token.whitespace_ for form, token in zip(norms, doc, strict=True)
    ]
    for start, end, entry in load_gazetteer().match(norms, proclitic):
        column = 2 * LABELS.index(entry.label)
        rows[start, column] = 1.0
        rows[start + 1 : end, column + 1] = 1.0
    for column, kind in enumerate(KINDS, start=-len(KINDS)):
        known = _known(kind)
        for i, form in enumerate(norms):
            rows[i, column] = form in known
    return rows


@cache
def _known(kind: str) -> frozenset[str]:
    """The norms of the words of names of a kind; a compound's words each (عبد الرحمن)."""
    rows = [*load("given_names"), *load("person_names")]
    names = [form for row in rows if row["class"] in _CLASSES[kind] for form in forms(row["form"])]
    return frozenset(norm(word) for name in names for word in name.split() if len(word) > 2 or kind == "nickname")
