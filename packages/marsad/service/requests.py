"""What a request brings: its body, held to the limits, and the reports in it."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from fastapi import Request

from marsad.reading import Report, encodable
from marsad.service.limits import Limits, Refused

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
ISO_DATE = len("2024-03-05")


async def body(request: Request, media_type: str, limits: Limits) -> str:
    """The body as text.

    request (Request): the request. media_type (str): what it must be. limits (Limits): how much of it is read.
    RAISES (Refused): 415 for another media type, 413 where it is too large, 408 where it is slow, 400 where it is not UTF-8.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != media_type:
        raise Refused(415, "error.media_type", wanted=media_type)
    # The length that the client declares may be missing or wrong: what arrives is counted.
    data = bytearray()
    try:
        async with asyncio.timeout(limits.seconds):
            async for chunk in request.stream():
                data += chunk
                if len(data) > limits.bytes:
                    raise Refused(413, "error.bytes", limit=limits.bytes)
    except TimeoutError:
        raise Refused(408, "error.slow", seconds=f"{limits.seconds:g}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(400, "error.encoding") from None


def parse(text: str, limits: Limits) -> tuple[list[Any], bool]:
    """The records of a JSON body, unchecked, and whether it was a list of them.

    RAISES (Refused): 400 where it is not JSON, 422 where it is neither object nor list, 413 where it is too long a list.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: also an integer of more digits than Python reads
        raise Refused(400, "error.json", reason=error) from None
    if isinstance(value, dict):
        return [value], False
    if not isinstance(value, list):
        raise Refused(422, "error.shape")
    if len(value) > limits.records:
        raise Refused(413, "error.records", count=len(value), limit=limits.records)
    return value, True


def form(text: str) -> dict[str, str]:
    """The fields of a form, the last value of each.

    RAISES (Refused): 400 where it has more fields than the page, or its percent signs do not spell UTF-8.
    """
    try:
        return {key: values[-1] for key, values in parse_qs(text, errors="strict", max_num_fields=16).items()}
    except ValueError:
        raise Refused(400, "error.encoding") from None


def record_id(record: Any) -> str | None:
    """The id that a record gives, None where it gives none that can be given back."""
    value = record.get("id") if isinstance(record, dict) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and encodable(value) else None


def check(record: Any, limits: Limits) -> Report:
    """A Report from a record; ``id`` is empty where the record has none.

    RAISES (Refused): what is wrong with it.
    """
    if not isinstance(record, dict):
        raise Refused(422, "error.record")
    if record.get("id") is not None and record_id(record) is None:
        raise Refused(422, "error.id")
    text = record.get("text")
    if not isinstance(text, str):
        raise Refused(422, "error.no_text")
    if not text.strip():
        raise Refused(422, "error.empty")
    if len(text) > limits.characters:
        raise Refused(422, "error.characters", count=len(text), limit=limits.characters)
    if not encodable(text):
        raise Refused(422, "error.surrogate")
    return Report(record_id(record) or "", text, _day(record.get("date")))


def _day(value: Any) -> str | None:
    if value is None or value == "":
        return None
    try:
        # A time of day may follow, as in ISO 8601.
        return date.fromisoformat(value[:ISO_DATE]).isoformat()
    except (ValueError, TypeError):
        raise Refused(422, "error.date") from None
