"""`geungeo describe`: put right what a document is."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.common import DONE, FOUND, Data, library, warn
from ingest.correction import FIELDS, NOTHING, Correction
from ingest.correction_check import checked
from ingest.errors import BadInput
from ingest.metadata import KINDS, OTHER


def describe(
    document: Annotated[str, typer.Argument(help="고칠 문서의 이름")],
    title: Annotated[str | None, typer.Option("--title", help="제목")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=f"종류: {', '.join([*(kind for kind, _ in KINDS), OTHER])}")] = None,
    year: Annotated[int | None, typer.Option("--year", help="문서가 다루는 해")] = None,
    body: Annotated[str | None, typer.Option("--body", help="발행 기관")] = None,
    council: Annotated[str | None, typer.Option("--council", help="의회")] = None,
    committee: Annotated[str | None, typer.Option("--committee", help="위원회")] = None,
    session: Annotated[str | None, typer.Option("--session", help="회기 (예: 제299회 임시회 제2차)")] = None,
    date: Annotated[str | None, typer.Option("--date", help="날짜 (2025-02-19, 2025-02 또는 2025)")] = None,
    data: Data = None,
) -> None:
    """문서의 제목, 종류, 발행 기관 들을 바로잡습니다. 파일을 다시 읽어도 남습니다."""
    correction = _given(Correction(title, kind, year, body, council, committee, session, date))
    with library(data) as (opened, _):
        known = opened.put_right(document, correction)
    if not known:
        warn(f"색인에 없는 문서입니다: {document}. `geungeo status`로 이름을 확인해 주십시오.")
        raise typer.Exit(FOUND)
    print(f"바로잡았습니다: {document}")
    for name, value in correction.given().items():
        print(f"    {FIELDS[name]}: {value or '(비움)'}")
    if correction.is_searched:
        print("바로잡은 제목, 종류, 해는 바로 보이지만, 찾는 말로는 이 파일을 `geungeo ingest`로 다시 넣은 뒤부터 쓰입니다.")
    raise typer.Exit(DONE)


def _given(correction: Correction) -> Correction:
    """The correction as it may stand. Raises BadInput for none."""
    if correction == NOTHING:
        raise BadInput(
            "바로잡을 것이 없습니다.", '예: geungeo describe 보고.hwp --title "2025년도 주요업무 보고" --date 2025-02-19'
        )
    return checked(correction)
