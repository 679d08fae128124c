"""What went wrong, as RFC 9457 has it (`application/problem+json`): in Korean, with the remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from api.turns import Crowded
from ingest.errors import INDEX_TROUBLE, TELL_KEEPER, GeungeoError, IndexMismatch, InUse
from ingest.log.noting import note_failure

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:geungeo:problem:{}"
_ASK_KEEPER = "잠시 뒤에 다시 해 보고, 되풀이되면 요청 번호와 함께 관리자에게 알려 주십시오."
# By status: the name of the type, the title, and the remedy where no other is known.
_KINDS: dict[int, tuple[str, str, str]] = {
    400: ("bad-request", "요청을 읽을 수 없습니다", "요청의 형식을 확인해 주십시오."),
    401: ("not-signed-in", "로그인해야 합니다", "Authorization 머리글에 Bearer와 토큰을 적거나 화면에서 로그인해 주십시오."),
    403: ("refused", "받지 않는 요청입니다", "이 프로그램의 화면이나 프로그램에서 직접 요청해 주십시오."),
    404: ("not-found", "찾는 것이 없습니다", "주소와 이름을 확인해 주십시오."),
    405: ("wrong-method", "이 주소에서 쓸 수 없는 방식입니다", "Allow 머리글에 적힌 방식으로 요청해 주십시오."),
    409: ("in-use", "다른 작업이 하고 있습니다", "그 작업이 끝난 뒤에 다시 해 주십시오."),
    413: ("too-large", "보낸 것이 너무 큽니다", "나누어 보내 주십시오."),
    415: ("wrong-content", "보낸 형식을 읽을 수 없습니다", "Content-Type을 확인해 주십시오."),
    421: (
        "unknown-host",
        "이 프로그램의 주소가 아닙니다",
        "프로그램을 연 주소로 요청하거나 hosts 설정에 그 이름을 더해 주십시오.",
    ),
    422: ("invalid", "보낸 값이 맞지 않습니다", "값을 고쳐 다시 보내 주십시오."),
    429: ("crowded", "지금 요청이 많습니다", "Retry-After 초 뒤에 다시 보내 주십시오."),
    500: ("failed", "프로그램 오류가 났습니다", _ASK_KEEPER),
    503: ("not-ready", "아직 답할 수 없습니다", _ASK_KEEPER),
}
# What pydantic finds, by its name of it; in braces what it knows of the bound.
_TOLD = {
    "missing": "빠졌습니다.",
    "extra_forbidden": "모르는 이름입니다.",
    "string_too_long": "{max_length}자 안으로 줄여 주십시오.",
    "string_too_short": "비어 있습니다.",
    "too_long": "{max_length}개까지 보낼 수 있습니다.",
    "too_short": "하나 이상 보내 주십시오.",
    "int_parsing": "정수여야 합니다.",
    "int_type": "정수여야 합니다.",
    "int_from_float": "정수여야 합니다.",
    "bool_parsing": "true나 false여야 합니다.",
    "string_type": "글이어야 합니다.",
    "string_unicode": "글로 읽을 수 없는 글자가 있습니다.",
    "list_type": "목록이어야 합니다.",
    "greater_than_equal": "{ge} 이상이어야 합니다.",
    "less_than_equal": "{le} 이하여야 합니다.",
    "json_invalid": "JSON이 아닙니다.",
    "model_attributes_type": "JSON 객체여야 합니다.",
    "model_type": "JSON 객체여야 합니다.",
}


class Refused(HTTPException):
    """A request that is not done, with the status, what is told of it and what to do."""

    def __init__(self, status: int, told: str, remedy: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, told, headers)
        self.remedy = remedy


def problem(
    status: int, told: str, remedy: str = "", *, request_id: str = "", more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """A problem as JSON; `remedy` and `request_id` stand beside what the RFC names."""
    name, title, usual = _KINDS.get(status, _KINDS[500] if status >= 500 else _KINDS[400])
    told_of = {"type": _TYPE.format(name), "title": title, "status": status, "detail": told or f"{title}."}
    return {**told_of, "remedy": remedy or usual, "request_id": request_id, **(more or {})}


def problem_response(request: HTTPConnection, status: int, told: str, remedy: str = "", **more: Any) -> JSONResponse:
    """A problem as a response; `headers` go with it, anything else into it."""
    headers = more.pop("headers", None)
    content = problem(status, told, remedy, request_id=getattr(request.state, "request_id", ""), more=more)
    return JSONResponse(content, status, headers=headers, media_type=MEDIA_TYPE)


def of_error(error: GeungeoError) -> tuple[int, str, str]:
    """What is told of an error of ours: status, reason and remedy. What is wrong with the index goes to the log."""
    if isinstance(error, IndexMismatch):
        note_failure("index failed", error)
        return 503, INDEX_TROUBLE, TELL_KEEPER
    status = 409 if isinstance(error, InUse) else 422
    return status, error.reason, error.remedy


def tell_problems(app: FastAPI) -> None:
    """Have an application tell whatever goes wrong as a problem."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(GeungeoError, _ours)
    app.add_exception_handler(Crowded, _crowded)


def _http(request: Request, error: Exception) -> JSONResponse:
    """What the framework or a handler refuses. Its English is not passed on."""
    assert isinstance(error, HTTPException)
    told, remedy = (error.detail, error.remedy) if isinstance(error, Refused) else ("", "")
    return problem_response(request, error.status_code, told, remedy, headers=error.headers)


def _invalid(request: Request, error: Exception) -> JSONResponse:
    """What does not fit the schema; of the values themselves nothing is told back."""
    assert isinstance(error, RequestValidationError)
    found = [_misfit(item) for item in error.errors()]
    told = " ".join(f"{item['at']}: {item['told']}" for item in found[:3])
    return problem_response(request, 422, told, errors=found)


def _ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, GeungeoError)
    return problem_response(request, *of_error(error))


def _crowded(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Crowded)
    told = f"기다리는 요청이 많아 받지 않았습니다. {error.seconds}초 뒤에 다시 보내 주십시오."
    return problem_response(request, 429, told, headers={"Retry-After": str(error.seconds)})


def _misfit(item: Mapping[str, Any]) -> dict[str, str]:
    """Where a value does not fit and why, in Korean."""
    is_text = item["type"] == "json_invalid"  # stands at a letter of the body, which is no name
    parts: Sequence[object] = item["loc"][:1] if is_text else item["loc"][1:] or item["loc"]
    told = _TOLD.get(item["type"], "값이 맞지 않습니다.").format_map(_Known(item.get("ctx") or {}))
    return {"at": ".".join(map(str, parts)), "told": told}


class _Known(dict[str, Any]):
    """What is known of a bound; a name that is not stays empty."""

    def __missing__(self, key: str) -> str:
        return ""
