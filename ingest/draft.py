"""A block while it is being gathered: what its lines are may still change with what comes after them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.document import BlockKind, Grid, Table
from ingest.lines import Line


@dataclass(slots=True)
class Draft:
    """A block being gathered: its lines, marker, and what becomes of it."""

    lines: list[Line]
    kind: BlockKind
    level: int
    name: str = ""
    table: Table | None = None
    grid: Grid | None = None  # where the format knows the table's cells
    text: str = ""
    parents: tuple[str, ...] = field(default=())
    section: tuple[str, ...] = field(default=())
