"""The options by which a command looks in some of the documents only."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.scope import scope_of
from index.filters import Filters
from index.library import Library
from ingest.errors import BadInput

Kinds = Annotated[list[str] | None, typer.Option("--kind", help="이 종류의 문서에서만 찾습니다 (되풀이할 수 있음)")]
Years = Annotated[list[int] | None, typer.Option("--year", help="이 해나 이 회계연도의 문서에서만 찾습니다 (되풀이할 수 있음)")]
Committees = Annotated[list[str] | None, typer.Option("--committee", help="이 위원회의 문서에서만 찾습니다 (되풀이할 수 있음)")]
Bodies = Annotated[list[str] | None, typer.Option("--body", help="이 기관이 낸 문서에서만 찾습니다 (되풀이할 수 있음)")]
Documents = Annotated[list[str] | None, typer.Option("--document", help="이 이름의 문서에서만 찾습니다 (되풀이할 수 있음)")]


def filters_of(
    opened: Library,
    *,
    kinds: list[str] | None,
    years: list[int] | None,
    bodies: list[str] | None,
    committees: list[str] | None,
    documents: list[str] | None,
) -> Filters:
    """The filters of a command line. Raises BadInput where no document of the library meets them: that is a slip."""
    filters = Filters(
        tuple(kinds or ()), tuple(years or ()), tuple(committees or ()), tuple(documents or ()), tuple(bodies or ())
    )
    if filters and not opened.store.allowed(filters):
        raise BadInput(
            f"조건에 맞는 문서가 색인에 없습니다({scope_of(filters)}).",
            "`geungeo status`로 문서의 종류, 해, 발행 기관, 위원회, 이름을 확인해 주십시오.",
        )
    return filters
