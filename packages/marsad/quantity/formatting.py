"""Writing an amount in words and figures that ``find_amounts`` reads back with the same value and bounds."""

from __future__ import annotations

from decimal import Decimal

from marsad.records import Amount

_BEFORE = {
    "exact": "",
    "more_than": "أكثر من ",
    "at_least": "ما لا يقل عن ",
    "less_than": "أقل من ",
    "at_most": "ما لا يزيد على ",
    "about": "نحو ",
}
_MAGNITUDES = {
    3: "عدد من",
    13: "بضعة عشر",
    20: "عشرات",
    200: "مئات",
    2_000: "آلاف",
    20_000: "عشرات الآلاف",
    200_000: "مئات الآلاف",
    2_000_000: "ملايين",
    20_000_000: "عشرات الملايين",
    200_000_000: "مئات الملايين",
    2_000_000_000: "مليارات",
}


def format_amount(amount: Amount) -> str:
    """An amount as Arabic text: "أكثر من 600" (more than 600), "بين 20 و30" (between 20 and 30), "عشرات" (tens).

    amount: value and bounds by the guidelines' table. A vague amount is written by its low, to the magnitude below it.
    RETURNS: text that ``find_amounts`` reads as one amount with the same value, low, high and qualifier.
    """
    if amount.qualifier == "between" and amount.low is not None and amount.high is not None:
        return f"بين {_figure(amount.low)} و{_figure(amount.high)}"
    if amount.qualifier == "vague" or amount.value is None:
        low = amount.low or 3
        return _MAGNITUDES[max((size for size in _MAGNITUDES if size <= low), default=3)]
    return _BEFORE[amount.qualifier] + _figure(amount.value)


def _figure(value: int | float) -> str:
    """Digits with the Arabic signs for thousands, so that 1٬800 is no year, and for decimals."""
    text = format(Decimal(repr(value)), ",f")
    whole, _, part = text.partition(".")
    whole, part = whole.replace(",", "٬"), part.rstrip("0")
    return f"{whole}٫{part}" if part else whole
