"""A report as HTML: the text stays the text, whatever it holds, and every mark stands where its record says."""

from __future__ import annotations

import json
import re
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console
from spacy.language import Language
from typer.testing import CliRunner

import marsad
from marsad.cli import app
from marsad.marks import KINDS, Mark, Piece, nest
from marsad.records import HARMS, SOURCE_TYPES, STANCES, WHO, Assertion, Kind
from marsad.render import fill, page, report
from marsad.terminal import highlighted, print_report
from marsad.wording import TEMPLATES, Tongue, Wording

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports.jsonl"
LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "WEAPON")
HOSTILE = [
    "<script>alert(1)</script> قتل ثلاثة مدنيين",
    "قال \"<img src=x onerror='alert(1)'>\" إن 5 قتلوا & جرح 3",
    "</div></article><style>*{display:none}</style>قتل 3",
    "قتل\r\nثلاثة\rرجال\n\n  &amp; &lt;b&gt;\tجرح 2",
    "\u202eقتل 3 مدنيين\u202c و\u2066أصيب خمسة",
    "{{ 7 * 7 }} {% raw %} قتل شخصان",
    "\x1b[31mقتل\x07 9\x85 أطفال",
]
FRAGMENTS = [
    "قتل ثلاثة مدنيين",
    "قال المتحدث إن",
    "<b>",
    "&amp;",
    "»",
    "(",
    " ",
    "\r\n",
    "وأصيب 20 آخرين",
    "AFP",
    "\u200f",
    "في حلب",
    "؛",
]


