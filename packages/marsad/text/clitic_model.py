"""Whether the first letter of a word is a particle: evidence counted in a frequency list, weighed by a logistic model.

A word w = c + r beginning with و ف ب ل ك س is cut where r is a word that would stand there and w is none. Both show in
counts: r is about as frequent as w or more, takes the article and the other particles; whereas w that is itself a
word takes the article (الوزير, "the minister"), further particles (ووزير), the prefixes of the imperfect (يصل from
وصل, "arrive"). Rare words borrow their stems' counts through suffixes, particles and the persons of the verb.

The same code computes the evidence when the model is trained (``scripts/train_clitics.py``) and when it is used.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

PARTICLES = "وفبلكس"
MAY_FOLLOW = {"": PARTICLES, "و": "بلكس", "ف": "بلكس"}
"""Which particles may come next after a particle (none after ب ل ك س)."""

FLOOR = -9.0
"""log10 of the frequency of a word that is not in the list."""

DECIDED = 85
"""An entry of the list holds tenths of log10 of the frequency above ``FLOOR``, plus this for a word that is known to
be whole, plus twice this for one whose first letter is known to be a particle."""

SUFFIXES = (
    *("ها", "هم", "هما", "كم", "نا", "ه", "ي", "ا", "ات", "ين", "ون", "ان"),
    *("وا", "ت", "تها", "ته", "تهم", "تنا", "تكم", "تي", "تين", "تان", "يه", "يا", "هن", "ني", "يين", "يون"),
    *("اتها", "اته", "اتهم", "اتنا", "يها", "يهم", "وه", "وها", "وهم", "ونه", "ونها", "ونهم"),
)
"""Endings of nouns and verbs, enclitic pronouns too, in normalized spelling."""

_MARBUTA = frozenset({"ات", "ين", "ان", "ي", "ها"}) | {suffix for suffix in SUFFIXES if suffix[0] == "ت"}
IMPERFECT = "يتنا"
_SHORTEST_STEM = 3
_DEPTH = 3


class CliticModel:
    """The evidence and its weights.

    frequencies (Mapping[str, int]): normalized form to entry, see ``DECIDED``.
    weights (Mapping[str, Sequence[float]]): for each particle one weight per item of evidence; empty before training.
    """

    def __init__(self, frequencies: Mapping[str, int], weights: Mapping[str, Sequence[float]]) -> None:
        self.frequencies = frequencies
        self.weights = weights

    def cuts(self, form: str) -> bool:
        """Whether the first letter of a normalized word is a particle; ``form`` begins with one of ``PARTICLES``."""
        known = self.decision(form)
        return self.probability(form) > 0.5 if known is None else known

    def decision(self, form: str) -> bool | None:
        """Whether the first letter of a form is known to be a particle; None where the list does not say."""
        value = self.frequencies.get(form, 0)
        return value >= 2 * DECIDED if value >= DECIDED else None

    def probability(self, form: str, depth: int = 0) -> float:
        """The model's probability that the first letter is a particle."""
        weights = self.weights.get(form[0])
        if not weights:
            return 0.5
        score = sum(map(float.__mul__, weights, self.evidence(form, depth)))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))

    def log(self, form: str) -> float:
        """log10 of a form's frequency."""
        value = self.frequencies.get(form)
        return FLOOR if value is None else FLOOR + value % DECIDED / 10

    def evidence(self, form: str, depth: int = 0, unseen: bool = False) -> list[float]:
        """The evidence on a normalized word c + r.

        form (str): the word.
        depth (int): how many suffixes were taken off to come to it.
        unseen (bool): leave the word's own count out, as if the list did not have it.
        RETURNS (list[float]): the values of ``EVIDENCE``, in that order.
        """
        log = self.log
        particle, rest = form[0], form[1:]
        whole = FLOOR if unseen else log(form)
        rare = max(whole, -7.5)
        best = self._as_word(rest, particles=True)
        gain = max(-3.0, min(4.0, best - max(whole, -8.3)))
        definite = log("ال" + form)
        definite_rest = whole + 0.3 if rest.startswith("ال") else log("ال" + rest)
        linked = max(log("و" + form), log("ف" + form))
        governed = max(log("ب" + form), log("ل" + form), log("وب" + form), log("ول" + form))
        imperfect = max(log("ي" + form), log("ت" + form))
        imperfect_rest = max(log("ي" + rest), log("ت" + rest))
        person = rest[0] if rest[0] in IMPERFECT else ""
        stem_rest = max((log(stem) for stem in _stems(rest)), default=FLOOR) + 7
        stem_whole = max((log(stem) for stem in _stems(form)), default=FLOOR) + 7
        feminine = max(log(form + "ه"), log(form + "ات"), log(form + "ي")) - rare if len(form) < 6 else -2.0
        length = len(rest)
        return [
            1.0,
            gain,
            max(0.0, gain - 1),
            best + 6,
            whole + 6,
            log(rest) + 6,
            max(-3.0, definite - rare),
            float(definite > FLOOR),
            max(-3.0, min(2.0, definite_rest - max(whole, -8.0))),
            max(-4.0, min(4.0, max(definite_rest, best) - max(definite, whole - 1.2))),
            float(sum(other + rest in self.frequencies for other in "وفبلك" if other != particle)),
            float("وال" + rest in self.frequencies),
            max(-3.0, linked - rare),
            float(linked > FLOOR),
            max(-3.0, governed - rare),
            float(governed > FLOOR),
            float("لل" + form in self.frequencies),
            max(-3.0, min(1.0, imperfect - rare)),
            float(imperfect > FLOOR),
            max(-3.0, min(1.0, imperfect_rest - rare)),
            float("م" + form in self.frequencies),
            float(rest.startswith("ال") and length > 4),
            float(rest.startswith("لل")),
            float(form.startswith("لل")),
            float(person in ("ي", "ت") and person != ""),
            float(person in ("ن", "ا") and person != ""),
            self._other_person(rest, log(rest)) if person in ("ي", "ت") and person else 0.0,
            float(length == 1),
            float(length == 2),
            float(length == 3),
            float(length == 4),
            float(length >= 5),
            float(length >= 7),
            float(form.endswith("ه")),
            float(form.endswith("ات")),
            feminine,
            self._inherited(form, depth, whole),
            stem_rest,
            stem_whole,
            max(-3.0, min(3.0, stem_rest - stem_whole)),
            max(log(other + rest[1:]) for other in IMPERFECT if other != person) + 7 if person and length > 3 else 0.0,
            float(rest + "ها" in self.frequencies or rest + "ه" in self.frequencies),
        ]

    def _as_word(self, form: str, particles: bool = False) -> float:
        """How likely a form is a word: log10 of its frequency, or of its relatives' with a discount."""
        log = self.log
        best = log(form)
        if form.startswith("ال") and len(form) > 4:
            best = max(best, log(form[2:]) - 0.6)
        elif len(form) > 2:
            best = max(best, log("ال" + form) - 0.8)
        if best < -6.5:
            best = max([best, *(log(stem) - 1.3 for stem in _stems(form))])
            if form[0] in IMPERFECT and len(form) > 3:
                best = max(best, max(log(person + form[1:]) for person in IMPERFECT) - 1.0)
        if particles and len(form) > 3:
            if form.startswith("لل"):
                best = max(best, log("ا" + form[1:]) - 1.2, log("ال" + form[1:]) - 1.2)
            if form[0] in "بلكس":
                best = max(best, self._as_word(form[1:]) - 1.5)
        return best

    def _other_person(self, rest: str, own: float) -> float:
        """Whether the same imperfect is attested in the other gender."""
        other = "ي" if rest[0] == "ت" else "ت"
        return max(-2.0, min(1.0, self.log(other + rest[1:]) - max(own, -8.0)))

    def _inherited(self, form: str, depth: int, own: float) -> float:
        """What holds of the most frequent stem of a suffixed word (وزارتها, "its ministry", as of وزاره): -1 to 1."""
        if len(form) <= 4 or depth >= _DEPTH:
            return 0.0
        best, bound = "", own
        for stem in _stems(form):
            if stem != form and self.log(stem) > bound:
                best, bound = stem, self.log(stem)
        if not best:
            return 0.0
        known = self.decision(best)
        return 2 * (self.probability(best, depth + 1) if known is None else float(known)) - 1


