"""Compute what a question asks for and no document states: the one entry to the operations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.arithmetic.average import average
from assistant.arithmetic.change import change_elsewhere, change_of_year_rows
from assistant.arithmetic.change_in_sentence import change_in_sentence
from assistant.arithmetic.changed_rows import changed_rows
from assistant.arithmetic.difference import difference
from assistant.arithmetic.extreme import extremes
from assistant.arithmetic.included import without_included
from assistant.arithmetic.operation import Operation, operations_asked
from assistant.arithmetic.remainder import remainder
from assistant.arithmetic.rows import label_of
from assistant.arithmetic.share import share
from assistant.arithmetic.total import total
from assistant.evidence import Evidence
from assistant.focus import focus_of, is_said_in
from assistant.points import Point
from assistant.spoken_years import years_around
from assistant.stated import words_of
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Statement
from ingest.years import years_of

Computer = Callable[[Question, Sequence[Evidence], Sequence[WholeTable]], list[Point]]

# Of these the question names the thing, not only the rows that are compared.
_OF_ONE_THING = frozenset({Operation.AVERAGE, Operation.CHANGE, Operation.SUM})
# For each operation, what is tried in turn; operation.py says in which order the operations are.
COMPUTERS: dict[Operation, tuple[Computer, ...]] = {
    Operation.EXTREME: (extremes,),
    Operation.CHANGED_ROWS: (changed_rows,),
    Operation.REMAINDER: (without_included, remainder),
    Operation.DIFFERENCE: (difference,),
    Operation.SHARE: (share,),
    Operation.AVERAGE: (average,),
    Operation.CHANGE: (change_of_year_rows, change_in_sentence, change_elsewhere),
    Operation.SUM: (total,),
}


def compute(question: Question, evidence: Sequence[Evidence], tables: Sequence[WholeTable]) -> list[Point]:
    """The sentence that computes the answer, with its formula and every operand cited; empty where nothing is to compute."""
    tables = [table for table in tables if _may_be_of_years(question, table)]
    for operation in operations_asked(question):
        for computer in COMPUTERS[operation]:
            points = computer(question, evidence, tables)
            if points and (operation not in _OF_ONE_THING or _is_of_focus(question, points)):
                return points
    return []


def _is_of_focus(question: Question, points: Sequence[Point]) -> bool:
    """Whether what was computed is of the noun that the question asks for: of 이용자, not of what else a sentence counts."""
    focus = focus_of(question)
    return not focus.noun or any(is_said_in(_words_around(point), focus, question) for point in points)


def _words_around(point: Point) -> str:
    """The words of the places that a computed sentence is carried by."""
    places = [(point.hit, span) for span in point.spans] + list(point.others)
    stated = (words_of(hit, item) for hit, span in places for item in hit.statements if item.span == span)
    return " ".join((point.text, *stated))


def _may_be_of_years(question: Question, table: WholeTable) -> bool:
    """Whether a table can hold values of a year asked for: 2024 is not computed of what the settlement of 2023 states."""
    if not question.years:
        return True
    spoken = (years_around(row.hit, row.statement) | _years_of_name(row.statement) for row in table.rows)
    return any(not years.isdisjoint(question.years) for years in spoken)


def _years_of_name(statement: Statement) -> set[int]:
    return set(years_of(f"{label_of(statement)}년"))
