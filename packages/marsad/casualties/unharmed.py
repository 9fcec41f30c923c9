"""Amounts that look like people harmed and are none: titles, names of institutions, animals, rates, drills."""

from __future__ import annotations

from marsad.casualties.mentions import Mention
from marsad.casualties.view import AND, View
from marsad.casualties.words import lemmas, words
from marsad.text import norm

_RATES = words("rate")
_RATE_NOUNS = words("rate_noun")
_EACH = norm("كل")
_FOR = norm("ل")
_OF = frozenset(norm(form) for form in ("ل", "من"))
_UNITS = words("time_unit")
_OPEN, _CLOSE = frozenset('«"“‟'), frozenset('»"”')
_TITLE = 6  # the most words of a title before and after the amount in it
_WORKS = words("work")
_FACILITIES = words("facility")
_UNITS_NAMED = words("unit_named")
_NOT_PEOPLE = words("not_people")
_PRETENDED = words("pretended")
_DRILLS = words("drill")
_FALLS = lemmas("fall")
_ANYBODY = lemmas("anybody")
_LEGAL = words("legal")
_EVENTS = lemmas("event")


def unharmed(view: View, mention: Mention) -> bool:
    """Whether a mention that a cue was found for is nobody harmed, by what stands around it.

    view: the passage. mention: an amount with its cue.
    """
    return (
        _rate(view, mention)
        or _titled(view, mention)
        or _institution(view, mention)
        or _other_beings(view, mention)
        or _pretended(view, mention)
        or _cognate(view, mention)
        or _fallen_things(view, mention)
        or _anybody(view, mention)
    )


def _rate(view: View, mention: Mention) -> bool:
    """سبعة قتلى يوميا ("seven dead a day"), طفل كل عشر دقائق ("a child every ten minutes"), لكل مئة ألف من السكان."""
    if any(view.at(j) in _RATES for j in range(mention.end, mention.end + 3)):
        return True
    if any(view.at(j) in _RATE_NOUNS for j in range(max(mention.start - 4, view.begin(mention.start)), mention.start)):
        return True
    if view.at(mention.start - 1) == _EACH and view.at(mention.start - 2) == _FOR:
        return True
    for i in range(mention.end, min(mention.end + 8, view.stop(mention.start))):
        if view.punctuation(i) or view.at(i) == AND:
            return False
        if view.at(i) == _EACH and (view.at(i + 1) in _UNITS or view.at(i + 2) in _UNITS):
            return True
    return False


def _titled(view: View, mention: Mention) -> bool:
    """«سبعة جرحى» ("Seven Wounded"), ديوان «قتلى على مقعد خشبي» ("the poems 'Dead Men on a Wooden Seat'")."""
    if mention.cue is None or not mention.own_harm:
        return False
    if view.at(mention.start - 1) in _OPEN and view.at(mention.end) in _CLOSE:
        return True
    opening = next(
        (i for i in range(mention.start - 1, mention.start - 1 - _TITLE, -1) if i >= 0 and view.at(i) in _OPEN), -1
    )
    if opening < 0 or any(view.at(i) in _CLOSE for i in range(opening + 1, mention.start)):
        return False
    closed = any(view.at(i) in _CLOSE for i in range(mention.end, mention.end + _TITLE))
    return closed and any(view.at(i) in _WORKS for i in range(opening - 3, opening))


def _institution(view: View, mention: Mention) -> bool:
    """كنيسة الأربعين شهيدا ("the Church of the Forty Martyrs"), كتيبة الشهيد فلان ("the battalion Martyr So-and-so")."""
    before = view.at(mention.start - 1)
    return before in _FACILITIES or (before in _UNITS_NAMED and (mention.definite or bool(mention.own_harm)))


def _other_beings(view: View, mention: Mention) -> bool:
    """سبع جثث لدلافين ("seven bodies of dolphins"), 190 ألف ضحية من الغنم ("190 thousand sacrificial sheep")."""
    return view.at(mention.end) in _OF and view.at(mention.end + 1) in _NOT_PEOPLE


def _pretended(view: View, mention: Mention) -> bool:
    """30 مصابا افتراضيا ("30 notional casualties"); a scenario that the sentence plays through."""
    if view.at(mention.end) in _PRETENDED:
        return True
    return any(view.at(i) in _DRILLS for i in range(view.begin(mention.start), mention.start))


def _cognate(view: View, mention: Mention) -> bool:
    """أصيبوا إصابات بليغة ("were badly injured", literally "were injured injuries"): the plural says how."""
    if mention.kind != "noun" or mention.entry.get("singular") not in _EVENTS:
        return False
    before = view.noun(mention.start - 1)
    return before is not None and before.form.entry["harm"] == mention.own_harm


def _fallen_things(view: View, mention: Mention) -> bool:
    """34 صاروخا … سقط خمسة: what fell was counted before in its sentence, and it was no people."""
    if mention.kind != "elided" or mention.cue is None or mention.cue.rule.partition(":")[2] not in _FALLS:
        return False
    before = range(view.begin(mention.start), mention.start)
    return any(view.number(i) for i in before) and not any(view.noun(i) for i in before)


def _anybody(view: View, mention: Mention) -> bool:
    """أعمال أفضت إلى موت إنسان ("acts that led to the death of a person"): what a law or a charge speaks of."""
    if mention.kind != "noun" or mention.value != 1 or mention.entry.get("singular") not in _ANYBODY:
        return False
    return any(view.at(i) in _LEGAL for i in range(view.begin(mention.start), view.stop(mention.start)))
