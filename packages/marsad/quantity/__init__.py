"""Numbers and amounts: how many, and within what bounds. Knows ``marsad.text`` and ``marsad.lexicon`` alone."""

from marsad.quantity.amounts import amounts, find_amounts, find_ordinals
from marsad.quantity.formatting import format_amount
from marsad.quantity.matches import AmountMatch
from marsad.quantity.nouns import NounForm, noun_number, noun_readings
from marsad.quantity.numerals import parse_number, parse_ordinal
from marsad.records import Amount

__all__ = [
    "Amount",
    "AmountMatch",
    "NounForm",
    "amounts",
    "find_amounts",
    "find_ordinals",
    "format_amount",
    "noun_number",
    "noun_readings",
    "parse_number",
    "parse_ordinal",
]
