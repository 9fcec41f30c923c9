"""The page: paste a report, see it analysed. It works without JavaScript; ``page.js`` only saves loading it anew."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from marsad.render import fill, report
from marsad.service import requests
from marsad.service.limits import Limits, Refused
from marsad.service.worker import Worker
from marsad.wording import TEMPLATES, Tongue

HEADERS = {
    # Whatever a pasted text holds, the page runs no script but its own and speaks to no one but its own service.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def add_to(app: FastAPI, worker: Worker, limits: Limits) -> None:
    """Give an application its page at ``/``.

    app (FastAPI): the application. worker (Worker): what reads the reports. limits (Limits): what a request may ask for.
    """

    def show(tongue: Tongue, status: int, values: dict[str, Any]) -> HTMLResponse:
        values = {"text": "", "date": "", "error": None, "document": None, "result": None} | values
        return HTMLResponse(fill("service.html.j2", tongue, limits=limits, **values), status, HEADERS)

    @app.get("/", include_in_schema=False)
    async def empty(lang: str = "ar") -> Response:
        return show(_tongue(lang), 200, {})

    @app.post("/", include_in_schema=False)
    async def analysed(request: Request, lang: str = "ar") -> Response:
        tongue = _tongue(lang)
        pasted: dict[str, str] = {}
        try:
            pasted |= requests.form(await requests.body(request, requests.FORM, limits))
            # Browsers send the line ends of a text area as CR LF, whatever was pasted.
            record = {key: pasted.get(key, "").replace("\r\n", "\n") for key in ("text", "date")}
            [document] = await worker.run([requests.check(record, limits)], limits.seconds)
            if "error" in document:
                raise Refused(500, "error.server")
        except Refused as refused:
            return show(tongue, refused.status, _kept(pasted) | {"error": refused.message(tongue)})
        return show(tongue, 200, _kept(pasted) | {"document": document, "result": report(document, "r1", tongue)})

    @app.get("/page.js", include_in_schema=False)
    async def script() -> Response:
        return FileResponse(TEMPLATES / "page.js", media_type="text/javascript", headers=HEADERS)


def _tongue(lang: str) -> Tongue:
    return "en" if lang == "en" else "ar"


def _kept(pasted: dict[str, str]) -> dict[str, str]:
    return {key: pasted[key] for key in ("text", "date") if key in pasted}
