"""What is kept: documents, the jobs that take them in, evaluations; and what is told of a problem. For the schema."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Document(BaseModel):
    """A document of the library."""

    id: int
    name: str = Field(description="파일 이름. 이것으로 고치고 뺍니다")
    digest: str
    title: str
    kind: str
    year: int | None
    pages: int = Field(description="모르면 0")
    passages: int
    figures: int
    warnings: list[str]
    unread: str = Field(description="바뀐 파일을 읽지 못해 이전 내용이면 그 까닭")
    body: str
    council: str
    committee: str
    session: str
    date: str
    fiscal_years: list[int]


class Documents(BaseModel):
    """The documents of the library, by name."""

    documents: list[Document]


class Described(BaseModel):
    """A document that was put right, and the job that reads it again where one does."""

    document: Document
    job: str | None = Field(description="다시 읽는 작업의 번호. 다시 읽지 않아도 되면 null")


class JobItem(BaseModel):
    """A file of a job."""

    name: str
    stage: str = Field(description="waiting, reading, storing, added, replaced, unchanged, failed, skipped, stopped")
    reason: str
    size: int
    seconds: float
    pages: int
    passages: int
    figures: int


class Job(BaseModel):
    """Files that were handed over together, as far as they have come."""

    id: str
    done: bool
    stopping: bool
    told: str = Field(description="무엇을 기다리는지")
    seconds_left: float | None
    files: list[JobItem]


class Measure(BaseModel):
    """A measure with its 95 % interval."""

    value: float | None
    low: float | None
    high: float | None
    part: float | None = None
    whole: float | None = None


class Evaluation(BaseModel):
    """A run of a gold set."""

    id: str
    name: str
    started: str
    ended: str | None
    questions: int
    asked: int
    right: int
    stage: str | None = Field(description="asking, stopping, stopped, done, failed. 프로그램이 켜진 뒤 하지 않은 것은 null")
    told: str
    seconds_left: float | None


class Evaluations(BaseModel):
    """The runs that are kept, the newest first, and the gold files that can be run."""

    gold: list[str]
    evaluations: list[Evaluation]


class EvaluationReport(Evaluation):
    """A run with its measures."""

    measures: dict[str, Measure] = Field(description="지표마다의 값과 95% 신뢰구간. 아직 푼 문항이 없으면 비어 있습니다")


class State(BaseModel):
    """How the program stands."""

    status: str


class Misfit(BaseModel):
    """A value that does not fit."""

    at: str
    told: str


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str = Field(description="할 일")
    request_id: str = Field(description="요청 번호. 응답의 X-Request-ID와 같습니다")
    errors: list[Misfit] = []


PROBLEM = {
    "type": "urn:geungeo:problem:invalid",
    "title": "보낸 값이 맞지 않습니다",
    "status": 422,
    "detail": "question: 2000자 안으로 줄여 주십시오.",
    "remedy": "값을 고쳐 다시 보내 주십시오.",
    "request_id": "5f0c1f6c0f7b4b0e9d4f5c2c7a1b2c3d",
    "errors": [{"at": "question", "told": "2000자 안으로 줄여 주십시오."}],
}
