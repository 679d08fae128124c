"""Write a document as DOCX, by python-docx: heading styles, tables with merged header cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.sample.parts import Part, PartTable


def write_docx(path: Path, parts: Sequence[Part]) -> None:
    """Write the parts in order."""
    import docx

    document = docx.Document()
    for part in parts:
        if part.table is not None:
            _put_table(document, part.table)
        elif part.level:
            document.add_heading(part.text, part.level)
        else:
            document.add_paragraph(part.text)
    document.save(str(path))


def _put_table(document: Any, table: PartTable) -> None:
    grid = document.add_table(table.rows, table.cols, style="Table Grid")
    rows = [row.cells for row in grid.rows]  # asked for once: python-docx looks every cell up anew
    for cell in table.cells:
        place = rows[cell.row][cell.col]
        if cell.row_span > 1 or cell.col_span > 1:
            place = place.merge(rows[cell.row + cell.row_span - 1][cell.col + cell.col_span - 1])
        place.text = cell.text
