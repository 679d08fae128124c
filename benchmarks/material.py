"""What is measured: the sample documents in every format, at size, and a page of HTML with the same content."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from eval.sample.formats import DOCUMENTS, WRITERS
from eval.sample.parts import Part, PartTable, parts_of
from ingest.pipeline import read_document
from ingest.readers import read_source

_TIMES = 20  # the sample documents one behind the other: 0.85 MB of text, some 300 pages of paper
_TIMES_ON_PAPER = 10  # 109 plain pages and 47 of tables


def write_material(folder: Path) -> dict[str, Path]:
    """Write a large file of each format into the folder; gives the files by format, PDF as `plain` and `ruled`."""
    parts = [part for document in DOCUMENTS for part in parts_of(read_document(read_source(document)))]
    plain = [part for part in parts if part.table is None]
    ruled = [part for part in parts if part.table is not None]
    files = {format: folder / f"large.{format}" for format in ("docx", "hwpx", "xlsx", "html")}
    files |= {name: folder / f"{name}.pdf" for name in ("plain", "ruled")}
    for format in ("docx", "hwpx", "xlsx"):
        WRITERS[format](files[format], parts * _TIMES)
    files["html"].write_text(as_html(parts * _TIMES), encoding="utf-8")
    WRITERS["pdf"](files["plain"], plain * _TIMES_ON_PAPER)
    WRITERS["pdf"](files["ruled"], ruled * _TIMES_ON_PAPER)
    return files


def as_html(parts: Sequence[Part]) -> str:
    """A page of HTML with the parts in order."""
    body = "".join(_table(part.table) if part.table is not None else _text(part) for part in parts)
    return f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"></head><body>{body}</body></html>'


def _text(part: Part) -> str:
    name = f"h{part.level}" if part.level else "p"
    return f"<{name}>{escape(part.text)}</{name}>\n"


def _table(table: PartTable) -> str:
    rows = []
    for row in range(table.rows):
        cells = [
            f'<td rowspan="{cell.row_span}" colspan="{cell.col_span}">{escape(cell.text)}</td>'
            for cell in table.cells
            if cell.row == row
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>\n"
