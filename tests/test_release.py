"""The parts of the release script that need no environment; the wheels themselves are tried in ``test_package.py``."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, load_module

release = load_module(ROOT / "scripts" / "release.py")


def executable(path: Path, script: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_interpreters_are_those_that_start_and_are_what_they_say(tmp_path: Path) -> None:
    executable(tmp_path / "shims" / "python3.12", "exit 127")
    executable(tmp_path / "shims" / "python3.11", "echo 3 10")
    real = executable(tmp_path / "bin" / "python3.12", "echo 3 12")
    first = executable(tmp_path / "bin" / "python3.11", "echo 3 11")
    executable(tmp_path / "more" / "python3.11", "echo 3 11")
    found = release.pythons(tmp_path / name for name in ("none", "shims", "bin", "more"))
    assert found == {(3, 11): first, (3, 12): real}


def test_larger_pipelines_go_along_where_they_are(tmp_path: Path) -> None:
    with pytest.raises(release.CheckError, match=r"marsad-0\.2\.0"):
        release.wheels(tmp_path, "0.2.0")
    for name in ("marsad", "ar_conflict_news_sm", "ar_conflict_news_trf"):
        (tmp_path / f"{name}-0.2.0-py3-none-any.whl").touch()
    (tmp_path / "ar_conflict_news_md-0.1.0-py3-none-any.whl").touch()
    names = [path.name.split("-")[0] for path in release.wheels(tmp_path, "0.2.0")]
    assert names == ["marsad", "ar_conflict_news_sm", "ar_conflict_news_trf"]


def test_the_release_goes_before_what_was_gathered(tmp_path: Path) -> None:
    for folder, content in (("dist", "new"), ("gathered", "old")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "marsad-0.1.0-py3-none-any.whl").write_text(content)
    (tmp_path / "gathered" / "spacy-3.8.18-py3-none-any.whl").write_text("spacy")
    (tmp_path / "house").mkdir()
    release.fill(tmp_path / "house", (tmp_path / "dist").glob("*"), tmp_path / "gathered")
    assert {path.name[:5]: path.read_text() for path in (tmp_path / "house").iterdir()} == {
        "marsa": "new",
        "spacy": "spacy",
    }


def test_sums_are_those_of_sha256sum(tmp_path: Path) -> None:
    wheel = tmp_path / "a-1-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    text = release.sums([wheel])
    assert text == f"{hashlib.sha256(b'wheel').hexdigest()}  {wheel.name}\n"
    (tmp_path / "SHA256SUMS").write_text(text, encoding="utf-8")
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("model", "low", "complaint"),
    [
        ("ar_conflict_news_sm 0.1.0", 3, None),
        ("ar_conflict_news_md 0.1.0", 3, "the model calls itself ar_conflict_news_md 0.1.0"),
        ("ar_conflict_news_sm 0.1.0", 2, "it read [('killed', 2, 'medical')]"),
    ],
)
def test_a_wrong_reading_is_noticed(model: str, low: int, complaint: str | None) -> None:
    claims = [{"harm": "killed", "low": low, "source_type": "medical"}]
    assert release.complaint(json.dumps({"model": model, "claims": claims}), "ar_conflict_news_sm") == complaint
