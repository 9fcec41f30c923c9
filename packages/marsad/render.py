"""A report as HTML that needs nothing else: the text with what was found in it, who gave each figure, who said what.

Reading needs no JavaScript and no network. Hovering over an attributed statement, or reaching it by keyboard, shows its source
and its cue by CSS alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from unicodedata import category

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from spacy.tokens import Doc
from spacy.util import is_in_jupyter

from marsad.export import to_dict
from marsad.marks import Mark, Piece, marks, nest
from marsad.table import figure
from marsad.wording import TEMPLATES, Tongue, Wording

# HTML turns a bare carriage return into a line feed and has no way to write NUL.
UNWRITABLE = {"\r": Markup("&#13;"), "\0": Markup("\ufffd")}
LEFT_TO_RIGHT, POP = "\u2066", "\u2069"
LEGEND = ("casualty", "source", "cue", "content", "entity")


def render(doc: Doc, *, tongue: Tongue = "ar", jupyter: bool | None = None) -> str | None:
    """Show a Doc: in a notebook display it, elsewhere give its HTML.

    doc (Doc): a Doc that a Marsad pipeline has annotated.
    tongue (str): the language of headings and labels, "ar" or "en".
    jupyter (Optional[bool]): whether to display it; None finds out.
    RETURNS (Optional[str]): the HTML of one ``<article>`` with its style sheet, None where it was displayed.
    """
    document = to_dict(doc)
    # Notebooks put many reports on one page: the name keeps their ids apart.
    name = "m" + hashlib.sha256(document["text"].encode()).hexdigest()[:8]
    html = _environment().get_template("fragment.html.j2").render(report=report(document, name, tongue))
    if is_in_jupyter() if jupyter is None else jupyter:
        from IPython.display import HTML, display  # noqa: PLC0415  there only where a notebook is

        display(HTML(html))
        return None
    return html


def page(documents: Iterable[dict[str, Any]], *, tongue: Tongue = "ar") -> str:
    """Reports as one HTML file.

    documents: the contract's JSON of each, or ``{"id", "error"}``.
    tongue (str): the language of headings and labels, "ar" or "en".
    """
    parts = [
        (document["id"], document["error"], None)
        if "error" in document
        else (document["id"], None, report(document, f"r{number}", tongue))
        for number, document in enumerate(documents, start=1)
    ]
    return fill("page.html.j2", tongue, parts=parts)


def report(document: dict[str, Any], name: str, tongue: Tongue = "ar") -> Markup:
    """One document as an HTML ``<article>``, for a page that includes ``templates/report.css``.

    document: the contract's JSON.
    name (str): what the ids of its elements begin with; a letter first.
    tongue (str): the language of headings and labels, "ar" or "en".
    """
    found = marks(document)
    return Markup(
        fill(
            "report.html.j2",
            tongue,
            document=document,
            name=name,
            text=_marked(document["text"], found, name, Wording(tongue)),
            keys={mark.key for mark in found},
            casualties={c["id"]: number for number, c in enumerate(document["casualties"], start=1)},
            attributions={a["id"]: number for number, a in enumerate(document["attributions"], start=1)},
            legend=LEGEND,
        )
    )


def fill(template: str, tongue: Tongue, **values: object) -> str:
    """A template with its words in one language.

    template (str): a file of ``templates/``.
    tongue (str): "ar" or "en".
    values: what else the template names.
    """
    return _environment().get_template(template).render(words=Wording(tongue), **values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["figure"] = figure
    environment.globals["style"] = lambda file: Markup((TEMPLATES / file).read_text(encoding="utf-8"))
    return environment


def _text(text: str) -> Markup:
    html = escape(text)
    for character, written in UNWRITABLE.items():
        html = html.replace(character, written)
    return html


def _marked(text: str, found: list[Mark], name: str, words: Wording) -> Markup:
    """The text with a ``<span>`` for every piece of a mark; nothing but the text stands between the tags."""
    html = [
        Markup("</span>") if item is None else _text(item) if isinstance(item, str) else _tag(item, text, name, words)
        for item in nest(text, found)
    ]
    return Markup("").join(html)


def _within_word(text: str, offset: int) -> bool:
    """Whether letters stand on both sides of an offset, as those of ب and حلب in بحلب."""
    return 0 < offset < len(text) and all(category(character)[0] in "LM" for character in text[offset - 1 : offset + 1])


def _tag(piece: Piece, text: str, name: str, words: Wording) -> Markup:
    mark = piece.mark
    joined = _within_word(text, piece.start) or _within_word(text, piece.end)
    traits = {"first": piece.first, "last": piece.last, "joined": joined}
    classes = ["m", mark.kind, *(trait for trait, holds in traits.items() if holds)]
    attributes = {"class": " ".join(classes), "data-label": _label(mark, words)}
    if mark.kind in ("content", "source", "cue"):
        attributes["data-n"] = str(mark.number)
    if piece.first:
        attributes["id"] = f"{name}-{mark.key}"
    if piece.first and mark.kind == "content":
        attributes |= {
            "tabindex": "0",
            "role": "group",
            "aria-label": f"{words('mark.content')} {mark.number}",
            "aria-describedby": f"{name}-tip-{mark.number}",
        }
    return Markup("<span{}>").format(Markup("").join(Markup(' {}="{}"').format(k, v) for k, v in attributes.items()))


def _label(mark: Mark, words: Wording) -> str:
    """The few words that tell what a mark is, set small after it."""
    record = mark.record
    if mark.kind == "entity":
        return words.of("entity", record["label"])
    if mark.kind == "casualty":
        return f"{words.of('harm', record['harm'])} {LEFT_TO_RIGHT}{figure(record)}{POP}"
    if mark.kind == "source":
        return f"{mark.number} {words.of('source_type', record['source_type'])}"
    if mark.kind == "cue":
        return f"{mark.number} {words.of('stance', record['stance'])}"
    return str(mark.number)
