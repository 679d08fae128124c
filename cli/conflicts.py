"""`geungeo conflicts`: figures for which documents state different values, with the place of each."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assistant.conflict_text import heading, shown_side
from assistant.contract_rows import address_json
from assistant.contradictions import Contradiction, Stated, find_contradictions
from assistant.money import krw
from cli.common import DONE, FOUND, AsJson, Data, library, one_line, print_json
from ingest.errors import BadInput


def conflicts(
    document: Annotated[
        str | None, typer.Option("--document", help="이 문서와 다른 값만 (파일 이름)", show_default=False)
    ] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """문서끼리 같은 항목, 같은 해, 같은 구분의 값이 서로 다른 곳을 보여 줍니다."""
    with library(data) as (opened, _):
        names = {row.name for row in opened.store.documents()}
        if document is not None and document not in names:
            raise BadInput(f"색인에 없는 문서입니다: {document}", "`geungeo status`로 문서 이름을 확인해 주십시오.")
        found = [item for item in find_contradictions(opened.store) if document is None or document in item.documents]
    for item in found:
        if json:
            print_json(_as_json(item))
        else:
            _show(item)
    if not json:
        told = f"서로 다른 값 {len(found)}건" if found else "서로 다른 값을 찾지 못했습니다."
        print(f"문서 {len(names)}개에서 {told}")
    raise typer.Exit(FOUND if found else DONE)


def _show(item: Contradiction) -> None:
    """A contradiction on the terminal: two lines a value."""
    print(", ".join(map(one_line, filter(None, heading(item)))))
    for side in item.sides:
        later = " (나중 문서)" if side is item.latest else ""
        row = side.row
        print(f"  {shown_side(side)}: {', '.join(filter(None, (f'{row.title} ({row.document})', side.day, row.place)))}{later}")
        print(f"      “{one_line(side.place.citation.quote)}”")
    print()


def _as_json(item: Contradiction) -> dict[str, Any]:
    """A contradiction as a row, the earliest document first; `latest` is the last one's name where the days tell."""
    return {
        "name": item.name,
        "column": item.column,
        "year": item.year,
        "kind": str(item.kind),
        "latest": item.latest.row.document if item.latest is not None else None,
        "values": [_side_as_json(side) for side in item.sides],
    }


def _side_as_json(side: Stated) -> dict[str, Any]:
    """A document's value; `value` is exact, as text, in `unit`; `start` and `end` count in the document's text."""
    row = side.row
    return {
        "doc": row.document,
        "title": row.title,
        "date": side.day,
        "text": row.text,
        "value": str(row.value),
        "unit": row.unit,
        "krw": krw(row.quantity),
        "as_of": row.as_of,
        **address_json(row),
        "quote": side.place.citation.quote,
    }