class Parsed(HTMLParser):
    """What a browser would read: the text of the report, the tags, the ids and what refers to them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self._depth = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if self._depth:
            self.inside.append(tag)
            self._depth += 1
        elif dict(attrs).get("class") == "text":
            self._depth = 1

    def handle_endtag(self, tag: str) -> None:
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text += data

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]


def analysed(nlp: Language, text: str, id: str = "1") -> dict[str, Any]:
    return marsad.to_dict(nlp(text), id=id)


@pytest.fixture(scope="module")
def examples(nlp: Language) -> list[dict[str, Any]]:
    records = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    return [analysed(nlp, record["text"], record["id"]) for record in records]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("tongue", get_args(Tongue))
def test_hostile_text_stays_text(rules: Language, text: str, tongue: Tongue) -> None:
    document = analysed(rules, text, id=text)
    whole = page([document, {"id": text, "error": text}], tongue=tongue)
    parsed = Parsed(whole)
    assert parsed.text == text
    assert set(parsed.inside) <= {"span"}
    tags = {tag for tag, _ in parsed.tags}
    assert (
        tags
        <= {tag for tag, _ in Parsed(page([analysed(rules, "قتل شخصان."), {"id": "x", "error": "y"}])).tags}
        | tags_of_reports()
    )
    assert not [name for _, attrs in parsed.tags for name in attrs if name.startswith("on")]


def tags_of_reports() -> set[str]:
    """Every element that the templates write."""
    templates = [TEMPLATES / "report.html.j2", TEMPLATES / "page.html.j2"]
    return {"span"} | {
        tag for file in templates for tag in re.findall(r"<([a-z0-9]+)", file.read_text(encoding="utf-8"))
    }


@given(
    st.lists(
        st.one_of(
            st.sampled_from(FRAGMENTS), st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=9)
        )
    )
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_visible_text_is_the_text(rules: Language, parts: list[str]) -> None:
    document = analysed(rules, "".join(parts))
    parsed = Parsed(str(report(document, "r1")))
    assert parsed.text == document["text"]
    assert set(parsed.inside) <= {"span"}


def test_nul_which_html_cannot_hold_keeps_its_place(rules: Language) -> None:
    assert Parsed(str(report(analysed(rules, "قتل\0شخصان"), "r1"))).text == "قتل\ufffdشخصان"


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    length = draw(st.integers(1, 12))
    found = []
    for number in range(draw(st.integers(0, 7))):
        start = draw(st.integers(0, length - 1))
        found.append(Mark(start, draw(st.integers(start + 1, length)), draw(st.sampled_from(KINDS)), number, {}))
    return "ابتثجحخدذرزس"[:length], found


@given(texts_with_marks())
def test_marks_that_nest_or_cross_are_drawn_whole(case: tuple[str, list[Mark]]) -> None:
    text, found = case
    written, stack = "", []
    pieces: dict[int, list[tuple[int, int, bool, bool]]] = {mark.number: [] for mark in found}
    for item in nest(text, found):
        if isinstance(item, str):
            written += item
        elif isinstance(item, Piece):
            assert item.start == len(written)
            stack.append(item)
        else:
            piece = stack.pop()
            assert piece.end == len(written)
            pieces[piece.mark.number].append((piece.start, piece.end, piece.first, piece.last))
    assert not stack
    assert written == text
    for mark in found:
        own = sorted(pieces[mark.number])
        assert (own[0][0], own[-1][1]) == (mark.start, mark.end)
        assert all(end == start for (_, end, _, _), (start, *_) in pairwise(own))
        assert [first for _, _, first, _ in own] == [True] + [False] * (len(own) - 1)
        assert [last for *_, last in own] == [False] * (len(own) - 1) + [True]


def test_a_content_holds_casualties_which_hold_entities() -> None:
    document = {
        "id": "1",
        "text": "قال زيد إن 3 سوريين قتلوا",
        "model": None,
        "entities": [{"start": 13, "end": 19, "text": "سوريين", "label": "NORP", "id": None}],
        "casualties": [
            {"id": "c1", "start": 11, "end": 19, "text": "3 سوريين", "harm": "killed", "low": 3, "high": 3, "qualifier": "exact"}
        ],
        "attributions": [
            {
                "id": "a1", "cue": {"start": 0, "end": 3, "text": "قال"}, "source": {"start": 4, "end": 7, "text": "زيد"},
                "source_name": "زيد", "source_type": "other", "contents": [{"start": 11, "end": 25, "text": "3 سوريين قتلوا"}],
                "kind": "indirect", "stance": "say", "parent": None,
            }
        ],
        "claims": [],
    }  # fmt: skip
    text = str(report(document, "r1")).partition('<div class="text"')[2]
    spans = re.findall(r'</span>|<span class="m (\w+)', text)
    assert spans[:10] == ["cue", "", "source", "", "content", "casualty", "entity", "", "", ""]


def test_links_and_descriptions_lead_somewhere(examples: list[dict[str, Any]]) -> None:
    parsed = Parsed(page([*examples, *examples]))
    ids = parsed.values("id")
    assert len(ids) == len(set(ids))
    targets = [href.removeprefix("#") for href in parsed.values("href")]
    targets += [
        name for value in parsed.values("aria-describedby") + parsed.values("aria-labelledby") for name in value.split()
    ]
    assert targets
    assert set(targets) <= set(ids)


def test_every_attributed_content_says_by_whom(examples: list[dict[str, Any]]) -> None:
    for document in examples:
        html = str(report(document, "r1"))
        tips = dict(re.findall(r'id="(r1-tip-\d+)">(.*?)</div>', html, re.DOTALL))
        contents = [attrs for _, attrs in Parsed(html).tags if "tabindex" in attrs and attrs.get("role") == "group"]
        assert len(contents) == sum(len(record["contents"]) for record in document["attributions"])
        for content in contents:
            record = document["attributions"][int(str(content["data-n"])) - 1]
            tip = tips[str(content["aria-describedby"])]
            assert (record["source_name"] or Wording("ar")("report.unknown")) in tip
            assert record["cue"]["text"] in tip


def test_the_table_has_a_row_for_each_claim(examples: list[dict[str, Any]]) -> None:
    for document in examples:
        rows = re.findall(r"<tr role=\"row\">.*?</tr>", str(report(document, "r1", "en")), re.DOTALL)[1:]
        assert len(rows) == len(document["claims"])
        for row, claim in zip(rows, document["claims"], strict=True):
            assert claim["text"] in row
            assert claim["harm"] in row
            assert (claim["source_name"] or "") in row


def test_a_page_needs_nothing_from_elsewhere(examples: list[dict[str, Any]]) -> None:
    html = page(examples)
    assert not re.search(r"https?:|//\w|@import|url\(|src=|<link|<script", html)
    assert 'lang="ar" dir="rtl"' in html


def test_marks_within_a_word_do_not_part_its_letters(rules: Language) -> None:
    html = str(report(analysed(rules, "وقعت غارة بحلب وقتل 3 في حلب."), "r1"))
    assert [classes.split() for classes in re.findall(r'class="(m entity[^"]*)"', html)] == [
        ["m", "entity", "first", "last", "joined"],
        ["m", "entity", "first", "last"],
    ]


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_meet_wcag_aa_in_both_modes() -> None:
    def modes(file: str) -> list[dict[str, str]]:
        blocks = re.findall(r"\{([^{}]*--[^{}]*)\}", (TEMPLATES / file).read_text(encoding="utf-8"))
        named = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
        found = [block for block in named if block]
        return [found[0] | block for block in found]  # a mode keeps what it does not set

    reports = modes("report.css")
    assert len(reports) == 3
    for colours in reports:
        for ground in ("paper", "content", "source", "cue", "casualty"):
            assert _contrast(colours["ink"], colours[ground]) >= 4.5, ground
        for kind in KINDS:  # labels in words stand on paper; lines are seen on what they may lie on
            line = colours[f"{kind}-line"]
            assert _contrast(line, colours["paper"]) >= 4.5, kind
            assert all(_contrast(line, colours[ground]) >= 3 for ground in ("content", "source", "cue", "casualty")), (
                kind
            )
        assert _contrast(colours["soft"], colours["paper"]) >= 4.5
        assert _contrast(colours["link"], colours["paper"]) >= 4.5
        assert _contrast(colours["line"], colours["paper"]) >= 3
    for colours in modes("shell.css"):
        for text in ("page-ink", "page-link", "page-error"):
            assert _contrast(colours[text], colours["page"]) >= 4.5, text
        assert _contrast(colours["page-button-ink"], colours["page-button"]) >= 4.5
        assert _contrast(colours["page-line"], colours["page"]) >= 3


@pytest.mark.parametrize("tongue", get_args(Tongue))
def test_every_value_has_a_label(tongue: Tongue) -> None:
    words = Wording(tongue)
    lists = {
        "harm": HARMS, "who": WHO, "source_type": SOURCE_TYPES, "stance": STANCES, "kind": get_args(Kind), "entity": LABELS,
        "assertion": set(get_args(Assertion)) - {"asserted"}, "scope": ["cumulative"], "mark": KINDS,
    }  # fmt: skip
    for group, values in lists.items():
        for value in values:
            assert words(f"{group}.{value}")
    lines = (TEMPLATES / "strings.tsv").read_text(encoding="utf-8").splitlines()
    assert all(len(line.split("\t")) == 3 and all(line.split("\t")) for line in lines)
    assert len({line.split("\t")[0] for line in lines}) == len(lines)


def test_a_notebook_displays_and_elsewhere_gives_html(rules: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    display = ModuleType("IPython.display")
    display.HTML = str  # type: ignore[attr-defined]
    display.display = shown.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", ModuleType("IPython"))
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    doc = rules("قتل ثلاثة مدنيين في حلب.")
    html = marsad.render(doc)
    assert html is not None
    assert Parsed(html).text == doc.text
    assert marsad.render(doc, jupyter=True) is None
    assert shown == [html]
    other = marsad.render(rules("قتل خمسة."), tongue="en")
    assert not set(Parsed(html).values("id")) & set(Parsed(str(other)).values("id"))


def test_a_template_that_names_what_it_was_not_given_fails() -> None:
    with pytest.raises(Exception, match="parts"):
        fill("page.html.j2", "ar")


def test_the_terminal_obeys_no_text(rules: Language) -> None:
    document = analysed(rules, "\x1b[2J\x9b31mقتل 3\x07 مدنيين\r", id="\x1b]0;x\x07")
    console = Console(width=100, record=True, force_terminal=False)
    with console.capture() as capture:
        print_report(console, document)
        print_report(console, {"id": "2", "error": "\x1b[31m"})
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", capture.get())
    assert len(highlighted(document).plain) == len(document["text"])


def test_show_writes_a_page_and_says_what_failed(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    reports.write_text('{"id": "1", "text": "قتل ثلاثة مدنيين في حلب."}\nno JSON\n', encoding="utf-8")
    output = tmp_path / "out.html"
    result = CliRunner().invoke(app, ["show", str(reports), "-o", str(output), "--lang", "en"])
    assert result.exit_code == 1
    html = output.read_text(encoding="utf-8")
    assert Parsed(html).text == "قتل ثلاثة مدنيين في حلب."
    assert "not JSON" in html
    assert "Figures and who gave them" in html


def test_show_without_a_file_is_for_the_terminal() -> None:
    result = CliRunner().invoke(app, ["show", str(EXAMPLES)], env={"COLUMNS": "180"})
    assert result.exit_code == 0, result.output
    assert "agency-taiz" in result.output
    assert "figure" in result.output


def test_serve_without_its_packages_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(app, ["serve"])
    assert result.exit_code == 2
    assert "marsad[serve]" in result.output