EVIDENCE = (
    "bias",
    "r as a word against w",
    "r as a word far above w",
    "r as a word",
    "frequency of w",
    "frequency of r",
    "ال + w against w",
    "ال + w attested",
    "ال + r against w",
    "r at best against w at best",
    "other particles on r",
    "وال + r attested",
    "و or ف on w against w",
    "و or ف on w attested",
    "ب or ل on w against w",
    "ب or ل on w attested",
    "لل + w attested",
    "ي or ت on w against w",
    "ي or ت on w attested",
    "ي or ت on r against w",
    "م on w attested",
    "r begins with ال",
    "r begins with لل",
    "w begins with لل",
    "r begins with ي or ت",
    "r begins with ن or ا",
    "r as an imperfect of the other gender",
    "r of 1 letter",
    "r of 2 letters",
    "r of 3 letters",
    "r of 4 letters",
    "r of 5 letters or more",
    "r of 7 letters or more",
    "w ends in ه",
    "w ends in ات",
    "w takes feminine endings",
    "decision on w's stem",
    "frequency of r's stem",
    "frequency of w's stem",
    "r's stem against w's",
    "r as an imperfect of another person",
    "r takes pronouns",
)
"""Names of the items of evidence on a word w = c + r."""


def _stems(form: str) -> list[str]:
    """What is left of a form without a suffix, and with a teh marbuta for one that began with its ت."""
    found: list[str] = []
    for suffix in SUFFIXES:
        if form.endswith(suffix) and len(form) - len(suffix) >= _SHORTEST_STEM:
            stem = form[: -len(suffix)]
            found.append(stem)
            if suffix in _MARBUTA:
                found.append(stem + "ه")
    return found
