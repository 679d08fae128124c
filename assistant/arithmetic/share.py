"""Shares: a part of a whole in percent, where the documents state both and not the share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.arithmetic.operation import Operation, asks
from assistant.arithmetic.share_asked import share_asked
from assistant.arithmetic.share_in_sentence import share_in_sentence
from assistant.arithmetic.share_of_named import share_of_columns, share_of_rows
from assistant.arithmetic.share_of_total import missing_share, share_of_total
from assistant.cells import choose_cells
from assistant.evidence import Evidence
from assistant.points import Point
from assistant.spoken_years import may_be_of
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import StatementKind
from ingest.units import RATIO

_RATE_NAME = re.compile(r"[가-힣]*(?:률|율)(?![가-힣]{2})|비중|구성비|비율|점유율")
_NAMED_WELL = 0.8  # share of a row's name that the question says, to compute though another statement has a rate
_AS_STRONG = 0.7  # of the strongest statement's score, for one to be computed with
_LOOKED_AT = 6  # statements


def share(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """`651명 가운데 132명으로 20.3%입니다.` Empty where the documents state the rate, or not both figures."""
    asked = share_asked(question)
    if not asked.part:
        return []
    for table in tables:
        if found := missing_share(question, table) or share_of_total(question, asked, table, least=_NAMED_WELL):
            return found
    near = [
        item
        for item in evidence[:_LOOKED_AT]
        if item.score >= _AS_STRONG * evidence[0].score and may_be_of(question.years, item.statement)
    ]
    if any(_is_stated(question, item) for item in near) and not asks(question, Operation.SUM):
        return []
    for table in tables:
        if found := share_of_columns(question, asked, table) or share_of_rows(question, asked, table):
            return found
    for item in near:
        if found := share_in_sentence(asked, item):
            return found
    for table in tables:
        if found := share_of_total(question, asked, table):
            return found
    return []


def _is_stated(question: Question, evidence: Evidence) -> bool:
    """Whether a statement has a rate that is called as the question calls it."""
    names = _RATE_NAME.findall(question.plain) or [""]
    if evidence.statement.kind is not StatementKind.ROW:
        has_rate = any(quantity.dimension == RATIO for quantity in evidence.statement.quantities)
        return has_rate and any(name in evidence.statement.text for name in names)
    return any(
        cell.quantity and cell.quantity.dimension == RATIO and name in " ".join((*cell.col_path, *cell.row_path))
        for cell in choose_cells(question, evidence.statement)
        for name in names
    )
