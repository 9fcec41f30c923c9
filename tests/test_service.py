"""The service over HTTP: what it answers, what it refuses and how, and that it answers while the pipeline works."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import marsad

fastapi = pytest.importorskip("fastapi", reason="needs the extra serve")
pytest.importorskip("httpx", reason="needs httpx")

import httpx  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402

from marsad.service import Limits, create_app  # noqa: E402
from marsad.wording import Wording  # noqa: E402

TEXT = "أعلن مصدر طبي مقتل ثلاثة مدنيين في حلب أمس."
SMALL = Limits(bytes=5000, characters=200, records=5)


@pytest.fixture(scope="module")
def client(rules: Language) -> TestClient:
    return TestClient(create_app(rules, SMALL), raise_server_exceptions=False)


@pytest.fixture
def bomb(rules: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts with the word قنبلة make the pipeline fail."""
    parser = rules.get_pipe("casualty_parser")
    annotate = parser.annotate
    monkeypatch.setattr(parser, "annotate", lambda doc: annotate(doc) if "قنبلة" not in doc.text else 1 / 0)


def test_one_report(client: TestClient, rules: Language) -> None:
    answer = client.post("/extract", json={"id": "7", "text": TEXT, "date": "2024-03-05"})
    assert answer.status_code == 200
    doc = rules.make_doc(TEXT)
    doc.user_data |= {"id": "7", "date": "2024-03-05"}
    assert answer.json() == marsad.to_dict(rules(doc))
    assert answer.json()["claims"][0]["date"]["first"] == "2024-03-04"


def test_id_and_date_may_be_left_out(client: TestClient) -> None:
    answer = client.post("/extract", json={"text": TEXT})
    assert answer.status_code == 200
    assert answer.json()["id"] is None
    assert client.post("/extract", json={"id": 7, "text": TEXT, "date": None}).json()["id"] == "7"


