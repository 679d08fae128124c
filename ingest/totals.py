"""Totals: which cells of a table hold them, and what a table's own total proves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.document import Cell, Table, Total
from ingest.figures import read_quantities
from ingest.labels import is_grand_total, is_total
from ingest.units import DATE, NUMBER

_COUNTED = "count:"
_LEAST = 10  # a smaller number agrees with a total by chance


def mark_totals(cells: Iterable[Cell], header_rows: int) -> tuple[Cell, ...]:
    """The cells, those in rows and columns of totals marked as such.

    Only the name tells. A row whose values happen to be the sum of others is none: a part may be all there is.
    """
    cells = tuple(cells)
    labels = {(cell.row, label) for cell in cells for label in cell.row_path}
    return tuple(replace(cell, total=total) if (total := _total(cell, header_rows, labels)) else cell for cell in cells)


def _total(cell: Cell, header_rows: int, labels: set[tuple[int, str]]) -> Total:
    """Whether the names that govern a cell, or its own where it is one of these names, are those of a total."""
    in_header = cell.row < header_rows
    is_name = is_total(cell.text) and (in_header or (cell.row, cell.text) in labels)
    in_row = any(map(is_total, cell.row_path)) or (is_name and not in_header)
    in_column = any(map(is_total, cell.col_path)) or (is_name and in_header)
    if in_row and in_column:
        return Total.BOTH
    return Total.ROW if in_row else Total.COLUMN if in_column else Total.NONE


def unit_of_announced_total(table: Table, above: Iterable[str]) -> str:
    """The counter of a table without a unit line, where a line above it announces its total: `총 73건` over a 계 of 73.

    Empty where no total agrees, or two units would.
    """
    found = [(cell.quantity.value, _total_names(cell)) for cell in table.cells if cell.quantity is not None and _is_bare(cell)]
    most = max((names for _, names in found), default=0)  # a total of totals, where the table has one
    totals = {value for value, names in found if names == most > 0}
    stated = [quantity for line in above for quantity in read_quantities(line)]
    units = {
        quantity.unit
        for quantity in stated
        if quantity.dimension not in {DATE, NUMBER} and quantity.dimension.startswith(_COUNTED) and quantity.value in totals
    }
    return units.pop() if len(units) == 1 else ""


def _is_bare(cell: Cell) -> bool:
    """Whether a cell has a number without a unit of its own, large enough to agree by more than chance."""
    return cell.quantity is not None and cell.quantity.dimension == NUMBER and cell.quantity.value >= _LEAST


def _total_names(cell: Cell) -> int:
    """How many of a cell's row and column are called a total."""
    return sum(map(is_grand_total, (*cell.row_path[-1:], *cell.col_path[-1:])))
