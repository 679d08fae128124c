"""`geungeo read`: a file as it was read, without storing it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.common import DONE, FOUND, AsJson, one_line, print_json, warn
from cli.text_table import text_table
from ingest.document import Block, Document, Table
from ingest.errors import GeungeoError
from ingest.grids import read_grid
from ingest.headings import find_marker
from ingest.pipeline import read_document
from ingest.place import Places, places_of
from ingest.sandbox import read_safely

_DEEPEST = 4  # steps that a block is indented by


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
        print_json(_as_json(file, document)) if json else _show(file, document)
    raise typer.Exit(FOUND if failed else DONE)


def _show(file: Path, document: Document) -> None:
    """Print a document: what it is, its blocks with their places, its tables, and what could not be read of it."""
    places = places_of(document.source)
    what = ", ".join(filter(None, (document.kind, f"{document.year}년" if document.year else "")))
    print(f"{file}: {document.title}" + (f" ({what})" if what else ""))
    if not document.blocks:
        print("글로 된 내용이 없습니다.")
    before = ""
    for block in document.blocks:
        place = places.at(block.span.start)
        print("\n".join(_lines(block, document.source.text, f"[{place}] " if place != before else "")))
        before = place
    for warning in document.source.warnings:
        print(f"※ {warning}")


def _lines(block: Block, text: str, place: str) -> list[str]:
    """The lines of a block, indented by its depth: a table's cells, else the words with the mark that they begin with."""
    indent = "  " * min(_DEEPEST, len(block.section) + len(block.parents))
    if block.table is None:
        marker = find_marker(block.span.of(text))
        mark = one_line(block.span.of(text)[: marker.end]) if marker else ""
        return [f"{indent}{place}{mark} {block.text}" if mark else f"{indent}{place}{block.text}"]
    unit = f"(단위: {block.table.unit})" if block.table.unit else ""
    return [
        f"{indent}{place}" + " ".join(filter(None, ("[표]", block.table.title, unit))),
        *(indent + line for line in text_table(block.table, text)),
    ]


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
