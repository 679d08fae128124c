"""Sentences on the cells of a row, as the verifier can check them: `출연금은 2023년 4,180천원, 2024년 4,865천원입니다.`"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.cells import column_name, row_name, shown_value
from assistant.particles import with_particle
from ingest.document import Cell
from ingest.years import write_in_full


def subject(cell: Cell) -> str:
    """The row with its particle: `출연금은`; nothing where it has no name."""
    name = row_name(cell)
    return f"{with_particle(name, '은', '는')} " if name else ""


def value(cell: Cell) -> str:
    """A cell's column and value: `2023년 4,180천원`."""
    return f"{write_in_full(column_name(cell))} {write_in_full(shown_value(cell))}"


def stating(cells: Sequence[Cell]) -> str:
    """`출연금은 2023년 4,180천원, 2024년 4,865천원입니다.`"""
    return f"{subject(cells[0])}{', '.join(map(value, cells))}입니다."
