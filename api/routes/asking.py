"""Questions: the answer as JSON, or as events while it is made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from access.noting import note_answer
from api.models.answer import Answer as AnswerModel
from api.models.asked import Ask
from api.service import Served, Service
from api.stream import Told, events_of, streamed
from api.told import done, problems
from assistant.answer import answer, answer_in_steps
from assistant.contract import as_json
from assistant.conversation import Turn, turn_of
from assistant.steps import Step
from assistant.types import Answer

router = APIRouter(tags=["질의"])

_EVENTS = "text/event-stream"
_EVENT = {  # as OpenAPI 3.2 has it, and FastAPI before it
    "type": "object",
    "properties": {
        "event": {"enum": ["step", "sentence", "struck", "answer", "problem"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
    "required": ["event", "data"],
    "examples": [
        {"event": "sentence", "data": '{"number": 0, "text": "스마트상점 보급은 …", "citations": [{"doc": "보고.hwp"}]}'}
    ],
}
_STREAM = {_EVENTS: {"itemSchema": _EVENT}}
_TOLD_EVENTS = (
    "`step`(하고 있는 일), `sentence`(근거와 맞는 문장, 차례로), `struck`(언어 모델이 썼으나 근거와 맞지 않아 뺀 문장), "
    "`answer`(답 전체, 마지막)가 차례로 옵니다. 남는 것은 `answer`입니다. 중간에 잘못되면 `problem`으로 끝납니다."
)
_REFUSED = problems(400, 403, 413, 422, 429)


@router.post(
    "/ask",
    summary="묻기",
    description=f"문서에서 근거를 찾아 답합니다. `Accept: {_EVENTS}`이면 답이 만들어지는 대로 받습니다. {_TOLD_EVENTS}",
    response_model=None,
    responses=done("답", AnswerModel, _STREAM) | _REFUSED,
)
async def ask(asked: Ask, request: Request, service: Served) -> Response:
    """Answer a question."""
    if _EVENTS in request.headers.get("accept", ""):
        return await ask_in_steps(asked, request, service)
    return JSONResponse(await service.in_turn(partial(_answer, service, asked, request)))


@router.post(
    "/ask/stream",
    summary="답이 만들어지는 대로 받기",
    description=_TOLD_EVENTS,
    response_model=None,
    responses=done("사건의 흐름", content=_STREAM) | _REFUSED,
)
async def ask_in_steps(asked: Ask, request: Request, service: Served) -> Response:
    """Answer a question in events."""
    return await streamed(service.turns, partial(_events, service, asked, request), request.state.request_id)


def _answer(service: Service, asked: Ask, request: Request) -> dict[str, object]:
    *_, last = _steps(service, asked, request)
    assert last.answer is not None
    return as_json(asked.id, last.answer)


def _events(service: Service, asked: Ask, request: Request) -> Iterator[Told]:
    return events_of(_steps(service, asked, request), asked.id)


def _steps(service: Service, asked: Ask, request: Request | None = None) -> Iterator[Step]:
    """The steps of an answer, those before it in the conversation answered first; noted when it is made."""
    filters, turns, found = asked.filters(), list[Turn](), list[Answer]()
    try:
        for text in asked.after:
            turns.append(turn_of(answer(service.library, text, service.settings, filters, turns)))
        for step in answer_in_steps(service.library, asked.question, service.settings, filters, turns):
            if step.answer is not None:
                service.meters.answered(step.answer)
                found.append(step.answer)
            yield step
    finally:
        note_answer(request, "api/ask", asked.question, found)
