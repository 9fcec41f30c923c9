"""``python -m marsad`` is ``marsad``."""

from marsad.cli import app

app(prog_name="marsad")
