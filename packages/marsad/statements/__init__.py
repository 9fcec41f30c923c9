"""Statements and their sources: who says what, by which words."""

from marsad.statements.finder import find_attributions

__all__ = ["find_attributions"]
