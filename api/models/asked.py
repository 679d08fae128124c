"""What programs send."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import LONGEST_QUESTION
from assistant.conversation import MOST_TURNS
from index.filters import Filters
from ingest.correction import Correction

_LONGEST_WORD = 200  # characters of a name, a kind, a lookup
_MOST_CHOSEN = 50  # values of one filter
_LONGEST_DRAFT = 200_000  # as assistant.checking.draft

Word = Annotated[str, Field(max_length=_LONGEST_WORD)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Question = Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]


def _chosen(told: str) -> Any:
    return Field(default_factory=list, max_length=_MOST_CHOSEN, description=told)


class _Sent(BaseModel):
    """No unknown name is passed over in silence: it may be a slip."""

    model_config = ConfigDict(extra="forbid")


class Filtered(_Sent):
    """Which documents are looked in; an empty list asks nothing."""

    kind: list[Word] = _chosen("이 종류의 문서에서만 찾습니다")
    year: list[Year] = _chosen("이 해나 이 회계연도의 문서에서만 찾습니다")
    body: list[Word] = _chosen("이 기관이 낸 문서에서만 찾습니다")
    committee: list[Word] = _chosen("이 위원회의 문서에서만 찾습니다")
    document: list[Word] = _chosen("이 이름의 문서에서만 찾습니다")

    def filters(self) -> Filters:
        """The same as a search takes it."""
        return Filters(tuple(self.kind), tuple(self.year), tuple(self.committee), tuple(self.document), tuple(self.body))


class Ask(Filtered):
    """A question."""

    question: Question = Field(description="질문")
    id: Word = Field("", description="답에 그대로 돌려주는 이름")
    after: list[Question] = Field(
        default_factory=list,
        max_length=MOST_TURNS,
        description="이어 묻는 것이면 앞선 질문을 차례로. 하나씩 답해 보고 이어 읽습니다",
    )
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "2024년 스마트상점 보급 실적은 몇 개소인가요?", "year": [2025]}]}
    )


class Cite(Filtered):
    """A lookup."""

    q: Annotated[str, Field(min_length=1, max_length=_LONGEST_WORD)] = Field(
        description='찾을 말. "따옴표" 안은 그대로, -를 붙인 말은 뺍니다', examples=['스마트상점 "국비 매칭비율" -추경']
    )
    limit: int = Field(10, ge=1, le=100, description="돌려줄 대목의 수")
    exact: bool = Field(False, description="적은 그대로만 찾습니다")


class Figures(Filtered):
    """A measure."""

    q: Annotated[str, Field(min_length=1, max_length=_LONGEST_WORD)] = Field(
        description="알고 싶은 수치", examples=["스마트상점 보급 예산"]
    )
    limit: int = Field(3, ge=1, le=20, description="돌려줄 항목의 수")


class Check(Filtered):
    """A draft, where no file is sent."""

    text: str = Field("", max_length=_LONGEST_DRAFT, description="검증할 글. 파일을 보내면 비워 둡니다")
    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "스마트상점은 2024년에 265개소에 보급되었다."}]})


class Describe(_Sent):
    """What is put right of a document; what is left out stays."""

    title: Word | None = Field(None, description="제목")
    kind: Word | None = Field(None, description="종류 (업무보고, 검토보고서, 회의록 …)")
    year: int | None = Field(None, description="문서가 다루는 해")
    body: Word | None = Field(None, description="발행 기관")
    council: Word | None = Field(None, description="의회")
    committee: Word | None = Field(None, description="위원회")
    session: Word | None = Field(None, description="회기")
    date: Word | None = Field(None, description="날짜 (2025-02-19, 2025-02 또는 2025)")
    model_config = ConfigDict(json_schema_extra={"examples": [{"committee": "기획경제위원회", "date": "2025-02-19"}]})

    def correction(self) -> Correction:
        """The same as a library takes it."""
        return Correction(**self.model_dump())


class Evaluate(_Sent):
    """A run to be made."""

    gold: Word = Field("", description="보관된 정답 파일의 이름. 파일을 보내면 비워 둡니다")
    name: Annotated[str, Field(max_length=80)] = Field("", description="평가의 이름")
    model_config = ConfigDict(json_schema_extra={"examples": [{"gold": "gold.jsonl", "name": "3월"}]})
