"""Write the tables of measured figures from ``evals/*.json`` into the README (and print them).

Nothing is typed by hand: ``tests/test_report.py`` fails when a table and its JSON differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import srsly
import typer

from citron import PUBLISHED
from error_table import KINDS

START, END = "<!-- FIGURES START -->", "<!-- FIGURES END -->"
MODELS = {"sm": "ar_conflict_news_sm", "md": "ar_conflict_news_md", "trf": "ar_conflict_news_trf"}
SETS = {
    "seed": "one real article (the specification's example)",
    "real-dev": "100 real sentences of a daily, 2006–2008 (rules were tuned on them)",
    "fresh": "60 authored passages, written blind to the rules, frozen",
    "corpus-dev": "authored passages, held out of training",
}
CASUALTIES = {
    "mention F": "casualties_mention_f", "full F": "casualties_full_f", "who F": "casualties_who_f",
    "assertion": "casualties_assertion_acc", "scope": "casualties_scope_acc", "part of": "casualties_part_of_acc",
    "attributed": "casualties_attribution_acc",
}  # fmt: skip
ATTRIBUTIONS = {
    "cue F": "attributions_cue_f", "source F": "attributions_source_f", "content F": "attributions_content_f",
    "full F": "attributions_full_f", "type": "attributions_type_acc", "stance": "attributions_stance_acc",
    "kind": "attributions_kind_acc", "parent": "attributions_parent_acc",
}  # fmt: skip

ABLATION = {"real-dev": "100 real sentences", "corpus-dev": "authored passages", "anercorp": "ANERcorp's test part"}

GROUPED = {
    "ents_f": "entities F",
    "casualties_full_f": "casualties full F",
    "attributions_full_f": "attributions full F",
}


def tables(evals: Path, only: str = "") -> str:
    """The tables in Markdown.

    evals (Path): folder of the JSON files; what is not there is left out.
    only (str): a pipeline's package name, for its figures alone.
    """
    measured = [(short, name) for short, name in MODELS.items() if (evals / f"{name}.fresh.json").exists()]
    models = [(short, name) for short, name in measured if only in ("", name)]
    if only and not models:
        return ""
    parts = [
        _text(evals),
        _extraction(evals, models),
        _errors(evals, models),
        _citron(evals, models),
        _silent(evals, models),
    ]
    parts += [_entities(evals, models), _anercorp(evals, models), _ablation(evals, only)]
    if only:
        parts.append(_groups(evals, only))
    return "\n\n".join(part for part in parts if part)


def _read(path: Path) -> Any:
    return srsly.read_json(path) if path.exists() else None


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _figure(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float | int) else "–"


def _text(evals: Path) -> str:
    text, numbers = _read(evals / "text.json"), _read(evals / "numbers.json")
    rows = []
    if text and (cut := text.get("proclitics (UD_Arabic-PUD)")):
        rows.append(
            ["proclitics cut, UD_Arabic-PUD (1,000 sentences)", f"F {cut['f']:.3f}, words {cut['word accuracy']:.1%}"]
        )
    if numbers:
        for key, name in (
            ("duckling_msa", "numbers, Duckling's MSA examples"),
            ("duckling_egyptian", "numbers, Duckling's Egyptian examples"),
            ("duckling_ordinals", "ordinals, Duckling's examples"),
            ("recognizers_words", "numbers in words, Recognizers-Text's right rows"),
            ("recognizers_ranges", "ranges, Recognizers-Text's right rows"),
        ):
            if found := numbers["sets"].get(key):
                rows.append([name, f"{found['right']} of {found['of']}"])
        trips = numbers["round_trip"].values()
        total = sum(trip["of"] for trip in trips)
        rows.append(
            ["numbers spelled by num2words and ICU, read back", f"{sum(t['right'] for t in trips):,} of {total:,}"]
        )
    return "**Text and numbers**\n\n" + _table(["measured", "result"], rows) if rows else ""


def _extraction(evals: Path, models: Sequence[tuple[str, str]]) -> str:
    blocks = []
    for title, columns, count in (
        ("Casualties", CASUALTIES, "casualties"),
        ("Attribution", ATTRIBUTIONS, "attributions"),
    ):
        rows = []
        for key, made in SETS.items():
            for short, name in models:
                if result := _read(evals / f"{name}.{key}.json"):
                    scores = result["scores"]
                    rows.append(
                        [made, str(result["counts"][count]), short, *(_figure(scores.get(c)) for c in columns.values())]
                    )
        if rows:
            blocks.append(f"**{title}**\n\n" + _table(["set", count, "model", *columns], rows))
    return "\n\n".join(blocks)


def _errors(evals: Path, models: Sequence[tuple[str, str]]) -> str:
    rows = []
    for key in ("real-dev", "fresh"):
        for short, name in models:
            if result := _read(evals / f"{name}.{key}.json"):
                rows.append([SETS[key], short, *(str(result["casualty_errors"][kind]) for kind in ("right", *KINDS))])
    head = ["set", "model", "all right", *KINDS]
    return "**What is wrong with the casualties**, mentions by kind of mistake\n\n" + _table(head, rows) if rows else ""


def _citron(evals: Path, models: Sequence[tuple[str, str]]) -> str:
    rows = [
        ["BBC Citron", "English", "newspaper quotations (its own figures)", *(f"{v:.3f}" for v in PUBLISHED.values())]
    ]
    for key in ("real-dev", "fresh"):
        for short, name in models:
            if result := _read(evals / f"{name}.{key}.json"):
                quotes = result["citron"]
                rows.append(
                    [f"Marsad {short}", "Arabic", SETS[key], *(f"{quotes[f'{m}_all']['f']:.3f}" for m in PUBLISHED)]
                )
    head = ["system", "language", "set", "F, all three spans exact", "F, all three overlapping"]
    return "**Attribution beside Citron**, by its definitions; the sets differ, so this is no race\n\n" + _table(
        head, rows
    )


def _silent(evals: Path, models: Sequence[tuple[str, str]]) -> str:
    rows = []
    for suffix, made in (("", "conflict news"), ("-tricks", "every page of a newspaper, chosen to mislead")):
        for short, name in models:
            none, quiet = (_read(evals / f"{name}.{key}{suffix}.json") for key in ("no-casualty", "no-attribution"))
            if none and quiet:
                casualties, attributions = none["counts"], quiet["counts"]
                rows.append([
                    made, short,
                    f"{casualties['casualties_found']} in {casualties['documents']} passages",
                    f"{attributions['attributions_found']} in {attributions['documents']} passages",
                ])  # fmt: skip
    head = ["from", "model", "false casualties", "false attributions"]
    return (
        "**Counter-examples** (authored: numbers and harm but no casualty; quotations but no attribution)\n\n"
        + _table(head, rows)
        if rows
        else ""
    )


def _entities(evals: Path, models: Sequence[tuple[str, str]]) -> str:
    rows = []
    for key in ("real-dev", "fresh", "corpus-dev"):
        for short, name in models:
            if result := _read(evals / f"{name}.{key}.json"):
                kinds = result["scores"]["ents_per_type"]
                labels = ", ".join(f"{label} {kinds[label]['f']:.2f}" for label in sorted(kinds))
                rows.append([SETS[key], short, _figure(result["scores"]["ents_f"]), labels])
    return "**Entities**, exact spans\n\n" + _table(["set", "model", "micro F", "by label"], rows) if rows else ""


def _anercorp(evals: Path, models: Sequence[tuple[str, str]]) -> str:
    rows = []
    for short, name in models:
        if result := _read(evals / f"{name}.anercorp.json"):
            for part in ("whole pipeline", "without the gazetteer", "gazetteer alone"):
                rows.append([short, part, "none", *_labels(result[part])])
    for short in ("md", "trf"):
        if result := _read(evals / f"anercorp-trained.{short}.json"):
            rows.append([short, "entity recognizer alone", "ANERcorp's training part", *_labels(result)])
    head = ["model", "components", "trained on", "micro F", "PERS", "LOC", "ORG", "MISC"]
    return "**Entities on ANERcorp's test part**\n\n" + _table(head, rows) if rows else ""


def _ablation(evals: Path, only: str) -> str:
    ablation = _read(evals / "ablation.json")
    if not ablation or only not in ("", MODELS["sm"]):
        return ""
    rows = [
        [name, gazetteer, *(_figure(figures[gazetteer].get(key)) for key in ABLATION)]
        for name, figures in ablation.items()
        for gazetteer in ("with the gazetteer", "without")
    ]
    return "**What the parts of `sm` are worth**, entities, micro F\n\n" + _table(
        ["recognizer", "gazetteer", *ABLATION.values()], rows
    )


def _groups(evals: Path, package: str) -> str:
    """By genre and by country: for a model card, too long for the README."""
    groups = _read(evals / f"{package}.groups.json")
    if not groups:
        return ""
    blocks = []
    for name in ("genre", "country"):
        rows = [
            [group, str(found["documents"]), *(_figure(found[key]) for key in GROUPED)]
            for group, found in groups[name].items()
        ]
        title = (
            f"**By {name}**, authored passages (blind ones and those held out of training); few a group: rough figures"
        )
        blocks.append(f"{title}\n\n" + _table([name, "passages", *GROUPED.values()], rows))
    return "\n\n".join(blocks)


def _labels(result: dict[str, Any]) -> list[str]:
    kinds = result["per_label"]
    return [
        _figure(result["micro"]["f"]),
        *(_figure(kinds[k]["f"]) if k in kinds else "–" for k in ("PERS", "LOC", "ORG", "MISC")),
    ]


def insert(readme: str, figures: str) -> str:
    """The README with the figures between its markers."""
    before, _, rest = readme.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{figures}\n{END}{after}"


def main(
    evals: Annotated[Path, typer.Option(help="Folder of the JSON files")] = Path("evals"),
    readme: Annotated[Path, typer.Option(help="The file to write into")] = Path("README.md"),
) -> None:
    """Write the figures into the README."""
    figures = tables(evals)
    readme.write_text(insert(readme.read_text(encoding="utf-8"), figures), encoding="utf-8")
    typer.echo(figures)


if __name__ == "__main__":
    typer.run(main)
