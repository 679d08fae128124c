"""`geungeo audit`: the figures of tables that do not add up, document by document."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.finding_text import told_of
from cli.common import DONE, FOUND, AsJson, Data, library, one_line, print_json
from index.findings import FindingRow
from index.library import Library
from ingest.errors import BadInput


def audit(
    documents: Annotated[list[str] | None, typer.Argument(help="살필 문서의 이름 (기본: 모든 문서)", show_default=False)] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """표의 합계, 증감, 비율, 산출내역이 맞지 않는 곳을 문서마다 보여 줍니다."""
    with library(data) as (opened, _):
        names = _known(opened, documents or [])
        rows = [row for name in names for row in opened.store.findings(name)] if names else opened.store.findings()
        looked_at = len(names) or len(opened.store.documents())
    for row in rows if json else ():
        print_json(_as_json(row))
    if not json:
        _show(rows, looked_at)
    raise typer.Exit(FOUND if rows else DONE)


def _known(opened: Library, names: list[str]) -> list[str]:
    """The names, each once; of a path, its file's. Raises BadInput for one that no document has."""
    there = {row.name for row in opened.store.documents()}
    names = [name if name in there else Path(name).name for name in names]
    for name in names:
        if name not in there:
            raise BadInput(f"색인에 없는 문서입니다: {name}", "`geungeo status`로 문서 이름을 확인해 주십시오.")
    return list(dict.fromkeys(names))


def _show(rows: list[FindingRow], looked_at: int) -> None:
    """The findings on the terminal, and how many there are."""
    for document, found in groupby(rows, key=lambda row: (row.document_title, row.document)):
        print(f"{document[0]} ({document[1]})")
        for row in found:
            print(f"  {', '.join(filter(None, (row.place, one_line(row.table))))}")
            print(f"    {one_line(told_of(row))}")
            for formula in (row.formula, *row.also):
                print(f"      {one_line(formula)}")
    count = len({row.document for row in rows})
    print(
        f"문서 {looked_at}개 가운데 {count}개에서 맞지 않는 값 {len(rows)}개"
        if rows
        else f"문서 {looked_at}개에서 맞지 않는 값을 찾지 못했습니다."
    )


def _as_json(row: FindingRow) -> dict[str, Any]:
    """A finding as a row; `start`, `end` and `operands` count in the document's text."""
    return {
        "doc": row.document,
        "title": row.document_title,
        "place": row.place,
        "page": row.page,
        "table": row.table,
        "row": row.row,
        "column": row.column,
        "check": row.check,
        "stated": row.stated_text,
        "expected": row.expected_text,
        "formula": row.formula,
        "also": list(row.also),
        "likely": row.likely,
        "start": row.start,
        "end": row.end,
        "operands": [list(span) for span in row.operands],
    }
