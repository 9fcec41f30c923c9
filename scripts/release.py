"""Build the wheels of a release, try each in clean environments with the network off, and write ``dist/SHA256SUMS``.

    python scripts/release.py [--no-build] [--gather] [--python 3.11]

Built are the library and the small pipeline; the medium and the large one are taken along where their wheels are in
``dist/`` already. Every Python of ``VERSIONS`` on this machine is tried, or those named. What the wheels require is
installed from ``build/wheels`` alone; ``--gather`` first downloads what is not there yet for each Python (on Linux,
PyPI's torch brings gigabytes of CUDA libraries: see the README).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import srsly
import typer

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
WHEELS = ROOT / "build" / "wheels"
VERSIONS = ((3, 11), (3, 12), (3, 13))
PIPELINES = ("ar_conflict_news_sm", "ar_conflict_news_md", "ar_conflict_news_trf")
SUMS = "SHA256SUMS"
# "A medical source announced the killing of three civilians in shelling of Aleppo."
REPORT = "أعلن مصدر طبي مقتل ثلاثة مدنيين في قصف على حلب."
USE = """
import json, sys
import spacy
nlp = spacy.load(sys.argv[1])
import marsad
print(json.dumps(marsad.to_dict(nlp(sys.argv[2]))))
"""

Version = tuple[int, int]


class CheckError(Exception):
    """A wheel that does not do what it should; the message says what."""


def pythons(folders: Iterable[Path]) -> dict[Version, Path]:
    """The first interpreter of each of ``VERSIONS`` in these folders that starts and is what its name says."""
    found: dict[Version, Path] = {}
    for folder in folders:
        for version in VERSIONS:
            path = folder / f"python{version[0]}.{version[1]}"
            if version not in found and path.exists() and _version(path) == version:
                found[version] = path
    return dict(sorted(found.items()))


def _version(python: Path) -> Version | None:
    command = [str(python), "-c", "import sys; print(*sys.version_info[:2])"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:  # a shim of a version manager whose version is not chosen
        return None
    major, minor = done.stdout.split()
    return int(major), int(minor)


def folders() -> list[Path]:
    """Where interpreters lie: this one's folder, the path, pyenv's versions."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return [Path(sys.executable).parent, *map(Path, os.get_exec_path()), *sorted(pyenv.glob("*/bin"), reverse=True)]


def wheels(dist: Path, version: str) -> list[Path]:
    """The wheels of a release, the library's first.

    RAISES: CheckError where the library or the small pipeline is not there.
    """
    names = ["marsad", *PIPELINES]
    paths = [dist / f"{name}-{version}-py3-none-any.whl" for name in names]
    for path in paths[:2]:
        if not path.exists():
            raise CheckError(f"{path} is not there: build it first")
    return [path for path in paths if path.exists()]


def fill(folder: Path, release: Iterable[Path], house: Path) -> None:
    """Link the wheels of the release and those of ``house`` into one folder; where both hold one, the release's.

    ``build/wheels`` may hold the library as it was when the wheels were gathered, under the same name.
    """
    own = {wheel.name: wheel for wheel in release}
    others = {wheel.name: wheel for wheel in house.glob("*.whl")}
    for name, wheel in (others | own).items():
        (folder / name).symlink_to(wheel)


def sums(paths: Iterable[Path]) -> str:
    """The text of ``SHA256SUMS``, as ``sha256sum --check`` reads it."""
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)


def complaint(line: str, model: str) -> str | None:
    """What is wrong with the JSON of ``REPORT`` that a pipeline printed; None where nothing is."""
    document = json.loads(line)
    if not document["model"].startswith(model):
        return f"the model calls itself {document['model']}"
    figures = [(claim["harm"], claim["low"], claim["source_type"]) for claim in document["claims"]]
    return None if figures == [("killed", 3, "medical")] else f"it read {figures}"


