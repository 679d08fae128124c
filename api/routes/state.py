"""For those who keep the program: whether it lives, whether it can answer, and what it has counted."""

from __future__ import annotations

import sqlite3

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from api.models.kept import State
from api.problem import Refused
from api.service import Served, Whole
from api.told import done, problems
from ingest.errors import GeungeoError

router = APIRouter(tags=["상태"])

_TEXT = "text/plain; version=0.0.4; charset=utf-8"
_SOON = {"Retry-After": "1"}


@router.get(
    "/healthz",
    summary="프로그램이 살아 있는지",
    response_model=None,
    responses=done("살아 있습니다", State),
)
async def healthz() -> Response:
    """Tell that the process lives."""
    return JSONResponse({"status": "ok"})


@router.get(
    "/readyz",
    summary="답할 수 있는지",
    description="색인이 열렸고 형태소 분석기가 준비됐으면 200, 아니면 503입니다.",
    response_model=None,
    responses=done("답할 수 있습니다", State) | problems(503),
)
def readyz(service: Whole) -> Response:
    """Tell whether questions can be answered without waiting for anything to load."""
    if not service.warm.is_set():
        raise Refused(503, "형태소 분석기를 불러오고 있습니다.", "잠시 뒤에 다시 물어 주십시오.", _SOON)
    try:
        service.library.store.passage_count()
    except (sqlite3.Error, GeungeoError) as error:
        raise Refused(
            503, "색인을 읽을 수 없습니다.", "데이터 폴더가 있는지 확인하고 프로그램을 다시 켜 주십시오.", _SOON
        ) from error
    return JSONResponse({"status": "ready"})


@router.get(
    "/metrics",
    summary="Prometheus 지표",
    description="요청의 수와 시간을 주소와 단계마다 셉니다. 질문의 내용은 없습니다.",
    response_model=None,
    responses=done("지표", content={"text/plain": {"schema": {"type": "string"}}}),
)
def metrics(service: Served) -> Response:
    """Give the counts as Prometheus reads them."""
    return Response(service.meters.text(), media_type=_TEXT)
