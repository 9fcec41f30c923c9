"""What takes the results of a run."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any

from marsad.extraction import Item


class Sink(ABC):
    """Takes records one by one."""

    def pending(self, items: Iterable[Item]) -> Iterator[Item]:
        """Which of the records are to be processed: all, unless the sink holds results of an earlier run."""
        yield from items

    @abstractmethod
    def write(self, item: Item, document: dict[str, Any]) -> None:
        """Take a record: as it was read, and the contract's JSON for it or its error."""
