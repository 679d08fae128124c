"""What is looked up beside answers: places, figures over the years, and what the documents say of a draft."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from access.noting import note
from api.models.asked import Check, Cite, Figures
from api.models.found import CheckedDraft, FoundFigures, Places
from api.sent import body_of, sent
from api.service import Served, Service
from api.told import done, problems
from assistant.checking.draft import check_file, check_text
from assistant.cite import look_up
from assistant.contract_rows import checked_json, place_json, point_json
from assistant.scope import check_scope
from assistant.series import find_series

router = APIRouter(tags=["찾기와 검증"])

_REFUSED = problems(422, 429)


@router.get(
    "/cite",
    summary="인용 찾기",
    description="찾을 말이 있는 대목을 좋은 것부터 쪽, 절, 맞은 곳과 함께 돌려줍니다.",
    response_model=None,
    responses=done("찾은 대목", Places) | _REFUSED,
)
async def cite(asked: Annotated[Cite, Query()], service: Served, request: Request) -> Response:
    """Look words up."""
    found = await service.in_turn(partial(_places, service, asked))
    note(request, "api/cite", asked.q, [place["doc"] for place in found["places"]], bool(found["places"]))
    return JSONResponse(found)


@router.get(
    "/figures",
    summary="한 항목의 해마다의 수치",
    description="한 항목의 값을 해마다, 문서마다 단위, 구분, 자리, 원문과 함께 돌려줍니다.",
    response_model=None,
    responses=done("찾은 항목", FoundFigures) | _REFUSED,
)
async def figures(asked: Annotated[Figures, Query()], service: Served, request: Request) -> Response:
    """Find the series of figures that some words mean."""
    found = await service.in_turn(partial(_series, service, asked))
    documents = [point["doc"] for series in found["series"] for point in series["points"]]
    note(request, "api/figures", asked.q, documents, bool(documents))
    return JSONResponse(found)


@router.post(
    "/check",
    summary="초안 검증",
    description="글이나 파일의 수치와 따옴표 인용을 문서와 견줍니다. 파일은 보관하지 않습니다.",
    response_model=None,
    openapi_extra=body_of(Check, "검증할 파일 (TXT, DOCX, HWP, HWPX, PDF, HTML, Markdown)"),
    responses=done("판정", CheckedDraft) | problems(400, 403, 413, 415, 422, 429),
)
async def check(request: Request, service: Served) -> Response:
    """Hold a draft against the documents."""
    async with sent(request, Check) as (values, file):
        found = await service.in_turn(partial(_checked, service, values, file))
        note(request, "api/check", values.text or (file.name if file is not None else ""))
        return JSONResponse(found)


def _places(service: Service, asked: Cite) -> dict[str, Any]:
    day = service.settings.day()
    found = look_up(service.library, asked.q, asked.limit, asked.filters(), day, exact=asked.exact)
    return {"readings": list(found.readings), "places": [place_json(place) for place in found.places]}


def _series(service: Service, asked: Figures) -> dict[str, Any]:
    found = find_series(service.library, asked.q, asked.limit, asked.filters(), service.settings.day())
    rows, number = [], 1
    for series in found.series:
        points = [point_json(each, series, point) for each, point in enumerate(series.points, number)]
        rows.append({"name": series.name, "unit": series.unit, "points": points})
        number += len(points)
    return {"readings": list(found.readings), "series": rows}


def _checked(service: Service, values: Check, file: Path | None) -> dict[str, Any]:
    filters = values.filters()
    check_scope(service.library, filters)
    if file is not None:
        return checked_json(check_file(service.library, file, filters))
    return checked_json(check_text(service.library, values.text, filters))
