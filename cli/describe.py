"""`geungeo describe`: put right what a document is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as calendar
from typing import Annotated, Any

import typer

from cli.common import DONE, FOUND, Data, library, warn
from ingest.correction import NOTHING, Correction
from ingest.errors import BadInput
from ingest.metadata import KINDS, OTHER

FIELDS = {
    "title": "제목",
    "kind": "종류",
    "year": "해",
    "body": "발행 기관",
    "council": "의회",
    "committee": "위원회",
    "session": "회기",
    "date": "날짜",
}
_SEARCHED = ("title", "kind", "year")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


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
    correction = _checked(Correction(title, kind, year, body, council, committee, session, date))
    with library(data) as (opened, _):
        known = opened.put_right(document, correction)
    if not known:
        warn(f"색인에 없는 문서입니다: {document}. `geungeo status`로 이름을 확인해 주십시오.")
        raise typer.Exit(FOUND)
    print(f"바로잡았습니다: {document}")
    for name, value in correction.given().items():
        print(f"    {FIELDS[name]}: {value or '(비움)'}")
    if any(name in correction.given() for name in _SEARCHED):
        print("바로잡은 제목, 종류, 해는 바로 보이지만, 찾는 말로는 이 파일을 `geungeo ingest`로 다시 넣은 뒤부터 쓰입니다.")
    raise typer.Exit(DONE)


def _checked(correction: Correction) -> Correction:
    """The correction without white space around its words. Raises BadInput for none, and for what no document can be."""
    words: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in correction.given().items()
    }
    correction = replace(correction, **words)
    if correction == NOTHING:
        raise BadInput(
            "바로잡을 것이 없습니다.", '예: geungeo describe 보고.hwp --title "2025년도 주요업무 보고" --date 2025-02-19'
        )
    if correction.title == "":
        raise BadInput("제목은 비울 수 없습니다.", "--title에 제목을 적어 주십시오.")
    kinds = [*(kind for kind, _ in KINDS), OTHER]
    if correction.kind is not None and correction.kind not in kinds:
        raise BadInput(f"없는 종류입니다: {correction.kind}", f"{', '.join(kinds)} 가운데 하나를 주십시오.")
    if correction.year is not None and not _FIRST_YEAR <= correction.year <= _LAST_YEAR:
        raise BadInput(f"해가 맞지 않습니다: {correction.year}", "2025처럼 네 자리로 적어 주십시오.")
    if correction.date and not _is_date(correction.date):
        raise BadInput(f"날짜가 맞지 않습니다: {correction.date}", "2025-02-19, 2025-02 또는 2025처럼 적어 주십시오.")
    return correction


def _is_date(text: str) -> bool:
    """Whether the calendar has it: a day, a month or a year."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        found = calendar(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return _FIRST_YEAR <= found.year <= _LAST_YEAR
