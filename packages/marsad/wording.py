"""The words that people see, in Arabic and English: one data file, ``templates/strings.tsv``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

Tongue = Literal["ar", "en"]
TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def _strings() -> dict[Tongue, dict[str, str]]:
    lines = (TEMPLATES / "strings.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return {"ar": {key: ar for key, ar, _ in rows}, "en": {key: en for key, _, en in rows}}


class Wording:
    """The strings of one language.

    tongue (str): "ar" or "en".
    """

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self.direction = "rtl" if tongue == "ar" else "ltr"
        self._strings = _strings()[tongue]

    def __call__(self, key: str, **values: object) -> str:
        """The string of a key, with ``{name}`` filled from the values.

        RAISES (KeyError): where the file has no such key.
        """
        return self._strings[key].format(**values)

    def of(self, group: str, value: str | None) -> str:
        """The label of a value of a closed list, such as ``of("harm", "killed")``; the value itself where it has none."""
        return self._strings.get(f"{group}.{value}", value or "")
