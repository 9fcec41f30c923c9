"""Forms of a verb of saying, made from its principal parts by the rules of unvocalized spelling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SHADDA = "\u0651"


class Agreement(NamedTuple):
    """Person (1, 2, 3), gender (m, f; empty: either) and number (s, d, p; empty: any) that a form shows."""

    person: int = 3
    gender: str = ""
    number: str = ""


def perfect(verb: str) -> Iterator[tuple[str, Agreement]]:
    """All forms of the perfect.

    verb: third person masculine singular; a final shadda marks a doubled root (ردّ, "he answered").
    YIELDS: forms in ordinary spelling with their agreement.
    """
    doubled = verb.endswith(SHADDA)
    base = verb.rstrip(SHADDA)
    yield base, Agreement(3, "m", "s")
    if base[-1] in "ىا":
        stem = base[:-1]
        glide = "و" if base[-1] == "ا" and len(base) == 3 else "ي"
        yield stem + "ت", Agreement(3, "f", "s")
        yield stem + glide + "ا", Agreement(3, "m", "d")
        yield stem + "تا", Agreement(3, "f", "d")
        yield stem + "وا", Agreement(3, "m", "p")
        short = stem + glide
    else:
        yield base + "ت", Agreement(3, "f", "s")
        yield base + "ا", Agreement(3, "m", "d")
        yield base + "تا", Agreement(3, "f", "d")
        yield base + "وا", Agreement(3, "m", "p")
        yield base + "و", Agreement(3, "m", "p")
        if doubled:
            short = base + base[-1]
        elif base[-2] == "ا" and len(base) > 2:
            short = base[:-2] + base[-1]
        else:
            short = base
    yield short + "ن", Agreement(3, "f", "p")
    yield short + "ت", Agreement(1, "", "s")
    yield short + "نا", Agreement(1, "", "p")
    yield short + "تم", Agreement(2, "m", "p")


def imperfect(form: str, hollow: bool = False) -> Iterator[tuple[str, Agreement]]:
    """All forms of the imperfect, with the short ones of the jussive (لم يقل, "he did not say").

    form: third person masculine singular (يقول). hollow: whether the middle radical is weak.
    """
    stem = form[1:]
    if stem[-1] in "ويىئ" and len(stem) > 2:
        plural = stem[:-1] if stem[-1] != "ئ" else stem
        dual = stem[:-1] + ("ي" if stem[-1] == "ى" else stem[-1])
        shorts = [stem[:-1]] if stem[-1] != "ئ" else []
    else:
        plural = dual = stem
        shorts = [stem[:-2] + stem[-1]] if hollow and len(stem) > 2 else []
    for prefix, agreement in (("ي", Agreement(3, "m", "s")), ("ت", Agreement(3, "f", "s")), ("أ", Agreement(1, "", "s")),
                              ("ن", Agreement(1, "", "p"))):  # fmt: skip
        yield prefix + stem, agreement
        for short in shorts:
            if len(short) > 1 and agreement.person == 3:
                yield prefix + short, agreement
    for ending in ("ون", "وا"):
        yield "ي" + plural + ending, Agreement(3, "m", "p")
        yield "ت" + plural + ending, Agreement(2, "m", "p")
    yield "ي" + dual + "ان", Agreement(3, "m", "d")
    yield "ت" + dual + "ان", Agreement(3, "f", "d")
    yield "ي" + dual + "ن", Agreement(3, "f", "p")


def participle(form: str) -> Iterator[tuple[str, Agreement]]:
    """Accusative forms of an active participle beside its verb (مشيراً إلى, "pointing to").

    form: masculine singular, a final weak radical written (داعي, "calling").
    """
    base = form.rstrip(SHADDA)
    plural = base[:-1] if base[-1] in "يئ" else base
    yield base + "ا", Agreement(3, "m", "s")
    yield base + "ة", Agreement(3, "f", "s")
    yield plural + "ين", Agreement(3, "m", "p")
    yield base + "ين", Agreement(3, "m", "d")
    yield base + "تين", Agreement(3, "f", "d")
    yield base + "ات", Agreement(3, "f", "p")


POSSESSIVES = {
    "ه": Agreement(3, "m", "s"),
    "ها": Agreement(3, "f", "s"),
    "هم": Agreement(3, "m", "p"),
    "هما": Agreement(3, "", "d"),
    "هن": Agreement(3, "f", "p"),
    "نا": Agreement(1, "", "p"),
    "ي": Agreement(1, "", "s"),
}


def verbal_noun(noun: str) -> Iterator[tuple[str, Agreement]]:
    """A verbal noun with the pronouns that name the speaker (قوله, "his saying"), and with the article (القول)."""
    base = noun.rstrip(SHADDA)
    stem = base[:-1] + "ت" if base.endswith("ة") else base
    for pronoun, agreement in POSSESSIVES.items():
        yield stem + pronoun, agreement
        if base.endswith("اء"):
            yield base[:-1] + "ئ" + pronoun, agreement
    if not base.endswith("ات"):
        yield "ال" + base, Agreement(3)
