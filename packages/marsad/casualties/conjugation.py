"""Verb forms from principal parts: the perfect and imperfect of the third person, with pronouns written on them.

The principal parts are the third person masculine singular as ``lexicon/harm_verbs.tsv`` gives them; only spelling matters
here, so that قُتل ("was killed") and قَتل ("killed") are one form that the grammar tells apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

Agreement = Literal["singular", "dual", "plural", "first"]
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")


class Form(NamedTuple):
    """A written verb form: its agreement, whether feminine, whether an object pronoun is written on it."""

    text: str
    agreement: Agreement = "singular"
    feminine: bool = False
    pronoun: bool = False
    perfect: bool = True
    jussive: bool = False


def perfect(verb: str) -> Iterator[Form]:
    """The perfect of قتل, توفي, قضى, أصاب: قتل قتلت قتلا قتلتا قتلوا قتلن قتلنا, and قتله قتلته قتلوه with pronouns."""
    base = verb[:-1] if verb[-1] in "ىيا" else verb
    dual = base + "ي" if verb[-1] in "ىي" else base
    keeps = verb[-1] == "ي"
    yield Form(verb)
    yield Form((verb if keeps else base) + "ت", feminine=True)
    yield Form(dual + "ا", "dual")
    yield Form((verb if keeps else base) + "تا", "dual", feminine=True)
    yield Form(base + "وا", "plural")
    yield Form(base + "و", "plural")  # common misspelling
    yield Form(dual + "ن", "plural", feminine=True)
    yield Form(dual + "نا", "first")
    for pronoun in _PRONOUNS:
        yield Form((base + "ا" if verb[-1] in "ىا" else verb) + pronoun, pronoun=True)
        yield Form(base + "ت" + pronoun, feminine=True, pronoun=True)
        yield Form(base + "و" + pronoun, "plural", pronoun=True)


def imperfect(verb: str, jussive: str = "") -> Iterator[Form]:
    """The imperfect of يقتل, يصاب, يتوفى: يقتل تقتل يقتلان تقتلان يقتلون يقتلوا يقتلن, and with pronouns."""
    base = verb[:-1] if verb[-1] in "ىي" else verb
    dual = base + "ي" if verb[-1] in "ىي" else base
    for prefix, feminine in (("ي", False), ("ت", True)):
        stem = prefix + base[1:]
        yield Form(prefix + verb[1:], feminine=feminine, perfect=False)
        yield Form(prefix + dual[1:] + "ان", "dual", feminine, perfect=False)
        yield Form(prefix + dual[1:] + "ا", "dual", feminine, perfect=False)
        if jussive:
            yield Form(prefix + jussive[1:], feminine=feminine, perfect=False, jussive=True)
        for pronoun in _PRONOUNS:
            yield Form(prefix + verb[1:] + pronoun, feminine=feminine, pronoun=True, perfect=False)
            yield Form(stem + "ون" + pronoun, "plural", pronoun=True, perfect=False)
            yield Form(stem + "و" + pronoun, "plural", pronoun=True, perfect=False)
    yield Form("ي" + base[1:] + "ون", "plural", perfect=False)
    yield Form("ي" + base[1:] + "وا", "plural", perfect=False)
    yield Form("ي" + base[1:] + "ن", "plural", feminine=True, perfect=False)
