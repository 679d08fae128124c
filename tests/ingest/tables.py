"""Tables out of text, as extracted with their tabs or without their columns: what the tests of tables share."""

from __future__ import annotations

from dataclasses import replace

from ingest.document import Table
from ingest.layout import read_layout
from ingest.readers.text import read_text


def tables_of(text: str, *, wrapped: bool) -> list[Table]:
    """The tables of a text; one whose lines are wrapped has lost the columns of its tables."""
    source = replace(read_text("가람시.txt", text.encode(), ""), wrapped=wrapped)
    return [block.table for block in read_layout(source) if block.table is not None]


def paths_of(table: Table) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Row path and column path of every cell that states a value."""
    return {cell.text: (cell.row_path, cell.col_path) for cell in table.cells if cell.quantity is not None}
