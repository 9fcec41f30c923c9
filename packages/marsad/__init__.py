"""Marsad: Arabic conflict news, read for who was harmed, how many, and who says so.

``spacy.load("ar_conflict_news_sm")`` gives a pipeline; ``marsad.to_dict(doc)`` its results as JSON values and
``marsad.render(doc)`` as HTML. The components can be added to any ``spacy.blank("ar")`` by name: ``arabic_normalizer``,
``gazetteer_ruler``, ``casualty_parser``, ``attribution``, ``claims``.
"""

from marsad.export import to_dict
from marsad.records import Amount, Attribution, Casualty, Claim, TextSpan
from marsad.render import render

__all__ = ["Amount", "Attribution", "Casualty", "Claim", "TextSpan", "render", "to_dict"]
