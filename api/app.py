"""The application of programs, and the whole that is served: it under `/api/v1`, the state of the program, the screen at `/`."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from api.gate import Gate
from api.models.answer import ANSWER
from api.passing import Passing
from api.problem import tell_problems
from api.routes import asking, documents, evaluations, looking, state
from api.service import Service
from api.signing import signing_routes
from screen.numbered import Numbered

PREFIX = "/api/v1"
_USUAL = 2 << 20  # bytes of a body: the longest draft as JSON, with every letter escaped
_LARGEST = {"/documents": 512 << 20, "/check": 64 << 20, "/evaluations": 64 << 20}  # bytes, with files
_TITLE = "근거 API"
_TOLD = (
    "지방의회 문서에서 근거와 쪽을 밝혀 답합니다. 답은 `geungeo ask --batch --json`의 한 줄과 같은 JSON입니다. "
    "잘못된 것은 RFC 9457(application/problem+json)로, 까닭(`detail`)과 할 일(`remedy`)을 한국어로 알립니다. "
    "모든 응답에 요청 번호(X-Request-ID)가 있습니다."
)


def programs_app(service: Service) -> FastAPI:
    """The application of programs. Its own description (`/docs`) is served whole from this machine."""
    app = FastAPIOffline(
        docs_url="/docs",
        redoc_url=None,
        title=_TITLE,
        version="1",
        description=_TOLD,
        swagger_ui_parameters={"validatorUrl": None},  # it would ask another host
    )
    for part in (asking, looking, documents, evaluations, state):
        app.include_router(part.router)
    app.add_middleware(Passing, meters=service.meters, usual=_USUAL, largest=_LARGEST)
    app.state.service = service
    tell_problems(app)
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """Give the description an example of an answer: FastAPI leaves every null out of what it is told itself."""
    reply = app.openapi()["paths"]["/ask"]["post"]["responses"]["200"]["content"]["application/json"]
    reply["example"] = ANSWER


def whole_app(service: Service) -> FastAPI:
    """What is served, but for the screen. The state of the program stands at the root too, where probes look for it."""
    app = FastAPI(openapi_url=None)
    app.include_router(state.router)
    app.mount(PREFIX, programs_app(service))
    app.router.routes.extend(signing_routes(service.register, service.settings))
    app.add_middleware(Gate, register=service.register, settings=service.settings, noting=service.noting)
    app.state.service = service
    tell_problems(app)
    app.add_middleware(Numbered)  # the outermost: added last
    return app
