"""Where something is: the cell or the line that gives its place, else the sentences that speak of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cells import column_name, row_name
from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, related
from assistant.kinds.sentences import compose_reason
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from ingest.document import Cell, StatementKind

_PLACE = r"위\s?치|소\s?재\s?지|주\s?소|장\s?소|개최지|설치\s?장소"
_NAMES_PLACE = re.compile(rf"(?:{_PLACE})(?:\([^)]*\))?$")
_GIVES_PLACE = re.compile(rf"(?:{_PLACE})\s*[:：]|에\s?(?:위치|소재|자리)")
_AS_STRONG = 0.7  # of the strongest statement's score, for one that gives a place to answer before it


def compose_place(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The place that a table or a line gives; where none does, what the documents say of the matter."""
    strongest = max(item.score for item in evidence)
    for item in evidence:
        cells = _place_cells(item)
        if item.score >= _AS_STRONG * strongest and (cells or _GIVES_PLACE.search(item.statement.text)):
            point = _cells_point(item, cells) if cells else quote_point(item)
            return [point, *related([item], evidence)]
    return compose_reason(question, evidence)


def _place_cells(evidence: Evidence) -> list[Cell]:
    """The cells of a row in a column of places."""
    if evidence.statement.kind is not StatementKind.ROW:
        return []
    return [cell for cell in evidence.statement.cells if cell.col_path and _NAMES_PLACE.search(cell.col_path[-1]) and cell.text]


def _cells_point(evidence: Evidence, cells: Sequence[Cell]) -> Point:
    """`별빛소극장은 위치 강변로 5입니다.`"""
    stated = ", ".join(f"{column_name(cell)} {cell.text}" for cell in cells)
    name = row_name(cells[0])
    text = f"{with_particle(name, '은', '는')} {stated}입니다." if name else f"{stated}입니다."
    return Point(text, evidence.hit, (evidence.statement.span,), cells=tuple(cells))
