"""`geungeo read`: a file as it was read, without storing it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.common import DONE, FOUND, AsJson, print_json, warn
from ingest.document import Document, Table
from ingest.errors import GeungeoError
from ingest.grids import read_grid
from ingest.pipeline import read_document
from ingest.place import Places, places_of
from ingest.sandbox import read_safely


def read(files: Annotated[list[Path], typer.Argument(help="읽을 파일")], json: AsJson = False) -> None:
    """파일을 저장하지 않고 읽은 대로 보여 줍니다."""
    failed = 0
    for file in files:
        try:
            document = read_document(read_safely(file))
        except GeungeoError as error:
            failed += 1
            print_json({"file": str(file), "error": str(error)}) if json else warn(f"{file}: {error}")
            continue
        print_json(_as_json(file, document)) if json else _show(document)
    raise typer.Exit(FOUND if failed else DONE)


def _show(document: Document) -> None:
    for block in document.blocks:
        print("  " * min(4, len(block.section)) + (f"[표] {block.text}" if block.table else block.text))


def _as_json(file: Path, document: Document) -> dict[str, Any]:
    source, places = document.source, places_of(document.source)
    return {
        "file": str(file),
        "error": None,
        "text": source.text,
        "metadata": {
            "title": document.title,
            "kind": document.kind,
            "year": document.year,
            **asdict(document.imprint),
            "format": source.format,
        },
        "paged": bool(source.page_numbers),
        "pages": [
            {"page": source.page_at(span.start), "place": places.at(span.start), "start": span.start, "end": span.end}
            for span in source.pages
        ],
        "tables": [_table(table, document, places) for table in _tables(document)],
        "warnings": list(source.warnings),
    }


def _tables(document: Document) -> list[Table]:
    """The tables in order, and among them the frames that the layout took for headings and paragraphs."""
    tables = [block.table for block in document.blocks if block.table is not None]
    known = {table.span for table in tables}
    frames = [read_grid(grid, document.source.text, "", None) for grid in document.source.grids if grid.span not in known]
    return sorted([*tables, *frames], key=lambda table: table.span)


def _table(table: Table, document: Document, places: Places) -> dict[str, Any]:
    return {
        "page": document.source.page_at(table.span.start),
        "place": places.at(table.span.start),
        "title": table.title,
        "unit": table.unit,
        "rows": table.rows,
        "cols": table.cols,
        "header_rows": table.header_rows,
        "repeated_rows": list(table.repeated_rows),
        "columns_certain": table.columns_certain,
        "cells": [
            {
                "row": cell.row,
                "col": cell.col,
                "row_span": cell.row_span,
                "col_span": cell.col_span,
                "text": cell.span.of(document.source.text),
                "row_path": list(cell.row_path),
                "col_path": list(cell.col_path),
                "column_certain": cell.column_certain,
                "total": str(cell.total),
                "figure": str(cell.quantity.value) if cell.quantity else None,
            }
            for cell in table.cells
        ],
    }
