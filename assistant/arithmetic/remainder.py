"""A total less what the question takes off it: rows that it names, or the subtotal of a group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.arithmetic.operands import about, commensurable, listed, point_of, result, shown, told, with_value
from assistant.arithmetic.rows import in_one_column, named_rows, total_row
from assistant.cells import name_share
from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.korean import letter_pairs
from ingest.labels import is_total
from ingest.units import POINTS, RATIO

_TAKEN_OFF = re.compile(r"(?P<what>[^,.]{2,30}?)(?:을|를|은|만)?\s?(?:빼|뺀|제외|빠진)")
_FROM = re.compile(r".*(?:에서는?|중에?|가운데)\s")
_WHOLE = re.compile(r"(?P<whole>\S+)에서\s")
_GROUP = 0.6  # share of a group's name that is said before 빼고


def remainder(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`2024 당초예산은 계(…)에서 기본경비(…)를 빼면 8,340백만원입니다.`"""
    for table in tables:
        taken = _taken_off(question, table)
        whole = _named_whole(question, table, taken) or total_row(table)
        operands = in_one_column(question, [whole, *taken]) if whole is not None and taken else []
        if not operands or operands[0].quantity.dimension in {RATIO, POINTS} or not commensurable(operands):
            continue
        stated, *parts = operands
        rest = stated.quantity.base - sum((part.quantity.base for part in parts), Decimal(0))
        if rest < 0:
            continue
        found = result(rest, [item.quantity for item in operands])
        formula = " - ".join(shown(item.quantity) for item in operands) + f" = {shown(found)}"
        less = with_particle(listed(parts), "을", "를")
        return [point_of(f"{about(operands)}{with_value(stated)}에서 {less} 빼면 {told(found)}입니다.", operands, formula)]
    return []


def _named_whole(question: Question, table: WholeTable, taken: Sequence[Evidence]) -> Evidence | None:
    """The row that the question names as the whole: 정원에서 현원을 빼면."""
    match = _WHOLE.search(question.plain)
    said = replace(question, pairs=tuple(letter_pairs(match["whole"])), years=()) if match else None
    rows = named_rows(said, table) if said else []
    return rows[0] if len(rows) == 1 and rows[0] not in taken else None


def _taken_off(question: Question, table: WholeTable) -> list[Evidence]:
    """The rows that the question takes off: the subtotal of a group that it names before 빼고, else the rows it names there."""
    match = _TAKEN_OFF.search(question.plain)
    if match is None:
        return []
    what = _FROM.sub("", question.plain[: match.end("what")])
    said = replace(question, pairs=tuple(letter_pairs(what)))
    for row in table.rows:
        path = next((cell.row_path for cell in row.statement.cells if cell.quantity is not None), ())
        if len(path) > 1 and is_total(path[-1]) and name_share(path[0], frozenset(said.pairs)) >= _GROUP:
            return [row]
    return named_rows(said, table)
