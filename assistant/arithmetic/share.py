"""Shares: a part of a whole in percent, where the documents state both and not the share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.arithmetic.between import added_up
from assistant.arithmetic.operands import Operand, of_cell, percent, point_of, shown, told
from assistant.arithmetic.operation import Operation, asks
from assistant.arithmetic.parts import Placed, placed
from assistant.arithmetic.rows import cell_under, in_one_column, label_of, named_rows, total_row
from assistant.cells import choose_cells, name_share
from assistant.evidence import Evidence
from assistant.money import format_number
from assistant.particles import with_particle
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Cell, Quantity, StatementKind
from ingest.korean import letter_pairs
from ingest.units import NUMBER, RATIO

_RATE_NAME = re.compile(r"[가-힣]*(?:률|율)(?![가-힣]{2})|비중|구성비|비율|점유율")
_SHARE_COLUMN = re.compile(r"비중|구성비|비율|점유율|^%$")
_OF_ALL = re.compile(r"총액|전체|합계|총|중(?:에서?)?\s|가운데|에서\s*차지")
_RATE_ASKED = re.compile(r"[가-힣]*(?:률|율)(?![가-힣]{2})|비중|구성비|비율|점유율|몇\s*(?:%|퍼센트|프로)|차지")
_NAMING_WORDS = 2  # words before the rate that say what it is of
_NAMED_WELL = 0.8  # share of a row's name that the question says, to compute though another statement has a rate
_AS_STRONG = 0.7  # of the strongest statement's score, for one to be computed with
_PLACES, _FORMULA_PLACES = 1, 2
_LOOKED_AT = 6  # statements


def share(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`651명 가운데 132명으로 20.3%입니다.` Empty where the documents state the rate, or not both figures."""
    for table in tables:
        if found := _missing_share(question, table) or _of_total(question, table, least=_NAMED_WELL):
            return found
    if _is_stated(question, evidence) and not asks(question, Operation.SUM):
        return []
    near = [item for item in evidence[:_LOOKED_AT] if item.score >= _AS_STRONG * evidence[0].score]
    for item in near:
        if found := _in_sentence(question, item):
            return found
    for table in tables:
        if found := _of_total(question, table):
            return found
    return []


