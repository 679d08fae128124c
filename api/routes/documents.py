"""The documents: which there are, handing over, putting right, taking away, and how far the jobs have come."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response, UploadFile
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from api.models.asked import Describe
from api.models.kept import Described, Documents, Job
from api.problem import Refused
from api.sent import written
from api.service import Served, Service
from api.told import done, problems
from assistant.contract_rows import document_json
from index.handing import hand_over, take_away
from index.jobs import Item
from ingest.correction import NOTHING
from ingest.correction_check import checked
from ingest.errors import BadInput
from screen.shown import check_shown, seen_of

router = APIRouter(tags=["문서"])

_COLLECTION = "넣을 모음. 비우면 모두가 봅니다"
_GONE = ("색인에 없는 문서입니다.", "GET /documents로 이름을 확인해 주십시오.")


@router.get(
    "/documents",
    summary="문서 목록",
    description="색인에 있는 문서를 이름 차례로 돌려줍니다.",
    response_model=None,
    responses=done("문서", Documents),
)
def documents(service: Served) -> Response:
    """List the documents."""
    return JSONResponse({"documents": [document_json(row) for row in service.library.store.documents()]})


@router.post(
    "/documents",
    status_code=202,
    summary="문서 넣기",
    description="파일을 보관하고 차례로 읽습니다. 같은 이름의 문서는 바뀝니다. Location의 작업에서 얼마나 됐는지 봅니다.",
    response_model=None,
    responses=done("받았습니다", Job, status=202) | problems(400, 403, 413, 422),
)
async def hand_in(
    files: list[UploadFile], service: Served, collection: Annotated[str, Form(description=_COLLECTION)] = ""
) -> Response:
    """Keep files and queue them."""
    check_shown(service.library, collection)
    with TemporaryDirectory(prefix="geungeo-") as folder:
        paths = []
        for number, file in enumerate(files):
            of_one = Path(folder) / str(number)
            of_one.mkdir()
            paths.append(await written(file, of_one))
        id = await run_in_threadpool(hand_over, service.library, service.jobs, paths, collection)
    return _job(service, id, 202)


@router.get(
    "/jobs/{id}",
    summary="넣는 작업",
    description="함께 넣은 파일이 저마다 얼마나 됐는지, 실패했으면 왜인지 돌려줍니다.",
    response_model=None,
    responses=done("작업", Job) | problems(404, 422),
)
def job(id: str, service: Served) -> Response:
    """Tell how far a job has come."""
    return _job(service, id, 200)


@router.patch(
    "/documents/{name:path}",
    summary="문서 바로잡기",
    description="문서에서 잘못 읽은 제목, 종류, 해, 발행 기관 들을 바로잡습니다. 파일을 다시 넣어도 남습니다.",
    response_model=None,
    responses=done("바로잡은 문서", Described) | problems(400, 403, 404, 409, 413, 422),
)
def put_right(name: str, described: Describe, service: Served) -> Response:
    """Put right what a document is."""
    correction = checked(described.correction())
    if correction == NOTHING:
        raise BadInput("바로잡을 것이 없습니다.", "고칠 이름과 값을 하나 이상 보내 주십시오.")
    known = service.library.store.origin(name) is not None
    if known:
        with service.library.again() as own:
            known = own.put_right(name, correction)
    row = next((row for row in service.library.store.documents() if row.name == name), None)
    if not known or row is None:
        raise Refused(404, *_GONE)
    again = _read_again(service, name) if correction.is_searched else None
    return JSONResponse({"document": document_json(row), "job": again})


@router.delete(
    "/documents/{name:path}",
    status_code=204,
    summary="문서 빼기",
    description="문서를 색인에서 뺍니다. 여기서 넣은 파일이면 보관한 파일도 지웁니다.",
    response_model=None,
    responses=done("뺐습니다", status=204) | problems(403, 404, 409, 422),
)
def remove(name: str, service: Served) -> Response:
    """Take a document away."""
    if not take_away(service.library, name):
        raise Refused(404, *_GONE)
    return Response(status_code=204)


def _job(service: Service, id: str, status: int) -> Response:
    found = service.jobs.batch(id)
    batch = next(iter(seen_of([found] if found is not None else [], service.library)), None)
    if batch is None:
        raise Refused(404, "그런 작업이 없습니다.", "프로그램이 다시 켜졌으면 GET /documents로 들어갔는지 확인해 주십시오.")
    content = {
        "id": id,
        "done": batch.is_done,
        "stopping": batch.is_stopping,
        "told": batch.told,
        "seconds_left": batch.seconds_left,
        "files": [_item(item) for item in batch.items],
    }
    headers = {"Location": f"/api/v1/jobs/{id}"} if status == 202 else None
    return JSONResponse(content, status, headers=headers)


def _item(item: Item) -> dict[str, Any]:
    return {**asdict(item), "stage": item.stage.value, "seconds": round(item.seconds, 3)}


def _read_again(service: Service, name: str) -> str | None:
    """The job that reads a document's file again; None where the file is gone."""
    origin = service.library.store.origin(name)
    return service.jobs.put([origin[0]]) if origin is not None and origin[0].is_file() else None
