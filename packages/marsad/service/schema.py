"""The interface as OpenAPI tells it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from marsad.records import Attribution, Casualty, Claim
from marsad.service.limits import Limits


class Entity(BaseModel):
    """A named entity: offsets in code points, and the gazetteer's id where there is one."""

    start: int
    end: int
    text: str
    label: str
    id: str | None


class Extracted(BaseModel):
    """What a text says: the contract's JSON."""

    id: str | None
    text: str
    model: str | None
    entities: list[Entity]
    casualties: list[Casualty]
    attributions: list[Attribution]
    claims: list[Claim]


class Failed(BaseModel):
    """A record that could not be read or processed, in the place of its result."""

    id: str | None
    error: str


class Problem(BaseModel):
    """A request that was not answered."""

    error: str


class Health(BaseModel):
    """The service is up, with this pipeline."""

    status: str
    model: str


def record(limits: Limits) -> dict[str, Any]:
    """The JSON schema of a record.

    limits (Limits): those of the service.
    """
    return {
        "type": "object",
        "required": ["text"],
        "properties": {
            "id": {"type": ["string", "integer", "null"], "description": "Given back with the result."},
            "text": {"type": "string", "minLength": 1, "maxLength": limits.characters, "description": "The report."},
            "date": {
                "type": ["string", "null"],
                "format": "date",
                "description": "The report's date, from which relative dates are counted.",
            },
        },
        "example": {"id": "1", "text": "أعلن مصدر طبي مقتل ثلاثة مدنيين في حلب أمس.", "date": "2024-03-05"},
    }


def request_body(limits: Limits) -> dict[str, Any]:
    """The OpenAPI request body: a record, or a list of them.

    limits (Limits): those of the service.
    """
    one = record(limits)
    schema = {"anyOf": [one, {"type": "array", "maxItems": limits.records, "items": one}]}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Extracted | list[Extracted | Failed],
        "description": "The result, or a list of results in the order of the records.",
    },
    400: {"model": Problem, "description": "The body is not JSON in UTF-8."},
    408: {"model": Problem, "description": "The body did not arrive in time."},
    413: {"model": Problem, "description": "The body or the list is too large."},
    415: {"model": Problem, "description": "The body is not application/json."},
    422: {"model": Failed | Problem, "description": "Not a record, or the only record is bad."},
    500: {"model": Failed | Problem, "description": "The service, or the pipeline on the only record, failed."},
    503: {"model": Problem, "description": "The time limit ran out."},
}
