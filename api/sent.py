"""What is sent either as JSON or as a form with a file beside it, read into one model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, NamedTuple, TypeVar, get_origin

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from api.problem import Refused
from index.kept import safe_name

_FORM, _JSON = "multipart/form-data", "application/json"
_MOST_FIELDS = 100
_PIECE = 1 << 20  # bytes of an upload that are copied at a time

_Model = TypeVar("_Model", bound=BaseModel)


class Sent(NamedTuple, Generic[_Model]):
    """What was sent: the values, and the file beside them where there was one."""

    values: _Model
    file: Path | None


@asynccontextmanager
async def sent(request: Request, model: type[_Model]) -> AsyncIterator[Sent[_Model]]:
    """Read what was sent; the file is gone at the end. Raises Refused for another content type, and what validation raises."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _JSON:
        yield Sent(_valid(model, await request.body()), None)
    elif kind == _FORM:
        async with request.form(max_files=1, max_fields=_MOST_FIELDS) as form:
            values = _of_form(model, form)
            with TemporaryDirectory(prefix="geungeo-") as folder:
                file = form.get("file")
                yield Sent(values, await written(file, Path(folder)) if isinstance(file, UploadFile) else None)
    else:
        raise Refused(415, f"{_JSON}이나 {_FORM}으로 보내 주십시오.")


async def written(file: UploadFile, folder: Path) -> Path:
    """An upload as a file of its name in a folder that is there."""
    path = folder / safe_name(file.filename or "")
    with path.open("wb") as out:
        while piece := await file.read(_PIECE):
            await run_in_threadpool(out.write, piece)
    return path


def body_of(model: type[BaseModel], file: str) -> dict[str, Any]:
    """The request body for OpenAPI: the model as JSON, or its fields as a form with a file, which `file` describes."""
    schema = model.model_json_schema()
    fields = {**schema["properties"], "file": {"type": "string", "format": "binary", "description": file}}
    form = {"type": "object", "properties": fields, "additionalProperties": False}
    examples = {"예시": {"value": schema.pop("examples")[0]}}
    return {
        "requestBody": {
            "required": True,
            "content": {_JSON: {"schema": schema, "examples": examples}, _FORM: {"schema": form}},
        }
    }


def _valid(model: type[_Model], body: bytes) -> _Model:
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise RequestValidationError([{**item, "loc": ("body", *item["loc"])} for item in error.errors()]) from None


def _of_form(model: type[_Model], form: FormData) -> _Model:
    """The model out of a form's fields; a field that is a list takes every value of its name."""
    lists = {name for name, field in model.model_fields.items() if get_origin(field.annotation) is list}
    names = dict.fromkeys(name for name, value in form.multi_items() if isinstance(value, str))
    values = {name: form.getlist(name) if name in lists else form.get(name) for name in names}
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise RequestValidationError([{**item, "loc": ("body", *item["loc"])} for item in error.errors()]) from None
