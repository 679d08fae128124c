"""Evaluations: the runs that are kept, one in full, and beginning one."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from api.models.asked import Evaluate
from api.models.kept import Evaluation, EvaluationReport, Evaluations
from api.problem import Refused
from api.sent import body_of, sent
from api.service import Served, Service
from api.told import done, problems
from eval.gold_folder import gold_file, gold_files, keep_gold
from eval.report import as_dict
from eval.runs import Run, runs_of
from eval.summary import Summary, summaries, summary_of
from ingest.errors import BadInput

router = APIRouter(tags=["평가"])


@router.get(
    "/evaluations",
    summary="평가 목록",
    description="남아 있는 평가를 새것부터, 그리고 보관된 정답 파일의 이름을 돌려줍니다.",
    response_model=None,
    responses=done("평가", Evaluations),
)
def evaluations(service: Served) -> Response:
    """List the runs."""
    folder = service.library.folder
    runs = [_row(service, summary) for summary in summaries(folder)]
    return JSONResponse({"gold": [path.name for path in gold_files(folder)], "evaluations": runs})


@router.post(
    "/evaluations",
    status_code=202,
    summary="평가 시작",
    description="정답 파일(JSONL)을 보내거나 보관된 것의 이름을 주면 뒤에서 풉니다. 한 번에 하나만 합니다.",
    response_model=None,
    openapi_extra=body_of(Evaluate, "정답 파일 (JSONL)"),
    responses=done("시작했습니다", Evaluation, status=202) | problems(400, 403, 409, 413, 415, 422),
)
async def evaluate(request: Request, service: Served) -> Response:
    """Begin a run."""
    async with sent(request, Evaluate) as (values, file):
        run = await run_in_threadpool(_begin, service, values, file)
    headers = {"Location": f"/api/v1/evaluations/{quote(run.head.id)}"}
    return JSONResponse(_row(service, summary_of(run)), 202, headers=headers)


@router.get(
    "/evaluations/{id}",
    summary="평가 하나",
    description="평가가 얼마나 됐는지, 지표마다의 값과 95% 신뢰구간을 돌려줍니다. 묻지 않은 문항은 틀린 것으로 셉니다.",
    response_model=None,
    responses=done("평가", EvaluationReport) | problems(404, 422, 429),
)
async def evaluation(id: str, service: Served) -> Response:
    """Tell of a run with its measures."""
    return JSONResponse(await service.in_turn(lambda: _report(service, id)))


def _begin(service: Service, values: Evaluate, file: Path | None) -> Run:
    """Raises InUse while another run is made, BadInput for what is no gold file."""
    if file is None and not values.gold:
        raise BadInput("정답 파일이 없습니다.", "파일을 보내거나 gold에 보관된 정답 파일의 이름을 적어 주십시오.")
    folder = service.library.folder
    path = keep_gold(folder, file.name, file.read_bytes()) if file is not None else gold_file(folder, values.gold)
    return service.job.begin(path, " ".join(values.name.split()))


def _report(service: Service, id: str) -> dict[str, Any]:
    run = next((run for run in runs_of(service.library.folder) if run.head.id == id), None)
    if run is None:
        raise Refused(404, "그런 평가가 없습니다.", "GET /evaluations로 번호를 확인해 주십시오.")
    summary = summary_of(run)
    measures = as_dict(service.evaluated.report(run))["measures"] if summary.asked else {}
    return {**_row(service, summary), "measures": measures}


def _row(service: Service, summary: Summary) -> dict[str, Any]:
    head, progress = summary.run.head, service.job.progress()
    now = progress if progress is not None and progress.run.head.id == head.id else None
    return {
        "id": head.id,
        "name": head.name,
        "started": head.started,
        "ended": head.ended or None,
        "questions": head.gold.questions,
        "asked": summary.asked,
        "right": summary.right,
        "stage": now.stage.value if now else None,
        "told": now.told if now else "",
        "seconds_left": now.seconds_left if now else None,
    }
