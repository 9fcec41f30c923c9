"""Marsad over HTTP: ``create_app`` gives a FastAPI application with an interface for programs and a page for people.

Needs the extra ``serve``: ``pip install "marsad[serve]"``.
"""

from marsad.service.app import create_app
from marsad.service.limits import Limits

__all__ = ["Limits", "create_app"]