def _is_stated(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether a statement near the strongest has a rate that is called as the question calls it."""
    names = _RATE_NAME.findall(question.plain) or [""]
    for item in evidence[:_LOOKED_AT]:
        if item.score < _AS_STRONG * evidence[0].score:
            break
        chosen = choose_cells(question, item.statement)
        if any(
            cell.quantity and cell.quantity.dimension == RATIO and name in " ".join((*cell.col_path, *cell.row_path))
            for cell in chosen
            for name in names
        ):
            return True
        rates = [quantity for quantity in item.statement.quantities if quantity.dimension == RATIO]
        if item.statement.kind is not StatementKind.ROW and rates and any(name in item.statement.text for name in names):
            return True
    return False


def _in_sentence(question: Question, evidence: Evidence) -> list[Point]:
    """A part and its whole in one statement: in brackets behind it, or before it and larger."""
    if evidence.statement.cells:
        return []
    figures = [item for item in placed(evidence) if item.quantity.dimension != RATIO]
    said = _last_words(question)
    part = max(figures, key=lambda item: item.met(said), default=None)
    if part is None or not part.met(said):
        return []
    whole = part.within or _whole(question, figures, part)
    if whole is None or not 0 < part.quantity.base < whole.base or not _may_be_part(part, whole):
        return []
    return [_told(question, evidence, part, whole)]


def _told(question: Question, evidence: Evidence, part: Placed, whole: Quantity) -> Point:
    """`취업 성공은 651명 가운데 132명으로 20.3%입니다.`; a part without a unit is counted as its whole is (공덕 17,234)."""
    name = (part.before if part.within else part.behind).strip(" -") or part.before.strip(" -")
    is_bare = part.quantity.dimension == NUMBER
    one, all_of = (part.quantity.value, whole.value) if is_bare else (part.quantity.base, whole.base)
    written = format_number(whole.value) if is_bare else shown(whole)
    formula = f"{shown(part.quantity)} ÷ {written} × 100 = {percent(one, all_of, _FORMULA_PLACES)}"
    lead = f"{with_particle(name, '은', '는')} " if name else ""
    text = (
        f"{lead}{told(whole)} 가운데 {with_particle(shown(part.quantity), '으로', '로')} {percent(one, all_of, _PLACES)}입니다."
    )
    return point_of(text, [Operand(name, whole, evidence)], formula)


def _whole(question: Question, figures: Sequence[Placed], part: Placed) -> Quantity | None:
    """The figure that the part is of: the one before it that the question says most of, larger and of its kind."""
    said = frozenset(question.pairs)
    before = [
        item
        for item in figures
        if item.quantity.span.end <= part.quantity.span.start
        and item.quantity.dimension == part.quantity.dimension
        and item.quantity.base > part.quantity.base
    ]
    return max(before, key=lambda item: (item.met(said), item.quantity.span.start)).quantity if before else None


def _may_be_part(part: Placed, whole: Quantity) -> bool:
    return part.quantity.dimension == whole.dimension or (part.within is whole and part.quantity.dimension == NUMBER)


def _last_words(question: Question) -> frozenset[str]:
    """The letter pairs of the words right before the rate that is asked for: 취업 성공 비율, 공덕 비중."""
    match = _RATE_ASKED.search(question.plain)
    before = question.plain[: match.start()] if match else question.plain
    return frozenset(letter_pairs(" ".join(before.split()[-_NAMING_WORDS:])))


def _of_total(question: Question, table: WholeTable, least: float = 0.0) -> list[Point]:
    """Rows that the question names as a share of the table's total: `4,843,210천원은 합계 12,997,080천원의 37.3%입니다.`"""
    whole, rows = total_row(table), named_rows(question, table)
    if whole is None or not rows or not (_OF_ALL.search(question.plain) or len(rows) > 1) or _has_shares(table):
        return []
    if any(name_share(label_of(row.statement), frozenset(question.pairs)) < least for row in rows):
        return []
    operands = in_one_column(question, [*rows, whole])
    if not operands or operands[0].quantity.dimension == RATIO:
        return []
    *parts, total = operands
    return _share_of(parts, total)


def _has_shares(table: WholeTable) -> bool:
    """Whether a column of the table states the shares itself."""
    return any(_SHARE_COLUMN.search(cell.col_path[-1]) for row in table.rows for cell in row.statement.cells if cell.col_path)


def _share_of(parts: Sequence[Operand], total: Operand) -> list[Point]:
    if len(parts) == 1:
        part, formula = parts[0].quantity, ""
        lead = f"{with_particle(parts[0].name, '은', '는')} {told(part)}"
    else:
        part, formula = added_up(parts)
        names = ", ".join(f"{item.name} {told(item.quantity)}" for item in parts)
        lead, formula = f"{names}의 합은 {told(part)}", f"{formula}, "
    if not 0 < part.base < total.quantity.base:
        return []
    formula += f"{shown(part)} ÷ {shown(total.quantity)} × 100 = {percent(part.base, total.quantity.base, _FORMULA_PLACES)}"
    text = f"{lead}으로, {total.name} {told(total.quantity)}의 {percent(part.base, total.quantity.base, _PLACES)}입니다."
    return [point_of(text, [*parts, total], formula)]


def _missing_share(question: Question, table: WholeTable) -> list[Point]:
    """A share that a table leaves empty in a row that the question names, out of the column beside it and its total."""
    whole = total_row(table)
    paths = {cell.col_path for row in table.rows for cell in row.statement.cells if cell.col_path}
    if whole is None:
        return []
    for row in named_rows(question, table):
        for path in paths:
            if not _SHARE_COLUMN.search(path[-1]) or cell_under(row, path) or not _names_column(question, path, paths):
                continue
            beside = next((other for other in paths if other[:-1] == path[:-1] and other != path), ())
            part, total = cell_under(row, beside), cell_under(whole, beside)
            if part is not None and total is not None and _holds_for_others(table, path, beside, total):
                operands = [of_cell(row, part), of_cell(whole, total)]
                return _share_of(operands[:1], operands[1])
    return []


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
