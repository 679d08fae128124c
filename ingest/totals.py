"""Totals: what a table's own total proves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.document import Cell, Table
from ingest.figures import read_quantities
from ingest.units import DATE, NUMBER

_TOTAL = re.compile(r"(?:총|합)?\s?계|총액|합계액|전체")
_COUNTED = "count:"
_LEAST = 10  # a smaller number agrees with a total by chance


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
    return sum(bool(_TOTAL.fullmatch(name)) for name in (*cell.row_path[-1:], *cell.col_path[-1:]))
