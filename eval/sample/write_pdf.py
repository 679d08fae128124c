"""Write a document as PDF, by fpdf2 with a Korean font embedded: paragraphs on A4, tables with ruled cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.sample.parts import Part, PartTable

_TEXT = 10.0  # points
_LARGEST_HEADING = 16.0
_LINE = 1.6  # of the letters' height: what council papers are set with
_NARROWEST, _WIDEST = 4, 30  # letters of a column that count for its share of the width


def write_pdf(path: Path, parts: Sequence[Part]) -> None:
    """Write the parts in order; a table that goes on over a page repeats its header."""
    from fpdf import FPDF
    from pylopdf_fonts_ko import sans_path

    paper = FPDF(unit="pt", format="A4")
    paper.set_margin(60)
    paper.add_font("korean", fname=sans_path())
    paper.add_page()
    for part in parts:
        if part.table is not None:
            _put_table(paper, part.table)
        else:
            _put_text(paper, part)
    paper.output(str(path))


def _put_text(paper: Any, part: Part) -> None:
    size = max(_TEXT, _LARGEST_HEADING - 2 * (part.level - 1)) if part.level else _TEXT
    paper.set_font("korean", size=size)
    paper.multi_cell(0, h=size * _LINE, text=part.text, align="L", new_x="LMARGIN", new_y="NEXT")


def _put_table(paper: Any, table: PartTable) -> None:
    from fpdf.fonts import FontFace

    paper.set_font("korean", size=_TEXT - 1)
    with paper.table(
        col_widths=_widths(table),
        headings_style=FontFace(emphasis=""),
        num_heading_rows=table.header_rows,
        first_row_as_headings=table.header_rows > 0,
        line_height=_TEXT * _LINE,
        text_align="LEFT",
    ) as grid:
        for number in range(table.rows):
            row = grid.row()
            for cell in sorted((cell for cell in table.cells if cell.row == number), key=lambda cell: cell.col):
                row.cell(cell.text, colspan=cell.col_span, rowspan=cell.row_span)
    paper.ln(_TEXT / 2)


def _widths(table: PartTable) -> tuple[int, ...]:
    """The share of each column in the table's width: the letters of its longest line, within bounds."""
    widths = [_NARROWEST] * table.cols
    for cell in table.cells:
        if cell.col_span == 1:
            longest = max(map(len, cell.text.split("\n")))
            widths[cell.col] = min(_WIDEST, max(widths[cell.col], longest))
    return tuple(widths)