def check(python: Path, wheel: Path, house: Path) -> None:
    """Install a pipeline's wheel offline in an empty environment, load it elsewhere, read one document.

    house: a folder that holds every wheel of the release and all that they require.
    RAISES: CheckError saying what went wrong.
    """
    with tempfile.TemporaryDirectory() as folder:
        clean = {"PATH": os.environ["PATH"], "HOME": folder}  # no PIP_… of this machine, no PYTHONPATH
        own = _environment(python, Path(folder) / "environment")
        install = ["-m", "pip", "--isolated", "install", "--quiet", "--no-index", "--find-links", str(house)]
        _run([*_offline(), str(own), *install, str(wheel)], clean, folder)
        model = wheel.name.split("-")[0]
        line = _run([*_offline(), str(own), "-c", USE, model, REPORT], clean, folder).splitlines()[-1]
        if wrong := complaint(line, model):
            raise CheckError(wrong)


def gather(python: Path, release: list[Path]) -> None:
    """Add to ``build/wheels`` what the release requires and this Python has no wheel for there."""
    with tempfile.TemporaryDirectory() as folder:
        own = _environment(python, Path(folder) / "environment")
        lock = ["--constraint", str(ROOT / "requirements.lock")]
        links = ["--find-links", str(WHEELS), "--find-links", str(DIST), "--wheel-dir", str(WHEELS)]
        _run([str(own), "-m", "pip", "wheel", "--quiet", *lock, *links, *map(str, release)], dict(os.environ), folder)


def _environment(python: Path, folder: Path) -> Path:
    """Make a virtual environment; its interpreter."""
    _run([str(python), "-m", "venv", str(folder)], dict(os.environ), ".")
    return folder / "bin" / "python"


def _offline() -> list[str]:
    """A command prefix that takes the network away, where the system allows it."""
    unshare = shutil.which("unshare")
    if unshare and subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode == 0:
        return [unshare, "-rn"]
    return []


def _run(command: list[str], environment: dict[str, str], folder: str) -> str:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CheckError("\n".join([" ".join(command), *done.stderr.splitlines()[-5:]]))
    return done.stdout


def main(
    build: Annotated[bool, typer.Option(help="Build the library and the small pipeline first.")] = True,
    gather_wheels: Annotated[
        bool, typer.Option("--gather", help="Download what the wheels require, for each Python, first.")
    ] = False,
    python: Annotated[list[str] | None, typer.Option(help="Try this Python alone (3.11); may be repeated.")] = None,
) -> None:
    """Build, check and sum the wheels; the exit status is 1 where a check failed, and no sums are written then."""
    if build:
        subprocess.run([sys.executable, "-m", "spacy", "project", "run", "build", str(ROOT)], check=True)
    (DIST / SUMS).unlink(missing_ok=True)  # those of another release, should a check fail
    version = srsly.read_yaml(ROOT / "project.yml")["vars"]["version"]
    found = {f"{major}.{minor}": path for (major, minor), path in pythons(folders()).items()}
    failed = False
    try:
        release = wheels(DIST, version)
        if missing := [name for name in python or () if name not in found]:
            raise CheckError(f"no Python {', '.join(missing)} here")
    except CheckError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    for name in python or found:
        try:
            if gather_wheels:
                gather(found[name], release)
            with tempfile.TemporaryDirectory() as folder:
                fill(Path(folder), release, WHEELS)
                for wheel in release[1:]:
                    check(found[name], wheel, Path(folder))
                    typer.echo(f"Python {name}: {wheel.name} works")
        except CheckError as error:
            failed = True
            typer.echo(f"Python {name}: {error}", err=True)
    if failed:
        typer.echo("No sums written. --gather downloads what a Python has no wheels for.", err=True)
        raise typer.Exit(1)
    (DIST / SUMS).write_text(sums(release), encoding="utf-8")
    typer.echo(f"{DIST / SUMS}: {len(release)} wheels")


if __name__ == "__main__":
    typer.run(main)
