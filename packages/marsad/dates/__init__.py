"""Dates: absolute ones with the months of every Arab tradition, and those told from the day of writing."""

from marsad.dates.grammar import DateMatch, Spec, find_dates
from marsad.dates.resolution import resolve

__all__ = ["DateMatch", "Spec", "find_dates", "resolve"]
