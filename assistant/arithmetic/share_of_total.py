"""Rows of a table as a share of its total, and shares that a column of the table leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.arithmetic.operands import Operand, about, added_up, of_cell, percent, point_of, shown, told
from assistant.arithmetic.rows import cell_under, in_one_column, label_of, named_rows, total_row
from assistant.arithmetic.share_asked import ShareAsked
from assistant.cells import name_share
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Cell
from ingest.units import POINTS, RATIO

_SHARE_COLUMN = re.compile(r"비중|구성비|비율|점유율|^%$")
_OF_ALL = re.compile(r"총액|전체|합계|총|(?<!년)\s중(?:에서?)?\s|가운데|차지|비중|구성비")
_OTHER_RATE = re.compile(r"[가-힣](?<!비)(?<!점유)[률율](?![가-힣]{2})")  # 집행률 is not of the total
_SHARE_SAID = re.compile(r"비중|구성비|비율|점유|차지")
_PLACES, _FORMULA_PLACES = 1, 2


def share_of_total(question: Question, asked: ShareAsked, table: WholeTable, least: float = 0.0) -> list[Point]:
    """Rows that the question names as the part: `4,843,210천원은 합계 12,997,080천원의 37.3%입니다.`

    `least` is the share of each row's name that the question must say.
    """
    part = replace(question, pairs=tuple(asked.part)) if asked.whole else question
    whole, rows = total_row(table), named_rows(part, table)
    if _OTHER_RATE.search(question.plain) and not _SHARE_SAID.search(question.plain):
        return []
    if whole is None or not rows or not (_OF_ALL.search(question.plain) or len(rows) > 1) or _has_shares(table):
        return []
    if any(name_share(label_of(row.statement), frozenset(question.pairs)) < least for row in rows):
        return []
    operands = in_one_column(question, [*rows, whole])
    if not operands or operands[0].quantity.dimension in {RATIO, POINTS}:
        return []
    *parts, total = operands
    return _share_of(parts, total)


def missing_share(question: Question, table: WholeTable) -> list[Point]:
    """A share that a table leaves empty in a row that the question names, out of the column beside it and its total."""
    whole = total_row(table)
    paths = {cell.col_path for row in table.rows for cell in row.statement.cells if cell.col_path}
    if whole is None:
        return []
    for row in named_rows(question, table):
        for path in sorted(paths):
            if not _SHARE_COLUMN.search(path[-1]) or cell_under(row, path) or not _names_column(question, path, paths):
                continue
            beside = next((other for other in sorted(paths) if other[:-1] == path[:-1] and other != path), ())
            part, total = cell_under(row, beside), cell_under(whole, beside)
            if part is not None and total is not None and _holds_for_others(table, path, beside, total):
                operands = [of_cell(row, part), of_cell(whole, total)]
                return _share_of(operands[:1], operands[1])
    return []


def _has_shares(table: WholeTable) -> bool:
    """Whether a column of the table states the shares itself."""
    return any(_SHARE_COLUMN.search(cell.col_path[-1]) for row in table.rows for cell in row.statement.cells if cell.col_path)


def _share_of(parts: Sequence[Operand], total: Operand) -> list[Point]:
    if len(parts) == 1:
        part, formula = parts[0].quantity, ""
        lead = f"{with_particle(parts[0].name, '이', '가')} {told(part)}"
    else:
        part, formula = added_up(parts)
        names = ", ".join(f"{item.name} {told(item.quantity)}" for item in parts)
        lead, formula = f"{names}의 합이 {told(part)}", f"{formula}, "
    if not 0 < part.base < total.quantity.base:
        return []
    formula += f"{shown(part)} ÷ {shown(total.quantity)} × 100 = {percent(part.base, total.quantity.base, _FORMULA_PLACES)}"
    rate = percent(part.base, total.quantity.base, _PLACES)
    operands = [*parts, total]
    text = f"{about(operands)}{with_particle(lead, '으로', '로')}, {total.name} {told(total.quantity)}의 {rate}입니다."
    return [point_of(text, operands, formula)]


def _names_column(question: Question, path: tuple[str, ...], paths: set[tuple[str, ...]]) -> bool:
    """Whether the question says the group of a column better than it says any other's."""
    said = frozenset(question.pairs)
    best = max(name_share(" ".join(other[:-1]), said) for other in paths if other[-1] == path[-1])
    return name_share(" ".join(path[:-1]), said) == best


def _holds_for_others(table: WholeTable, path: tuple[str, ...], beside: tuple[str, ...], total: Cell) -> bool:
    """Whether the column states the shares of the one beside it, wherever a row has both."""
    assert total.quantity is not None
    both = [(cell_under(row, path), cell_under(row, beside)) for row in table.rows]
    shares = [
        abs(one.quantity.base - other.quantity.base / total.quantity.base * 100) <= one.quantity.step
        for one, other in both
        if one is not None
        and other is not None
        and one.quantity is not None
        and other.quantity is not None
        and total.quantity.base
    ]
    return len(shares) > 1 and sum(shares) > len(shares) / 2
