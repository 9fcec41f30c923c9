"""Casualties: every amount of people harmed, who they were, whether established, part of what."""

from marsad.casualties.finder import find_casualties

__all__ = ["find_casualties"]
