"""What the tests share."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language

# Where nobody watches, the same examples every time: a failure there must be one that can be seen here.
settings.register_profile("watched", deadline=None)
settings.register_profile("unwatched", deadline=None, derandomize=True, database=None)
settings.load_profile("unwatched" if os.environ.get("CI") else "watched")

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Measuring material beside the repository; a test that needs it is skipped where there is none."""
    if not (SHARED / "tools" / "score.py").exists():
        pytest.skip("needs ../shared, which is not here")
    return SHARED


def load_module(path: Path) -> ModuleType:
    """Import a file that belongs to no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The installed small pipeline."""
    return spacy.load("ar_conflict_news_sm")


@pytest.fixture(scope="session")
def rules() -> Language:
    """The rule components in a blank pipeline, with our tokenizer and no statistical model."""
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "marsad.ArabicTokenizer.v1"}}})
    for name in ("arabic_normalizer", "gazetteer_ruler", "casualty_parser", "attribution", "claims"):
        nlp.add_pipe(name)
    return nlp
