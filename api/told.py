"""What OpenAPI is told of responses beside the usual one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from api.models.kept import PROBLEM, Problem
from api.passing import REQUEST_ID
from api.problem import MEDIA_TYPE

Responses = dict[int | str, dict[str, Any]]

_ID = {REQUEST_ID: {"description": "요청 번호. 보낸 것이 있으면 그것", "schema": {"type": "string"}}}
_TOLD = {
    400: "요청을 읽을 수 없습니다",
    401: "로그인해야 합니다",
    403: "다른 사이트의 화면에서 온 요청이거나 권한이 없습니다",
    404: "찾는 것이 없습니다",
    409: "다른 작업이 하고 있습니다",
    413: "보낸 것이 너무 큽니다",
    415: "보낸 형식을 읽을 수 없습니다",
    422: "보낸 값이 맞지 않습니다",
    429: "기다리는 요청이 많습니다. Retry-After 초 뒤에 다시 보내 주십시오",
    503: "아직 답할 수 없습니다",
}
_RETRY = {"Retry-After": {"description": "초", "schema": {"type": "integer"}}}


def problems(*statuses: int) -> Responses:
    """The problems that a route may tell."""
    return {
        status: {
            "description": _TOLD[status],
            "headers": {**_ID, **(_RETRY if status == 429 else {})},
            "content": {MEDIA_TYPE: {"schema": _SCHEMA, "example": {**PROBLEM, "status": status}}},
        }
        for status in statuses
    }


def done(
    told: str, model: type[BaseModel] | None = None, content: Mapping[str, Any] | None = None, status: int = 200
) -> Responses:
    """What is told where all goes well: JSON of a model, or other `content` by its media type."""
    found: dict[str, Any] = {"description": told, "headers": _ID}
    if model is not None:
        found["model"] = model
    if content is not None:
        found["content"] = dict(content)
    return {status: found}


_SCHEMA = Problem.model_json_schema()
