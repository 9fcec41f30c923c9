"""The word classes of the casualty grammar: ``lexicon/casualty_words.tsv``."""

from __future__ import annotations

from functools import cache

from marsad.lexicon import load
from marsad.text import norm


@cache
def lemmas(name: str) -> frozenset[str]:
    """The forms of a class as written, for comparing with the lemma of an entry.

    RAISES: KeyError naming the class where there is no such class.
    """
    found = frozenset(row["form"] for row in load("casualty_words") if row["class"] == name)
    if not found:
        raise KeyError(f"no class {name!r} in lexicon/casualty_words.tsv")
    return found


@cache
def words(name: str) -> frozenset[str]:
    """The norms of a class, for comparing with the words of a passage.

    RAISES: KeyError naming the class where there is no such class.
    """
    return frozenset(norm(form) for form in lemmas(name))
