"""Optional dependencies: a message that names the extra to install."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class MissingExtra(Exception):
    """A package of an extra is not installed; the message says how to install it."""


@contextmanager
def needs(extra: str, what: str) -> Iterator[None]:
    """Around the imports of an extra.

    extra: its name in ``pyproject.toml``. what: what is being done, as the message begins.
    RAISES: MissingExtra where an import in the block fails.
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtra(f'{what} needs more packages ({error}): pip install "marsad[{extra}]"') from error
