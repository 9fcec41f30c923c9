"""What one request may ask for, and how one that asks for more is refused."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.wording import Tongue, Wording


@dataclass(slots=True, frozen=True, kw_only=True)
class Limits:
    """What one request may ask for.

    bytes: of its body. characters: code points of a text. records: texts in a list. seconds: for its body to arrive, and
    again for its answer, waiting for the requests before it included.
    """

    bytes: int = 2**20
    characters: int = 50_000
    records: int = 100
    seconds: float = 30.0


class Refused(Exception):
    """A request that is not answered, and why.

    status (int): the HTTP status. key (str): the message, of ``templates/strings.tsv``. values: what it names.
    """

    def __init__(self, status: int, key: str, **values: object) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.values = values

    def message(self, tongue: Tongue = "en") -> str:
        """The message in one language."""
        return Wording(tongue)(self.key, **self.values)
