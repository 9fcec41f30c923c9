"""The application: ``POST /extract``, ``GET /health``, ``GET /openapi.json``, and a page at ``/``."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import spacy
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from spacy.language import Language
from starlette.exceptions import HTTPException

from marsad.reading import Report
from marsad.service import page, requests, schema
from marsad.service.limits import Limits, Refused
from marsad.service.worker import Worker
from marsad.wording import Wording

MODEL = "ar_conflict_news_sm"
WORDS = Wording("en")


def create_app(nlp: Language | str = MODEL, limits: Limits | None = None) -> FastAPI:
    """The service, as an ASGI application.

    nlp (Language | str): the pipeline, or the name or folder of one. Nothing else may run it meanwhile.
    limits (Optional[Limits]): what a request may ask for; None for the defaults.
    RAISES (OSError): where there is no pipeline of that name.
    """
    limits = limits or Limits()
    worker = Worker(spacy.load(nlp) if isinstance(nlp, str) else nlp)
    # FastAPI's pages of documentation load scripts from elsewhere; openapi.json is enough.
    app = FastAPI(
        title="Marsad", version=version("marsad"), summary=WORDS("page.tagline"), docs_url=None, redoc_url=None
    )

    @app.post(
        "/extract",
        summary="Who was harmed, how many, and who says so",
        response_class=JSONResponse,
        responses=schema.RESPONSES,
        openapi_extra={"requestBody": schema.request_body(limits)},
    )
    async def extract(request: Request) -> Response:
        """Read one report, or a list of them. In a list a bad record costs itself alone: its place holds its error."""
        records, many = requests.parse(await requests.body(request, requests.JSON, limits), limits)
        items: list[Report | dict[str, Any]] = []
        for record in records:
            try:
                items.append(requests.check(record, limits))
            except Refused as refused:
                items.append({"id": requests.record_id(record), "error": refused.message()})
        results = iter(await worker.run([item for item in items if isinstance(item, Report)], limits.seconds))
        answers = [next(results) if isinstance(item, Report) else item for item in items]
        if many:
            return JSONResponse(answers)
        status = 200 if "error" not in answers[0] else 500 if isinstance(items[0], Report) else 422
        return JSONResponse(answers[0], status)

    @app.get("/health", summary="Whether the service is up", response_model=schema.Health)
    async def health() -> dict[str, str]:
        return {"status": "ok", "model": worker.model}

    page.add_to(app, worker, limits)
    _answer_errors_in_json(app)
    return app


def _answer_errors_in_json(app: FastAPI) -> None:
    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        headers = {"Retry-After": "30"} if error.status == 503 else None
        return JSONResponse({"error": error.message()}, error.status, headers)

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        return JSONResponse({"error": str(error.detail)}, error.status_code, error.headers)

    @app.exception_handler(Exception)
    async def server_error(request: Request, error: Exception) -> Response:
        return JSONResponse({"error": WORDS("error.server")}, 500)
