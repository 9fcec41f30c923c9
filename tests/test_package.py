"""The wheels, in an empty environment with the network off, from another folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

WHEELS = ROOT / "build" / "wheels"
REPORT = "أعلن مصدر طبي مقتل ثلاثة مدنيين وإصابة أكثر من 20 آخرين في قصف على مدينة حلب أمس."
SCRIPT = f"""
import json, multiprocessing, pickle, sys
import spacy
from spacy.tokens import Doc, DocBin

TEXT = {REPORT!r}

def main():
    nlp = spacy.load("ar_conflict_news_sm")
    import marsad
    expected = marsad.to_dict(nlp(TEXT))
    json.loads(json.dumps(expected))
    results = {{}}
    for method in ("fork", "spawn"):
        multiprocessing.set_start_method(method, force=True)
        docs = list(nlp.pipe([TEXT] * 4, n_process=2, batch_size=2))
        results[method] = [marsad.to_dict(doc) for doc in docs] == [expected] * 4
    doc = nlp(TEXT)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    results["docbin"] = back._.casualties == doc._.casualties and back._.attributions == doc._.attributions
    results["docbin_claims"] = back._.claims == doc._.claims
    results["bytes"] = marsad.to_dict(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == expected
    results["pickle"] = marsad.to_dict(pickle.loads(pickle.dumps(doc))) == expected
    results["pickled_pipeline"] = marsad.to_dict(pickle.loads(pickle.dumps(nlp))(TEXT)) == expected
    print(json.dumps({{"document": expected, "results": results}}))

if __name__ == "__main__":
    main()
"""


def offline() -> list[str]:
    """A command prefix that takes the network away, where the system allows it."""
    unshare = shutil.which("unshare")
    if unshare and subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode == 0:
        return [unshare, "-rn"]
    return []


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the pipeline's wheel and what it requires, installed offline."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    interpreter = folder / "bin" / "python"
    (wheel,) = (ROOT / "dist").glob("ar_conflict_news_sm-*.whl")
    # --find-links of the environment (a machine's own wheel house) stays out: only prepared wheels count.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    command = [
        "pip",
        "install",
        "--quiet",
        "--isolated",
        "--no-index",
        "--find-links",
        str(WHEELS),
        "--find-links",
        str(wheel.parent),
    ]
    subprocess.run([*offline(), str(interpreter), "-m", *command, str(wheel)], check=True, env=environment)
    return interpreter


@pytest.fixture(scope="module")
def outcome(python: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What the script printed there."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "use.py").write_text(SCRIPT, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    done = subprocess.run(
        [*offline(), str(python), "use.py"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in folder.iterdir()] == ["use.py"], "using the pipeline leaves files behind"
    return json.loads(done.stdout.splitlines()[-1])


def test_the_document_has_the_contract_keys(outcome) -> None:
    document = outcome["document"]
    assert document["text"] == REPORT
    assert document["model"].startswith("ar_conflict_news_sm ")
    assert [(c["harm"], c["low"], c["high"], c["qualifier"]) for c in document["casualties"]] == [
        ("killed", 3, 3, "exact"),
        ("injured", 20, None, "more_than"),
    ]
    (attribution,) = document["attributions"]
    assert attribution["source"]["text"] == "مصدر طبي"
    assert attribution["source_type"] == "medical"
    assert {c["attribution"] for c in document["casualties"]} == {attribution["id"]}
    assert "حلب" in [entity["text"] for entity in document["entities"]]
    for item in [*document["entities"], *document["casualties"], attribution["cue"], *attribution["contents"]]:
        assert REPORT[item["start"] : item["end"]] == item["text"]


@pytest.mark.parametrize("way", ["fork", "spawn", "docbin", "docbin_claims", "bytes", "pickle", "pickled_pipeline"])
def test_the_same_result_whatever_way_it_took(outcome, way: str) -> None:
    assert outcome["results"][way] is True


def test_the_wheel_requires_the_library_and_stays_small() -> None:
    (wheel,) = (ROOT / "dist").glob("ar_conflict_news_sm-*.whl")
    assert wheel.stat().st_size < 15e6


def test_the_command_line_reads_a_report(python: Path, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    done = subprocess.run(
        [*offline(), str(python.parent / "marsad"), "extract", "r.txt", "missing.txt"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(first["casualties"]) == 2
    assert second["id"] == "missing.txt"
    assert "missing.txt" in done.stderr
    assert done.returncode == 1
