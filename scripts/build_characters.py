"""Write ``packages/marsad/lexicon/characters.tsv``: what each character is normalized to, and by which step.

camel-tools decides what a character is (``normalize_alef_ar``, ``normalize_alef_maksura_ar``,
``normalize_teh_marbuta_ar``, ``normalize_unicode``, ``dediac_ar`` and its ``arclean`` map); the table keeps its
answers one by one, so that the library needs neither its import time nor its whole-string functions, which lose
offsets. The few places where news wants something else than ``arclean`` are in ``OVERRIDES``, with the reason.

    python scripts/build_characters.py
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from camel_tools.utils.charmap import CharMapper
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

TARGET = Path(__file__).parents[1] / "packages" / "marsad" / "lexicon" / "characters.tsv"
HEADER = """\
# What each character is normalized to, and by which step of marsad.text.normalize. Code points; "to" may hold several,
# or - for a character that is dropped. Built from camel-tools by scripts/build_characters.py.
code\tto\tstep\tname
"""
ARABIC = (*range(0x0600, 0x0700), *range(0x0750, 0x0780), *range(0x08A0, 0x0900))
PRESENTATION = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD), *range(0xFF01, 0xFF5F), *range(0x1EE00, 0x1EF00))
INVISIBLE = (
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF),
    *range(0x180B, 0x180E),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
)
OVERRIDES = {
    "\u066a": ("separators", "%"),  # as a word of its own; arclean agrees, kept with its kin
    "\u066b": ("separators", "."),  # the decimal mark: arclean's comma would make 7٫5 read as a list
    "\u066c": ("separators", ","),  # the thousands mark: arclean's apostrophe is no part of a number
    "\u06cc": ("lookalikes", "\u064a"),  # Farsi yeh is a yeh in the middle of a word too; arclean gives alef maqsura
    "\u06cd": ("lookalikes", "\u064a"),
    "\u06ce": ("lookalikes", "\u064a"),
    "\u06d5": ("lookalikes", "\u0647"),  # Kurdish and Uyghur ae looks like a final heh; arclean drops it
    "\u0676": ("lookalikes", "\u0624"),  # high hamza waw
    "\u0677": ("lookalikes", "\u0624"),
    "\u0624": ("hamza", "\u0621"),  # see marsad.text.normalize on seats
    "\u0626": ("hamza", "\u0621"),
    "\u0674": ("hamza", "\u0621"),
    "\u0640": ("tatweel", ""),
}
ARCLEAN = CharMapper.builtin_mapper("arclean")


def classify(char: str) -> tuple[str, str] | None:
    """The step that normalizes a character, and its value; None where it stays as it is."""
    code, category = ord(char), unicodedata.category(char)
    found: tuple[str, str] | None = None
    if char in OVERRIDES:
        found = OVERRIDES[char]
    elif code in INVISIBLE:
        found = "invisible", ""
    elif code in PRESENTATION:
        found = "unicode", normalize_unicode(char).strip()
    elif category == "Zs":
        found = "spaces", " "
    elif code in ARABIC:
        found = classify_arabic(char, category)
    return found if found and found[1] != char and (found[1] or found[0] != "unicode") else None


def classify_arabic(char: str, category: str) -> tuple[str, str] | None:
    """The step and the value for a character of the Arabic blocks."""
    for step, function in (
        ("alef", normalize_alef_ar),
        ("yeh", normalize_alef_maksura_ar),
        ("teh_marbuta", normalize_teh_marbuta_ar),
    ):
        if function(char) != char:
            return step, function(char)
    value = ARCLEAN(char)
    if dediac_ar(char) == "" or category == "Mn":
        return "diacritics", ""
    if category == "Nd":
        return "digits", value
    return ("lookalikes", value) if value and category in ("Lo", "Lm") else None


def rows() -> Iterator[tuple[str, str, str, str]]:
    """The lines of the table, in the order of code points."""
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000:
            continue
        found = classify(chr(code))
        if found:
            step, value = found
            points = " ".join(f"U+{ord(char):04X}" for char in value) or "-"
            yield f"U+{code:04X}", points, step, unicodedata.name(chr(code), "-")


if __name__ == "__main__":
    lines = ["\t".join(row) for row in rows()]
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(lines)} characters")
