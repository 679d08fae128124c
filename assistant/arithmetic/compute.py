"""Compute what a question asks for and no document states: the one entry to the operations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.arithmetic.between import average, difference, remainder, total
from assistant.arithmetic.extreme import extremes
from assistant.arithmetic.operation import Operation, operations_asked
from assistant.arithmetic.share import share
from assistant.evidence import Evidence
from assistant.points import Point
from assistant.types import Question
from assistant.whole_tables import WholeTable

Computer = Callable[[Question, Sequence[Evidence], Sequence[WholeTable]], list[Point]]

COMPUTERS: dict[Operation, Computer] = {
    Operation.EXTREME: extremes,
    Operation.REMAINDER: remainder,
    Operation.SHARE: share,
    Operation.AVERAGE: average,
    Operation.DIFFERENCE: difference,
    Operation.SUM: total,
}


def compute(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """The sentence that computes the answer, with its formula and every operand cited; empty where nothing is to compute."""
    for operation in operations_asked(question):
        computer = COMPUTERS.get(operation)
        if computer is not None and (points := computer(question, evidence, tables)):
            return points
    return []
