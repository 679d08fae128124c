"""The one table of a source, and a cell of it: what the tests of readers share."""

from __future__ import annotations

from ingest.document import Cell, Source, Table
from ingest.pipeline import ingest


def table_of(source: Source) -> Table:
    """The one table of a source; each of its cells stands where it says."""
    (table,) = [block.table for block in ingest(source).document.blocks if block.table is not None]
    assert all(cell.span.of(source.text) == cell.text for cell in table.cells)
    return table


def cell_with(table: Table, text: str) -> Cell:
    """The first cell of this text."""
    return next(cell for cell in table.cells if cell.text == text)
