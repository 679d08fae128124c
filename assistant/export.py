"""Series of figures as CSV and XLSX: numbers as numbers, and nothing of a document that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from assistant.series import Point, Series
from assistant.xml_text import xml_text
from ingest.errors import BadInput, why

Value = str | int | Decimal | None
HEADERS = (
    "번호", "수치", "해", "날짜", "기준일", "구분", "값", "단위", "어림", "적힌 대로",
    "항목", "열", "표", "절", "문서", "파일", "자리", "원문",
)  # fmt: skip
RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what a spreadsheet takes for a formula
_LONGEST_CELL = 32_767  # characters, in Excel
_REMEDY = "폴더가 있는지, 다른 프로그램이 그 파일을 열고 있지 않은지 확인해 주십시오."


def rows_of(series: Sequence[Series]) -> list[list[Value]]:
    """The figures one a row, in the order of HEADERS, numbered as they are shown."""
    points = [(item, point) for item in series for point in item.points]
    return [_row(number, item, point) for number, (item, point) in enumerate(points, 1)]


def _row(number: int, series: Series, point: Point) -> list[Value]:
    row = point.row
    return [
        number,
        series.name,
        row.year,
        row.date,
        row.as_of,
        str(row.kind),
        row.value,
        row.unit,
        str(row.qualifier),
        row.text,
        row.measure,
        row.column,
        row.table,
        " > ".join(row.section),
        row.title,
        row.document,
        row.place,
        " ".join(point.quote.split()),
    ]


def harmless(value: Value) -> Value:
    """A cell of CSV that no spreadsheet runs: text that begins like a formula gets an apostrophe before it. Numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = str(_plain(value))
    return f"'{text}" if text.lstrip(" ").startswith(RUN) else text


def _plain(value: Value) -> Value:
    """A cell without what no cell may hold."""
    return xml_text(value)[: _LONGEST_CELL - 1] if isinstance(value, str) else value


def write_csv(path: Path, series: Sequence[Series]) -> None:
    """Write the figures as CSV, UTF-8 with the mark by which Excel knows it. Raises BadInput where it cannot be written."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    writer.writerows([harmless(value) for value in row] for row in rows_of(series))
    try:
        path.write_bytes(text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise BadInput(f"CSV를 쓸 수 없습니다: {path} ({why(error)})", _REMEDY) from error


def write_xlsx(path: Path, series: Sequence[Series]) -> None:
    """Write the figures as a spreadsheet. Raises BadInput where it cannot be written."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "수치"
    sheet.append(HEADERS)
    for line, values in enumerate(rows_of(series), 2):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(line, column, _plain(value))
            if isinstance(value, str):
                cell.data_type = "s"  # else what begins with = would be a formula
    sheet.freeze_panes = "A2"
    try:
        book.save(path)
    except OSError as error:
        raise BadInput(f"XLSX를 쓸 수 없습니다: {path} ({why(error)})", _REMEDY) from error
