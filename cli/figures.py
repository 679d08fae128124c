"""`geungeo figures`: a measure's figures over years and documents, on the terminal, as JSON, CSV or a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.contract_rows import point_json
from assistant.export import write_csv, write_xlsx
from assistant.money import plain_reading
from assistant.point_text import NOTHING, shown, year_line
from assistant.series import Point, Series, find_series
from cli.common import DONE, FOUND, AsJson, Data, Today, library, one_line, print_json, warn
from cli.filters import Bodies, Committees, Documents, Kinds, Years, filters_of


def figures(
    words: Annotated[str, typer.Argument(help="알고 싶은 수치: '스마트상점 보급 예산'")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=20, help="보여 줄 항목의 수")] = 3,
    csv: Annotated[Path | None, typer.Option("--csv", help="CSV 파일로도 씁니다", show_default=False)] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="엑셀 파일로도 씁니다", show_default=False)] = None,
    kind: Kinds = None,
    year: Years = None,
    body: Bodies = None,
    committee: Committees = None,
    document: Documents = None,
    today: Today = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """한 항목의 수치를 해마다, 문서마다 값, 구분(계획, 예산, 실적), 자리, 원문과 함께 보여 줍니다."""
    with library(data, today=today) as (opened, settings):
        filters = filters_of(opened, kinds=kind, years=year, bodies=body, committees=committee, documents=document)
        found = find_series(opened, words, limit, filters, settings.day())
    for reading in found.readings:
        warn(f"※ {reading}")
    if csv is not None:
        write_csv(csv, found.series)
    if xlsx is not None:
        write_xlsx(xlsx, found.series)
    for series, numbered in _numbered(found.series):
        if json:
            for number, point in numbered:
                print_json(point_json(number, series, point))
        else:
            _show(series, numbered)
    if not found.series:
        warn(NOTHING)
    raise typer.Exit(DONE if found.series else FOUND)


def _numbered(found: Sequence[Series]) -> Iterator[tuple[Series, list[tuple[int, Point]]]]:
    """Each series with its figures, numbered through."""
    number = 1
    for series in found:
        yield series, list(enumerate(series.points, number))
        number += len(series.points)


def _show(series: Series, numbered: Sequence[tuple[int, Point]]) -> None:
    """A series on the terminal: two lines a figure, its value and its source."""
    print(f"{series.name}{f' (단위: {series.unit})' if series.unit else ''}")
    for number, point in numbered:
        row, reading = point.row, plain_reading(point.quantity)
        value = ", ".join(filter(None, (shown(point), reading, str(row.kind))))
        print(f"  [{number}] {year_line(point)}: {value}")
        print(f"      {', '.join(filter(None, (f'{row.title} ({row.document})', row.place)))} “{one_line(point.quote)}”")
    print()
