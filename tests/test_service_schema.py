"""The service against its own OpenAPI, by schemathesis: answers as declared, and never a server error."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from spacy.language import Language

pytest.importorskip("fastapi", reason="needs the extra serve")
schemathesis = pytest.importorskip("schemathesis", reason="needs schemathesis")

from schemathesis.specs.openapi.checks import negative_data_rejection  # noqa: E402

from marsad.service import Limits, create_app  # noqa: E402


@pytest.fixture(scope="module")
def interface(rules: Language) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(rules, Limits(characters=2000, records=5)))


@pytest.mark.parametrize(
    ("path", "method", "mode"),
    [("/extract", "POST", "positive"), ("/extract", "POST", "negative"), ("/health", "GET", "positive")],
)
def test_answers_are_as_declared(interface: Any, path: str, method: str, mode: str) -> None:
    operation = interface[path][method]

    # Not schema.parametrize(): its hook into pytest fails with pytest 9.
    @given(operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode)))
    @settings(
        max_examples=20,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def check(case: Any) -> None:
        # A bad record in a list costs itself alone: the list is answered.
        excluded = [negative_data_rejection] if isinstance(case.body, list) else []
        case.call_and_validate(excluded_checks=excluded)

    check()
