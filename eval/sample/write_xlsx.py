"""Write a document as XLSX, by openpyxl: a sheet a chapter, numbers as numbers that their format shows as they were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.sample.parts import Part, PartTable

_NUMBER = re.compile(r"(△?)(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(\.\d+)?(%|[가-힣]{1,2})?")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_TEXT, _LARGEST_HEADING = 11.0, 17.0  # points; 11 is Excel's own
_LONGEST_TITLE = 31  # Excel's limit


def write_xlsx(path: Path, parts: Sequence[Part]) -> None:
    """Write the parts in order: a paragraph a row, an empty row around tables, a new sheet at each first-level heading."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet, row = book.active, 1
    sheet.title = "표지"
    for part in parts:
        if part.level == 1:
            sheet, row = book.create_sheet(_NOT_IN_TITLES.sub(" ", part.text)[:_LONGEST_TITLE]), 1
        if part.table is None:
            place = sheet.cell(row, 1, part.text)
            if part.level:
                place.font = Font(size=max(_TEXT, _LARGEST_HEADING - 2 * (part.level - 1)), bold=True)
            row += 1
        else:
            _put_table(sheet, row, part.table)
            row += part.table.rows + 1
    book.save(path)


def number_of(text: str) -> tuple[float, str] | None:
    """The number that a cell states and the format that shows it so: "△5.2" -> -5.2, "#,##0.0;△#,##0.0"; None for words."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, whole, decimals, unit = match.groups(default="")
    value = float(whole.replace(",", "") + decimals) * (-1 if sign else 1)
    # A year has no comma: "2022" -> 0. Decimals are shown to the place they had: ".50" -> .00
    places = ("0" if len(whole) > 3 and "," not in whole else "#,##0") + re.sub(r"\d", "0", decimals)
    if unit == "%":
        return value / 100, f"{places}%;△{places}%"
    shown = places + (f'"{unit}"' if unit else "")
    return value, f"{shown};△{shown}"


def _put_table(sheet: Any, first: int, table: PartTable) -> None:
    for cell in table.cells:
        number = number_of(cell.text) if cell.row >= table.header_rows else None
        place = sheet.cell(first + cell.row, 1 + cell.col, number[0] if number else cell.text or None)
        if number:
            place.number_format = number[1]
        if cell.row_span > 1 or cell.col_span > 1:
            end = (first + cell.row + cell.row_span - 1, cell.col + cell.col_span)
            sheet.merge_cells(start_row=place.row, start_column=place.column, end_row=end[0], end_column=end[1])