def test_a_list_keeps_its_order_and_bad_records_cost_themselves(client: TestClient, bomb: None) -> None:
    records = [{"id": "1", "text": TEXT}, {"id": "2"}, {"id": "3", "text": "قنبلة"}, 4, {"id": "5", "text": TEXT}]
    answer = client.post("/extract", json=records)
    assert answer.status_code == 200
    results = answer.json()
    assert [result["id"] for result in results] == ["1", "2", "3", None, "5"]
    assert ["error" in result for result in results] == [False, True, True, True, False]
    assert results[0]["claims"] == results[4]["claims"] != []
    assert "ZeroDivisionError" in results[2]["error"]
    assert client.post("/extract", json=[]).json() == []


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"id": "1"}, "no text"),
        ({"id": "1", "text": 5}, "no text"),
        ({"id": "1", "text": ""}, "empty"),
        ({"id": "1", "text": " \n\u00a0"}, "empty"),
        ({"id": "1", "text": "ا" * 201}, "201 characters"),
        ({"id": "1", "text": TEXT, "date": "yesterday"}, "YYYY-MM-DD"),
        ({"id": "1", "text": TEXT, "date": 5}, "YYYY-MM-DD"),
        ({"id": ["1"], "text": TEXT}, "id"),
        ({"id": True, "text": TEXT}, "id"),
    ],
)
def test_a_bad_record_alone_is_a_client_error(client: TestClient, record: dict[str, Any], message: str) -> None:
    answer = client.post("/extract", json=record)
    assert answer.status_code == 422
    assert message in answer.json()["error"]
    assert answer.json()["id"] == (record["id"] if isinstance(record["id"], str) else None)
    assert client.post("/extract", json=[record]).json() == [answer.json()]


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (b"", 400, "JSON"),
        (b"{", 400, "JSON"),
        (b"\xff\xfe{}", 400, "UTF-8"),
        (b"[" * 3000, 400, "JSON"),
        (b"9" * 4900, 400, "JSON"),
        (b'"text"', 422, "object"),
        (b"null", 422, "object"),
        (b'{"text": "\\ud800"}', 422, "surrogate"),
        (b'{"id": "\\ud800", "text": "x"}', 422, "id"),
        (b" " * 5001, 413, "5000 bytes"),
        (json.dumps([{"text": "x"}] * 6).encode(), 413, "6 records"),
    ],
)
def test_a_bad_body_is_a_client_error(client: TestClient, body: bytes, status: int, message: str) -> None:
    answer = client.post("/extract", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert message in answer.json()["error"]


def test_a_large_body_is_refused_whatever_its_declared_length(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(1000):
            yield b" " * 1000

    answer = client.post("/extract", content=chunks(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_wrong_method_path_and_media_type(client: TestClient) -> None:
    assert client.get("/extract").status_code == 405
    assert client.get("/extract").json()["error"] == "Method Not Allowed"
    assert client.get("/nothing").status_code == 404
    assert "error" in client.get("/nothing").json()
    for headers in ({"content-type": "text/plain"}, {}):
        answer = client.post("/extract", content=json.dumps({"text": TEXT}).encode(), headers=headers)
        assert answer.status_code == 415
        assert "application/json" in answer.json()["error"]


def test_a_failing_pipeline_is_no_fault_of_the_client(client: TestClient, bomb: None) -> None:
    answer = client.post("/extract", json={"id": "1", "text": "قنبلة"})
    assert answer.status_code == 500
    assert answer.json()["id"] == "1"
    assert client.post("/", data={"text": "قنبلة"}).status_code == 500


def test_unknown_pipelines_are_refused_at_the_start() -> None:
    with pytest.raises(OSError, match="no_such_pipeline"):
        create_app("no_such_pipeline")


@pytest.fixture
def slow() -> Language:
    """A pipeline that takes half a second for a text."""
    nlp = Language()

    @Language.component("test_sleep")
    def sleep(doc: Doc) -> Doc:
        time.sleep(0.5)
        return doc

    nlp.add_pipe("test_sleep")
    return nlp


def test_the_time_limit_ends_a_request(slow: Language) -> None:
    client = TestClient(create_app(slow, Limits(seconds=0.7)))
    assert client.post("/extract", json={"text": TEXT}).status_code == 200
    start = time.monotonic()
    answer = client.post("/extract", json=[{"text": TEXT}] * 10)
    assert answer.status_code == 503
    assert "0.7 seconds" in answer.json()["error"]
    assert answer.headers["retry-after"]
    assert time.monotonic() - start < 1.5
    time.sleep(0.6)  # the report under way ends, those after it are not begun
    assert client.post("/extract", json={"text": TEXT}).status_code == 200


def test_health_answers_while_the_pipeline_works_and_texts_take_turns(slow: Language) -> None:
    async def scenario() -> tuple[float, float, list[int]]:
        transport = httpx.ASGITransport(create_app(slow))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            start = time.monotonic()
            work = asyncio.gather(*(client.post("/extract", json={"text": TEXT}) for _ in range(2)))
            await asyncio.sleep(0.1)
            assert (await client.get("/health")).json()["status"] == "ok"
            healthy = time.monotonic() - start
            statuses = [answer.status_code for answer in await work]
            return healthy, time.monotonic() - start, statuses

    healthy, done, statuses = asyncio.run(scenario())
    assert healthy < 0.5
    assert done >= 1.0
    assert statuses == [200, 200]


def test_a_body_that_does_not_arrive_is_not_waited_for(rules: Language) -> None:
    async def trickle() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" "
            await asyncio.sleep(0.05)

    async def scenario() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(rules, Limits(seconds=0.2)))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/extract", content=trickle(), headers={"content-type": "application/json"})

    answer = asyncio.run(scenario())
    assert answer.status_code == 408
    assert "0.2 seconds" in answer.json()["error"]


def test_many_at_a_time_get_their_own_answers(client: TestClient) -> None:
    def ask(number: int) -> bool:
        answer = client.post("/extract", json={"id": number, "text": f"قتل {number} مدنيين في حلب."}).json()
        return bool(answer["id"] == str(number) and answer["casualties"][0]["value"] == number)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(3, 40)))


def test_the_vocabulary_does_not_grow_with_the_texts(client: TestClient, rules: Language) -> None:
    client.post("/extract", json={"text": TEXT})
    before = len(rules.vocab.strings)
    for number in range(30):
        client.post("/extract", json={"text": f"كلمةغريبة{number} قتل"})
    assert len(rules.vocab.strings) == before


def test_openapi_tells_the_interface(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert set(schema["paths"]) == {"/extract", "/health"}
    body = schema["paths"]["/extract"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body["anyOf"][0]["properties"]["text"]["maxLength"] == SMALL.characters
    references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(schema)))
    assert references <= set(schema["components"]["schemas"])


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(TEXT),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "text", "date", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(JSON_VALUES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_json_is_a_server_error(client: TestClient, value: Any) -> None:
    answer = client.post("/extract", content=json.dumps(value).encode(), headers={"content-type": "application/json"})
    assert answer.status_code < 500
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_works_without_javascript(client: TestClient, lang: str) -> None:
    words = Wording("ar" if lang == "ar" else "en")
    empty = client.get(f"/?lang={lang}")
    assert empty.status_code == 200
    assert f'<html lang="{lang}"' in empty.text
    assert words("page.submit") in empty.text
    analysed = client.post(f"/?lang={lang}", data={"text": f"\r\n{TEXT}\r\n</textarea><b>", "date": "2024-03-05"})
    assert analysed.status_code == 200
    assert "2024-03-04" in analysed.text
    assert "<b>" not in re.sub(r'<div class="tips">.*?</article>', "", analysed.text, flags=re.DOTALL)
    assert words("page.done", claims=1, attributions=1) in analysed.text
    assert "default-src 'none'" in analysed.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("fields", "status", "key"),
    [
        ({"text": " "}, 422, "error.empty"),
        ({"date": ""}, 422, "error.empty"),
        ({"text": TEXT, "date": "x"}, 422, "error.date"),
        ({"text": "ا" * 201}, 422, "error.characters"),
        ({"text": "ا" * 4000}, 413, "error.bytes"),
    ],
)
def test_the_page_says_what_is_wrong_in_its_language(
    client: TestClient, fields: dict[str, str], status: int, key: str
) -> None:
    for tongue in ("ar", "en"):
        answer = client.post(f"/?lang={tongue}", data=fields)
        assert answer.status_code == status
        alert = re.search(r'role="alert">([^<]+)<', answer.text)
        assert alert
        assert alert[1] == Wording("ar" if tongue == "ar" else "en")(
            key, count=201, limit=200 if status == 422 else 5000
        )
