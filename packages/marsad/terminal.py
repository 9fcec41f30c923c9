"""A report in the terminal: the text with what was found in it, then who gave each figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from marsad.marks import KINDS, marks
from marsad.table import print_document
from marsad.wording import Tongue, Wording

# Inner kinds later, so that their style wins. Each differs by form too, for terminals and eyes without colour.
STYLES = {
    "content": Style(color="yellow"),
    "source": Style(color="blue", bold=True, underline=True),
    "cue": Style(color="green", underline2=True),
    "casualty": Style(color="red", bold=True, reverse=True),
    "entity": Style(italic=True),
}
CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


def visible(value: Any) -> Any:
    """JSON values with a picture in place of each control character: a text cannot give orders to the terminal.

    Every character stays one character, so offsets hold.
    """
    if isinstance(value, str):
        return value.translate(CONTROLS)
    if isinstance(value, Mapping):
        return {key: visible(item) for key, item in value.items()}
    if isinstance(value, list):
        return [visible(item) for item in value]
    return value


def highlighted(document: dict[str, Any]) -> Text:
    """The document's text with its marks.

    document: the contract's JSON.
    """
    text = Text(visible(document["text"]), justify="right")
    for mark in sorted(marks(document), key=lambda mark: KINDS.index(mark.kind)):
        text.stylize(STYLES[mark.kind], mark.start, mark.end)
    return text


def print_report(console: Console, document: dict[str, Any], tongue: Tongue = "en") -> None:
    """Print a report's text, a key to its marks and its claims.

    document: the contract's JSON, or ``{"id", "error"}``.
    tongue (str): the language of the key, "ar" or "en".
    """
    document = visible(document)
    if "error" not in document:
        words = Wording(tongue)
        legend = Text("  ").join(Text(words(f"mark.{kind}"), style=style) for kind, style in STYLES.items())
        console.print(Panel(highlighted(document), title=Text(str(document["id"])), subtitle=legend))
    print_document(console, document)
