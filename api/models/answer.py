"""An answer as the batch contract has it (`assistant/contract.py`), for the schema: the JSON itself is made there."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

Status = Literal["verified", "derived", "conflict", "unverified"]


class Item(BaseModel):
    """An item of a meeting's agenda."""

    number: int
    title: str


class Utterance(BaseModel):
    """Who says it, in minutes."""

    name: str
    title: str
    items: list[Item]
    time: str


class Elsewhere(BaseModel):
    """Another place that says the same."""

    doc: str
    title: str
    place: str


class Citation(BaseModel):
    """A place in a document."""

    doc: str = Field(description="파일 이름")
    title: str
    section: list[str]
    page: int
    place: str = Field(description="사람이 찾는 자리: 12쪽, 문단 34")
    start: int = Field(description="원문에서의 시작 글자")
    end: int
    quote: str = Field(description="원문의 글자 그대로")
    utterance: Utterance | None
    others: list[Elsewhere] = Field(description="같은 내용이 있는 다른 자리")


class Figure(BaseModel):
    """A figure of the answer, as it was checked."""

    text: str
    value: str = Field(description="정확한 값(십진수 글)")
    unit: str
    krw: int | None = Field(description="금액이면 원으로")
    status: Status
    formula: str
    citation: int | None = Field(description="citations의 몇째인지(0부터)")


class Passage(BaseModel):
    """A passage that was found, best first."""

    doc: str
    page: int
    place: str
    start: int
    end: int
    text: str
    score: float


class Cell(BaseModel):
    """A cell of a table."""

    text: str
    citation: int | None
    value: str | None
    unit: str | None
    krw: int | None


class Table(BaseModel):
    """The table beside an answer."""

    title: str
    columns: list[str]
    rows: list[list[Cell]]


class Struck(BaseModel):
    """What a language model wrote and its passages do not bear out."""

    text: str
    reason: str


class Expansion(BaseModel):
    """What was looked for beside the question's own word."""

    said: str
    source: str
    words: list[str]


class Understood(BaseModel):
    """How the question was read."""

    followed: str | None
    typed: str
    asked: str
    shape: str | None
    years: list[int]
    months: list[int] | None
    readings: list[str]
    expansions: list[Expansion]


class Made(BaseModel):
    """How the answer was made."""

    version: str
    embedding: str
    llm: str | None
    generation: int
    filters: dict[str, list[str | int]]
    day: str
    timings_ms: dict[str, float]


class Answer(BaseModel):
    """An answer; the same as a line of `geungeo ask --batch --json`."""

    id: str
    answer: str = Field(description="근거 번호 [1]이 붙은 답")
    abstained: bool = Field(description="문서에 없어 답하지 않았는지")
    confidence: float
    latency_ms: float
    citations: list[Citation]
    figures: list[Figure]
    passages: list[Passage]
    table: Table | None
    notices: list[str]
    struck: list[Struck]
    scope: str
    understood: Understood
    made: Made


ANSWER = {
    "id": "",
    "answer": "스마트상점 보급은 2024년 실적 265개소입니다. [1]",
    "abstained": False,
    "confidence": 0.97,
    "latency_ms": 41.5,
    "citations": [
        {
            "doc": "07_업무보고_2025.txt",
            "title": "2025년도 주요업무 보고",
            "section": ["2024년 주요성과", "사업별 추진실적"],
            "page": 1,
            "place": "문단 70",
            "start": 2101,
            "end": 2126,
            "quote": "스마트상점 보급\t212개소\t265개소\t220개소",
            "utterance": None,
            "others": [],
        }
    ],
    "figures": [
        {
            "text": "265개소",
            "value": "265",
            "unit": "개소",
            "krw": None,
            "status": "verified",
            "formula": "",
            "citation": 0,
        }
    ],
    "passages": [],
    "table": None,
    "notices": [],
    "struck": [],
    "scope": "",
    "understood": {
        "followed": None,
        "typed": "2024년 스마트상점 보급 실적은 몇 개소인가요?",
        "asked": "figure",
        "shape": None,
        "years": [2024],
        "months": None,
        "readings": [],
        "expansions": [],
    },
    "made": {
        "version": "0.1.0",
        "embedding": "kiwi",
        "llm": None,
        "generation": 12,
        "filters": {},
        "day": "2025-03-01",
        "timings_ms": {"understand": 3.1, "retrieve": 25.0, "compose": 11.2, "verify": 2.2},
    },
}
